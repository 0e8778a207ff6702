"""From the index to the notices on one subject: above and below in one line of places, or elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.model import Document, Link, Notice
from kb.search import Index, places_above, places_below, subject_terms
from kb.store import Store
from kb.tasks import tasks_of
from kb.trace import trace
from kb.trace.same_subject import carries, nearest_first, on_one_subject, stands_above

LOOKED_AT = 12
"""So many notices of the index's answer are compared by titles and headings."""
TRACED = 4
"""So many of those are compared sentence by sentence."""


@dataclass(frozen=True, slots=True)
class FoundUpper:
    """An upper notice that is carried without being cited; `links` are those of the two, `reasons` in
    Chinese. `fresh` says that they were traced now rather than taken from the store."""

    upper: Notice
    links: tuple[Link, ...]
    reasons: tuple[str, ...]
    fresh: bool


@dataclass(frozen=True, slots=True)
class Related:
    """A notice on the same subject from another line of places: neither upper nor lower.

    `clauses` are pairs of paths, the own clause and the one that corresponds to it.
    """

    document: Document
    likeness: float
    reasons: tuple[str, ...]
    clauses: tuple[tuple[str, str], ...]


def above(index: Index, lower: Notice) -> tuple[str, ...]:
    """Ids of notices from the places above that share the words of this one."""
    return _ids(index, lower, places_above(lower.document))


def below(index: Index, upper: Notice) -> tuple[str, ...]:
    """Ids of notices from the places below that share the words of this one."""
    return _ids(index, upper, places_below(upper.document))


def _ids(index: Index, notice: Notice, places: tuple[str, ...]) -> tuple[str, ...]:
    if not places:
        return ()
    found = index.alike(subject_terms(tasks_of(notice)), places, LOOKED_AT, notice.document.id)
    return tuple(each.notice_id for each in found)


def carried(
    store: Store, lower: Notice, known: Iterable[Notice], ids: Iterable[str], changed: str
) -> tuple[FoundUpper, ...]:
    """Which of these notices the lower one carries without citing them, from the nearest level upward.

    `known` are the uppers that it cites. A notice that stands above one that was taken already is
    left to the chain; of one level only the likeliest that is really carried is taken. Pairs without
    the `changed` notice keep the links that they have.
    """
    taken = list(known)
    over = {upper for notice in taken for upper in _line(store, notice.document.id)}
    levels = {upper.document.level for upper in taken if _carried_already(store, lower, upper)}
    others = [store.notice(other) for other in dict.fromkeys(ids) if other not in over]
    uppers = [other for other in others if stands_above(other.document, lower.document)]
    found: list[FoundUpper] = []
    for candidate, upper in nearest_first(on_one_subject(lower, uppers)[:TRACED], uppers):
        if upper.document.level in levels or upper.document.id in over:
            continue
        links, fresh = _links(store, lower, upper, changed)
        if carries(lower, upper, links):
            found.append(FoundUpper(upper, links, candidate.reasons, fresh))
            levels.add(upper.document.level)
            over |= _line(store, upper.document.id)
    return tuple(found)


def _links(store: Store, lower: Notice, upper: Notice, changed: str) -> tuple[tuple[Link, ...], bool]:
    """The links of the pair, and whether they were traced now."""
    pair = (lower.document.id, upper.document.id)
    kept = () if changed in pair else store.links_between(*pair)
    return (kept, False) if kept else (trace(lower, upper), True)


def _carried_already(store: Store, lower: Notice, upper: Notice) -> bool:
    return carries(lower, upper, store.links_between(lower.document.id, upper.document.id))


def _line(store: Store, notice_id: str) -> set[str]:
    """The notice and all that stand above it by links."""
    seen: set[str] = set()
    waiting = [notice_id]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting += store.uppers(here)
    return seen


def elsewhere(store: Store, index: Index, notice: Notice, limit: int = 3) -> tuple[Related, ...]:
    """Notices on the same subject that are neither above nor below this one, the likeliest first."""
    linked = {*store.uppers(notice.document.id), *store.lowers(notice.document.id)}
    found = index.alike(subject_terms(tasks_of(notice)), None, LOOKED_AT, notice.document.id)
    others = [store.notice(each.notice_id) for each in found if each.notice_id not in linked]
    apart = {other.document.id: other for other in others if not _in_line(other.document, notice.document)}
    candidates = on_one_subject(notice, apart.values())[:limit]
    return tuple(
        Related(
            apart[each.notice].document, each.score, each.reasons, _counterparts(notice, apart[each.notice])
        )
        for each in candidates
    )


def _in_line(one: Document, other: Document) -> bool:
    return stands_above(one, other) or stands_above(other, one)


def _counterparts(notice: Notice, other: Notice) -> tuple[tuple[str, str], ...]:
    """The clauses of the two that correspond."""
    pairs = (
        (link.lower.clause, link.upper.clause) for link in trace(notice, other) if link.lower and link.upper
    )
    return tuple(dict.fromkeys((low, up) for low, up in pairs if low and up))
