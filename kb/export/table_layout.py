"""How a table lies on A4 landscape: which columns stay in sight, how many fit beside them on a page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kb.matrix.table import Column, Row, Table

PAGE_WIDTH = 76.0
"""Chinese characters of 10 points between the margins of A4 landscape (267 of 297 mm)."""
_WIDE_COLUMN = 8
_MOST_FIXED = 3
_CLAUSES = ("basis", "clause")
_MOST_MARKS = 14
"""More columns of marks than these are not told apart on one page."""


def fixed_columns(columns: Sequence[Column]) -> int:
    """How many columns at the left name a row: they stay in sight and are repeated.

    All up to the task; in a list without tasks up to the first column of words.
    """
    keys = [column.key for column in columns[: _MOST_FIXED + 1]]
    if "task" in keys:
        return keys.index("task") + 1
    for number, column in enumerate(columns[:_MOST_FIXED], start=1):
        if column.width >= _WIDE_COLUMN and not column.centred:
            return number
    return min(1, len(columns))


def linked_column(columns: Sequence[Column]) -> int:
    """The column whose words lead to the page: the clause, else the last of the fixed ones."""
    keys = [column.key for column in columns]
    return next((keys.index(key) for key in _CLAUSES if key in keys), fixed_columns(columns) - 1)


def parts(table: Table) -> tuple[tuple[int, ...], ...]:
    """The columns of each page width: a grid with many bodies is split evenly, any other table is whole.

    Each part begins with the fixed columns; the bodies follow in order, each in one part.
    """
    count = len(table.columns)
    fixed = fixed_columns(table.columns)
    marks = range(fixed, count)
    if table.view != "grid" or not marks:
        return (tuple(range(count)),)
    room = PAGE_WIDTH * 1.2 - sum(column.width for column in table.columns[:fixed])
    wide = max(column.width for column in table.columns[fixed:])
    most = max(4, min(_MOST_MARKS, int(room // wide)))
    needed = -(-len(marks) // most)
    borders = [fixed + round(len(marks) * part / needed) for part in range(needed + 1)]
    return tuple((*range(fixed), *range(start, end)) for start, end in pairwise(borders))


def repeated(columns: Sequence[Column], above: Row | None, row: Row) -> tuple[bool, ...]:
    """For each column: does the cell say again what the row above in the same group says?"""
    if above is None or above.group != row.group or "total" in (above.kind, row.kind):
        return (False,) * len(columns)
    return tuple(
        column.merged and before == cell
        for column, before, cell in zip(columns, above.cells, row.cells, strict=True)
    )
