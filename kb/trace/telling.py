"""A deviation in words: its kind by name, and what became of which words."""

from __future__ import annotations

from functools import cache

from corpus.tables import load_rows
from kb.model import Change
from kb.trace.expected import is_expected

TO_ALLOCATE = "to_be_allocated"
LONGEST_WORDS = 26


@cache
def _kinds() -> dict[str, tuple[str, bool]]:
    """Name of each kind, and whether it is a deviation (a kind with a seal)."""
    return {row[0]: (row[1], bool(row[2])) for row in load_rows("deviation_kinds")}


def kind_of(change: Change) -> str | None:
    """The kind of deviation that a change is; None where it is a mere rewording or what the level brings
    with it. An upper total that is only to be shared out is no lost figure."""
    if is_expected(change):
        return None
    if change.kind == "target_dropped" and change.severity == "note":
        return TO_ALLOCATE
    _, sealed = _kinds().get(change.kind, ("", change.severity != "note"))
    return change.kind if sealed else None


def kind_words(kind: str) -> str:
    """The name of a kind; one that the table lacks keeps its code."""
    return _kinds().get(kind, (kind, True))[0]


def body_of(change: Change) -> str:
    """What changed, in one line: the figures or words above → those below."""
    if change.kind.startswith(("target_", "modality_")) and "→" in change.detail:
        return change.detail
    upper, lower = _short(change.upper), _short(change.lower)
    if upper and lower:
        return f"{upper} → {lower}"
    words = upper or lower
    return f"{words} {change.detail}".strip() if change.detail else words


def told(change: Change) -> str | None:
    """`时限推迟：“2030年6月” → “2030年”`; None where it is no deviation."""
    kind = kind_of(change)
    if kind is None:
        return None
    body = body_of(change)
    return f"{kind_words(kind)}：{body}" if body else kind_words(kind)


def _short(words: str | None) -> str:
    text = " ".join((words or "").split())
    return f"“{text}”" if 0 < len(text) <= LONGEST_WORDS else f"“{text[:LONGEST_WORDS]}……”" if text else ""
