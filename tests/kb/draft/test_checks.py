"""The live checks: each kind of fault is found, told with its words, and gone when mended or justified."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.drafted import read_draft
from kb.draft.bodies import LocalBodies
from kb.draft.checks import check, of_entry
from kb.draft.checks_form import _STATES
from kb.draft.checks_upper import _CODES
from kb.draft.compose import printed
from kb.draft.model import Check, Draft, Entry, Justification
from kb.draft.upper_changes import CODE
from kb.model import Notice
from kb.trace import trace
from tests.kb.draft.making import NOW, answered, changed, city, draft, entry

ROOT = Path(__file__).parents[3]
GOAL = ("一、工作目标", "到2031年底，全市建成充电站90个以上。")
SITES = "（一）建设站点。2030年底前建成换电站12个，供电半径不超过3公里。必须落实安全责任。（牵头单位：市商务局，责任单位：市财政局）"
RULES = "（二）规范收费。统一公示收费标准，定期检查收费行为。（市市场监管局牵头，市商务局配合）"
UPPER = city(*GOAL, "二、主要任务", SITES, RULES)
TASK = "二/（一）"


def _checks(made: Draft, upper: Notice = UPPER) -> tuple[Check, ...]:
    read = read_draft(printed(made), "稿")
    return check(made, read, [upper], trace(read, upper), LocalBodies(made.region))


def _faults(made: Draft) -> set[tuple[str, str]]:
    return {(each.code, each.state) for each in _checks(made) if each.state != "passed"}


@pytest.fixture
def whole() -> Draft:
    """A plan that carries all and asks nothing any more."""
    made = answered(draft(UPPER))
    text = entry(made, TASK).text
    figures = tuple(
        replace(q, answer=q.upper) if q.kind == "figure" else q for q in entry(made, TASK).questions
    )
    return changed(made, TASK, text=text, questions=figures)


def test_a_whole_plan_passes(whole: Draft) -> None:
    assert _faults(whole) == set()
    lines = [each.detail for each in _checks(whole)]
    assert "措辞不弱于上级" in lines and "没有残留“全市”“市X局”" in lines


TEXT = "2030年底前建成换电站12个，供电半径不超过3公里。必须落实安全责任。（牵头单位：县商务局，责任单位：县财政局）"
WORSE = [
    ("later", TEXT.replace("2030年底前", "2031年6月底前"), "later_than_upper"),
    ("lower", TEXT.replace("3公里", "5公里"), "target_lower"),
    ("left out", TEXT.replace("，供电半径不超过3公里", ""), "target_missing"),
    ("weaker", TEXT.replace("必须落实", "鼓励落实"), "weaker_than_upper"),
    ("no lead", TEXT.replace("牵头单位：县商务局，责任单位：", "责任单位：县商务局、"), "no_lead"),
    ("upper level", TEXT.replace("必须", "全市必须"), "leftover_level_words"),
    ("another county", TEXT.replace("必须", "参照青禾县必须"), "leftover_level_words"),
    ("upper body", TEXT.replace("县财政局", "市财政局"), "unmapped_unit"),
    ("twice", TEXT.replace("责任单位：县财政局", "责任单位：县财政局、县财政局"), "duplicate_unit"),
    ("bracket", TEXT.replace("县财政局）", "县财政局"), "unbalanced_brackets"),
    ("annex", TEXT.replace("必须", "按照附件2要求必须"), "bad_reference"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), [row[1:] for row in WORSE], ids=[row[0] for row in WORSE])
def test_each_fault_must_be_solved(whole: Draft, text: str, code: str) -> None:
    found = [each for each in _checks(changed(whole, TASK, text=text)) if each.code == code]
    assert [(each.state, each.entry) for each in found][:1] == [("must", entry(whole, TASK).key)]


def test_a_reason_justifies_and_the_key_outlives_other_changes(whole: Draft) -> None:
    made = changed(whole, TASK, text=TEXT.replace("3公里", "5公里"))
    fault = next(each for each in _checks(made) if each.code == "target_lower")
    reason = replace(made, justifications=(Justification(fault.key, "山区乡镇多", "老李", NOW),))
    other = changed(reason, "二/（二）", text="统一公示收费标准。（县市场监管局牵头，县商务局配合）")
    assert next(each for each in _checks(other) if each.key == fault.key).justified == "山区乡镇多"


def test_open_questions_wait_and_are_no_faults_yet() -> None:
    states = {each.state for each in _checks(draft(UPPER)) if each.entry}
    assert states == {"open"}


def test_a_clause_left_out_needs_a_reason(whole: Draft) -> None:
    silent = changed(whole, "二/（二）", choice="leave_out")
    assert ("clause_not_carried", "must") in _faults(silent)
    assert _faults(changed(silent, "二/（二）", reason="职责不在本级")) == set()


def test_a_clause_that_is_gone_is_told(whole: Draft) -> None:
    kept = tuple(each for each in whole.entries if each.clause != "二/（二）")
    assert any(
        "规范收费" in each.detail for each in _checks(replace(whole, entries=kept)) if each.state == "must"
    )


def test_a_document_that_nobody_above_names_is_looked_up(whole: Draft) -> None:
    own = Entry("own1", None, None, 1, "执行标准", "按照《荻溪县充电设施管理细则》执行。", "adapt")
    found = [
        each
        for each in _checks(replace(whole, entries=(*whole.entries, own)))
        if each.code == "bad_reference"
    ]
    assert [each.state for each in found] == ["open"]


def test_every_code_is_explained() -> None:
    sources = (ROOT / "kb" / "draft").glob("*.py")
    codes = {code for file in sources for code in re.findall(r'made\(\s*"(\w+)"', file.read_text("utf-8"))}
    codes |= {*_STATES, *_CODES.values(), CODE}
    explained = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "drafting.md").read_text("utf-8")))
    assert len(codes) > 15 and codes <= explained


def test_the_margin_of_a_clause_shows_what_it_passes(whole: Draft) -> None:
    key = entry(whole, TASK).key
    margin = of_entry(_checks(changed(whole, TASK, text=TEXT.replace("必须", "全市必须"))), key)
    assert [each.state for each in margin] == ["must", "passed", "passed"]


def test_a_heading_with_nothing_below_it_is_empty() -> None:
    made = draft(city(*GOAL, "二、主要任务", SITES))
    child = next(e for e in made.entries if e.depth == 1 and (e.clause or "").startswith("二"))
    hollow = changed(made, child.clause or "", choice="leave_out", reason="职责不在本级")
    found = [each for each in _checks(hollow) if each.code == "empty_clause"]
    assert [(each.state, each.quote) for each in found] == [("must", "主要任务")]
    assert not [each for each in _checks(made) if each.code == "empty_clause"]
