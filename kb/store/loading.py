"""Reading notices and their lists back from the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, func, select

from kb.errors import NoticeNotFound
from kb.model import LEVELS, Assignment, Notice, Role
from kb.store import rows
from kb.store.tables import (
    FACT_TABLES,
    assignment_units,
    assignments,
    citations,
    clauses,
    deadlines,
    findings,
    obligations,
    targets,
    units,
    versions,
)
from kb.store.values import Counts, NoticeSummary, Version

Fact = TypeVar("Fact")


def notice(connection: Connection, notice_id: str, version: int | None) -> Notice:
    """The notice with all its facts; the current version unless told. Raises NoticeNotFound."""
    chosen = versions.c.current.is_(True) if version is None else versions.c.number == version
    row = (
        connection.execute(select(versions).where(versions.c.notice_id == notice_id, chosen))
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise NoticeNotFound(notice_id)
    version_id = row["id"]

    def facts(table: Table, read: Callable[[rows.Row], Fact]) -> tuple[Fact, ...]:
        return _facts(connection, table, version_id, read)

    return Notice(
        document=rows.document_of(row),
        text=row["text"],
        positions=rows.positions_of(row),
        clauses=facts(clauses, rows.clause_of),
        assignments=_assignments(connection, version_id),
        targets=facts(targets, rows.target_of),
        deadlines=facts(deadlines, rows.deadline_of),
        citations=facts(citations, rows.citation_of),
        obligations=facts(obligations, rows.obligation_of),
        units=facts(units, rows.unit_of),
        findings=facts(findings, rows.finding_of),
        attachment_links=tuple((label, address) for label, address in row["attachment_links"]),
    )


def _facts(
    connection: Connection, table: Table, version_id: int, read: Callable[[rows.Row], Fact]
) -> tuple[Fact, ...]:
    found = connection.execute(
        select(table).where(table.c.version_id == version_id).order_by(table.c.position)
    )
    return tuple(read(row) for row in found.mappings())


def _assignments(connection: Connection, version_id: int) -> tuple[Assignment, ...]:
    named: dict[int, list[tuple[Role, str]]] = defaultdict(list)
    found = connection.execute(
        select(assignment_units)
        .join(assignments, assignments.c.id == assignment_units.c.assignment_id)
        .where(assignments.c.version_id == version_id)
        .order_by(assignment_units.c.position)
    )
    for row in found.mappings():
        named[row["assignment_id"]].append((row["role"], row["name"]))
    return _facts(connection, assignments, version_id, lambda row: rows.assignment_of(row, named[row["id"]]))


def summaries(connection: Connection) -> tuple[NoticeSummary, ...]:
    """All current notices from the top level down, newest first within a level."""
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for table in FACT_TABLES:
        counted = select(table.c.version_id, func.count()).group_by(table.c.version_id)
        for version_id, number in connection.execute(counted):
            counts[version_id][table.name] = number
    found = connection.execute(select(versions).where(versions.c.current.is_(True)))
    listed = [
        NoticeSummary(
            rows.document_of(row), Counts(**counts[row["id"]]), row["number"], utc(row["stored_at"])
        )
        for row in found.mappings()
    ]
    return tuple(sorted(listed, key=_order))


def _order(summary: NoticeSummary) -> tuple[Any, ...]:
    document = summary.document
    rank = LEVELS.index(document.level) if document.level else len(LEVELS)
    return rank, -document.date.toordinal() if document.date else 0, document.id


def version_list(connection: Connection, notice_id: str) -> tuple[Version, ...]:
    """All versions of the notice, oldest first; empty where there is no such notice."""
    columns = (
        versions.c.number,
        versions.c.content_sha256,
        versions.c.file,
        versions.c.stored_at,
        versions.c.superseded_at,
    )
    found = connection.execute(
        select(*columns).where(versions.c.notice_id == notice_id).order_by(versions.c.number)
    )
    return tuple(
        Version(
            row.number,
            row.content_sha256,
            row.file,
            utc(row.stored_at),
            row.superseded_at and utc(row.superseded_at),
        )
        for row in found
    )


def utc(time: datetime) -> datetime:
    """A time as the database keeps it, with its zone."""
    return time.replace(tzinfo=UTC)
