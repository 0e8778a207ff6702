"""One-character seals for deviations: the table `deviation_kinds` as the pages show it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from corpus.tables import load_rows
from kb.model import Change, Severity
from kb.trace.expected import is_expected

Tone = Literal["severe", "warning", "hint", "added"]

TONES: dict[Severity, Tone] = {"severe": "severe", "warning": "warning", "note": "hint"}
SEVERITY_WORDS = {"severe": "严重", "warning": "注意", "hint": "提示", "added": "新增"}
"""What a tone is called on the pages, from the gravest down."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The character, the kind in words and the tone; `rank` orders from the gravest down."""

    glyph: str
    name: str
    tone: Tone
    rank: int


def _table() -> dict[str, Seal]:
    seals = {}
    for rank, (code, name, glyph, severity, *_) in enumerate(load_rows("deviation_kinds")):
        tone: Tone = "added" if glyph == "增" else TONES[severity]  # type: ignore[index]
        if glyph:
            seals[code] = Seal(glyph, name, tone, rank)
    return seals


SEALS = _table()
TO_ALLOCATE = Seal("分", "待分解", "hint", 60)
ADDED = Seal("增", "新增要求", "added", 90)
NOT_CARRIED = Seal("缺", "上级要求未承接", "warning", 10)


def seal_of(change: Change) -> Seal | None:
    """The seal of a change; None where it is a mere rewording or what the level brings with it.

    The change's own severity outranks that of its kind: an upper total that is only to be shared out
    among the lower places is no lost figure. A kind that the table does not know but that is
    reported as grave is shown rather than hidden.
    """
    if is_expected(change):
        return None
    known = SEALS.get(change.kind)
    if change.kind == "target_dropped" and change.severity == "note":
        return TO_ALLOCATE
    if known is None:
        grave: Tone = "severe" if change.severity == "severe" else "warning"
        return Seal("改", change.detail or change.kind, grave, 50) if change.severity != "note" else None
    tone = "added" if known.tone == "added" else TONES[change.severity]
    return replace(known, tone=tone)
