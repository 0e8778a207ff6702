"""What a user finds: exact words, facets with counts, order, pages, reasons."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.search import UNSTATED, Index, Query, Results
from kb.tasks import tasks_of
from tests.kb.builders import city, county


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    index = Index(tmp_path / "index")
    with index.writer() as writer:
        for notice in (city(), county()):
            writer.put(notice.document.id, 1, tasks_of(notice))
    yield index
    index.close()


def quotes(results: Results) -> set[str]:
    return {hit.quote for hit in results.hits}


def counts(results: Results, facet: str) -> dict[str, int]:
    return {value.value: value.count for value in results.facets[facet]}


ALL = {obligation.evidence.quote for notice in (city(), county()) for obligation in notice.obligations}
SEARCHES = [
    ("", ALL),
    ("配送站", {"鼓励在镇设立配送站。"}),
    ("冷链", {"9月底前建成村邮站和冷链仓储设施。"}),
    ("链", {"9月底前建成村邮站和冷链仓储设施。"}),
    ("和冷链仓", {"9月底前建成村邮站和冷链仓储设施。"}),
    ('"镇级快递公共服务中心"', {"每个镇设立镇级快递公共服务中心。"}),
    ('"镇级快递 公共服务中心"', {"每个镇设立镇级快递公共服务中心。"}),
    ("配送中心 县级 1处", {"各县至少建成1处县级配送中心。", "全县建成1处县级配送中心。"}),
    ("配送中心 -全县", {"各县至少建成1处县级配送中心。"}),
    ("单位:财政", {"市财政安排专项补贴资金。"}),
    ("单位：县商务局 设立", {"每个镇设立镇级快递公共服务中心。"}),
    ("-单位:商务", {"市财政安排专项补贴资金。", "按季度通报进展情况。"}),
    ("时限:2030-09", {"9月底前建成村邮站和冷链仓储设施。"}),
    ("时限:2030年6月", {"各县至少建成1处县级配送中心。"}),
    (
        "文号:青政办字",
        {"全县建成1处县级配送中心。", "每个镇设立镇级快递公共服务中心。", "按季度通报进展情况。"},
    ),
    ("级别:市 标题:资金保障", {"市财政安排专项补贴资金。"}),
    ("资金保障", {"市财政安排专项补贴资金。"}),
    ("配送中心配送站", set()),
    ("不存在的词", set()),
    ('"', ALL),
]


@pytest.mark.parametrize(("text", "expected"), SEARCHES)
def test_finds(index: Index, text: str, expected: set[str]) -> None:
    results = index.search(Query(text))
    assert quotes(results) == expected
    assert results.total == len(expected)


def test_any_substring_is_found(index: Index) -> None:
    chance = random.Random(7)
    for sentence in sorted(ALL):
        for _ in range(40):
            start = chance.randrange(len(sentence))
            part = sentence[start : chance.randint(start + 1, len(sentence))]
            expected = {other for other in ALL if part in other}
            assert expected <= quotes(index.search(Query(f'"{part}"', per_page=50))), part


def test_width_and_case_do_not_matter(index: Index) -> None:
    assert quotes(index.search(Query("１处县级"))) == quotes(index.search(Query("1处县级")))


def test_facets_count_under_the_other_choices(index: Index) -> None:
    results = index.search(Query("", {"level": ("county",)}))
    assert results.total == 3
    assert counts(results, "level") == {
        "national": 0,
        "provincial": 0,
        "prefecture": 4,
        "county": 3,
        "township": 0,
    }
    assert counts(results, "body") == {"商务": 2, "交通运输": 0, "财政": 0, UNSTATED: 1}
    assert [value.value for value in results.facets["level"] if value.chosen] == ["county"]


def test_choices_within_a_facet_add_up(index: Index) -> None:
    results = index.search(Query("", {"body": ("财政", UNSTATED)}))
    assert quotes(results) == {"市财政安排专项补贴资金。", "按季度通报进展情况。"}
    assert results.notice_count == 2


def test_a_facet_takes_labels_too(index: Index) -> None:
    assert index.search(Query("", {"region": ("青禾县",)})).total == 3
    assert index.search(Query("", {"region": ("某县",)})).total == 0


def test_deadline_periods(index: Index) -> None:
    listed = counts(index.search(Query()), "deadline")
    assert listed == {"2030上半年": 1, "2030下半年": 1, "定期": 1, UNSTATED: 4}
    assert list(listed)[-1] == UNSTATED


def test_sorts(index: Index) -> None:
    by_deadline = index.search(Query("建成", sort="deadline")).hits
    assert [hit.quote[:3] for hit in by_deadline] == ["各县至", "9月底", "全县建"]
    assert index.search(Query(sort="level")).hits[0].level == "prefecture"
    assert index.search(Query(sort="date")).hits[0].level == "county"


def test_the_more_a_task_says_it_the_earlier_it_stands(index: Index) -> None:
    assert "配送站" in index.search(Query("配送")).hits[0].quote


def test_pages(index: Index) -> None:
    first, second = (index.search(Query(per_page=4, page=page)) for page in (1, 2))
    assert (len(first.hits), len(second.hits), first.pages) == (4, 3, 2)
    assert not quotes(first) & quotes(second)


def test_marks_and_reasons(index: Index) -> None:
    hit = index.search(Query("冷链 单位:商务")).hits[0]
    assert [hit.quote[start:end] for start, end in hit.spans] == ["冷链"]
    assert [(hit.heading or "")[start:end] for start, end in hit.heading_spans] == ["冷链"]
    assert hit.why == (("正文", ("冷链",)), ("条款标题", ("冷链",)), ("责任单位", ("商务",)))


def test_a_hit_carries_what_the_list_shows(index: Index) -> None:
    hit = index.search(Query("各县至少")).hits[0]
    assert (hit.clause, hit.heading, hit.doc_number) == ("一", "建设配送体系", "云政办发〔2030〕8号")
    assert hit.units == (("responsible", "市商务局"), ("responsible", "市交通运输局"))
    target = hit.targets[0]
    assert hit.quote[target.start : target.end] == "至少建成1处"


def test_no_index_yet_is_empty(tmp_path: Path) -> None:
    assert Index(tmp_path / "none").search(Query("配送")).total == 0
    assert not (tmp_path / "none").exists()


def test_replacing_and_removing(index: Index) -> None:
    with index.writer() as writer:
        writer.put("city", 2, tasks_of(city())[:1])
        writer.remove("county")
    assert index.search(Query()).total == 1
    assert index.stamps() == {"city": (2, 1)}


def test_a_failed_write_leaves_nothing(index: Index) -> None:
    with pytest.raises(RuntimeError), index.writer() as writer:
        writer.remove("city")
        raise RuntimeError
    assert index.search(Query()).total == len(ALL)


def test_threads_search_while_another_writes(index: Index) -> None:
    wrong: list[object] = []

    def look() -> None:
        for _ in range(30):
            found = index.search(Query("县级配送中心")).total
            if found != 2:
                wrong.append(found)

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for revision in range(2, 8):
        with index.writer() as writer:
            writer.put("city", revision, tasks_of(city()))
    for thread in threads:
        thread.join()
    assert wrong == []
