"""Drafts: kept saving by saving, so that nothing that was written is ever lost.

Head and entries have a revision each: who saves from an old one is told (`StaleDraft`) and overwrites
nothing. `draft_savings` only grows; going back is a further saving. Each call is one transaction that
is on the disk when the call returns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from kb.draft.model import Draft, Entry, Head, Justification, Step
from kb.draft.plain import entry_of_plain, head_of_plain, plain_head
from kb.errors import DraftNotFound, StaleDraft
from kb.store import loading, local_lists, saving
from kb.store.draft_strokes import Stroke, built_upon, saving_of
from kb.store.draft_tables import (
    draft_entries,
    draft_justifications,
    draft_presence,
    draft_savings,
    drafts,
)
from kb.store.draft_values import DraftSummary, Presence, Saving
from kb.store.ids import unique_id
from kb.store.local_lists import LocalBody

GONE_AFTER = timedelta(seconds=60)
"""Who was not seen for so long is no longer at work."""
_UNSAFE = re.compile(r"[^\w]+")
_LONGEST_ID = 40
Opened: TypeAlias = Callable[[], AbstractContextManager[Connection]]


class Drafts:
    """The drafts of one store; it shares the store's transactions."""

    def __init__(self, writing: Opened, reading: Opened) -> None:
        self._writing = writing
        self._reading = reading

    # The whole draft

    def create(self, draft: Draft) -> Draft:
        """Keep a new draft. `draft.id` is what it would like to be called: `桓台县-实施方案`, with a number
        behind it where that is taken. Revisions begin at 0."""
        with self._writing() as connection:
            draft_id = unique_id(_safe(draft.id), lambda wish: _row(connection, wish) is not None)
            connection.execute(
                insert(drafts).values(
                    id=draft_id, region=draft.region, genre=draft.genre, uppers=list(draft.uppers),
                    peers=list(draft.peers), title=draft.head.title, head=plain_head(draft.head), revision=0,
                    step=draft.step, created=saving.now(), changed=saving.now(), person=draft.person,
                    archived=False,
                )
            )  # fmt: skip
            stroke = Stroke(connection, draft_id, draft.person)
            stroke.begin(draft)
            return self.draft(draft_id)

    def draft(self, draft_id: str) -> Draft:
        """The draft as it stands, also one that was put away. Raises DraftNotFound."""
        with self._reading() as connection:
            row = _row(connection, draft_id)
            if row is None:
                raise DraftNotFound(draft_id)
            return Draft(
                row.id,
                row.region,
                row.genre,
                tuple(row.uppers),
                tuple(row.peers),
                head_of_plain(row.head),
                _entries(connection, draft_id),
                loading.utc(row.created),
                loading.utc(row.changed),
                row.person,
                _justifications(connection, draft_id),
                row.step,
                row.revision,
            )

    def drafts(self, *, archived: bool = False) -> tuple[DraftSummary, ...]:
        """The drafts, the one changed last first; those put away instead with `archived`."""
        table = draft_entries
        counts = (
            select(
                table.c.draft_id,
                func.count().label("entries"),
                func.count().filter(table.c.settled).label("settled"),
                func.sum(table.c.waiting).label("waiting"),
            )
            .where(table.c.position.is_not(None))
            .group_by(table.c.draft_id)
            .subquery()
        )
        wanted = (
            select(drafts, counts)
            .outerjoin(counts, counts.c.draft_id == drafts.c.id)
            .where(drafts.c.archived.is_(archived))
            .order_by(drafts.c.changed.desc(), drafts.c.id)
        )
        with self._reading() as connection:
            return tuple(_summary(row) for row in connection.execute(wanted))

    # Saving

    @contextmanager
    def stroke(self, draft_id: str, person: str) -> Iterator[Stroke]:
        """Several savings as one: all of them or none, and undone together. Raises DraftNotFound."""
        with self._writing() as connection:
            yield Stroke(connection, draft_id, person)

    def save_head(self, draft_id: str, head: Head, revision: int, person: str) -> int:
        """Save the head changed from `revision`; returns the new one. Raises StaleDraft, DraftNotFound."""
        with self.stroke(draft_id, person) as stroke:
            return stroke.save_head(head, revision)

    def save_entry(self, draft_id: str, entry: Entry, revision: int, person: str) -> Entry:
        """Save an entry changed from `revision`; returns it with its new one.

        Raises StaleDraft, DraftNotFound, DraftEntryNotFound.
        """
        with self.stroke(draft_id, person) as stroke:
            return stroke.save_entry(entry, revision)

    def arrange(self, draft_id: str, keys: Iterable[str], person: str) -> None:
        """Bring the entries into this order; one that is not named is taken out, its words are kept."""
        with self.stroke(draft_id, person) as stroke:
            stroke.arrange(keys)

    def justify(self, draft_id: str, check: str, reason: str, person: str) -> None:
        """Say why a check stays as it is; an empty reason takes that back."""
        with self.stroke(draft_id, person) as stroke:
            stroke.justify(check, reason)

    def archive(self, draft_id: str, person: str, *, archived: bool = True) -> None:
        """Put the draft away, or take it out again. Drafts are never deleted."""
        with self.stroke(draft_id, person) as stroke:
            stroke.archive(archived)

    def set_step(self, draft_id: str, step: Step) -> None:
        """Remember which step of the wizard was last open. Raises DraftNotFound."""
        with self._writing() as connection:
            if _row(connection, draft_id) is None:
                raise DraftNotFound(draft_id)
            connection.execute(update(drafts).where(drafts.c.id == draft_id).values(step=step))

    # History

    def history(self, draft_id: str, key: str | None = None) -> tuple[Saving, ...]:
        """All savings of one entry (of the head for None), oldest first."""
        table = draft_savings
        kind = "head" if key is None else "entry"
        same = table.c.kind == kind, table.c.key.is_not_distinct_from(key)
        wanted = select(table).where(table.c.draft_id == draft_id, *same).order_by(table.c.id)
        with self._reading() as connection:
            return tuple(saving_of(row) for row in connection.execute(wanted))

    def restore(self, draft_id: str, number: int, person: str) -> None:
        """Make the saving with this number the newest one. Raises ValueError where there is none."""
        with self.stroke(draft_id, person) as stroke, self._reading() as connection:
            table = draft_savings
            wanted = select(table).where(table.c.draft_id == draft_id, table.c.id == number)
            row = connection.execute(wanted).one_or_none()
            if row is None:
                raise ValueError(f"draft {draft_id} has no saving {number}")
            stroke.put_back(row.kind, row.key, row.body)

    def last_stroke(self, draft_id: str, person: str | None = None) -> int | None:
        """The newest stroke (of this person) that can be undone; None for an untouched draft."""
        table = draft_savings
        wanted = (
            select(table.c.id, table.c.stroke, table.c.undoes, table.c.person)
            .where(table.c.draft_id == draft_id)
            .order_by(table.c.id)
        )
        with self._reading() as connection:
            savings = connection.execute(wanted).all()
        # The stroke that made the draft is not for undoing.
        done = {row.undoes for row in savings} | {row.id for row in savings[:1]}
        strokes = [
            row.stroke or row.id
            for row in savings
            if row.undoes is None and (row.stroke or row.id) not in done and person in (None, row.person)
        ]
        return strokes[-1] if strokes else None

    def undo(self, draft_id: str, stroke: int, person: str) -> None:
        """Take back what was saved at one stroke; that is a further saving, so it can be restored.

        Raises StaleDraft where somebody saved something newer on top, ValueError for no such stroke.
        """
        table = draft_savings
        wanted = (
            select(table)
            .where(table.c.draft_id == draft_id, (table.c.id == stroke) | (table.c.stroke == stroke))
            .order_by(table.c.id.desc())
        )
        with self._writing() as connection:
            savings = [saving_of(row) for row in connection.execute(wanted)]
            if not savings:
                raise ValueError(f"draft {draft_id} has no stroke {stroke}")
            back = Stroke(connection, draft_id, person, undoes=stroke)
            for each in {(s.kind, s.key): s for s in savings}.values():
                later = built_upon(connection, draft_id, each)
                if later is not None:
                    raise StaleDraft(later.saved, later.person, later.at)
                back.take_back(each)

    # Who is at work

    def touch(self, draft_id: str, key: str | None, person: str, session: str) -> None:
        """Say that this window (`session`) is at work on an entry now."""
        now, table = saving.now(), draft_presence
        mine = table.c.draft_id == draft_id, table.c.session == session
        with self._writing() as connection:
            if _row(connection, draft_id) is None:
                raise DraftNotFound(draft_id)
            connection.execute(delete(table).where(table.c.seen < now - GONE_AFTER))
            row = connection.execute(select(table).where(*mine)).one_or_none()
            since = row.since if row is not None and row.key == key else now
            connection.execute(delete(table).where(*mine))
            values = {"key": key, "person": person, "since": since, "seen": now}
            connection.execute(insert(table).values(draft_id=draft_id, session=session, **values))

    def leave(self, draft_id: str, session: str) -> None:
        """This window has been closed."""
        table = draft_presence
        with self._writing() as connection:
            connection.execute(delete(table).where(table.c.draft_id == draft_id, table.c.session == session))

    def editing(self, draft_id: str, now: datetime | None = None) -> tuple[Presence, ...]:
        """Who is at work in the draft, the first comer first. `now` is UTC."""
        table = draft_presence
        moment = now.replace(tzinfo=None) if now else saving.now()
        wanted = (
            select(table)
            .where(table.c.draft_id == draft_id, table.c.seen >= moment - GONE_AFTER)
            .order_by(table.c.since, table.c.session)
        )
        with self._reading() as connection:
            return tuple(
                Presence(row.key, row.person, row.session, loading.utc(row.since), loading.utc(row.seen))
                for row in connection.execute(wanted)
            )

    # The bodies of a place

    def local_bodies(self, region: str) -> Mapping[str, str]:
        """The place's bodies by key; the empty name says that it has none that answers to the key."""
        with self._reading() as connection:
            return local_lists.bodies(connection, region)

    def local_body_history(self, region: str, key: str | None = None) -> tuple[LocalBody, ...]:
        """All that was said about the place's bodies (about one), oldest first."""
        with self._reading() as connection:
            return local_lists.history(connection, region, key)

    def set_local_body(self, region: str, key: str, name: str | None, person: str, reason: str = "") -> None:
        """Say which body of the place answers to `key`: its name, empty for none, None to ask again."""
        with self._writing() as connection:
            local_lists.put(connection, region, key, name, person, reason)


