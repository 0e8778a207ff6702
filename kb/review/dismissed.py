"""不是偏差: single changes of a link that a person looked at and found to be no deviation. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kb.model import Change, Link, LinkEnd
from kb.review.keys import bare, hashed
from kb.store import Decision

Ends = tuple[LinkEnd | None, LinkEnd | None]


def subject_of_change(link_subject: str, change: Change) -> str:
    """The key of one change of a link: its kind and its words on both sides."""
    return hashed(("deviation", link_subject, *_words(change)))


def plain_change(change: Change) -> dict[str, Any]:
    """The change as it is kept with a decision."""
    return {"kind": change.kind, "lower": change.lower, "upper": change.upper, "detail": change.detail}


def dismiss(links: list[Link], ends: Ends, decision: Decision) -> None:
    """Take the change from the link between these ends, and from the link of their whole clauses."""
    value = decision.entry.value or {}
    change = Change(value["kind"], value["lower"], value["upper"])
    whole = tuple(replace(end, quote=None) if end else None for end in ends)
    for at, link in enumerate(links):
        if (link.lower, link.upper) in (ends, whole):
            kept = tuple(each for each in link.changes if _words(each) != _words(change))
            links[at] = replace(link, changes=kept)


def _words(change: Change) -> tuple[str, str, str]:
    return change.kind, bare(change.lower or ""), bare(change.upper or "")
