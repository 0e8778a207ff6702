"""The comparison of two notices as groups of clauses and rows of sentences, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from markupsafe import Markup

from kb.model import Change, Clause, Link, LinkEnd, Notice
from kb.trace.expected import is_expected
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
    links = [link for link in links if link.status != "rejected"]
    clause_links = {_key(link): link for link in links if _is_whole(link) and link.lower and link.upper}
    chosen = [link for link in links if _is_whole(link) == whole_clauses]
    if not whole_clauses:
        chosen += _lonely_clauses(links)
    keyed: dict[tuple[str | None, str | None], list[Link]] = {}
    homes = _homes(clause_links.values())
    for link in chosen:
        keyed.setdefault(_home(link, homes), []).append(link)
    order = _Order(lower, upper)
    groups, number = [], 1
    told: set[tuple[str, str | None, str | None]] = set()
    for key in sorted(keyed, key=lambda k: order.group(k, clause_links.values())):
        rows = []
        for position, link in enumerate(order.sentences(keyed[key]), start=1):
            row = _row(link, without_repeats(link, told), lower, upper, number, position)
            number += len(row.cards)
            rows.append(row)
        low = lower.clause(key[0]) if key[0] else None
        up = upper.clause(key[1]) if key[1] else None
        groups.append(Group(low, up, clause_links.get(key), tuple(rows)))
    return Comparison(lower, upper, tuple(groups))


def without_repeats(link: Link, told: set[tuple[str, str | None, str | None]]) -> tuple[Change, ...]:
    """The changes without the hints on units that stood before (各区县 → 各镇 in every bracket): each
    correspondence is told once in a comparison."""
    kept = []
    for change in link.changes:
        key = (change.kind, change.lower, change.upper)
        if change.kind.startswith("unit_") and change.severity == "note" and not is_expected(change):
            if key in told:
                continue
            told.add(key)
        kept.append(change)
    return tuple(kept)


def _row(
    link: Link, changes: tuple[Change, ...], lower: Notice, upper: Notice, number: int, position: int
) -> Row:
    below = _words(lower, link.lower)
    above = _words(upper, link.upper)
    both = side_by_side(below, above, changes, number, verbatim=link.relation == "verbatim")
    return Row(link, both.upper or None, both.lower or None, both.cards, position)


def _words(notice: Notice, end: LinkEnd | None) -> str:
    if end is None:
        return ""
    if end.quote:
        return end.quote
    clause = notice.clause(end.clause) if end.clause else None
    return clause.text.strip() if clause else ""


def _is_whole(link: Link) -> bool:
    return not any(end and end.quote for end in (link.lower, link.upper))


def _lonely_clauses(links: Sequence[Link]) -> list[Link]:
    """Clauses without a counterpart none of whose sentences is listed: they are shown whole."""
    listed = {
        (end.notice, end.clause)
        for link in links
        if not _is_whole(link)
        for end in (link.lower, link.upper)
        if end
    }
    gaps = (link for link in links if _is_whole(link) and (link.lower is None or link.upper is None))
    return [
        link
        for link in gaps
        if not any((e.notice, e.clause) in listed for e in (link.lower, link.upper) if e)
    ]


def _key(link: Link) -> tuple[str | None, str | None]:
    return (link.lower.clause if link.lower else None, link.upper.clause if link.upper else None)


def _homes(clause_links: Iterable[Link]) -> dict[tuple[str, str | None], tuple[str | None, str | None]]:
    """Which pair of clauses a sentence without a counterpart belongs to."""
    homes: dict[tuple[str, str | None], tuple[str | None, str | None]] = {}
    for link in sorted(clause_links, key=lambda link: -link.score):
        lower, upper = _key(link)
        homes.setdefault(("lower", lower), (lower, upper))
        homes.setdefault(("upper", upper), (lower, upper))
    return homes


def _home(
    link: Link, homes: dict[tuple[str, str | None], tuple[str | None, str | None]]
) -> tuple[str | None, str | None]:
    lower, upper = _key(link)
    if link.upper is None:
        return homes.get(("lower", lower), (lower, None))
    if link.lower is None:
        return homes.get(("upper", upper), (None, upper))
    return lower, upper


class _Order:
    """Reading order: that of the lower notice; what it lacks stands where the upper one has it."""

    def __init__(self, lower: Notice, upper: Notice) -> None:
        self._lower, self._upper = lower, upper
        self._low = {clause.path: i for i, clause in enumerate(lower.clauses)}
        self._up = {clause.path: i for i, clause in enumerate(upper.clauses)}

    def group(self, key: tuple[str | None, str | None], clause_links: Iterable[Link]) -> tuple[float, float]:
        lower, upper = key
        up = float(self._up.get(upper or "", -1))
        if lower is not None or upper is None:
            return float(self._low.get(lower or "", -1)), up
        before = [
            self._low.get(low or "", -1)
            for low, above in map(_key, clause_links)
            if self._up.get(above or "", -1) <= up
        ]
        return max(before, default=-1) + 0.5, up

    def sentences(self, links: Sequence[Link]) -> list[Link]:
        """As the lower notice reads; what it lacks stands behind the upper sentence before it."""
        arranged = sorted(
            (link for link in links if link.lower), key=lambda link: _place(self._lower, link.lower)
        )
        for gap in sorted(
            (k for k in links if not k.lower), key=lambda link: _place(self._upper, link.upper)
        ):
            here = _place(self._upper, gap.upper)
            before = [i for i, k in enumerate(arranged) if k.upper and _place(self._upper, k.upper) < here]
            arranged.insert(max(before, default=-1) + 1, gap)
        return arranged


def _place(notice: Notice, end: LinkEnd | None) -> int:
    if end is None or not end.quote:
        return -1 if end is None else 0
    clause = notice.clause(end.clause) if end.clause else None
    start = clause.start if clause else 0
    at = notice.text.find(end.quote[:20], start)
    return at if at >= 0 else start
