"""What goes into the store comes out equal; versions, names, citations and links behave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kb.errors import AmbiguousNotice, NoticeNotFound
from kb.model import Change, Citation, Document, Link, LinkEnd, Notice
from kb.store import Store
from tests.kb.builders import CITY, COUNTY, city, county, notice, with_citation
from tests.kb.generated import notices


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{tmp_path / 'facts.sqlite3'}")
    yield store
    store.close()


def put(store: Store, made: Notice) -> str:
    return store.save(made).notice_id


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=notices())
def test_what_goes_in_comes_out(made: Notice) -> None:
    store = Store.open("sqlite://")
    saved = store.save(made)
    loaded = store.notice(saved.notice_id)
    store.close()
    assert loaded == replace(made, document=replace(made.document, id=saved.notice_id))


def test_ids_are_readable(store: Store) -> None:
    assert put(store, city()) == "云政办发2030-8"
    untitled = notice(replace(CITY, doc_number=None), ("一", "甲", "做好工作。", ""))
    assert put(store, untitled) == "云川市人民政府办公室关于推进乡村物流的实施意见"
    nameless = notice(Document("x", None), ("一", "乙", "做好工作。", ""))
    assert put(store, nameless).startswith("文件-")


def test_the_same_bytes_change_nothing(store: Store) -> None:
    first = store.save(city())
    again = store.save(city())
    assert (again.outcome, again.notice_id, again.revision) == ("unchanged", first.notice_id, 1)
    assert len(store.versions(first.notice_id)) == 1


def test_a_changed_notice_becomes_a_version(store: Store) -> None:
    put(store, city())
    changed = notice(CITY, ("一", "建设配送体系", "各县至少建成2处县级配送中心。", "市商务局"))
    outcome = store.save(changed)
    assert (outcome.outcome, outcome.version, outcome.revision) == ("new_version", 2, 2)
    assert store.notice(outcome.notice_id).text == changed.text
    assert store.notice(outcome.notice_id, version=1).text == city().text
    old, new = store.versions(outcome.notice_id)
    assert old.superseded_at and not new.superseded_at
    assert len(store.summaries()) == 1


def test_the_same_number_of_another_issuer_is_another_notice(store: Store) -> None:
    put(store, city())
    other = notice(replace(CITY, issuer="林河市人民政府办公室"), ("一", "甲", "做好工作。", ""))
    assert store.save(other).outcome == "new"
    assert {each.document.id for each in store.summaries()} == {"云政办发2030-8", "云政办发2030-8-2"}


def test_reread_replaces_the_facts(store: Store) -> None:
    notice_id = put(store, city())
    loaded = store.notice(notice_id)
    outcome = store.replace_facts(replace(loaded, targets=(), deadlines=()))
    assert (outcome.outcome, outcome.version, outcome.revision) == ("reread", 1, 2)
    assert store.notice(notice_id) == replace(loaded, targets=(), deadlines=())


def test_summaries_count_and_go_from_the_top_down(store: Store) -> None:
    put(store, county())
    put(store, city())
    upper, lower = store.summaries()
    assert (upper.document.level, lower.document.level) == ("prefecture", "county")
    assert (upper.counts.obligations, upper.counts.targets, lower.counts.citations) == (4, 1, 1)


FOUND = [
    "云政办发〔2030〕8号",
    "云政办发[2030]8号",
    "云政办发（2030） 8 号",
    "云政办发2030-8",
    "[2030]8号",
    "〕8号",
    "乡村物流的实施意见",
    "云川市人民政府办公室关于推进乡村物流的实施意见",
]


@pytest.mark.parametrize("reference", FOUND)
def test_find(store: Store, reference: str) -> None:
    put(store, city())
    put(store, county())
    assert store.find(reference) == "云政办发2030-8"


def test_find_says_what_it_could_not_decide(store: Store) -> None:
    put(store, city())
    put(store, county())
    with pytest.raises(AmbiguousNotice, match="青政办字2030-21") as caught:
        store.find("乡村物流")
    assert len(caught.value.candidates) == 2
    with pytest.raises(NoticeNotFound, match="没有的文件"):
        store.find("没有的文件")


def cited(title: str | None, number: str | None = None, issuer: str | None = None) -> Citation:
    return (
        with_citation(city(), title, number)
        .citations[0]
        .__class__(None, city().obligations[0].evidence, title, number, issuer, "basis")
    )


RESOLVED = [
    (cited(None, "云政办发[2030]8号"), True),
    (cited("云川市人民政府办公室关于推进乡村物流的实施意见"), True),
    (cited("关于推进乡村物流的实施意见"), True),
    (cited("关于印发《推进乡村物流的实施意见》的通知", None, "云川市人民政府办公室"), True),
    (cited("林河市人民政府办公室关于推进乡村物流的实施意见"), False),
    (cited("云川市人民政府办公室关于推进乡村物流的实施意见", "云政办发〔2029〕3号"), False),
    (cited("关于推进城市物流的实施意见"), False),
    (cited(None, "云政办发〔2030〕9号"), False),
]


@pytest.mark.parametrize(("citation", "known"), RESOLVED)
def test_resolve(store: Store, citation: Citation, known: bool) -> None:
    city_id = put(store, city())
    assert store.resolve_citation(citation, COUNTY) == (city_id if known else None)


def test_a_citation_of_two_candidates_is_not_guessed(store: Store) -> None:
    put(store, city())
    put(store, notice(replace(CITY, issuer="林河市人民政府办公室"), ("一", "甲", "做好工作。", "")))
    assert store.resolve_citation(cited(None, "云政办发〔2030〕8号"), COUNTY) is None


def test_a_notice_never_cites_itself(store: Store) -> None:
    city_id = put(store, city())
    document = store.notice(city_id).document
    assert store.resolve_citation(cited(None, "云政办发〔2030〕8号"), document) is None


def test_citing_and_missing(store: Store) -> None:
    county_id = put(store, county())
    missing = store.missing_upstream()
    assert [(each.doc_number, each.cited_by) for each in missing] == [("云政办发〔2030〕8号", (county_id,))]
    city_id = put(store, city())
    assert store.citing(city_id) == (county_id,)
    assert store.missing_upstream() == ()


def test_missing_documents_are_joined_by_number_and_title(store: Store) -> None:
    put(store, with_citation(county(), "某省乡村物流规划", "某政发〔2029〕1号"))
    other = notice(replace(COUNTY, doc_number="白政办字〔2030〕2号"), ("一", "丙", "做好工作。", ""))
    put(store, with_citation(other, "某省乡村物流规划"))
    first = store.missing_upstream()[0]
    assert (first.title, first.doc_number, len(first.cited_by)) == (
        "某省乡村物流规划",
        "某政发〔2029〕1号",
        2,
    )


def links(lower: str, upper: str) -> tuple[Link, ...]:
    change = Change("deadline_later", "9月底", "6月底", "晚 92 天", "severe")
    return (
        Link(LinkEnd(lower, "一"), LinkEnd(upper, "一"), "adapted", 0.9, "同题", (change,)),
        Link(LinkEnd(lower, "一", "全县"), LinkEnd(upper, "一", "各县"), "adapted", 0.8, "近似"),
        Link(None, LinkEnd(upper, "三"), "not_carried", 0.0, "没有找到"),
    )


def test_links(store: Store) -> None:
    lower, upper = put(store, county()), put(store, city())
    made = links(lower, upper)
    store.replace_links(lower, upper, made)
    assert store.links(lower) == made == store.links(upper) == store.links_between(lower, upper)
    assert store.links_of_clause(upper, "三") == made[2:]
    assert store.links_of_clause(lower, "一") == made[:2]
    assert (store.uppers(lower), store.lowers(upper)) == ((upper,), (lower,))
    store.prune_links(lower, ())
    assert store.links(upper) == ()


def test_what_a_person_said_of_a_link_stays(store: Store) -> None:
    lower, upper = put(store, county()), put(store, city())
    made = links(lower, upper)
    store.replace_links(lower, upper, [replace(made[0], status="confirmed"), *made[1:]])
    store.replace_links(lower, upper, made)
    assert [link.status for link in store.links(lower)] == ["confirmed", "proposed", "proposed"]


def test_a_transaction_is_all_or_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.transaction():
        put(store, city())
        store.record_import("a.txt", None, "new", None, None, {})
        raise RuntimeError
    assert store.summaries() == () == store.imports()


def test_imports_are_remembered(store: Store) -> None:
    store.record_import("a.txt", "0" * 64, "new", "x", 1, {"title": "题"})
    store.record_import("b.pdf", None, "failed", None, None, {"cause": "空文件"})
    latest, first = store.imports()
    assert (latest.file, latest.outcome, first.report) == ("b.pdf", "failed", {"title": "题"})
