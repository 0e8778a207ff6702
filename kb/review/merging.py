"""Bodies of a jurisdiction, and two of them made one: every name of the one then means the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from kb.review.desk import Desk, NothingToDecide
from kb.review.names import scope_of
from kb.store import Decision, Store


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body as the notices of one jurisdiction name it: its key, its names with how many notices use
    each (most used first), and a notice for each name."""

    canonical: str
    names: tuple[tuple[str, int], ...]
    notices: tuple[tuple[str, str], ...]


def scopes(store: Store) -> tuple[tuple[str, str], ...]:
    """The jurisdictions on the shelf as (scope, name), sorted by scope."""
    found = {
        scope: summary.document.jurisdiction or summary.document.issuer or scope
        for summary in store.summaries()
        if (scope := scope_of(summary.document)) is not None
    }
    return tuple(sorted(found.items()))


def bodies_in(store: Store, scope: str) -> tuple[KnownBody, ...]:
    """The bodies that the current notices of a jurisdiction name, those with several names first."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    notices: dict[str, dict[str, str]] = defaultdict(dict)
    for summary in store.summaries():
        if scope_of(summary.document) != scope:
            continue
        for unit in store.notice(summary.document.id).units:
            if unit.canonical is not None:
                names[unit.canonical][unit.name] += 1
                notices[unit.canonical].setdefault(unit.name, summary.document.id)
    found = [
        KnownBody(key, tuple(counted.most_common()), tuple(notices[key].items()))
        for key, counted in names.items()
    ]
    return tuple(sorted(found, key=lambda body: (-len(body.names), body.canonical)))


def merge(desk: Desk, scope: str, source: str, target: str, reason: str = "") -> Decision:
    """Every name of the body `source` means `target` in this jurisdiction, at one stroke.

    Raises NothingToDecide where no notice there names `source`, or both are the same.
    """
    body = next((each for each in bodies_in(desk.base.store, scope) if each.canonical == source), None)
    if body is None or source == target:
        raise NothingToDecide
    first: Decision | None = None
    for name, notice_id in body.notices:
        batch = first.batch if first else None
        decision = desk.decide_unit(notice_id, name, target, reason, batch)
        first = first or decision
    assert first is not None
    return first
