"""A plan drafted, exported to Word and brought in like any notice says what was drafted."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from corpus.samples import sample_files
from ingest.draft_files import read_plan, write_draft
from ingest.importer import import_file
from kb.base import KnowledgeBase
from kb.draft.desk import DraftDesk
from kb.draft.model import Draft
from kb.draft.sentences import as_printed
from kb.model import Link, Notice
from kb.trace import trace
from kb.trace.sentences import passages

ENOUGH = 0.98
SAMPLES = {path.name: path for path in sample_files()}
CASES = {
    "brackets, an annex": ("yuezhou-2024-27.pdf", "dixi-2024-41.pdf", "990121", "禾政办发〔2024〕40号"),
    "units on lines": ("yuezhou-2024-52.html", "qinghe-2025-6.txt", "990122", "荻政办发〔2025〕12号"),
}


@dataclass(frozen=True)
class Trip:
    """A draft, and the notice that its Word file was read as."""

    base: KnowledgeBase
    draft: Draft
    notice: Notice


@pytest.fixture(scope="module", params=CASES.values(), ids=CASES)
def trip(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trip]:
    upper_file, peer_file, place, number = request.param
    with KnowledgeBase.open(tmp_path_factory.mktemp("trip")) as base:
        upper, _ = (import_file(base, SAMPLES[name]).notice_id for name in (upper_file, peer_file))
        assert upper is not None
        draft = drafted(DraftDesk(base, "老李"), upper, place, number)
        file = io.BytesIO()
        write_draft(base, draft, "docx", file)
        report = import_file(base, file.getvalue(), "方案.docx")
        assert report.outcome == "new" and report.notice_id is not None, report.cause
        yield Trip(base, draft, base.store.notice(report.notice_id))


def drafted(desk: DraftDesk, upper: str, place: str, number: str) -> Draft:
    """A draft with every question answered as first suggested, else as above."""
    draft = desk.new([upper], place, "实施方案", today=date(2024, 7, 1))
    for entry in draft.entries:
        for question in entry.questions:
            first = question.suggestions[0].answer if question.suggestions else question.upper
            desk.answer(draft.id, entry.key, question.number, first or "县政府办公室")
    signed = replace(draft.head, doc_number=number, date=date(2025, 1, 20))
    desk.save_head(draft.id, signed, 0)
    return desk.base.store.drafts.draft(draft.id)


def f1(found: set[object], true: set[object]) -> float:
    return 2 * len(found & true) / (len(found) + len(true))


def bare(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")


def test_head_and_outline(trip: Trip) -> None:
    document = trip.notice.document
    assert (document.doc_number, document.date) == (trip.draft.head.doc_number, trip.draft.head.date)
    assert (document.issuer, document.region_code) == (trip.draft.head.issuer, trip.draft.region)
    *clauses, table = trip.notice.clauses
    entries = [entry for entry in trip.draft.entries if entry.printed]
    assert [clause.heading for clause in clauses] == [entry.heading for entry in entries]
    paths = [re.sub(r"^附件1", "附件", clause.path) for clause in clauses]
    assert paths == [entry.clause for entry in entries]
    assert table.heading == f"{trip.draft.head.title}任务分工表"


def test_responsibilities_and_targets(trip: Trip) -> None:
    read = read_plan(trip.draft)

    def responsibilities(notice: Notice) -> set[object]:
        return {
            (bare(each.evidence.quote), role, unit)
            for each in notice.assignments
            for role, unit in each.units()
        }

    def targets(notice: Notice) -> set[object]:
        return {
            (bare(t.evidence.quote), t.indicator, t.op, t.value, t.unit, t.deadline) for t in notice.targets
        }

    assert len(responsibilities(read)) > 15 and len(targets(read)) > 5
    assert f1(responsibilities(trip.notice), responsibilities(read)) >= ENOUGH
    assert f1(targets(trip.notice), targets(read)) >= ENOUGH


def recorded(draft: Draft, read: Notice) -> set[object]:
    """Own words, upper words and relation of the draft's sentences that direct somebody, put units in charge
    or date an item; what only tells something has no link."""
    traced = {bare(p.quote) for p in passages(read) if p.kind != "sentence"}
    return {
        (bare(sentence.text), bare(sentence.source.quote), sentence.relation)
        for entry in draft.entries
        if entry.printed
        for sentence in as_printed(entry)
        if sentence.source.kind == "upper" and bare(sentence.text) in traced
    }


def found(links: Iterable[Link]) -> set[object]:
    """The same of links."""
    return {
        (bare(link.lower.quote), bare(link.upper.quote), link.relation)
        for link in links
        if link.lower and link.upper and link.lower.quote and link.upper.quote
    }


def test_links_have_the_relations_that_the_draft_recorded(trip: Trip) -> None:
    links = trip.base.store.links_between(trip.notice.document.id, trip.draft.uppers[0])
    true = recorded(trip.draft, trip.notice)
    assert len(true) > 20
    assert f1(found(links), true) >= ENOUGH


EDITS = {
    "三/（一）": ("设立老年食堂，", "设立老年食堂。"),
    "三/（二）": ("统一供餐，", "统一供餐。每周公布一次供餐安排。"),
    "三/（三）": ("按单计酬。", "按单付酬。县财政另给每单1元补贴。"),
    "三/（四）": ("食材来源，", "食材来源。"),
    "三/（五）": ("。县卫生健康局要", "，县卫生健康局要"),
    "四/（四）": ("助餐工作成效纳入", "从明年起，助餐工作成效纳入"),
}


def test_edited_words_are_related_as_the_trace_relates_them(tmp_path: Path) -> None:
    with KnowledgeBase.open(tmp_path / "home") as base:
        upper = import_file(base, SAMPLES["yuezhou-2024-27.pdf"]).notice_id
        assert upper is not None
        desk = DraftDesk(base, "老李")
        draft = drafted(desk, upper, "990121", "禾政办发〔2024〕40号")
        for entry in draft.entries:
            old, new = EDITS.get(entry.clause or "", ("", ""))
            assert old in entry.text
            if new:
                desk.save_entry(draft.id, entry.key, entry.heading, entry.text.replace(old, new))
        draft = base.store.drafts.draft(draft.id)
        read = read_plan(draft)
        true = recorded(draft, read)
        assert {relation for _, _, relation in true} == {"verbatim", "adapted", "split", "merged"}
        assert f1(found(trace(read, base.store.notice(upper))), true) >= ENOUGH


def test_nothing_of_the_upper_level_is_left(trip: Trip) -> None:
    assert "全市" not in trip.notice.text
    assert not [name for each in trip.notice.assignments for _, name in each.units() if name.startswith("市")]


def test_an_open_question_cannot_be_missed_in_print(trip: Trip) -> None:
    entry = next(entry for entry in trip.draft.entries if entry.questions)
    asked = replace(entry, questions=tuple(replace(q, answer=None) for q in entry.questions))
    others = (asked if each.key == entry.key else each for each in trip.draft.entries)
    file = io.BytesIO()
    write_draft(trip.base, replace(trip.draft, entries=tuple(others)), "docx", file)

    assert any("【待定1】" in paragraph.text for paragraph in Document(file).paragraphs)
