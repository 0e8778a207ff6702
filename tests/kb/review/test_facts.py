"""What a person says of a fact outlives re-reading, a restart and new versions, or comes back as suspect."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.importer import import_file, reread
from kb.base import KnowledgeBase
from kb.doctor import diagnose
from kb.review.desk import Desk, NothingToDecide
from kb.search import Query
from tests.kb.review.texts import CITY, CITY_ID, judged, target

WORDS = "新增冷链仓储库房"
DAY = {"deadline": "2030-09-30"}


def correct(desk: Desk, words: str = WORDS, **value: object) -> int:
    each = judged(desk.base, words)
    return desk.decide_fact(CITY_ID, each.subject, "correct", dict(value), "看过原件").batch


def test_a_correction_replaces_what_was_read(base: KnowledgeBase, desk: Desk) -> None:
    correct(desk, value=60.0, deadline="2030-09-30")
    fact = target(base, WORDS)
    assert fact is not None and (fact.value, fact.deadline) == (60.0, date(2030, 9, 30))
    assert (fact.evidence.rule, fact.evidence.confidence) == ("person", 1.0)
    each = judged(base, WORDS)
    assert each.machine and each.machine.value == 50.0
    assert each.decision and each.decision.entry.machine and each.decision.entry.machine["value"] == 50.0
    assert (each.decision.entry.person, each.decision.entry.reason) == ("林青", "看过原件")


def test_it_is_in_the_search_at_once(base: KnowledgeBase, desk: Desk) -> None:
    asked = Query("冷链仓储", facets={"deadline": ("2030下半年",)})
    before = base.index.search(asked).total
    correct(desk, **DAY)
    (hit,) = [h for h in base.index.search(asked).hits if h.notice_id == CITY_ID]
    assert base.index.search(asked).total == before + 1
    assert hit.targets[0].deadline == date(2030, 9, 30)
    assert diagnose(base) == ()


def test_it_survives_reread_and_restart(base: KnowledgeBase, desk: Desk, home: Path) -> None:
    correct(desk, value=60.0)
    reread(base, CITY_ID)
    base.close()
    with KnowledgeBase.open(home) as again:
        fact = target(again, WORDS)
        assert fact is not None and fact.value == 60.0
        assert again.store.decisions.suspects() == ()
        assert diagnose(again) == ()


CHANGED_ELSEWHERE = CITY.replace("年底前建成村级寄递站点200个以上", "年底前建成村级寄递站点260个以上")
MOVED = CITY.replace("一、建设配送体系\n", "一、总体要求\n坚持因地制宜。\n\n二、建设配送体系\n").replace(
    "二、加强资金保障", "三、加强资金保障"
)
REPRINTED = CITY.replace("库房50处以上。", "库房 50 处以上；")


@pytest.mark.parametrize("text", [CHANGED_ELSEWHERE, MOVED, REPRINTED], ids=["elsewhere", "moved", "print"])
def test_it_goes_over_to_a_new_version_with_the_same_sentence(
    base: KnowledgeBase, desk: Desk, text: str
) -> None:
    correct(desk, value=60.0)
    assert import_file(base, text.encode(), "city2.txt").outcome == "new_version"
    fact = target(base, "冷链仓储库房")
    assert fact is not None and (fact.value, fact.evidence.rule) == (60.0, "person")
    assert base.store.decisions.suspects() == ()
    assert diagnose(base) == ()


CHANGED = CITY.replace("库房50处以上", "库房5.0万处以上")
VANISHED = CITY.replace("新增冷链仓储库房50处以上。", "")


@pytest.mark.parametrize(
    ("text", "now"), [(CHANGED, "新增冷链仓储库房5.0万处以上。"), (VANISHED, None)], ids=["changed", "gone"]
)
def test_it_turns_suspect_where_the_sentence_changed(
    base: KnowledgeBase, desk: Desk, text: str, now: str | None
) -> None:
    correct(desk, value=60.0)
    import_file(base, text.encode(), "city2.txt")
    fact = target(base, WORDS)
    assert fact is None or (fact.value, fact.evidence.rule) == (5.0, "target.figure")
    (suspect,) = base.store.decisions.suspects()
    assert (suspect.words_then, suspect.words_now) == ("新增冷链仓储库房50处以上。", now)


def test_a_suspect_is_upheld_or_given_up(base: KnowledgeBase, desk: Desk) -> None:
    correct(desk, value=60.0)
    import_file(base, CHANGED.encode(), "city2.txt")
    (suspect,) = base.store.decisions.suspects()
    batch = desk.uphold(suspect.subject).batch
    assert base.store.decisions.suspects() == ()
    fact = target(base, WORDS)
    assert fact is not None and fact.value == 60.0
    desk.undo(batch)
    assert len(base.store.decisions.suspects()) == 1
    desk.retire(suspect.subject, "不再适用")
    fact = target(base, WORDS)
    assert base.store.decisions.suspects() == () and fact is not None and fact.value == 5.0


def test_undo_restores_and_is_an_entry(base: KnowledgeBase, desk: Desk) -> None:
    before = base.store.notice(CITY_ID)
    batch = correct(desk, value=60.0)
    desk.undo(batch)
    assert base.store.notice(CITY_ID) == before
    history = base.store.decisions.of_subject(judged(base, WORDS).subject)
    assert [d.entry.action for d in history] == ["correct", "undo"]
    with pytest.raises(NothingToDecide):
        desk.undo(batch)
    assert diagnose(base) == ()


def test_a_rejected_fact_is_gone_and_comes_back(base: KnowledgeBase, desk: Desk) -> None:
    batch = desk.decide_fact(CITY_ID, judged(base, WORDS).subject, "reject").batch
    assert target(base, WORDS) is None
    reread(base, CITY_ID)
    assert target(base, WORDS) is None
    desk.undo(batch)
    assert target(base, WORDS) is not None


def test_a_confirmed_fact_is_certain_and_keeps_its_rule(base: KnowledgeBase, desk: Desk) -> None:
    desk.decide_fact(CITY_ID, judged(base, WORDS).subject, "confirm")
    fact = target(base, WORDS)
    assert fact is not None
    assert (fact.evidence.rule, fact.evidence.confidence) == ("target.figure", 1.0)


def test_a_second_correction_builds_on_the_first(base: KnowledgeBase, desk: Desk) -> None:
    correct(desk, value=60.0)
    second = correct(desk, **DAY)
    fact = target(base, WORDS)
    assert fact is not None and (fact.value, fact.deadline) == (60.0, date(2030, 9, 30))
    desk.undo(second)
    fact = target(base, WORDS)
    assert fact is not None and (fact.value, fact.deadline) == (60.0, None)


def test_a_corrected_responsibility_names_known_bodies(base: KnowledgeBase, desk: Desk) -> None:
    each = judged(base, "市财政局", kind="responsibility")
    desk.decide_fact(CITY_ID, each.subject, "correct", {"lead": ["市财政局"], "responsible": ["市审计局"]})
    units = {unit.name: unit.canonical for unit in base.store.notice(CITY_ID).units}
    assert units["市审计局"] and units["市审计局"].startswith("990100/")
    hits = base.index.search(Query("单位:审计")).hits
    assert [hit.clause for hit in hits if hit.clause] == ["二/（一）"]


def test_nothing_happens_to_a_fact_that_is_not_there(base: KnowledgeBase, desk: Desk) -> None:
    with pytest.raises(NothingToDecide, match="没有作任何改动"):
        desk.decide_fact(CITY_ID, "0" * 20, "confirm")
    assert base.store.decisions.latest() == ()
