"""What a drafter does at the desk: each call is saved, can be taken back, and touches nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kb.base import KnowledgeBase
from kb.draft.desk import CannotDraft, DraftDesk
from kb.draft.model import Draft, Entry, Head, Question, Swap
from kb.draft.places import GROUP_KEY
from kb.errors import StaleDraft
from tests.kb.builders import CITY, COUNTY, notice

NOW = datetime(2030, 5, 1, tzinfo=UTC)
FIGURE = Question(1, "figure", "本县建几处？", "上级写5处", "5处", 2, 4)
POSTAL = Question(2, "unit", "市邮政管理局在本县是哪个单位？", "县里没有", "市邮政管理局", 10, 16)
ASKED = "全县建成【待定1】处驿站。（责任单位：【待定2】）"
ENTRIES = (
    Entry("e1", "云政办发2030-8", "一", 0, "配送体系", ASKED, swaps=(Swap("level", "全市", "全县", 0, 2),)),
    Entry("e2", "云政办发2030-8", "二", 0, "冷链", "推进冷链。（责任单位：【待定1】）"),
    Entry("e3", "云政办发2030-8", "三", 0, "资金", "县财政局安排资金。"),
)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(tmp_path / "home") as base:
        upper = notice(
            CITY,
            ("一", "配送体系", "全市建成5处驿站。", "市邮政管理局"),
            ("二", "冷链", "推进冷链。", "市邮政管理局"),
        )
        base.store.save(upper)
        yield base


@pytest.fixture
def desk(base: KnowledgeBase) -> DraftDesk:
    return DraftDesk(base, "老李")


@pytest.fixture
def draft(base: KnowledgeBase) -> Draft:
    first = replace(ENTRIES[0], questions=(FIGURE, POSTAL))
    second = replace(ENTRIES[1], questions=(replace(POSTAL, number=1),))
    made = Draft(
        "青禾县-实施方案", "990121", "实施方案", ("云政办发2030-8",), (),
        Head("青禾县乡村物流实施方案", "青禾县人民政府办公室"), (first, second, ENTRIES[2]), NOW, NOW, "老李",
    )  # fmt: skip
    return base.store.drafts.create(made)


def now(desk: DraftDesk, draft: Draft, key: str) -> Entry:
    found = desk.base.store.drafts.draft(draft.id).entry(key)
    assert found is not None
    return found


def _order(desk: DraftDesk, draft: Draft) -> list[str]:
    return [entry.key for entry in desk.base.store.drafts.draft(draft.id).entries]


def test_writing_makes_it_adapted(desk: DraftDesk, draft: Draft) -> None:
    saved = desk.save_entry(draft.id, "e3", "资金保障", "县财政局安排专项资金。", 0)
    assert (saved.choice, saved.heading, saved.revision) == ("adapt", "资金保障", 1)


def test_exchanged_words_stay_marked_while_the_text_moves(desk: DraftDesk, draft: Draft) -> None:
    saved = desk.save_entry(draft.id, "e1", "配送体系", f"年内，{ASKED}")
    (swap,) = saved.swaps
    assert saved.text[swap.start : swap.end] == "全县"
    gone = desk.save_entry(draft.id, "e1", "配送体系", ASKED.replace("全县", "我县"))
    assert gone.swaps == ()


def test_a_stale_window_changes_nothing(desk: DraftDesk, draft: Draft) -> None:
    desk.save_entry(draft.id, "e3", "资金", "老李写的。", 0)
    other = DraftDesk(desk.base, "小王")
    with pytest.raises(StaleDraft, match="老李"):
        other.save_entry(draft.id, "e3", "资金", "小王写的。", 0)
    with pytest.raises(StaleDraft):
        other.choose(draft.id, "e3", "leave_out", "不涉及", revision=0)
    assert now(desk, draft, "e3").text == "老李写的。"


def test_carrying_brings_the_proposal_back(desk: DraftDesk, draft: Draft) -> None:
    desk.answer(draft.id, "e1", 1, "2")
    desk.save_entry(draft.id, "e1", None, "全改了。")
    carried = desk.choose(draft.id, "e1", "carry")
    assert (carried.heading, carried.text, carried.choice) == ("配送体系", ASKED, "carry")
    assert carried.questions[0].answer == "2"


def test_leaving_out_and_merging(desk: DraftDesk, draft: Draft) -> None:
    assert desk.choose(draft.id, "e3", "leave_out", "职责不在本级").reason == "职责不在本级"
    merged = desk.choose(draft.id, "e2", "merge", merged_into="e1")
    assert (merged.merged_into, merged.printed) == ("e1", False)
    for into in (None, "e2", "e3", "没有"):
        with pytest.raises(CannotDraft):
            desk.choose(draft.id, "e2", "merge", merged_into=into)
    assert desk.choose(draft.id, "e2", "adapt").merged_into is None


def test_answers(desk: DraftDesk, draft: Draft) -> None:
    assert [q.number for q in desk.answer(draft.id, "e1", 1, " 2 ").open_questions] == [2]
    assert desk.answer(draft.id, "e1", 2, "").open_questions == ()
    assert [q.number for q in desk.answer(draft.id, "e1", 1, None).open_questions] == [1]
    with pytest.raises(CannotDraft, match="待定9"):
        desk.answer(draft.id, "e1", 9, "2")


def test_settling_what_nobody_touched_carries_it(desk: DraftDesk, draft: Draft) -> None:
    assert (desk.settle(draft.id, "e3").choice, now(desk, draft, "e3").settled) == ("carry", True)
    assert desk.base.store.drafts.drafts()[0].settled == 1


def test_a_body_is_said_once_for_all_clauses(desk: DraftDesk, draft: Draft) -> None:
    desk.answer(draft.id, "e2", 1, "县商务局")
    desk.save_entry(draft.id, "e3", "资金", "由市邮政管理局对接。")
    desk.map_body(draft.id, "市邮政管理局", "县邮政公司", "县里不设邮政管理局")
    assert [q.answer for q in now(desk, draft, "e1").questions] == [None, "县邮政公司"]
    assert [q.answer for q in now(desk, draft, "e2").questions] == ["县商务局"]
    assert now(desk, draft, "e3").text == "由市邮政管理局对接。"
    assert desk.base.store.drafts.local_bodies("990121") == {"邮政管理": "县邮政公司"}
    desk.undo(draft.id)
    assert now(desk, draft, "e1").questions[1].answer is None
    assert desk.base.store.drafts.local_bodies("990121") == {}


def test_clauses_of_ones_own(desk: DraftDesk, draft: Draft) -> None:
    own = desk.add_clause(draft.id, "e1", 1, "特色做法")
    assert _order(desk, draft) == ["e1", own.key, "e2", "e3"]
    desk.save_entry(draft.id, own.key, "特色做法", "每月赶集日设流动助餐车。")
    desk.move(draft.id, own.key, "e3")
    assert _order(desk, draft) == ["e1", "e2", "e3", own.key]
    desk.remove(draft.id, own.key)
    assert _order(desk, draft) == ["e1", "e2", "e3"]
    desk.undo(draft.id)
    assert now(desk, draft, own.key).text == "每月赶集日设流动助餐车。"
    assert desk.add_clause(draft.id, None, 9).depth == 3
    with pytest.raises(CannotDraft, match="不写"):
        desk.remove(draft.id, "e1")


def test_taking_back_step_by_step(desk: DraftDesk, draft: Draft) -> None:
    for text in ("一稿。", "二稿。"):
        desk.save_entry(draft.id, "e3", "资金", text)
    desk.undo(draft.id)
    assert now(desk, draft, "e3").text == "一稿。"
    desk.undo(draft.id)
    assert now(desk, draft, "e3").text == "县财政局安排资金。"
    with pytest.raises(CannotDraft, match="没有可以撤销"):
        desk.undo(draft.id)


def test_a_place_or_notice_that_is_not_known(desk: DraftDesk) -> None:
    with pytest.raises(CannotDraft, match="没有这个地区"):
        desk.new(["云政办发2030-8"], "999999", "实施方案")
    with pytest.raises(CannotDraft, match="上级文件"):
        desk.new([], COUNTY.region_code or "", "实施方案")


def test_a_body_named_twice_in_a_clause_is_answered_once(desk: DraftDesk, draft: Draft) -> None:
    entry = now(desk, draft, "e1")
    twice = replace(
        entry, text=f"{entry.text}由【待定3】报送。", questions=(FIGURE, POSTAL, replace(POSTAL, number=3))
    )
    desk.base.store.drafts.save_entry(draft.id, twice, entry.revision, "老李")
    assert [q.answer for q in desk.answer(draft.id, "e1", 2, "县邮政公司").questions] == [
        None,
        "县邮政公司",
        "县邮政公司",
    ]
    assert [q.answer for q in desk.answer(draft.id, "e1", 3, "").questions] == [None, "", ""]


def test_a_merged_clause_brings_its_words_and_questions_along(desk: DraftDesk, draft: Draft) -> None:
    desk.choose(draft.id, "e2", "merge", merged_into="e1", append=True)
    into = now(desk, draft, "e1")
    assert into.text == f"{ASKED}\n推进冷链。（责任单位：【待定3】）"
    assert [(q.number, q.upper) for q in into.open_questions] == [
        (1, "5处"),
        (2, "市邮政管理局"),
        (3, "市邮政管理局"),
    ]
    desk.undo(draft.id)
    assert now(desk, draft, "e1").text == ASKED and now(desk, draft, "e2").printed


def test_exchanged_names_follow_the_list_of_bodies(desk: DraftDesk, draft: Draft) -> None:
    words = "推进冷链。（责任单位：县供销社、各镇、街道）县供销社另报县供销社。"
    swaps = (
        Swap("unit", "市供销社", "县供销社", 11, 15),
        Swap("group", "各县（区）", "各镇、街道", 16, 21),
        Swap("unit", "市供销社", "县供销社", 22, 26, back=True),
    )
    assert [words[s.start : s.end] for s in swaps] == ["县供销社", "各镇、街道", "县供销社"]
    entry = now(desk, draft, "e2")
    made = replace(entry, text=words, swaps=swaps, questions=())
    desk.base.store.drafts.save_entry(draft.id, made, entry.revision, "老李")
    desk.map_body(draft.id, "市供销社", "县供销联社")
    desk.map_body(draft.id, GROUP_KEY, "各镇街")
    desk.map_body(draft.id, GROUP_KEY, "各镇街、开发区")
    after = now(desk, draft, "e2")
    assert after.text == "推进冷链。（责任单位：县供销联社、各镇街、开发区）县供销社另报县供销社。"
    assert [after.text[s.start : s.end] for s in after.swaps][:2] == ["县供销联社", "各镇街、开发区"]
