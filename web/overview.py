"""What the home page shows of the whole shelf: deviations and days that come near."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kb.base import KnowledgeBase
from kb.model import Document
from kb.search import Hit, Query
from kb.store import NoticeSummary
from web import present
from web.changes import Card
from web.pairing import Comparison, Row, compare

NEWEST_PAIRS = 12
"""The home page compares only the notices that came in last; the comparison itself shows all."""
DAYS_AHEAD = 60
LONGEST_DUTY = 24
SHORTEST_NAME = 4
_PAUSE = re.compile("[，；。：]")


@dataclass(frozen=True, slots=True)
class Deviation:
    """A grave or notable deviation with the pair and the row where it stands."""

    card: Card
    row: Row
    lower: Document
    upper: Document

    @property
    def duty(self) -> str:
        """What the day is for: the words behind it in its sentence, up to the next comma."""
        ends = ((self.row.link.lower, self.card.change.lower), (self.row.link.upper, self.card.change.upper))
        for end, words in ends:
            quote = end.quote if end and end.quote else ""
            if words and words in quote:
                behind = quote.partition(words)[2].lstrip("，、")
                return _PAUSE.split(behind)[0][:LONGEST_DUTY]
        return ""


@dataclass(frozen=True, slots=True)
class Due:
    """A day that comes near: what is to be reached, who answers, where it is written."""

    day: date
    left: int
    what: str
    value: str | None
    hit: Hit


def comparisons(base: KnowledgeBase, summaries: tuple[NoticeSummary, ...]) -> Iterator[Comparison]:
    """The comparisons of the notices stored last, each with the notices above it."""
    newest = sorted(summaries, key=lambda summary: summary.stored_at, reverse=True)
    pairs = (
        (summary.document.id, upper) for summary in newest for upper in base.store.uppers(summary.document.id)
    )
    for _, (lower, upper) in zip(range(NEWEST_PAIRS), pairs, strict=False):
        links = base.store.links_between(lower, upper)
        yield compare(base.store.notice(lower), base.store.notice(upper), links)


def deviations(base: KnowledgeBase, summaries: tuple[NoticeSummary, ...]) -> list[Deviation]:
    """Grave and notable deviations, the gravest first."""
    found = [
        Deviation(card, row, comparison.lower.document, comparison.upper.document)
        for comparison in comparisons(base, summaries)
        for row in comparison.rows
        for card in row.cards
        if card.seal.tone in ("severe", "warning")
    ]
    return sorted(found, key=lambda d: (d.card.seal.tone != "severe", d.card.seal.rank))


def due(base: KnowledgeBase, today: date) -> list[Due]:
    """What must be done within DAYS_AHEAD days, by day."""
    end = today + timedelta(days=DAYS_AHEAD)
    found: dict[tuple[object, ...], Due] = {}
    for hit in _hits_from(base, today):
        for day, what, value in _days(hit):
            if today <= day <= end:
                key = (hit.notice_id, hit.clause, day, what)
                found.setdefault(key, Due(day, (day - today).days, what, value, hit))
    return sorted(found.values(), key=lambda item: (item.day, item.hit.notice_id, item.hit.order))


def _hits_from(base: KnowledgeBase, today: date) -> tuple[Hit, ...]:
    """Tasks of the deadline periods that are not over (facet values such as 2021上半年)."""
    first = base.index.search(Query(per_page=1))
    periods = tuple(v.value for v in first.facets.get("deadline", ()) if v.value[:4] >= str(today.year))
    periods = tuple(period for period in periods if period[:4].isdigit())
    if not periods:
        return ()
    return base.index.search(Query(facets={"deadline": periods}, sort="deadline", per_page=200)).hits


def _days(hit: Hit) -> Iterator[tuple[date, str, str | None]]:
    for target in hit.targets:
        if target.deadline:
            # An indicator such as 覆盖 says nothing alone: its sentence does.
            named = target.indicator if len(target.indicator or "") >= SHORTEST_NAME else None
            value = present.target_value(target) if named else None
            yield target.deadline, named or target.quote, value
    for deadline in hit.deadlines:
        if deadline.date:
            yield deadline.date, deadline.duty, None
