"""One stroke on a draft: what is saved together, kept together in the history and undone together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from kb.draft.model import Draft, Entry, Head
from kb.draft.plain import entry_of_plain, head_of_plain, plain_entry, plain_head
from kb.errors import DraftEntryNotFound, DraftNotFound, StaleDraft
from kb.store import loading, local_lists, saving
from kb.store.draft_tables import draft_entries, draft_justifications, draft_savings, drafts
from kb.store.draft_values import Saving, SavingKind


class Stroke:
    """Writes of one person on one draft inside one transaction. Get it from `Drafts.stroke`.

    `number` is the stroke's number once something was saved, None while nothing has changed.
    """

    def __init__(self, connection: Connection, draft_id: str, person: str, undoes: int | None = None) -> None:
        self._connection = connection
        self._id = draft_id
        self._undoes = undoes
        self.person = person
        self.number: int | None = None
        # The lock orders writers where the database lets several in at once.
        wanted = select(drafts).where(drafts.c.id == draft_id).with_for_update()
        found = connection.execute(wanted).one_or_none()
        if found is None:
            raise DraftNotFound(draft_id)
        self._draft: Row[Any] = found

    def begin(self, draft: Draft) -> None:
        """Write the first state of a draft whose row was just made; this stroke cannot be undone."""
        self._keep("head", None, 0, plain_head(draft.head))
        for position, entry in enumerate(draft.entries):
            saved = replace(entry, revision=0)
            values = {"draft_id": self._id, "key": entry.key, "position": position, **_values(saved)}
            self._connection.execute(insert(draft_entries).values(**values))
            self._keep("entry", entry.key, 0, plain_entry(saved))
        self._keep("order", None, 0, {"keys": [entry.key for entry in draft.entries]})

    # Head and entries

    def save_head(self, head: Head, revision: int) -> int:
        """Save the head that was changed from `revision`; returns its new revision.

        The same words again change nothing, so that a saving may be repeated. Raises StaleDraft.
        """
        row = self._connection.execute(select(drafts).where(drafts.c.id == self._id)).one()
        current = head_of_plain(row.head)
        if current == head:
            return int(row.revision)
        if row.revision != revision:
            raise self._stale("head", None, current)
        plain = plain_head(head)
        values = {"head": plain, "title": head.title, "revision": revision + 1}
        self._connection.execute(update(drafts).where(drafts.c.id == self._id).values(**values))
        self._keep("head", None, revision + 1, plain)
        return revision + 1

    def save_entry(self, entry: Entry, revision: int) -> Entry:
        """Save an entry that was changed from `revision`; returns it with its new revision.

        The same words again change nothing, so that a saving may be repeated. Raises StaleDraft, or
        DraftEntryNotFound.
        """
        row = self._entry(entry.key)
        if row is None:
            raise DraftEntryNotFound(self._id, entry.key)
        current = entry_of_plain(row.body)
        if replace(current, revision=entry.revision) == entry:
            return current
        if row.revision != revision:
            raise self._stale("entry", entry.key, current)
        saved = replace(entry, revision=revision + 1)
        self._connection.execute(
            update(draft_entries).where(*self._is(draft_entries, entry.key)).values(**_values(saved))
        )
        self._keep("entry", entry.key, saved.revision, plain_entry(saved))
        return saved

    def add_entry(self, entry: Entry, after: str | None) -> Entry:
        """Put a new entry behind the one with key `after`, or first. Raises ValueError for a known key."""
        if self._entry(entry.key) is not None:
            raise ValueError(f"entry {entry.key} exists")
        keys = self.order()
        at = keys.index(after) + 1 if after in keys else 0
        saved = replace(entry, revision=0)
        self._connection.execute(
            insert(draft_entries).values(draft_id=self._id, key=entry.key, position=None, **_values(saved))
        )
        self._keep("entry", entry.key, 0, plain_entry(saved))
        self.arrange((*keys[:at], entry.key, *keys[at:]))
        return saved

    def entry(self, key: str) -> Entry:
        """The entry as it stands now, also one that was taken out. Raises DraftEntryNotFound."""
        row = self._entry(key)
        if row is None:
            raise DraftEntryNotFound(self._id, key)
        return entry_of_plain(row.body)

    def first_state(self, key: str) -> Entry:
        """The entry as it was proposed, before anybody changed it. Raises DraftEntryNotFound."""
        table = draft_savings
        mine = table.c.draft_id == self._id, table.c.kind == "entry", table.c.key == key
        wanted = select(table.c.body).where(*mine).order_by(table.c.id).limit(1)
        body = self._connection.execute(wanted).scalar_one_or_none()
        if body is None:
            raise DraftEntryNotFound(self._id, key)
        return entry_of_plain(body)

    def free_key(self, prefix: str) -> str:
        """The prefix with the first number that no entry, standing or taken out, has behind it."""
        wanted = select(draft_entries.c.key).where(draft_entries.c.draft_id == self._id)
        taken = set(self._connection.execute(wanted).scalars())
        return next(key for n in range(1, len(taken) + 2) if (key := f"{prefix}{n}") not in taken)

    def order(self) -> tuple[str, ...]:
        """The keys of the entries that stand in the draft, in their order."""
        wanted = (
            select(draft_entries.c.key)
            .where(draft_entries.c.draft_id == self._id, draft_entries.c.position.is_not(None))
            .order_by(draft_entries.c.position)
        )
        return tuple(self._connection.execute(wanted).scalars())

    def arrange(self, keys: Iterable[str]) -> None:
        """Bring the entries into this order; one that is not named is taken out, its words are kept."""
        wanted = tuple(keys)
        if wanted == self.order():
            return
        table = draft_entries
        self._connection.execute(update(table).where(table.c.draft_id == self._id).values(position=None))
        for position, key in enumerate(wanted):
            self._connection.execute(update(table).where(*self._is(table, key)).values(position=position))
        self._keep("order", None, 0, {"keys": list(wanted)})

    # What belongs to the draft as a whole

    def justify(self, check: str, reason: str) -> None:
        """Say why a check stays as it is; an empty reason takes the justification back."""
        table = draft_justifications
        mine = (table.c.draft_id == self._id, table.c.check_key == check)
        before = self._connection.execute(select(table.c.reason).where(*mine)).scalar_one_or_none()
        if (before or "") == reason:
            return
        self._connection.execute(delete(table).where(*mine))
        if reason:
            values = {"reason": reason, "person": self.person, "at": saving.now()}
            self._connection.execute(insert(table).values(draft_id=self._id, check_key=check, **values))
        self._keep("justification", check, 0, {"reason": reason} if reason else None)

    def archive(self, archived: bool) -> None:
        """Put the draft away, or take it out again."""
        if bool(self._draft.archived) != archived:
            self._connection.execute(update(drafts).where(drafts.c.id == self._id).values(archived=archived))
            self._keep("archived", None, 0, {"archived": archived})

    def set_local_body(self, key: str, name: str | None, reason: str = "") -> None:
        """Say which body of the draft's place answers to `key`; see `Drafts.set_local_body`."""
        region = self._draft.region
        before = local_lists.bodies(self._connection, region).get(key)
        if before != name:
            local_lists.put(self._connection, region, key, name, self.person, reason)
            self._keep("body", key, 0, {"name": name, "before": before})

    # Going back

    def take_back(self, done: Saving) -> None:
        """Undo one saving: what stood before its stroke becomes the newest. Raises StaleDraft where the
        place's list of bodies was changed from elsewhere since."""
        if done.kind != "body":
            before = newest_saving(self._connection, self._id, done.kind, done.key, before=done.stroke)
            self.put_back(done.kind, done.key, before.body if before else None)
            return
        assert done.key is not None and done.body is not None
        said = local_lists.history(self._connection, self._draft.region, done.key)
        if said[-1].name != done.body["name"]:
            raise StaleDraft(None, said[-1].person, said[-1].at)
        self.set_local_body(done.key, done.body["before"])

    def put_back(self, kind: SavingKind, key: str | None, body: dict[str, Any] | None) -> None:
        """Make an earlier saving the newest one; `body` None: as it was before anything was saved."""
        if kind == "head" and body is not None:
            revision = self._connection.execute(select(drafts.c.revision).where(drafts.c.id == self._id))
            self.save_head(head_of_plain(body), int(revision.scalar_one()))
        elif kind == "entry" and body is not None:
            row = self._entry(key or "")
            self.save_entry(entry_of_plain(body), row.revision if row else 0)
        elif kind == "order" and body is not None:
            self.arrange(body["keys"])
        elif kind == "justification":
            self.justify(key or "", body["reason"] if body else "")
        elif kind == "archived":
            self.archive(bool(body and body["archived"]))
        elif kind == "body":
            self.set_local_body(key or "", body["name"] if body else None)

    def _entry(self, key: str) -> Row[Any] | None:
        return self._connection.execute(
            select(draft_entries).where(*self._is(draft_entries, key))
        ).one_or_none()

    def _is(self, table: Table, key: str) -> tuple[Any, Any]:
        return table.c.draft_id == self._id, table.c.key == key

    def _stale(self, kind: SavingKind, key: str | None, current: Entry | Head) -> StaleDraft:
        newest = newest_saving(self._connection, self._id, kind, key)
        assert newest is not None
        return StaleDraft(current, newest.person, newest.at)

    def _keep(self, kind: SavingKind, key: str | None, revision: int, body: dict[str, Any] | None) -> None:
        """Write the saving into the history, and the time into the draft."""
        at = saving.now()
        result = self._connection.execute(
            insert(draft_savings).values(
                stroke=self.number, draft_id=self._id, kind=kind, key=key, revision=revision, at=at,
                person=self.person, body=body, undoes=self._undoes,
            )
        )  # fmt: skip
        number = result.inserted_primary_key
        assert number is not None
        self.number = self.number or int(number[0])
        self._connection.execute(update(drafts).where(drafts.c.id == self._id).values(changed=at))


