"""One file in: all of it or nothing, once, and linked to what is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.importer import import_file, reread
from kb.base import KnowledgeBase
from kb.doctor import diagnose
from kb.errors import BaseBusy, NoticeNotFound
from kb.search import Query
from kb.store import Store

CITY = """樾州市人民政府办公室关于推进乡村物流的实施意见

樾政办发〔2030〕8号

各县人民政府，市政府各部门：

一、工作目标
到2031年6月底，全市建成县级配送中心7处以上。

二、重点任务
（一）建设配送体系。各县至少建成1处县级配送中心，完善冷链仓储设施。（责任单位：市商务局、市交通运输局，各县人民政府）
（二）加强资金保障。市财政安排专项补贴资金。（责任单位：市财政局）

樾州市人民政府办公室
2030年3月1日
"""
COUNTY = """青禾县人民政府办公室关于推进乡村物流的实施方案

青政办字〔2030〕21号

各镇人民政府：

根据《樾州市人民政府办公室关于推进乡村物流的实施意见》（樾政办发〔2030〕8号）要求，制定本方案。

一、工作目标
到2031年12月底，全县建成县级配送中心1处以上。

二、重点任务
（一）建设配送体系。全县建成1处县级配送中心，完善冷链仓储设施。（责任单位：县商务局）

青禾县人民政府办公室
2030年6月1日
"""


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(tmp_path / "home") as base:
        yield base


def put(base: KnowledgeBase, text: str, name: str = "a.txt"):
    return import_file(base, text.encode(), name)


def test_a_file_is_stored_whole(base: KnowledgeBase) -> None:
    report = put(base, CITY, "city.txt")
    assert (report.outcome, report.notice_id, report.version) == ("new", "樾政办发2030-8", 1)
    assert report.document and report.document.title == "樾州市人民政府办公室关于推进乡村物流的实施意见"
    assert report.counts.clauses == 4
    assert base.original("樾政办发2030-8") == CITY.encode()
    assert base.index.search(Query("冷链")).total == 1
    assert diagnose(base) == ()


def test_the_same_file_again_changes_nothing(base: KnowledgeBase, tmp_path: Path) -> None:
    put(base, CITY)
    before = [base.store.revisions(), base.store.imports(), base.index.stamps()]
    again = put(base, CITY, "under-another-name.txt")
    assert (again.outcome, again.notice_id) == ("unchanged", "樾政办发2030-8")
    assert [base.store.revisions(), base.store.imports(), base.index.stamps()] == before


def test_a_changed_notice_is_a_new_version(base: KnowledgeBase) -> None:
    put(base, CITY)
    report = put(base, CITY.replace("7处", "9处"))
    assert (report.outcome, report.version) == ("new_version", 2)
    assert base.index.search(Query("9处")).total == 1
    assert base.index.search(Query("7处")).total == 0
    assert base.original("樾政办发2030-8", version=1) == CITY.encode()
    old = put(base, CITY)
    assert (old.outcome, old.version, old.current_version) == ("unchanged", 1, 2)


@pytest.mark.parametrize("first", ["upper", "lower"])
def test_a_notice_is_linked_to_what_it_cites(base: KnowledgeBase, first: str) -> None:
    texts = [CITY, COUNTY] if first == "upper" else [COUNTY, CITY]
    reports = [put(base, text) for text in texts]
    pair = reports[1].linked[0]
    assert (pair.lower.id, pair.upper.id) == ("青政办字2030-21", "樾政办发2030-8")
    ends = {
        (link.lower.clause, link.upper.clause)
        for link in base.store.links(pair.lower.id)
        if link.lower and link.upper
    }
    assert ("二/（一）", "二/（一）") in ends
    assert base.store.missing_upstream() == ()


def test_what_it_cites_and_the_shelf_lacks_is_told(base: KnowledgeBase) -> None:
    assert [missing.doc_number for missing in put(base, COUNTY).missing] == ["樾政办发〔2030〕8号"]


def test_links_follow_a_new_version(base: KnowledgeBase) -> None:
    put(base, CITY)
    put(base, COUNTY)
    put(base, COUNTY.replace("樾政办发〔2030〕8号", "樾政办发〔2029〕1号"))
    # It no longer cites the city's notice: what links remain say that they go by the subject.
    assert any("未引用" in link.rationale for link in base.store.links("青政办字2030-21"))


BAD = [(b"", "空"), (b"\xff\xd8\xff\xe0 JFIF", "JPEG"), (b"%PDF-1.4 broken", "PDF")]


@pytest.mark.parametrize(("data", "cause"), BAD)
def test_bad_input_leaves_nothing(base: KnowledgeBase, data: bytes, cause: str) -> None:
    report = import_file(base, data, "x.pdf")
    assert report.outcome == "failed"
    assert cause in (report.cause or "")
    assert list(base.shelf.hashes()) == []
    assert base.store.summaries() == ()
    assert base.store.imports()[0].outcome == "failed"


def test_a_path_that_is_not_there(base: KnowledgeBase, tmp_path: Path) -> None:
    assert import_file(base, tmp_path / "none.txt").outcome == "failed"


def test_a_failure_in_the_middle_leaves_nothing(base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr(Store, "record_import", fail)
    with pytest.raises(RuntimeError):
        put(base, CITY)
    monkeypatch.undo()
    assert list(base.shelf.hashes()) == []
    assert base.store.summaries() == ()
    assert diagnose(base) == ()
    assert put(base, CITY).outcome == "new"


def test_reread_keeps_the_version(base: KnowledgeBase) -> None:
    put(base, CITY)
    before = base.store.notice("樾政办发2030-8")
    report = reread(base, "樾政办发2030-8")
    assert (report.outcome, report.version) == ("reread", 1)
    assert base.store.notice("樾政办发2030-8") == before
    assert diagnose(base) == ()
    with pytest.raises(NoticeNotFound):
        reread(base, "没有")


def test_one_writer_at_a_time(base: KnowledgeBase) -> None:
    busy = pytest.raises(BaseBusy, match="另一个程序正在写入")
    with KnowledgeBase.open(base.home) as other, other.writing(), busy, base.writing(timeout=0.1):
        pass
