"""What the store hands out about drafts beside the drafts themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from kb.draft.model import Entry, Genre, Head, Step
from kb.draft.plain import entry_of_plain, head_of_plain

SavingKind = Literal["head", "entry", "order", "justification", "archived", "body"]


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """A line of the list of drafts. `entries` counts those that stand in the draft, `settled` the ones
    among them that are called done, `waiting` the questions without an answer. Times are UTC."""

    id: str
    title: str
    region: str
    genre: Genre
    person: str
    created: datetime
    changed: datetime
    step: Step
    archived: bool
    entries: int
    settled: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Saving:
    """One thing that was saved, kept for good. `key` is the entry's (or the check's, or the body's) key.

    `body` is what was saved as plain JSON, None where something was withdrawn. Savings of one `stroke`
    were made together and are undone together; `undoes` is the stroke that this one took back.
    """

    number: int
    stroke: int
    kind: SavingKind
    key: str | None
    revision: int
    at: datetime
    person: str
    body: dict[str, Any] | None
    undoes: int | None

    @property
    def saved(self) -> Entry | Head | None:
        """The entry or head that was saved, None for the other kinds."""
        if self.body is None or self.kind not in ("entry", "head"):
            return None
        return entry_of_plain(self.body) if self.kind == "entry" else head_of_plain(self.body)


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is at work on an entry (None: in the draft, on no entry), since when, last seen when (UTC)."""

    entry: str | None
    person: str
    session: str
    since: datetime
    seen: datetime
