"""What all readers agree on about tables: which grid is a table of data and which is only layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Rows = tuple[tuple[str, ...], ...]

MIN_ROWS, MIN_COLUMNS = 2, 2
"""Fewer rows or columns are a frame around text: a letterhead, a foot block, a box."""

MAX_CELL_CHARS = 3000
"""A cell longer than this holds a whole article; the grid around it is page layout."""

_ITEM = re.compile(
    r"\d{1,2}(?:[.．](?!\d)|、)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[①-⑳•●]"
)


def is_data_table(rows: Sequence[Sequence[str]]) -> bool:
    """True where at least two rows have two filled cells each and none holds a whole article."""
    wide = sum(sum(bool(cell.strip()) for cell in row) >= MIN_COLUMNS for row in rows)
    return wide >= MIN_ROWS and all(len(cell) <= MAX_CELL_CHARS for row in rows for cell in row)


def layout_lines(rows: Iterable[Sequence[str]]) -> list[str]:
    """The words of a layout grid as lines: short cells of one row side by side, as they are printed,
    cells of several paragraphs one below the other."""
    lines: list[str] = []
    for row in rows:
        filled = [cell.strip() for cell in row if cell.strip()]
        if any("\n" in cell for cell in filled):
            lines += [line for cell in filled for line in cell.split("\n") if line.strip()]
        elif filled:
            lines.append("　　".join(filled))
    return lines


def unwrap_cell(text: str) -> str:
    """A cell's printed lines as running text; a line that begins a numbered item stays a line."""
    joined = ""
    for line in (part.strip() for part in text.split("\n")):
        if not joined or not line:
            joined += line
        elif begins_item(line):
            joined += "\n" + line
        else:
            joined += (" " if _is_letter(joined[-1]) and _is_letter(line[0]) else "") + line
    return joined


def begins_item(text: str) -> bool:
    """Does the text begin with a number of a list, such as 1. （一） 一、 ①?"""
    return _ITEM.match(text) is not None


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()
