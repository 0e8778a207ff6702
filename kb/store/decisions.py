"""What people decided: kept as it was said, entry by entry, never changed; and what follows from it.

Three tables. `decisions` only grows: taking one back is a further entry. `machine_facts` keeps what
the rules read of a version whose fact tables hold what people made of it, so that everything that
asks the tables (lists, counts, citations) sees the judged facts. `suspects` lists the decisions
whose words changed; it is derived and written anew whenever a notice is settled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, union_all

from kb.model import Notice, UnitKind
from kb.store import loading, saving
from kb.store.decision_tables import decisions, machine_facts, suspects
from kb.store.plainfacts import facts_of_plain, plain_facts
from kb.store.tables import (
    assignment_units,
    assignments,
    citations,
    deadlines,
    links,
    obligations,
    targets,
    units,
    versions,
)
from kb.store.values import SaveOutcome

Action = Literal["confirm", "correct", "reject", "postpone", "add", "retire", "undo"]
"""`retire` closes a decision whose ground has gone; `add` states a fact that no rule found."""
Kind = Literal[
    "responsibility",
    "target",
    "deadline",
    "citation",
    "obligation",
    "unit",
    "link",
    "gap",
    "deviation",
    "head",
]
Plain: TypeAlias = dict[str, Any]
_EVIDENCED = (assignments, targets, deadlines, citations, obligations)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a person said, before it has a number and a time.

    `subject` is the key of what was decided upon (see kb/review/keys.py). `notice_id` is the notice
    (of a link: the lower one), `other_id` the upper one, `scope` the jurisdiction of a unit's name.
    `anchor` says where in the words it hangs; `machine` is what the rules had read, `value` what
    the person put in its place. `batch` joins what was decided at one stroke; `undoes` is the
    number of the entry that is taken back.
    """

    person: str
    action: Action
    kind: Kind
    subject: str
    anchor: Plain
    notice_id: str | None = None
    other_id: str | None = None
    scope: str | None = None
    machine: Plain | None = None
    value: Plain | None = None
    reason: str = ""
    batch: int | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """An entry as it is kept: with its number and its time (UTC)."""

    id: int
    at: datetime
    entry: Entry

    @property
    def batch(self) -> int:
        """The number of the first entry of the same stroke."""
        return self.entry.batch or self.id


@dataclass(frozen=True, slots=True)
class Suspect:
    """A decision whose words changed. `words_now` is None where nothing like them is left.

    `side` says which end of a link changed; it is None for facts.
    """

    subject: str
    decision_id: int
    kind: Kind
    notice_id: str
    other_id: str | None
    side: str | None
    words_then: str
    words_now: str | None
    clause_now: str | None


@dataclass(frozen=True, slots=True)
class UndecidedName:
    """A unit of one notice that no body is known for, and how often an assignment names it."""

    notice_id: str
    name: str
    kind: UnitKind
    candidates: tuple[str, ...]
    mentions: int


Opened: TypeAlias = Callable[[], AbstractContextManager[Connection]]


