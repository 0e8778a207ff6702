"""What changed from an upper text to a lower one, word by word, so that a page can mark it.

First the parts between commas are laid side by side in order, then the words inside each pair: a
part that moved or fell away whole is then one change and not twenty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Literal

import rjieba
from rapidfuzz import fuzz

from corpus.tables import load_rows
from kb.trace.neutralise import NOWHERE, PlaceNames, is_place_word, levels_named, neutral

SegmentKind = Literal["same", "replaced", "inserted", "dropped", "place"]
Span = tuple[int, int]

# Two parts between commas are about the same thing from this likeness on.
_PART_LIKENESS = 0.42
_OTHER_LEVEL = 0.7
_COMMAS = re.compile(r"[，；：。！？,;:\n]+[”’）)〕]*")
_TOKEN = re.compile(r"\s+|\d+(?:\.\d+)?|[A-Za-z]+|[\u4e00-\u9fff]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of both texts. All segments together give back both texts whole.

    "same": equal but for white space and quotation marks; "place": only words of place and level
    differ; "replaced"; "inserted": only below (`upper` empty); "dropped": only above.
    """

    kind: SegmentKind
    lower: str
    upper: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its offsets in its text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A segment with the offsets of both sides and the index of the pair of parts that it lies in."""

    kind: SegmentKind
    lower: Span
    upper: Span
    part: int


def word_changes(lower: str, upper: str, places: PlaceNames = NOWHERE) -> tuple[Segment, ...]:
    """The two texts as segments in reading order, the words of a dropped part before an inserted one."""
    return tuple(
        Segment(edit.kind, lower[slice(*edit.lower)], upper[slice(*edit.upper)])
        for edit in edits(lower, upper, places)
    )


def edits(lower: str, upper: str, places: PlaceNames = NOWHERE) -> tuple[Edit, ...]:
    """The same with offsets."""
    found: list[Edit] = []
    for number, (low, up) in enumerate(parts(lower, upper, places)):
        if low is None and up is not None:
            found.append(Edit("dropped", (_last(found, 0), _last(found, 0)), up, number))
        elif up is None and low is not None:
            found.append(Edit("inserted", low, (_last(found, 1), _last(found, 1)), number))
        elif low is not None and up is not None:
            found += _within(lower, upper, low, up, places, number)
    return tuple(found)


def parts(
    lower: str, upper: str, places: PlaceNames = NOWHERE
) -> tuple[tuple[Span | None, Span | None], ...]:
    """The parts between commas laid side by side in order; one side None where the other has more.

    A pair earns its likeness times its length, a gap costs nothing.
    """
    low, up = _parts(lower), _parts(upper)
    low_words = [neutral(lower[slice(*span)], places) for span in low]
    up_words = [neutral(upper[slice(*span)], places) for span in up]
    low_levels = [levels_named(lower[slice(*span)]) for span in low]
    up_levels = [levels_named(upper[slice(*span)]) for span in up]
    likeness = [
        [_likeness(a, b, apart=bool(x and y and not x & y)) for b, y in zip(up_words, up_levels, strict=True)]
        for a, x in zip(low_words, low_levels, strict=True)
    ]
    gain = _gains(likeness, [len(words) for words in low_words], [len(words) for words in up_words])
    return _walk(gain, low, up)


def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The words of `text[start:end]`: numbers, Latin words, place words and dictionary words whole."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        if "\u4e00" <= match.group()[0] <= "\u9fff":
            found += _chinese(text, match.start(), match.end())
        else:
            found.append(Token(match.group(), match.start(), match.end()))
    return tuple(found)


def _chinese(text: str, start: int, end: int) -> list[Token]:
    """Words by the dictionary, place and level words kept whole."""
    found, left = [], start
    for match in _kept_whole().finditer(text, start, end):
        found += _dictionary(text, left, match.start())
        found.append(Token(match.group(), match.start(), match.end()))
        left = match.end()
    return found + _dictionary(text, left, end)


def _dictionary(text: str, start: int, end: int) -> list[Token]:
    found = []
    for word in rjieba.cut(text[start:end], False) if start < end else ():
        found.append(Token(word, start, start + len(word)))
        start += len(word)
    return found


@cache
def _kept_whole() -> re.Pattern[str]:
    words = sorted(
        (row[0] for row in load_rows("place_level_words") if len(row[0]) > 1), key=len, reverse=True
    )
    return re.compile("|".join(re.escape(word) for word in words))


def _last(found: Sequence[Edit], side: int) -> int:
    """Where the given side's text has been reached."""
    if not found:
        return 0
    return found[-1].lower[1] if side == 0 else found[-1].upper[1]


