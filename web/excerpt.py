"""A long sentence cut around its hits, at a comma where there is one near."""

from __future__ import annotations

from collections.abc import Sequence

LINES_HOLD = 118
"""Characters in three lines of the result list at 1280 pixels."""
_PAUSES = "，、；：。"
_LOOK_BACK = 24


def excerpt(text: str, spans: Sequence[tuple[int, int]], limit: int = LINES_HOLD) -> tuple[int, int]:
    """The range of `text` to show: all of it where it is short, else `limit` characters that hold
    the first hit and as many of the next as fit."""
    if len(text) <= limit:
        return 0, len(text)
    first = spans[0][0] if spans else 0
    last = max((end for _, end in spans if end - first <= limit), default=first)
    if last <= limit:
        return 0, limit
    room = max(0, limit - (last - first))
    start = max(0, min(first - room // 2, len(text) - limit))
    pause = max((text.find(mark, start, min(start + _LOOK_BACK, first)) for mark in _PAUSES), default=-1)
    if start and pause >= 0:
        start = pause + 1
    return start, min(len(text), start + limit)
