"""Where a long title is broken: at words, in lines that make a trapezium or a rhombus (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import Any

import rjieba

from corpus.tables import load_column
from kb.export.official_measures import width

_NEVER_BEGINS = frozenset("的了等和与及暨、，。；：）》〉”’…—")
_NEVER_ENDS = frozenset("（《〈“‘和与及暨")
_WHOLE_ENDS = frozenset("县区市省州盟旗镇乡")
"""A place's name is not torn from what follows it: 青禾县｜人民政府."""

_LISTED_BODY = re.compile(
    r"(?:(?<=、)|(?<=转发)|(?<=批转))[\u4e00-\u9fff]{2,10}?[局委厅办会院行社](?=、|等|关于|《)"
)

_BEST, _GOOD, _FAIR, _POOR = 0.0, 2.0, 5.0, 9.0
_MORE_LINES = 6.0
_SHORT_LINE = 4


@cache
def _cutter() -> Any:
    cutter = rjieba.Jieba()
    for word in load_column("domain_words") + load_column("genres"):
        cutter.add_word(word, None, None)
    return cutter


@lru_cache(maxsize=256)
def title_lines(title: str, capacity: float) -> tuple[str, ...]:
    """The title's lines, none wider than `capacity` characters; line feeds in the title are obeyed.

    A stretch without any place to break is cut where the line is full.
    """
    return tuple(line for part in title.split("\n") if part for line in _best_lines(part, capacity)) or ("",)


def _best_lines(title: str, capacity: float) -> tuple[str, ...]:
    if width(title) <= capacity:
        return (title,)
    words = tuple(_words(title, capacity))
    least = math.ceil(width(title) / capacity)
    for count in (least, least + 1, least + 2):
        several = (count, count + 1) if count == least else (count,)
        found = [lines for number in several for lines in _partitions(words, number, capacity)]
        if found:
            return tuple("".join(line) for line in min(found, key=lambda lines: _cost(lines, least)))
    return tuple(_cut(title, capacity))


def _words(title: str, capacity: float) -> Iterator[str]:
    """The words; the name of a body in a list of bodies is one."""
    start = 0
    for name in _LISTED_BODY.finditer(title):
        yield from _plain_words(title[start : name.start()], capacity)
        yield from _cut(name.group(), capacity)
        start = name.end()
    yield from _plain_words(title[start:], capacity)


def _plain_words(text: str, capacity: float) -> Iterator[str]:
    for word in _cutter().cut(text, hmm=False):
        yield from _cut(word, capacity)


def _cut(text: str, capacity: float) -> Iterator[str]:
    step = max(1, math.floor(capacity))
    yield from (text[start : start + step] for start in range(0, len(text), step))


Lines = tuple[tuple[str, ...], ...]


def _partitions(words: tuple[str, ...], count: int, capacity: float) -> Iterator[Lines]:
    """All ways to put the words on `count` lines that fit, without a break that nobody would make."""
    left = width("".join(words))
    if left > count * capacity or len(words) < count:
        return
    if count == 1:
        yield (words,)
        return
    for end, used in enumerate(accumulate(width(word) for word in words[:-1]), start=1):
        if used > capacity:
            return
        if used >= min(_SHORT_LINE, left / count) and _may_break(words[end - 1], words[end]):
            for rest in _partitions(words[end:], count - 1, capacity):
                yield (words[:end], *rest)


def _may_break(before: str, after: str) -> bool:
    return after[0] not in _NEVER_BEGINS and before[-1] not in _NEVER_ENDS


def _cost(lines: Lines, least: int) -> float:
    widths = [width("".join(line)) for line in lines]
    breaks = sum(_break_cost(before[-1], after[0]) for before, after in pairwise(lines))
    uneven = 12 * (max(widths) - min(widths)) / max(widths)
    short = 15.0 if min(widths) < _SHORT_LINE else 0.0
    return breaks + uneven + short + _shape_cost(widths) + _MORE_LINES * (len(lines) - least)


def _break_cost(before: str, after: str) -> float:
    if after == "关于" or after[0] == "《":
        return _BEST
    if before in ("印发", "转发", "批转", "、") or before[-1] in "》、，":
        return _GOOD
    if before[-1] in _WHOLE_ENDS or before == "关于" or len(before) + len(after) <= 2:
        return _POOR
    return _GOOD if before == "的" else _FAIR


def _shape_cost(widths: list[float]) -> float:
    """Dear: a waist (沙漏形) or lines of one length (长方形), which the standard's practice avoids."""
    waists = sum(
        1 for left, mid, right in zip(widths, widths[1:], widths[2:], strict=False) if mid < min(left, right)
    )
    return 20.0 * waists + (3.0 if len(set(widths)) == 1 else 0.0)
