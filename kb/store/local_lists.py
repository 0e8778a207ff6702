"""The list of bodies that a place has: which of its own answers to an upper body. Only grows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from kb.store import loading, saving
from kb.store.draft_tables import local_bodies


@dataclass(frozen=True, slots=True)
class LocalBody:
    """One saying about a body: `name` is the own body's, empty where the place has none, None where
    it is to be asked again. `at` is UTC."""

    key: str
    name: str | None
    at: datetime
    person: str
    reason: str


def bodies(connection: Connection, region: str) -> dict[str, str]:
    """What holds now, by key; keys that are to be asked again are left out."""
    newest = {each.key: each.name for each in history(connection, region)}
    return {key: name for key, name in newest.items() if name is not None}


def history(connection: Connection, region: str, key: str | None = None) -> tuple[LocalBody, ...]:
    """All that was said for a place (about one key), oldest first."""
    wanted = select(local_bodies).where(local_bodies.c.region == region).order_by(local_bodies.c.id)
    if key is not None:
        wanted = wanted.where(local_bodies.c.key == key)
    return tuple(
        LocalBody(row.key, row.name, loading.utc(row.at), row.person, row.reason)
        for row in connection.execute(wanted)
    )


def put(connection: Connection, region: str, key: str, name: str | None, person: str, reason: str) -> None:
    """Say one more thing."""
    values = {"region": region, "key": key, "name": name, "person": person, "reason": reason}
    connection.execute(insert(local_bodies).values(at=saving.now(), **values))
