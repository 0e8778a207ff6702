"""Which of the entries on one thing counts: the last that was not taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kb.store import Decision


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for one subject: the decision that counts (None where there is none), whether it was
    put off, and the whole history, oldest first."""

    subject: str
    decision: Decision | None
    postponed: bool
    history: tuple[Decision, ...]


def standing(entries: Iterable[Decision]) -> dict[str, Standing]:
    """What holds for each subject of these entries."""
    grouped: dict[str, list[Decision]] = defaultdict(list)
    for decision in entries:
        grouped[decision.entry.subject].append(decision)
    return {subject: _standing(subject, tuple(listed)) for subject, listed in grouped.items()}


def _standing(subject: str, history: tuple[Decision, ...]) -> Standing:
    undone = {decision.entry.undoes for decision in history if decision.entry.action == "undo"}
    live = [d for d in history if d.id not in undone and d.entry.action != "undo"]
    said = [d for d in live if d.entry.action != "postpone"]
    last = said[-1] if said else None
    if last is not None and last.entry.action == "retire":
        last = None
    postponed = bool(live) and live[-1].entry.action == "postpone"
    return Standing(subject, last, postponed, history)
