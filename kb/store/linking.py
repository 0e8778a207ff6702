"""Links between notices: written pair by pair, read by notice and by clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from kb.model import Change, Link, LinkEnd
from kb.store import rows
from kb.store.tables import changes, links

Pair = tuple[str, str]
"""The ids of a lower and an upper notice."""


def replace(connection: Connection, lower_id: str, upper_id: str, found: Iterable[Link]) -> None:
    """Put these links in the place of those of the pair.

    What a person said of a link (confirmed, rejected) goes over to a new link of the same ends.
    """
    pair = and_(links.c.lower_notice == lower_id, links.c.upper_notice == upper_id)
    judged = {(link.lower, link.upper): link for link in read(connection, pair) if link.status != "proposed"}
    connection.execute(delete(links).where(pair))
    for position, link in enumerate(found):
        earlier = judged.get((link.lower, link.upper))
        status = earlier.status if earlier else link.status
        result = connection.execute(
            insert(links).values(
                lower_notice=lower_id, upper_notice=upper_id, position=position, **_values(link, status)
            )
        )
        key = result.inserted_primary_key
        assert key is not None
        _insert_changes(connection, int(key[0]), link.changes)


def _values(link: Link, status: str) -> rows.Values:
    lower, upper = link.lower, link.upper
    return {
        "has_lower": lower is not None,
        "lower_clause": lower.clause if lower else None,
        "lower_quote": lower.quote if lower else None,
        "has_upper": upper is not None,
        "upper_clause": upper.clause if upper else None,
        "upper_quote": upper.quote if upper else None,
        "relation": link.relation,
        "score": link.score,
        "rationale": link.rationale,
        "status": status,
    }


def _insert_changes(connection: Connection, link_id: int, listed: tuple[Change, ...]) -> None:
    names = ("kind", "lower", "upper", "detail", "severity")
    if listed:
        connection.execute(
            insert(changes),
            [
                {"link_id": link_id, "position": position, **{name: getattr(change, name) for name in names}}
                for position, change in enumerate(listed)
            ],
        )


def prune(connection: Connection, lower_id: str, upper_ids: Iterable[str]) -> None:
    """Remove the lower notice's links to all notices but these."""
    connection.execute(
        delete(links).where(links.c.lower_notice == lower_id, links.c.upper_notice.not_in(tuple(upper_ids)))
    )


def of_notice(connection: Connection, notice_id: str) -> tuple[Link, ...]:
    """All links of the notice, upward first."""
    up = read(connection, links.c.lower_notice == notice_id)
    return up + read(connection, links.c.upper_notice == notice_id)


def between(connection: Connection, lower_id: str, upper_id: str) -> tuple[Link, ...]:
    """All links of the pair, gaps on both sides included."""
    return read(connection, and_(links.c.lower_notice == lower_id, links.c.upper_notice == upper_id))


def of_clause(connection: Connection, notice_id: str, path: str | None) -> tuple[Link, ...]:
    """The links with one end in this clause, upward first; None is the text outside of clauses."""
    lower = and_(
        links.c.lower_notice == notice_id, links.c.has_lower, links.c.lower_clause.is_not_distinct_from(path)
    )
    upper = and_(
        links.c.upper_notice == notice_id, links.c.has_upper, links.c.upper_clause.is_not_distinct_from(path)
    )
    return read(connection, lower) + read(connection, upper)


def uppers(connection: Connection, notice_id: str) -> tuple[str, ...]:
    """Ids of the notices that this one is linked up to."""
    found = select(links.c.upper_notice).where(links.c.lower_notice == notice_id).distinct()
    return tuple(sorted(connection.execute(found).scalars()))


def lowers(connection: Connection, notice_id: str) -> tuple[str, ...]:
    """Ids of the notices that are linked up to this one."""
    found = select(links.c.lower_notice).where(links.c.upper_notice == notice_id).distinct()
    return tuple(sorted(connection.execute(found).scalars()))


def read(connection: Connection, condition: ColumnElement[bool]) -> tuple[Link, ...]:
    """The links that answer to the condition, pair by pair in their order, each with its changes."""
    return tuple(link for _, link in with_pairs(connection, condition))


def with_pairs(connection: Connection, condition: ColumnElement[bool]) -> tuple[tuple[Pair, Link], ...]:
    """As `read`, each link with its pair (lower id, upper id): a gap names only one of them itself."""
    order = (links.c.lower_notice, links.c.upper_notice, links.c.position)
    found = connection.execute(select(links).where(condition).order_by(*order)).mappings().all()
    changed: dict[int, list[Change]] = defaultdict(list)
    listed = connection.execute(
        select(changes).join(links).where(condition).order_by(changes.c.link_id, changes.c.position)
    )
    for row in listed.mappings():
        changed[row["link_id"]].append(
            Change(row["kind"], row["lower"], row["upper"], row["detail"], row["severity"])
        )
    return tuple(
        ((row["lower_notice"], row["upper_notice"]), _link(row, tuple(changed[row["id"]]))) for row in found
    )


def _link(row: rows.Row, changed: tuple[Change, ...]) -> Link:
    lower = LinkEnd(row["lower_notice"], row["lower_clause"], row["lower_quote"])
    upper = LinkEnd(row["upper_notice"], row["upper_clause"], row["upper_quote"])
    return Link(
        lower if row["has_lower"] else None,
        upper if row["has_upper"] else None,
        row["relation"],
        row["score"],
        row["rationale"],
        changed,
        row["status"],
    )
