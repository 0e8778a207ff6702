"""Drafts as plain JSON values and back: how they are stored, and what their pages exchange."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, TypeAlias

from kb.draft.model import (
    Check,
    Draft,
    Entry,
    Head,
    Justification,
    Question,
    Sentence,
    Source,
    Suggestion,
    Swap,
)

Plain: TypeAlias = dict[str, Any]


def plain_head(head: Head) -> Plain:
    """The head; its date as 2030-06-30."""
    return {**asdict(head), "date": head.date.isoformat() if head.date else None}


def head_of_plain(plain: Plain) -> Head:
    """The head again. Raises TypeError for a field that a head does not have."""
    day = plain.get("date")
    return Head(**{**plain, "date": date.fromisoformat(day) if day else None})


def plain_entry(entry: Entry) -> Plain:
    """The entry with its sentences, swaps and questions; tuples become lists."""
    return {**asdict(entry), **{name: [asdict(each) for each in getattr(entry, name)] for name in _LISTS}}


def entry_of_plain(plain: Plain) -> Entry:
    """The entry again. Raises TypeError for a field that an entry does not have."""
    return Entry(
        **{
            **plain,
            "sentences": tuple(_sentence(each) for each in plain.get("sentences", ())),
            "swaps": tuple(Swap(**each) for each in plain.get("swaps", ())),
            "questions": tuple(question_of_plain(each) for each in plain.get("questions", ())),
        }
    )


def question_of_plain(plain: Plain) -> Question:
    """One question with what is suggested as its answer."""
    suggestions = tuple(Suggestion(**each) for each in plain.get("suggestions", ()))
    return Question(**{**plain, "suggestions": suggestions})


def plain_justification(given: Justification) -> Plain:
    """The justification; its time (UTC) as ISO 8601."""
    return {**asdict(given), "at": given.at.isoformat()}


def justification_of_plain(plain: Plain) -> Justification:
    """The justification again."""
    return Justification(**{**plain, "at": datetime.fromisoformat(plain["at"])})


def plain_check(check: Check) -> Plain:
    """One line of the checks."""
    return asdict(check)


def plain_draft(draft: Draft) -> Plain:
    """The whole draft; times (UTC) as ISO 8601."""
    return {
        "id": draft.id,
        "region": draft.region,
        "genre": draft.genre,
        "uppers": list(draft.uppers),
        "peers": list(draft.peers),
        "head": plain_head(draft.head),
        "entries": [plain_entry(entry) for entry in draft.entries],
        "created": draft.created.isoformat(),
        "changed": draft.changed.isoformat(),
        "person": draft.person,
        "justifications": [plain_justification(each) for each in draft.justifications],
        "step": draft.step,
        "revision": draft.revision,
    }


def draft_of_plain(plain: Plain) -> Draft:
    """The whole draft again. Raises TypeError for a field that a draft does not have."""
    return Draft(
        **{
            **plain,
            "uppers": tuple(plain["uppers"]),
            "peers": tuple(plain["peers"]),
            "head": head_of_plain(plain["head"]),
            "entries": tuple(entry_of_plain(each) for each in plain["entries"]),
            "created": datetime.fromisoformat(plain["created"]),
            "changed": datetime.fromisoformat(plain["changed"]),
            "justifications": tuple(justification_of_plain(each) for each in plain["justifications"]),
        }
    )


_LISTS = ("sentences", "swaps", "questions")


def _sentence(plain: Plain) -> Sentence:
    return Sentence(**{**plain, "source": Source(**plain["source"])})