def _row(connection: Connection, draft_id: str) -> Row[Any] | None:
    return connection.execute(select(drafts).where(drafts.c.id == draft_id)).one_or_none()


def _entries(connection: Connection, draft_id: str) -> tuple[Entry, ...]:
    table = draft_entries
    wanted = (
        select(table.c.body)
        .where(table.c.draft_id == draft_id, table.c.position.is_not(None))
        .order_by(table.c.position)
    )
    return tuple(entry_of_plain(body) for body in connection.execute(wanted).scalars())


def _justifications(connection: Connection, draft_id: str) -> tuple[Justification, ...]:
    table = draft_justifications
    wanted = select(table).where(table.c.draft_id == draft_id).order_by(table.c.at, table.c.check_key)
    return tuple(
        Justification(row.check_key, row.reason, row.person, loading.utc(row.at))
        for row in connection.execute(wanted)
    )


def _summary(row: Row[Any]) -> DraftSummary:
    return DraftSummary(
        row.id,
        row.title,
        row.region,
        row.genre,
        row.person,
        loading.utc(row.created),
        loading.utc(row.changed),
        row.step,
        bool(row.archived),
        row.entries or 0,
        row.settled or 0,
        int(row.waiting or 0),
    )


def _safe(wish: str) -> str:
    return _UNSAFE.sub("-", wish)[:_LONGEST_ID].strip("-_") or "草稿"
