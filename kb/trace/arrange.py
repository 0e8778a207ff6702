"""The links of a pair of notices in reading order: groups of clauses, in each its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.model import Change, Link, LinkEnd, Notice
from kb.trace.expected import is_expected

Key = tuple[str | None, str | None]
"""The paths of a lower and an upper clause."""
Told = set[tuple[str, str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Arranged:
    """The links of one pair of clauses; either clause may be missing. `whole` links the clauses."""

    lower: str | None
    upper: str | None
    whole: Link | None
    links: tuple[Link, ...]


def arrange(
    lower: Notice, upper: Notice, links: Iterable[Link], whole_clauses: bool = False
) -> tuple[Arranged, ...]:
    """The links that nobody rejected: by sentences, or with `whole_clauses` clause by clause."""
    links = [link for link in links if link.status != "rejected"]
    clause_links = {_key(link): link for link in links if _is_whole(link) and link.lower and link.upper}
    chosen = [link for link in links if _is_whole(link) == whole_clauses]
    if not whole_clauses:
        chosen += _lonely_clauses(links)
    keyed: dict[Key, list[Link]] = {}
    homes = _homes(clause_links.values())
    for link in chosen:
        keyed.setdefault(_home(link, homes), []).append(link)
    order = _Order(lower, upper)
    return tuple(
        Arranged(key[0], key[1], clause_links.get(key), tuple(order.sentences(keyed[key])))
        for key in sorted(keyed, key=lambda k: order.group(k, clause_links.values()))
    )


def without_repeats(link: Link, told: Told) -> tuple[Change, ...]:
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


def words_of(notice: Notice, end: LinkEnd | None) -> str:
    """The words of one end of a link: the sentence, or the whole clause; empty where there is no end."""
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


def _key(link: Link) -> Key:
    return (link.lower.clause if link.lower else None, link.upper.clause if link.upper else None)


def _homes(clause_links: Iterable[Link]) -> dict[tuple[str, str | None], Key]:
    """Which pair of clauses a sentence without a counterpart belongs to."""
    homes: dict[tuple[str, str | None], Key] = {}
    for link in sorted(clause_links, key=lambda link: -link.score):
        lower, upper = _key(link)
        homes.setdefault(("lower", lower), (lower, upper))
        homes.setdefault(("upper", upper), (lower, upper))
    return homes


def _home(link: Link, homes: dict[tuple[str, str | None], Key]) -> Key:
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

    def group(self, key: Key, clause_links: Iterable[Link]) -> tuple[float, float]:
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
