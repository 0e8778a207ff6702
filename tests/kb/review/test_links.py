"""What people say of links holds for as long as both sentences do."""

from __future__ import annotations

import pytest

from ingest.importer import import_file, reread
from kb.base import KnowledgeBase
from kb.model import Link, LinkEnd
from kb.review.desk import Desk
from kb.review.links import EXPLAINED
from tests.kb.review.texts import CITY, CITY_ID, COUNTY_ID

PAIR = (COUNTY_ID, CITY_ID)
WORDS = "冷链仓储库房"


def link(base: KnowledgeBase, words: str = WORDS) -> Link:
    (found,) = [
        each
        for each in base.store.links_between(*PAIR)
        if each.lower and each.upper and words in (each.lower.quote or "")
    ]
    return found


def gap(base: KnowledgeBase) -> Link:
    (found,) = [
        each for each in base.store.links_between(*PAIR) if each.upper and each.upper.quote and not each.lower
    ]
    return found


def test_a_confirmed_link_stays_confirmed(base: KnowledgeBase, desk: Desk) -> None:
    batch = desk.decide_link(link(base), PAIR, "confirm").batch
    assert link(base).status == "confirmed"
    reread(base, CITY_ID)
    reread(base, COUNTY_ID)
    assert link(base).status == "confirmed"
    desk.undo(batch)
    assert link(base).status == "proposed"


def test_a_rejected_link_leaves_gaps(base: KnowledgeBase, desk: Desk) -> None:
    before = base.store.links_between(*PAIR)
    batch = desk.decide_link(link(base), PAIR, "reject").batch
    assert link(base).status == "rejected"
    ends = [(each.relation, each.lower or each.upper) for each in base.store.links_between(*PAIR)]
    assert {relation for relation, end in ends if end in (link(base).lower, link(base).upper)} >= {
        "added",
        "not_carried",
    }
    desk.undo(batch)
    assert base.store.links_between(*PAIR) == before


def test_a_relation_is_changed(base: KnowledgeBase, desk: Desk) -> None:
    desk.decide_link(link(base), PAIR, "correct", relation="split")
    assert (link(base).relation, link(base).status) == ("split", "confirmed")


def test_a_hand_made_link_closes_the_gap(base: KnowledgeBase, desk: Desk) -> None:
    upper = gap(base).upper
    lower = LinkEnd(COUNTY_ID, "一/（二）", "年底前建成村级寄递站点30个以上。")
    desk.decide_link(Link(lower, upper, "adapted", 1.0, ""), PAIR, "add", reason="由本句承接")
    made = [each for each in base.store.links_between(*PAIR) if (each.lower, each.upper) == (lower, upper)]
    assert [each.status for each in made] == ["confirmed"]
    assert not any(each.upper == upper and not each.lower for each in base.store.links_between(*PAIR))


def test_a_gap_is_explained(base: KnowledgeBase, desk: Desk) -> None:
    desk.decide_link(gap(base), PAIR, "confirm", reason="职责不在本级")
    reread(base, COUNTY_ID)
    assert (gap(base).status, gap(base).rationale) == ("confirmed", f"{EXPLAINED}职责不在本级")


@pytest.mark.parametrize(
    ("old", "new", "affected"),
    [("库房50处以上", "库房80处以上", True), ("村级寄递站点200个", "村级寄递站点260个", False)],
)
def test_a_new_upper_version_turns_exactly_the_affected_links(
    base: KnowledgeBase, desk: Desk, old: str, new: str, affected: bool
) -> None:
    desk.decide_link(link(base), PAIR, "confirm")
    import_file(base, CITY.replace(old, new).encode(), "city2.txt")
    suspects = base.store.decisions.suspects()
    assert [(each.side, new in (each.words_now or "")) for each in suspects] == [("upper", True)] * affected
    assert link(base).status == ("proposed" if affected else "confirmed")
    if affected:
        desk.uphold(suspects[0].subject)
        assert link(base).status == "confirmed"
        assert base.store.decisions.suspects() == ()


def changed_link(base: KnowledgeBase) -> Link:
    return next(
        each
        for each in base.store.links_between(*PAIR)
        if each.lower and each.lower.quote and each.upper and each.changes
    )


def kinds_between(base: KnowledgeBase) -> list[tuple[str, str | None]]:
    return [
        (change.kind, change.lower) for each in base.store.links_between(*PAIR) for change in each.changes
    ]


def test_what_is_no_deviation_is_not_told_again(base: KnowledgeBase, desk: Desk) -> None:
    before, one = kinds_between(base), changed_link(base)
    change = one.changes[0]
    batch = desk.dismiss_change(one, PAIR, change, "只是排版").batch
    reread(base, COUNTY_ID)
    gone = (change.kind, change.lower)
    assert set(before) - set(kinds_between(base)) == {gone}
    desk.undo(batch)
    assert kinds_between(base) == before


def test_decisions_on_a_pair_that_is_compared_no_more_come_back(base: KnowledgeBase, desk: Desk) -> None:
    desk.decide_link(link(base), PAIR, "confirm")
    batch = desk.decide_head(CITY_ID, {"level": "township"}).batch
    assert base.store.links_between(*PAIR) == ()
    (suspect,) = base.store.decisions.suspects()
    assert WORDS in suspect.words_then and suspect.words_now is None
    desk.undo(batch)
    assert base.store.decisions.suspects() == () and link(base).status == "confirmed"
