"""Writing a notice: its version and all its facts, on a connection that the caller commits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, or_, select, update

from kb.errors import NoticeNotFound
from kb.model import Assignment, Notice
from kb.store import rows
from kb.store.decision_tables import machine_facts
from kb.store.ids import base_id, unique_id
from kb.store.keys import number_key, title_key
from kb.store.tables import (
    FACT_TABLES,
    assignment_units,
    assignments,
    citations,
    clauses,
    deadlines,
    findings,
    notices,
    obligations,
    targets,
    units,
    versions,
)
from kb.store.values import Outcome, SaveOutcome


def save(connection: Connection, notice: Notice) -> SaveOutcome:
    """Store a notice as a new one, or as a new version of the one that it replaces.

    The same bytes again change nothing. See `_earlier` for what counts as the same notice.
    """
    known = connection.execute(
        select(versions.c.notice_id, versions.c.number).where(
            versions.c.content_sha256 == rows.content_hash(notice)
        )
    ).one_or_none()
    if known:
        return SaveOutcome("unchanged", known.notice_id, known.number, _revision(connection, known.notice_id))
    earlier = _earlier(connection, notice)
    if earlier is None:
        wish = base_id(notice.document, rows.content_hash(notice))
        notice_id = unique_id(wish, lambda id_: _exists(connection, id_))
        connection.execute(insert(notices).values(id=notice_id, revision=0, indexed_revision=0))
        number = 1
    else:
        notice_id = earlier
        number = 1 + _supersede(connection, notice_id)
    version_id = _insert_version(connection, notice, notice_id, number)
    _insert_facts(connection, version_id, notice)
    outcome: Outcome = "new" if earlier is None else "new_version"
    return SaveOutcome(outcome, notice_id, number, _next_revision(connection, notice_id))


def replace_facts(connection: Connection, notice: Notice) -> SaveOutcome:
    """Write the facts of the current version of `notice.document.id` anew.

    Raises NoticeNotFound. The version, its original and its place in the history stay.
    """
    notice_id = notice.document.id
    version = connection.execute(
        select(versions.c.id, versions.c.number).where(
            versions.c.notice_id == notice_id, versions.c.current.is_(True)
        )
    ).one_or_none()
    if version is None:
        raise NoticeNotFound(notice_id)
    # What the rules read before and what people made of it goes with the facts.
    for table in (*FACT_TABLES, machine_facts):
        connection.execute(delete(table).where(table.c.version_id == version.id))
    connection.execute(
        update(versions).where(versions.c.id == version.id).values(**rows.version_values(notice))
    )
    _insert_facts(connection, version.id, notice)
    return SaveOutcome("reread", notice_id, version.number, _next_revision(connection, notice_id))


def _earlier(connection: Connection, notice: Notice) -> str | None:
    """The id of the notice that this one is a new version of.

    The same number by the same issuer; an issuer that could not be read on one of the two does not
    part them. Notices without a number are the same where title, issuer and date are, all stated.
    None where no or more than one notice answers.
    """
    document = notice.document
    if document.doc_number:
        same = [
            versions.c.number_key == number_key(document.doc_number),
            or_(versions.c.issuer == document.issuer, versions.c.issuer.is_(None)),
        ]
        if document.issuer is None:
            same.pop()
    elif document.title and document.issuer and document.date:
        same = [
            versions.c.number_key.is_(None),
            versions.c.title_key == title_key(document.title),
            versions.c.issuer == document.issuer,
            versions.c.date == document.date,
        ]
    else:
        return None
    found = connection.execute(select(versions.c.notice_id).where(versions.c.current.is_(True), *same))
    candidates = found.scalars().all() or _read_so(connection, document.doc_number)
    return str(candidates[0]) if len(candidates) == 1 else None


def _read_so(connection: Connection, doc_number: str | None) -> Sequence[str]:
    """Notices whose number a person put right, and which the rules had read as this one."""
    if doc_number is None:
        return ()
    read = machine_facts.c.facts["head"]["doc_number"].as_string()
    wanted = (
        select(versions.c.notice_id)
        .join(machine_facts, machine_facts.c.version_id == versions.c.id)
        .where(versions.c.current.is_(True), read == doc_number)
    )
    return connection.execute(wanted).scalars().all()


def _supersede(connection: Connection, notice_id: str) -> int:
    """Close the current version; returns the highest number so far."""
    connection.execute(
        update(versions)
        .where(versions.c.notice_id == notice_id, versions.c.current.is_(True))
        .values(current=False, superseded_at=now())
    )
    highest = select(func.max(versions.c.number)).where(versions.c.notice_id == notice_id)
    return int(connection.execute(highest).scalar_one())


def _insert_version(connection: Connection, notice: Notice, notice_id: str, number: int) -> int:
    values = rows.version_values(notice)
    values |= {"notice_id": notice_id, "number": number, "current": True, "stored_at": now()}
    result = connection.execute(insert(versions).values(**values))
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])


def _insert_facts(connection: Connection, version_id: int, notice: Notice) -> None:
    plain: tuple[tuple[Table, Iterable[Any], Callable[[Any], rows.Values]], ...] = (
        (clauses, notice.clauses, rows.clause_values),
        (targets, notice.targets, rows.target_values),
        (deadlines, notice.deadlines, rows.deadline_values),
        (citations, notice.citations, rows.citation_values),
        (obligations, notice.obligations, rows.obligation_values),
        (units, notice.units, rows.unit_values),
        (findings, notice.findings, rows.finding_values),
    )
    for table, facts, values in plain:
        listed = [
            {"version_id": version_id, "position": position, **values(fact)}
            for position, fact in enumerate(facts)
        ]
        if listed:
            connection.execute(insert(table), listed)
    for position, assignment in enumerate(notice.assignments):
        _insert_assignment(connection, version_id, position, assignment)


def _insert_assignment(
    connection: Connection, version_id: int, position: int, assignment: Assignment
) -> None:
    values = rows.assignment_values(assignment)
    result = connection.execute(
        insert(assignments).values(version_id=version_id, position=position, **values)
    )
    key = result.inserted_primary_key
    assert key is not None
    named = [
        {"assignment_id": int(key[0]), "position": place, "role": role, "name": name}
        for place, (role, name) in enumerate(assignment.units())
    ]
    if named:
        connection.execute(insert(assignment_units), named)


def _exists(connection: Connection, notice_id: str) -> bool:
    return connection.execute(select(notices.c.id).where(notices.c.id == notice_id)).first() is not None


def _revision(connection: Connection, notice_id: str) -> int:
    return int(connection.execute(select(notices.c.revision).where(notices.c.id == notice_id)).scalar_one())


def _next_revision(connection: Connection, notice_id: str) -> int:
    revision = _revision(connection, notice_id) + 1
    connection.execute(update(notices).where(notices.c.id == notice_id).values(revision=revision))
    return revision


def now() -> datetime:
    """The time as the database keeps it: UTC without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)
