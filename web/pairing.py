"""The comparison of two notices as groups of clauses and rows of sentences, in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from markupsafe import Markup

from kb.model import Change, Clause, Link, Notice
from kb.trace.arrange import Told, arrange, without_repeats, words_of
from web.changes import Card, quiet_first, side_by_side
from web.seals import ADDED, NOT_CARRIED, Seal

Show = Literal["all", "deviations", "missing", "added"]
LONGEST_OPEN_RUN = 3
SHOWS: dict[Show, str] = {"all": "全部", "deviations": "偏差", "missing": "缺句", "added": "增句"}


@dataclass(frozen=True, slots=True)
class Row:
    """A pair of sentences; `upper` or `lower` is None where that side has none."""

    link: Link
    upper: Markup | None
    lower: Markup | None
    cards: tuple[Card, ...]
    number: int
    """The sentence's number within its group, from 1."""

    @property
    def verbatim(self) -> bool:
        """True where both sides say the same."""
        return self.link.relation == "verbatim" and not self.cards

    @property
    def open_cards(self) -> tuple[Card, ...]:
        """The deviations that stand open in the margin."""
        return quiet_first(self.cards)[0]

    @property
    def folded_cards(self) -> tuple[Card, ...]:
        """The mere hints that are folded away where there are many."""
        return quiet_first(self.cards)[1]

    @property
    def severe(self) -> bool:
        """True where a grave deviation stands in it."""
        return any(card.seal.tone == "severe" for card in self.cards)

    @property
    def gap(self) -> Seal | None:
        """The seal of a sentence that stands on one side only."""
        if self.link.upper is None:
            return ADDED
        return NOT_CARRIED if self.link.lower is None else None

    @property
    def anchor(self) -> str:
        """The row's name in the page: it stays the same under every filter."""
        low, up = self.link.lower, self.link.upper
        ends = [f"{end.clause or 0}" for end in (low, up) if end]
        return "-".join(["s", *ends, str(self.number)]).replace("/", ".")


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one pair of clauses; either clause may be missing."""

    lower: Clause | None
    upper: Clause | None
    link: Link | None
    rows: tuple[Row, ...]

    def runs(self) -> list[tuple[bool, tuple[Row, ...]]]:
        """The rows as (same?, rows): what is the same word for word stands together where the first
        of it stands, to be folded into one line; the others keep their order."""
        same = tuple(row for row in self.rows if row.verbatim)
        first = self.rows.index(same[0]) if same else len(self.rows)
        before = tuple(row for row in self.rows[:first] if not row.verbatim)
        after = tuple(row for row in self.rows[first:] if not row.verbatim)
        return [(kind, rows) for kind, rows in ((False, before), (True, same), (False, after)) if rows]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All groups of a pair of notices."""

    lower: Notice
    upper: Notice
    groups: tuple[Group, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in order."""
        return tuple(row for group in self.groups for row in group.rows)

    def count(self, show: Show) -> int:
        """How many sentences, or for deviations how many deviations, a filter stands for."""
        if show == "deviations":
            return sum(len(row.cards) for row in self.rows)
        return sum(_shown(row, show) for row in self.rows)

    def tones(self) -> dict[str, int]:
        """How many deviations there are of each tone."""
        counts = {"severe": 0, "warning": 0, "hint": 0, "added": 0}
        for row in self.rows:
            for card in row.cards:
                counts[card.seal.tone] += 1
        return counts

    def blocks(self) -> list[tuple[bool, tuple[Group, ...]]]:
        """The groups cut into blocks of (fold?, groups): a long run of clauses that only the lower
        notice has, such as its annex, is folded."""
        out: list[tuple[bool, tuple[Group, ...]]] = []
        for alone, run in groupby(self.groups, key=lambda group: group.upper is None):
            groups = tuple(run)
            out.append((alone and len(groups) > LONGEST_OPEN_RUN, groups))
        return out

    def only(self, show: Show) -> Comparison:
        """The comparison under a filter; groups without rows fall away."""
        if show == "all":
            return self
        kept = (replace(g, rows=tuple(r for r in g.rows if _shown(r, show))) for g in self.groups)
        return replace(self, groups=tuple(group for group in kept if group.rows))


def _shown(row: Row, show: Show) -> bool:
    if show == "deviations":
        return bool(row.cards)
    if show == "missing":
        return row.link.lower is None
    return row.link.upper is None if show == "added" else True


def compare(lower: Notice, upper: Notice, links: Iterable[Link], whole_clauses: bool = False) -> Comparison:
    """Arrange the links of the pair: by sentences, or with `whole_clauses` clause by clause."""
    groups, number = [], 1
    told: Told = set()
    for found in arrange(lower, upper, links, whole_clauses):
        rows = []
        for position, link in enumerate(found.links, start=1):
            row = _row(link, without_repeats(link, told), lower, upper, number, position)
            number += len(row.cards)
            rows.append(row)
        low = lower.clause(found.lower) if found.lower else None
        up = upper.clause(found.upper) if found.upper else None
        groups.append(Group(low, up, found.whole, tuple(rows)))
    return Comparison(lower, upper, tuple(groups))


def _row(
    link: Link, changes: tuple[Change, ...], lower: Notice, upper: Notice, number: int, position: int
) -> Row:
    below, above = words_of(lower, link.lower), words_of(upper, link.upper)
    both = side_by_side(below, above, changes, number, verbatim=link.relation == "verbatim")
    return Row(link, both.upper or None, both.lower or None, both.cards, position)
