"""The chain: over all levels, as strong as its weakest hop."""

from __future__ import annotations

from collections.abc import Sequence

from kb.model import Change, Link, LinkEnd
from kb.trace.chain import chain

PROVINCE, CITY, COUNTY, OTHER, TOWN = (LinkEnd(name, "一") for name in ("省", "市", "县", "邻县", "镇"))


def linked(lower: LinkEnd, upper: LinkEnd, score: float, status: str = "proposed", *changes: Change) -> Link:
    return Link(lower, upper, "adapted", score, "", changes, status)  # type: ignore[arg-type]


WHOLE = [
    linked(CITY, PROVINCE, 0.9),
    linked(COUNTY, CITY, 0.6),
    linked(OTHER, CITY, 0.8),
    linked(TOWN, COUNTY, 0.95),
]


def of(links: Sequence[Link]):  # type: ignore[no-untyped-def]
    def links_of(notice: str, clause: str | None) -> Sequence[Link]:
        return [
            k
            for k in links
            if any(e and (e.notice, e.clause) == (notice, clause) for e in (k.lower, k.upper))
        ]

    return links_of


def test_the_chain_runs_up_and_down_but_not_to_the_neighbour() -> None:
    found = chain([COUNTY], of(WHOLE))
    assert found.places == (PROVINCE, CITY, COUNTY, TOWN)
    assert len(found.hops) == 3


def test_from_the_city_both_counties_are_below() -> None:
    assert set(chain([CITY], of(WHOLE)).places) == {PROVINCE, CITY, COUNTY, OTHER, TOWN}


def test_the_chain_is_as_strong_as_its_weakest_hop() -> None:
    found = chain([TOWN], of(WHOLE))
    assert found.score == 0.6 and found.weakest is not None
    assert (found.weakest.lower, found.weakest.upper) == (COUNTY, CITY)
    assert found.strength == {TOWN: 1.0, COUNTY: 0.95, CITY: 0.6, PROVINCE: 0.6}


def test_of_two_ways_the_stronger_one_counts() -> None:
    found = chain([TOWN], of([*WHOLE, linked(TOWN, CITY, 0.85)]))
    assert found.strength[PROVINCE] == 0.85


def test_a_rejected_link_is_no_hop() -> None:
    assert chain([COUNTY], of([linked(COUNTY, CITY, 0.9, "rejected")])).hops == ()


def test_nothing_above_and_nothing_below_is_an_answer() -> None:
    found = chain([COUNTY], of([Link(COUNTY, None, "added", 0.0, "")]))
    assert found.places == (COUNTY,) and found.hops == () and found.score is None and found.weakest is None


def test_one_hop_alone_is_not_called_the_weakest() -> None:
    assert chain([PROVINCE], of([linked(CITY, PROVINCE, 0.5)])).weakest is None


def test_whole_clauses_carry_the_changes_of_their_sentences() -> None:
    later = Change("deadline_later", "年底", "6月底", "", "severe")
    sentence = linked(LinkEnd("县", "一", "甲"), LinkEnd("市", "一", "乙"), 0.7, "proposed", later)
    hop = chain([COUNTY], of([linked(COUNTY, CITY, 0.9), sentence])).hops[0]
    assert hop.changes == (later,) and hop.link.changes == ()


def test_a_chain_of_sentences_follows_sentences_only() -> None:
    sentence = linked(LinkEnd("县", "一", "甲"), LinkEnd("市", "一", "乙"), 0.7)
    found = chain([LinkEnd("县", "一", "甲")], of([linked(COUNTY, CITY, 0.9), sentence]))
    assert [place.quote for place in found.places] == ["乙", "甲"]