def newest_saving(
    connection: Connection, draft_id: str, kind: SavingKind, key: str | None, before: int | None = None
) -> Saving | None:
    """The newest saving of one thing, or the newest before a certain stroke."""
    table = draft_savings
    mine = table.c.draft_id == draft_id, table.c.kind == kind, table.c.key.is_not_distinct_from(key)
    wanted = select(table).where(*mine).order_by(table.c.id.desc()).limit(1)
    if before is not None:
        wanted = wanted.where(table.c.id < before)
    row = connection.execute(wanted).one_or_none()
    return saving_of(row) if row else None


def built_upon(connection: Connection, draft_id: str, done: Saving) -> Saving | None:
    """A later saving of the same thing that still holds: neither taken back nor a taking back."""
    table = draft_savings
    undone = select(table.c.undoes).where(table.c.draft_id == draft_id, table.c.undoes.is_not(None))
    wanted = (
        select(table)
        .where(
            table.c.draft_id == draft_id,
            table.c.kind == done.kind,
            table.c.key.is_not_distinct_from(done.key),
            table.c.id > done.number,
            func.coalesce(table.c.stroke, table.c.id) != done.stroke,
            table.c.undoes.is_(None),
            func.coalesce(table.c.stroke, table.c.id).not_in(undone),
        )
        .order_by(table.c.id.desc())
        .limit(1)
    )
    row = connection.execute(wanted).one_or_none()
    return saving_of(row) if row else None


def saving_of(row: Row[Any]) -> Saving:
    """A row of the history."""
    return Saving(
        row.id,
        row.stroke or row.id,
        row.kind,
        row.key,
        row.revision,
        loading.utc(row.at),
        row.person,
        row.body,
        row.undoes,
    )


def _values(entry: Entry) -> dict[str, Any]:
    waiting = len(entry.open_questions) if entry.printed else 0
    return {
        "revision": entry.revision,
        "settled": entry.settled,
        "waiting": waiting,
        "body": plain_entry(entry),
    }