def _parts(text: str) -> list[Span]:
    spans, left = [], 0
    for match in _COMMAS.finditer(text):
        spans.append((left, match.end()))
        left = match.end()
    if left < len(text):
        spans.append((left, len(text)))
    return spans


def _likeness(lower: str, upper: str, *, apart: bool) -> float:
    """Edit similarity, less where the two speak of different levels (镇级 beside 县级)."""
    ratio = fuzz.ratio(lower, upper) / 100 * (_OTHER_LEVEL if apart else 1)
    return ratio if ratio >= _PART_LIKENESS else 0.0


def _gains(likeness: list[list[float]], low: list[int], up: list[int]) -> list[list[float]]:
    """Best total gain of aligning the first i lower with the first j upper parts."""
    gain = [[0.0] * (len(up) + 1) for _ in range(len(low) + 1)]
    for i in range(1, len(low) + 1):
        for j in range(1, len(up) + 1):
            pair = likeness[i - 1][j - 1]
            paired = gain[i - 1][j - 1] + pair * min(low[i - 1], up[j - 1]) if pair else 0.0
            gain[i][j] = max(gain[i - 1][j], gain[i][j - 1], paired)
    return gain


def _walk(
    gain: list[list[float]], low: list[Span], up: list[Span]
) -> tuple[tuple[Span | None, Span | None], ...]:
    """The way back through the gains; of a gap on both sides the upper part comes first."""
    i, j = len(low), len(up)
    way: list[tuple[Span | None, Span | None]] = []
    while i or j:
        if i and j and gain[i][j] > max(gain[i - 1][j], gain[i][j - 1]):
            i, j = i - 1, j - 1
            way.append((low[i], up[j]))
        elif i and (not j or gain[i][j] == gain[i - 1][j]):
            i -= 1
            way.append((low[i], None))
        else:
            j -= 1
            way.append((None, up[j]))
    return tuple(reversed(way))


def _within(lower: str, upper: str, low: Span, up: Span, places: PlaceNames, number: int) -> list[Edit]:
    """Word by word inside one pair of parts."""
    low_tokens, up_tokens = tokens(lower, *low), tokens(upper, *up)
    keys = [[_key(token.text) for token in side] for side in (low_tokens, up_tokens)]
    found: list[Edit] = []
    for tag, i1, i2, j1, j2 in _steps(keys[0], keys[1]):
        low_span = _span(low_tokens, i1, i2, low)
        up_span = _span(up_tokens, j1, j2, up)
        kind = _kind(tag, lower[slice(*low_span)], upper[slice(*up_span)], places)
        found.append(Edit(kind, low_span, up_span, number))
    return found


def _key(text: str) -> str:
    """What must be equal in two tokens: white space and the kind of quotation marks do not count."""
    stripped = text.strip()
    return "“" if stripped in "“”\"'‘’" and stripped else stripped


def _steps(low: list[str], up: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Opcodes, where a lone common character between two changes is a part of the change."""
    matcher = SequenceMatcher(None, low, up, autojunk=False)
    steps: list[tuple[str, int, int, int, int]] = []
    for step in matcher.get_opcodes():
        tag, i1, i2, j1, j2 = step
        if tag != "equal" and len(steps) > 1 and _negligible(low, steps[-1]) and steps[-2][0] != "equal":
            before = steps[-2]
            steps[-2:] = [("replace", before[1], i2, before[3], j2)]
        else:
            steps.append((tag, i1, i2, j1, j2))
    return steps


def _negligible(low: list[str], step: tuple[str, int, int, int, int]) -> bool:
    words = "".join(low[step[1] : step[2]])
    return step[0] == "equal" and words in ("的", "级", "”", "“", "")


def _span(side: Sequence[Token], first: int, last: int, whole: Span) -> Span:
    """The offsets of tokens first–last; between tokens where there are none."""
    if first < last:
        return side[first].start, side[last - 1].end
    at = side[first].start if first < len(side) else whole[1]
    return at, at


def _kind(tag: str, lower: str, upper: str, places: PlaceNames) -> SegmentKind:
    if tag == "equal":
        return "same"
    if not _key(lower):
        return "dropped" if _key(upper) else "same"
    if not _key(upper):
        return "inserted"
    if neutral(lower, places) == neutral(upper, places) or (
        is_place_word(lower, places) and is_place_word(upper, places)
    ):
        return "place"
    return "replaced"
