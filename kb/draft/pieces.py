"""An own text in the pieces that are traced: sentences, and brackets and lines that put units in charge."""

from __future__ import annotations

import re

from kb.trace.sentences import split

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
_CHARGE = re.compile(r"牵头|责任|负责|配合|落实|参加|协办|承办|主办")
_UNIT_LINE = re.compile(r"(?:牵头|责任|配合|参加|协办|承办|主办|落实)(?:单位|部门)[：:]")


def pieces(text: str) -> tuple[tuple[int, int], ...]:
    """The pieces as offsets, as `kb.trace.sentences.passages` finds them in the printed plan.

    A bracket that names units stands alone; lines 牵头单位：…, 责任单位：… behind each other are one.
    """
    found: list[tuple[int, int]] = []
    for start, end in split(text, 0, len(text)):
        behind = _bracket_end(text, start, end)
        if behind < end:
            found += [(start, behind), *split(text, behind, end)]
        elif found and _is_unit_line(text, *found[-1]) and _is_unit_line(text, start, end):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def _is_unit_line(text: str, start: int, end: int) -> bool:
    return _UNIT_LINE.match(text, start, end) is not None


def _bracket_end(text: str, start: int, end: int) -> int:
    """Behind the bracket of units that begins the piece; its end where there is none."""
    depth = 0
    for at in range(start, end):
        depth += (text[at] in _OPEN) - (text[at] in _CLOSE)
        if depth == 0:
            return at + 1 if at > start and _CHARGE.search(text, start, at) else end
    return end
