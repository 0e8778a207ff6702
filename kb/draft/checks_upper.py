"""Checks against the upper notice: later, weaker, lower, left out, read off the deviations of kb.trace."""

from __future__ import annotations

from collections.abc import Iterator

from kb.draft.checks_setting import Looked, made, waiting
from kb.draft.model import Check, Entry
from kb.model import Change, Link

_CODES = {
    "deadline_later": "later_than_upper",
    "deadline_dropped": "later_than_upper",
    "modality_weakened": "weaker_than_upper",
    "target_dropped": "target_missing",
    "target_lowered": "target_lower",
}


def upper_checks(looked: Looked) -> Iterator[Check]:
    """One check for each deviation that must be solved or justified. What waits for an answer, and what
    a reason leaves out, is told elsewhere."""
    for link in looked.links:
        entry = looked.entry_of(link)
        if link.upper is None or link.status == "rejected" or _left_out(looked, link):
            continue
        for change in link.changes:
            code = _CODES.get(change.kind)
            if code is not None and not _waits(entry, change, code):
                yield made(code, "must", entry, _detail(change, code), change.lower, change.upper)


def _left_out(looked: Looked, link: Link) -> bool:
    if link.lower is not None or link.upper is None or link.upper.clause is None:
        return False
    entry = looked.by_upper.get((link.upper.notice, link.upper.clause))
    return entry is not None and entry.choice == "leave_out"


def _waits(entry: Entry | None, change: Change, code: str) -> bool:
    """Does the entry still ask for the very words that changed?"""
    if entry is None or change.upper is None:
        return False
    if code == "later_than_upper" and waiting(entry, "deadline") is not None:
        return True
    asked = [question.upper for question in entry.open_questions if question.upper]
    return any(words in change.upper or change.upper in words for words in asked)


def _detail(change: Change, code: str) -> str:
    if code == "target_missing":
        return f"“{change.upper}”没有承接"
    if code == "target_lower":
        return f"指标低于上级：“{change.upper}”写成“{change.lower}”"
    if code == "weaker_than_upper":
        return f"措辞比上级弱：“{change.upper}”写成“{change.lower}”"
    if change.lower is None:
        return f"上级写明“{change.upper}”，本条没有写时限"
    return f"时限晚于上级：{change.detail}" if change.detail else f"“{change.lower}”晚于上级“{change.upper}”"
