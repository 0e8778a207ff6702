"""One-character seals for deviations: the table `deviation_kinds` as the pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.tables import load_rows
from kb.model import Change

Tone = Literal["severe", "warning", "hint", "added"]

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
    tones: dict[str, Tone] = {"severe": "severe", "warning": "warning", "note": "hint"}
    seals = {}
    for rank, (code, name, glyph, severity, *_) in enumerate(load_rows("deviation_kinds")):
        tone: Tone = "added" if glyph == "增" else tones[severity]
        if glyph:
            seals[code] = Seal(glyph, name, tone, rank)
    return seals


SEALS = _table()
ADDED = Seal("增", "新增要求", "added", 90)
NOT_CARRIED = Seal("缺", "上级要求未承接", "warning", 10)


def seal_of(change: Change) -> Seal | None:
    """The seal of a change; None where it is a mere rewording.

    A kind that the table does not know but that is reported as grave is shown rather than hidden.
    """
    known = SEALS.get(change.kind)
    if known is not None or change.severity == "note":
        return known
    tone: Tone = "severe" if change.severity == "severe" else "warning"
    return Seal("改", change.detail or change.kind, tone, 50)
