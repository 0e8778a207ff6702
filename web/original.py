"""The lines of the original that a fact was read from, with their page and line numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from kb.model import Notice
from web.marks import Mark, render

MOST_LINES = 14


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the original: its number on the page (None where unknown) and its words, marked."""

    number: int | None
    html: Markup


@dataclass(frozen=True, slots=True)
class Page:
    """Lines that follow one another on one page; `number` is None where the format has no pages."""

    number: int | None
    lines: tuple[Line, ...]


def original_lines(notice: Notice, start: int, end: int, marks: Sequence[Mark]) -> tuple[Page, ...]:
    """The whole lines that hold `text[start:end]`, page by page; at most MOST_LINES around the first mark."""
    spans = [span for span in _lines(notice) if span[0] < end and start < span[1]]
    if len(spans) > MOST_LINES:
        first = min((mark.start for mark in marks), default=start)
        at = next((i for i, span in enumerate(spans) if span[1] > first), 0)
        at = max(0, min(at - 2, len(spans) - MOST_LINES))
        spans = spans[at : at + MOST_LINES]
    pages: list[Page] = []
    for left, right, page, number in spans:
        line = Line(number, render(notice.text, marks, start=left, end=right))
        if pages and pages[-1].number == page:
            pages[-1] = Page(page, (*pages[-1].lines, line))
        else:
            pages.append(Page(page, (line,)))
    return tuple(pages)


def _lines(notice: Notice) -> list[tuple[int, int, int | None, int | None]]:
    """All lines as (start, end, page, line), without blanks at their ends."""
    places = notice.positions.places
    if not places:
        cuts = [0, *(i + 1 for i, char in enumerate(notice.text) if char == "\n"), len(notice.text)]
        return [(a, b, None, None) for a, b in pairwise(cuts) if notice.text[a:b].strip()]
    found: list[tuple[int, int, int | None, int | None]] = []
    ends = [*(place.offset for place in places[1:]), len(notice.text)]
    for place, end in zip(places, ends, strict=True):
        left, right = place.offset, end
        while left < right and notice.text[left].isspace():
            left += 1
        while right > left and notice.text[right - 1].isspace():
            right -= 1
        if left < right:
            found.append((left, right, place.page, place.line))
    return found