class Decisions:
    """The decisions of one store; it shares the store's transactions."""

    def __init__(self, writing: Opened, reading: Opened) -> None:
        self._writing = writing
        self._reading = reading

    def append(self, entry: Entry) -> Decision:
        """Keep one more entry."""
        at = saving.now()
        names = (name for name in Entry.__slots__)
        values = {name: getattr(entry, name) for name in names}
        with self._writing() as connection:
            result = connection.execute(insert(decisions).values(at=at, **values))
            key = result.inserted_primary_key
            assert key is not None
            return Decision(int(key[0]), loading.utc(at), entry)

    def get(self, number: int) -> Decision | None:
        """The entry with this number."""
        return next(iter(self._select(decisions.c.id == number)), None)

    def of_notice(self, notice_id: str) -> tuple[Decision, ...]:
        """All entries on facts of the notice, oldest first."""
        return self._select(decisions.c.notice_id == notice_id, decisions.c.other_id.is_(None))

    def of_pair(self, lower_id: str, upper_id: str) -> tuple[Decision, ...]:
        """All entries on links between the two notices, oldest first."""
        return self._select(decisions.c.notice_id == lower_id, decisions.c.other_id == upper_id)

    def of_scope(self, scope: str) -> tuple[Decision, ...]:
        """All entries on unit names of one jurisdiction, oldest first."""
        return self._select(decisions.c.scope == scope)

    def of_subject(self, subject: str) -> tuple[Decision, ...]:
        """The audit list of one fact, link or name, oldest first."""
        return self._select(decisions.c.subject == subject)

    def of_batch(self, batch: int) -> tuple[Decision, ...]:
        """What was decided at one stroke."""
        return self._select((decisions.c.batch == batch) | (decisions.c.id == batch))

    def latest(self, limit: int = 200) -> tuple[Decision, ...]:
        """The newest entries of the whole base, newest first."""
        wanted = select(decisions).order_by(decisions.c.id.desc()).limit(limit)
        with self._reading() as connection:
            return tuple(_decision(row) for row in connection.execute(wanted))

    def _select(self, *conditions: ColumnElement[bool]) -> tuple[Decision, ...]:
        wanted = select(decisions).where(*conditions).order_by(decisions.c.id)
        with self._reading() as connection:
            return tuple(_decision(row) for row in connection.execute(wanted))

    # What the rules read, and what people made of it

    def machine(self, notice_id: str) -> Notice:
        """The current version with what the rules read, no decision applied. Raises NoticeNotFound."""
        with self._reading() as connection:
            notice = loading.notice(connection, notice_id, None)
            wanted = select(machine_facts.c.facts).where(
                machine_facts.c.version_id == _current(connection, notice_id)
            )
            kept = connection.execute(wanted).scalar_one_or_none()
            return facts_of_plain(notice, kept) if kept is not None else notice

    def write(self, judged: Notice, machine: Notice) -> SaveOutcome | None:
        """Put the judged facts into the tables and keep the machine's; None where nothing changed."""
        notice_id = judged.document.id
        with self._writing() as connection:
            if loading.notice(connection, notice_id, None) == judged:
                return None
            saved = saving.replace_facts(connection, judged)
            if judged != machine:
                values = {"version_id": _current(connection, notice_id), "facts": plain_facts(machine)}
                connection.execute(insert(machine_facts).values(**values))
            return saved

    # Suspects

    def set_suspects(self, notice_id: str, other_id: str | None, found: Iterable[Suspect]) -> None:
        """Put these in the place of the suspects of the notice (or of the pair)."""
        own = (suspects.c.notice_id == notice_id, suspects.c.other_id.is_not_distinct_from(other_id))
        with self._writing() as connection:
            connection.execute(delete(suspects).where(*own))
            for each in found:
                values = {name: getattr(each, name) for name in Suspect.__slots__}
                connection.execute(insert(suspects).values(**values))

    def suspects(self) -> tuple[Suspect, ...]:
        """All decisions whose words changed, the oldest first."""
        wanted = select(suspects).order_by(suspects.c.decision_id)
        with self._reading() as connection:
            rows = connection.execute(wanted)
            return tuple(Suspect(*(getattr(row, name) for name in Suspect.__slots__)) for row in rows)

    # What waits

    def uncertain(self, threshold: float) -> dict[str, int]:
        """How many facts of each current notice are less sure than `threshold`; the notice with the
        least sure fact first."""
        parts = [
            select(versions.c.notice_id, table.c.confidence)
            .select_from(table.join(versions, versions.c.id == table.c.version_id))
            .where(versions.c.current.is_(True), table.c.confidence < threshold)
            for table in _EVIDENCED
        ]
        every = union_all(*parts).subquery()
        wanted = (
            select(every.c.notice_id, func.count())
            .group_by(every.c.notice_id)
            .order_by(func.min(every.c.confidence), every.c.notice_id)
        )
        with self._reading() as connection:
            return {row[0]: int(row[1]) for row in connection.execute(wanted)}

    def weak_pairs(self, threshold: float) -> tuple[tuple[str, str], ...]:
        """Pairs of notices with proposed sentence links that score less than `threshold`."""
        wanted = select(links.c.lower_notice, links.c.upper_notice).where(
            links.c.status == "proposed",
            links.c.score < threshold,
            links.c.lower_quote.is_not(None),
            links.c.upper_quote.is_not(None),
        )
        with self._reading() as connection:
            return tuple(sorted({(row[0], row[1]) for row in connection.execute(wanted)}))

    def undecided_units(self) -> tuple[UndecidedName, ...]:
        """The units of current notices that no body is known for, notice by notice."""
        mentions = (
            select(assignments.c.version_id, assignment_units.c.name, func.count().label("number"))
            .join(assignments, assignments.c.id == assignment_units.c.assignment_id)
            .group_by(assignments.c.version_id, assignment_units.c.name)
            .subquery()
        )
        same = (mentions.c.version_id == units.c.version_id) & (mentions.c.name == units.c.name)
        wanted = (
            select(versions.c.notice_id, units.c.name, units.c.kind, units.c.candidates, mentions.c.number)
            .select_from(units.join(versions, versions.c.id == units.c.version_id).outerjoin(mentions, same))
            .where(versions.c.current.is_(True), units.c.canonical.is_(None))
            .order_by(versions.c.notice_id, units.c.position)
        )
        with self._reading() as connection:
            found = connection.execute(wanted)
            return tuple(UndecidedName(r[0], r[1], r[2], tuple(r[3]), r[4] or 0) for r in found)

    def judged_since(self, moment: datetime) -> int:
        """How many entries were made since then (UTC), those that take back not counted."""
        wanted = select(func.count()).where(
            decisions.c.at >= moment.replace(tzinfo=None), decisions.c.action != "undo"
        )
        with self._reading() as connection:
            return int(connection.execute(wanted).scalar_one())


def _decision(row: Row[Any]) -> Decision:
    entry = Entry(**{name: getattr(row, name) for name in Entry.__slots__})
    return Decision(row.id, loading.utc(row.at), entry)


def _current(connection: Connection, notice_id: str) -> int:
    wanted = select(versions.c.id).where(versions.c.notice_id == notice_id, versions.c.current.is_(True))
    return int(connection.execute(wanted).scalar_one())
