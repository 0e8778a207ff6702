"""The printed plan and what a reader finds in it again."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from ingest.drafted import read_draft
from kb.draft.compose import printed
from kb.draft.model import Draft, Entry
from kb.draft.numbering import outline_of
from kb.draft.sentences import as_printed
from kb.matrix.table import Column, Row, Table
from kb.model import LinkRelation, Notice
from kb.trace import trace
from tests.kb.draft.making import answered, changed, city, draft, sample

PAIRS = (
    ("yuezhou-2024-27.pdf", "990122"),
    ("yuezhou-2024-52.html", "990121"),
    ("jichuan-2024-12.pdf", "990100"),
    ("jichuan-2024-35.docx", "990100"),
    ("qinghe-2024-33.docx", "990121101"),
)


def _lines(made: Draft) -> list[tuple[str, str]]:
    return [(paragraph.kind, paragraph.text) for paragraph in printed(made).paragraphs]


def test_paragraphs_stand_in_the_prescribed_order() -> None:
    made = answered(draft(sample("yuezhou-2024-27.pdf")))
    kinds = list(dict.fromkeys(kind for kind, _ in _lines(made)))
    assert kinds == [
        "number", "title", "recipients", "text", "signature", "date", "heading1", "heading2",
        "annex_note", "annex_label", "annex_title", "heading3",
    ]  # fmt: skip


def test_open_questions_are_printed_as_they_stand() -> None:
    runs = [
        run
        for paragraph in printed(draft(sample("yuezhou-2024-27.pdf"))).paragraphs
        for run in paragraph.runs
    ]
    assert any(run.open and run.text == "【待定1】" for run in runs)
    assert all(run.open == bool(re.fullmatch(r"【待定\d+】", run.text)) for run in runs)


def test_labels_are_counted_over_what_is_printed() -> None:
    upper = city("一、主要任务", "（一）选址。抓紧选址。", "（二）建设。加快建设。", "（三）运营。规范运营。")
    made = changed(draft(upper), "一/（二）", choice="leave_out", reason="职责不在本级")
    assert [text[:5] for kind, text in _lines(made) if kind == "heading2"] == ["（一）选址", "（二）运营"]


def test_an_own_clause_is_numbered_among_the_others() -> None:
    made = draft(city("一、主要任务", "（一）选址。抓紧选址。"))
    own = Entry("own1", None, None, 1, "宣传", "加强宣传。", "adapt")
    assert [path for path, _ in outline_of(replace(made, entries=(*made.entries, own)))] == [
        "一",
        "一/（一）",
        "一/（二）",
    ]


def test_the_task_table_is_a_further_annex() -> None:
    made = answered(draft(sample("yuezhou-2024-27.pdf")))
    columns = (Column("task", "任务", 10), Column("unit", "责任单位", 10))
    row = Row(("建好老年食堂", "县民政局"), None, None, None, "1")
    table = Table("tasks", "责任分工表", columns, (row,))
    texts = [text for kind, text in _lines(made)]
    assert "附件：荻溪县老年食堂建设基本标准" in texts
    read = read_draft(printed(made, table), "稿")
    assert read.document.attachments == ("荻溪县老年食堂建设基本标准", "责任分工表")
    assert [clause.path for clause in read.clauses if "/" not in clause.path][-2:] == ["附件1", "附件2"]
    assert outline_of(made, table)[-1] == ("附件2", "责任分工表")


def test_remarks_tell_where_sentences_come_from() -> None:
    made = draft(city("一、主要任务", "（一）选址。抓紧选址。全市一盘棋推进。"))
    names = {made.uppers[0]: "樾政办发〔2030〕8号"}
    remarks = dict(remark for p in printed(made, names=names).paragraphs for remark in p.remarks)
    assert remarks["抓紧选址。"] == "上级·照写\u3000樾政办发〔2030〕8号 一/（一）"
    assert remarks["全县一盘棋推进。"].startswith("上级·改写\u3000樾政办发〔2030〕8号 一/（一）：全市")


@pytest.mark.parametrize(("name", "code"), PAIRS)
def test_the_plan_is_read_again_as_it_was_drafted(name: str, code: str) -> None:
    made = answered(draft(sample(name), code=code))
    read = read_draft(printed(made), "稿")
    assert [(clause.path, clause.heading) for clause in read.clauses] == list(outline_of(made))
    assert (read.document.issuer, read.document.doc_number) == (made.head.issuer, made.head.doc_number)


@pytest.mark.parametrize(("name", "code"), PAIRS)
def test_the_plan_relates_to_the_upper_notice_as_the_draft_recorded(name: str, code: str) -> None:
    upper = sample(name)
    made = answered(draft(upper, code=code))
    recorded, found = _recorded(made), _found(read_draft(printed(made), "稿"), upper)
    common = recorded.keys() & found.keys()
    assert len(common) >= 0.9 * len(found)
    assert sum(recorded[key] == found[key] for key in common) >= 0.98 * len(common)


def _recorded(made: Draft) -> dict[tuple[str | None, str], LinkRelation]:
    return {
        (sentence.source.clause, _bare(sentence.source.quote)): sentence.relation
        for entry in made.entries
        for sentence in as_printed(entry)
    }


def _found(read: Notice, upper: Notice) -> dict[tuple[str | None, str], LinkRelation]:
    links = (link for link in trace(read, upper) if link.upper and link.upper.quote)
    return {(link.upper.clause, _bare(link.upper.quote)): link.relation for link in links if link.upper}


def _bare(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")
