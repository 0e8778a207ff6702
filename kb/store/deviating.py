"""What deviates on the whole shelf: links with changes, gaps, and whose task the words are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, and_, or_, select

from kb.model import Link
from kb.store import linking
from kb.store.linking import Pair
from kb.store.tables import assignment_units, assignments, changes, links, units, versions

NO_DEVIATIONS = ("reworded", "dropped", "inserted")
"""Kinds of change without a fact of their own."""


def deviating(connection: Connection, notice_id: str | None = None) -> tuple[tuple[Pair, Link], ...]:
    """All links between sentences that carry a typed change, and all sentences on one side only,
    each with its pair.

    With `notice_id` only those below and above this notice.
    """
    typed = select(changes.c.link_id).where(changes.c.kind.not_in(NO_DEVIATIONS))
    lonely = or_(links.c.has_lower.is_(False), links.c.has_upper.is_(False))
    of_sentences = or_(links.c.lower_quote.is_not(None), links.c.upper_quote.is_not(None))
    wanted = and_(of_sentences, or_(links.c.id.in_(typed), lonely))
    if notice_id is not None:
        wanted = and_(wanted, or_(links.c.lower_notice == notice_id, links.c.upper_notice == notice_id))
    return linking.with_pairs(connection, wanted)


def pairs(connection: Connection) -> tuple[Pair, ...]:
    """All (lower, upper) pairs that have links."""
    found = connection.execute(select(links.c.lower_notice, links.c.upper_notice).distinct())
    return tuple(sorted((row[0], row[1]) for row in found))


def functions(
    connection: Connection, notice_ids: Iterable[str]
) -> dict[tuple[str, str | None], tuple[str, ...]]:
    """For each (notice, clause) that names units: their functions, in the order of the text."""
    named = and_(units.c.version_id == assignments.c.version_id, units.c.name == assignment_units.c.name)
    wanted = (
        select(versions.c.notice_id, assignments.c.clause, units.c.function)
        .select_from(
            assignment_units.join(assignments, assignments.c.id == assignment_units.c.assignment_id)
            .join(versions, versions.c.id == assignments.c.version_id)
            .join(units, named)
        )
        .where(
            versions.c.current.is_(True),
            versions.c.notice_id.in_(tuple(notice_ids)),
            units.c.function.is_not(None),
        )
        .order_by(versions.c.notice_id, assignments.c.position, assignment_units.c.position)
    )
    found: dict[tuple[str, str | None], dict[str, None]] = defaultdict(dict)
    for row in connection.execute(wanted):
        found[row[0], row[1]][row[2]] = None
    return {key: tuple(named) for key, named in found.items()}
