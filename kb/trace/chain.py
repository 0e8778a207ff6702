"""The chain of a clause or sentence: over all levels up to what it implements and down to who implements it.

Pure: the caller brings the links. A chain is as strong as its weakest hop; where several ways lead to a
place the strongest one counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from kb.model import Change, Link, LinkEnd

Direction = Literal["up", "down"]
LinksOf: TypeAlias = Callable[[str, str | None], Sequence[Link]]
"""The links with one end in a clause of a notice."""
LONGEST = 5
"""There are five levels: no chain has more hops in one direction."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of the chain, with the changes between the two; `weakest` marks the weakest of the chain."""

    lower: LinkEnd
    upper: LinkEnd
    link: Link
    changes: tuple[Change, ...]
    weakest: bool = False

    @property
    def score(self) -> float:
        """How alike the two are."""
        return self.link.score


@dataclass(frozen=True, slots=True)
class Chain:
    """All places that hang together, the hops between them, and how strong the way to each place is.

    `start` are the places that were asked for; their strength is 1. Places are in the order in which
    they were met, those above first.
    """

    start: tuple[LinkEnd, ...]
    places: tuple[LinkEnd, ...]
    hops: tuple[Hop, ...]
    strength: dict[LinkEnd, float]

    @property
    def score(self) -> float | None:
        """How strong the whole chain is; None without hops."""
        return min((hop.score for hop in self.hops), default=None)

    @property
    def weakest(self) -> Hop | None:
        """The hop that decides how strong the chain is; None where there is no choice."""
        return next((hop for hop in self.hops if hop.weakest), None)

    def notices(self) -> tuple[str, ...]:
        """The ids of all notices in the chain."""
        return tuple(dict.fromkeys(place.notice for place in self.places))

    def beside(self, place: LinkEnd, direction: Direction) -> tuple[Hop, ...]:
        """The hops that lead from a place upward or downward."""
        return tuple(hop for hop in self.hops if (hop.lower if direction == "up" else hop.upper) == place)


def chain(start: Sequence[LinkEnd], links_of: LinksOf) -> Chain:
    """The chain from whole clauses (ends without quotes) or from sentences."""
    known: dict[tuple[str, str | None], Sequence[Link]] = {}

    def look(notice: str, clause: str | None) -> Sequence[Link]:
        if (notice, clause) not in known:
            known[notice, clause] = links_of(notice, clause)
        return known[notice, clause]

    up, down = (_walk(start, look, direction) for direction in ("up", "down"))
    hops = _marked([*up, *down])
    above = dict.fromkeys(hop.upper for hop in up)
    below = dict.fromkeys(hop.lower for hop in down)
    places = tuple(dict.fromkeys((*reversed(above), *start, *below)))
    return Chain(tuple(start), places, hops, _strengths(start, hops))


def _walk(start: Sequence[LinkEnd], look: LinksOf, direction: Direction) -> list[Hop]:
    """All hops in one direction, nearest first."""
    found: dict[tuple[LinkEnd, LinkEnd], Hop] = {}
    here = list(start)
    for _ in range(LONGEST):
        ahead: dict[LinkEnd, None] = {}
        for place in here:
            for hop in _hops(place, look, direction):
                if (hop.lower, hop.upper) not in found:
                    found[hop.lower, hop.upper] = hop
                    ahead[hop.upper if direction == "up" else hop.lower] = None
        here = list(ahead)
    return list(found.values())


def _hops(place: LinkEnd, look: LinksOf, direction: Direction) -> Iterable[Hop]:
    links = look(place.notice, place.clause)
    for link in links:
        if link.lower is None or link.upper is None or link.status == "rejected":
            continue
        near, far = (link.lower, link.upper) if direction == "up" else (link.upper, link.lower)
        if near == place and (far.quote is None) == (place.quote is None):
            yield Hop(link.lower, link.upper, link, link.changes or _changes_within(link, links))


def _changes_within(whole: Link, links: Sequence[Link]) -> tuple[Change, ...]:
    """The changes of the sentences of two linked clauses: those of whole clauses have none of their own."""
    if whole.lower is None or whole.upper is None or whole.lower.quote is not None:
        return ()
    inner = (
        link
        for link in links
        if link.lower and link.upper and link.status != "rejected"
        and _place(link.lower) == _place(whole.lower) and _place(link.upper) == _place(whole.upper)
    )  # fmt: skip
    return tuple(dict.fromkeys(change for link in inner for change in link.changes))


def _place(end: LinkEnd) -> tuple[str, str | None]:
    return end.notice, end.clause


def _marked(hops: Sequence[Hop]) -> tuple[Hop, ...]:
    """The hops with the weakest marked: the first of equals; none of one alone, none word for word."""
    lowest = min((hop.score for hop in hops), default=1.0)
    at = next((i for i, hop in enumerate(hops) if hop.score == lowest < 1.0 and len(hops) > 1), -1)
    return tuple(replace(hop, weakest=True) if i == at else hop for i, hop in enumerate(hops))


def _strengths(start: Sequence[LinkEnd], hops: Sequence[Hop]) -> dict[LinkEnd, float]:
    """For each place the strength of the best way from the start: that of its weakest hop."""
    strength = dict.fromkeys(start, 1.0)
    for _ in range(2 * LONGEST):
        for hop in hops:
            for near, far in ((hop.lower, hop.upper), (hop.upper, hop.lower)):
                if near in strength:
                    strength[far] = max(strength.get(far, 0.0), min(strength[near], hop.score))
    return strength
