"""The states of a draft's clause, one after another, each with what it changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from kb.draft.answers import answered_text
from kb.draft.model import Entry
from kb.store.draft_values import Saving
from web.changes import side_by_side


@dataclass(frozen=True, slots=True)
class State:
    """What one saving made of the clause. `words` mark what is new, `gone` what fell away; None where the
    words stayed as they were."""

    number: int
    at: datetime
    person: str
    first: bool
    newest: bool
    entry: Entry
    words: Markup | None
    gone: Markup | None


def states_of(savings: Sequence[Saving]) -> list[State]:
    """The newest state first; savings that changed nothing one sees are left out."""
    found: list[State] = []
    before: Entry | None = None
    for saving in savings:
        entry = saving.saved
        if not isinstance(entry, Entry) or (before is not None and _seen(entry) == _seen(before)):
            continue
        words, gone = (None, None) if before is None else _differing(entry, before)
        found.append(
            State(saving.number, saving.at, saving.person, before is None, False, entry, words, gone)
        )
        before = entry
    return [
        State(s.number, s.at, s.person, s.first, s is found[-1], s.entry, s.words, s.gone)
        for s in reversed(found)
    ]


def _seen(entry: Entry) -> tuple[str, str, bool, str]:
    return _whole(entry), entry.choice, entry.settled, entry.reason


def _whole(entry: Entry) -> str:
    heading = f"{entry.heading}。" if entry.heading else ""
    return answered_text(f"{heading}{entry.text}", entry.questions)


def _differing(entry: Entry, before: Entry) -> tuple[Markup | None, Markup | None]:
    now, then = _whole(entry), _whole(before)
    if now == then:
        return None, None
    shown = side_by_side(now, then)
    return shown.lower, shown.upper
