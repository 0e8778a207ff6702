"""The whole way from pages to a notice: the samples as they arrive, and texts that are no notices."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.samples import manifest, sample_files
from ingest.pages import Line, Pages
from ingest.parse import parse_notice
from ingest.readers import read_file
from kb.model import Source

SOURCE = Source("a.txt", "0" * 64)


def parse(text, *, wrapped=True):
    lines = tuple(Line(line, None, number) for number, line in enumerate(text.split("\n"), start=1))
    return parse_notice(Pages("text", lines, wrapped=wrapped), SOURCE)


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.stem)
def test_a_sample_gives_its_outline_head_and_units(path):
    true = next(entry for entry in manifest()["notices"] if entry["stem"] == path.stem)
    notice = parse_notice(read_file(path), Source(path.name, "0" * 64))
    assert [(c.path, c.heading) for c in notice.clauses] == [
        (c["path"], c["heading"]) for c in true["clauses"]
    ]
    head = true["document"]
    assert (notice.document.title, notice.document.doc_number) == (head["title"], head["doc_number"])
    assert (notice.document.issuer, notice.document.level) == (head["issuer"], head["level"])
    assert str(notice.document.date) == str(head["date"])
    wanted = {
        (entry["clause"], role, unit)
        for entry in true["responsibilities"]
        for role in ("lead", "responsible", "cooperating")
        for unit in entry[role] or ()
    }
    found = {(a.clause, role, unit) for a in notice.assignments if not a.in_prose for role, unit in a.units()}
    assert found == wanted


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.stem)
def test_every_fact_can_be_traced_to_its_words(path):
    notice = parse_notice(read_file(path), Source(path.name, "0" * 64))
    facts = (*notice.assignments, *notice.obligations, *notice.targets, *notice.deadlines, *notice.citations)
    for fact in facts:
        assert notice.text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote
        assert notice.positions.at(fact.evidence.start) is not None
        assert fact.evidence.rule


WORDS = st.sampled_from(
    ["一、", "（一）", "1.", "①", "附件1", "（责任单位：", "县甲局", "、", "）", "〔", "〕", "“", "”", "《", "》", "。", "；", "，", "：",
     "2024年底前", "不少于5处", "要", "鼓励", "\n", "\n\n", "　　", " ", "望政发〔2024〕3号", "各镇人民政府：", "抄送：", "3", "—3—",
     "共享菜园建设", "由县财政局会同县甲局制定", "达到80%", "牵头单位：", "每季度末", "列第一位者为牵头单位，下同"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map("".join), st.booleans())
def test_malformed_text_is_never_refused(text, wrapped):
    notice = parse(text, wrapped=wrapped)
    assert len({clause.path for clause in notice.clauses}) == len(notice.clauses)
    for clause in notice.clauses:
        assert notice.text[clause.start : clause.end] == clause.text
        assert clause.start <= clause.body_start <= clause.end


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_parses(text):
    parse(text)
