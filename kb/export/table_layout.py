"""How a table lies on A4 landscape: which columns stay in sight, how many fit beside them on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kb.export.table_cells import Links
from kb.matrix.table import NOTHING, Column, Row, Table

PAGE_WIDTH = 76.0
"""Chinese characters of 10 points between the margins of A4 landscape (267 of 297 mm)."""
_NAMING_COLUMN = (8.0, 16.0)
"""Wide enough for the name of a task or an indicator, too narrow for a sentence."""
_MOST_FIXED = 3
_CLAUSES = ("basis", "clause", "lower_clause")
_UPPER_CLAUSE = "upper_clause"
_MOST_MARKS, _SMALLER = 15, 1.2
"""More columns of marks than these are not told apart on one page, nor is smaller writing."""


def fixed_columns(columns: Sequence[Column]) -> int:
    """How many columns at the left name a row: they stay in sight and are repeated.

    All up to the task; in a list without tasks up to the first column that can hold a name.
    """
    keys = [column.key for column in columns[: _MOST_FIXED + 1]]
    if "task" in keys:
        return keys.index("task") + 1
    least, most = _NAMING_COLUMN
    for number, column in enumerate(columns[:_MOST_FIXED], start=1):
        if least <= column.width <= most and not column.centred:
            return number
    return min(1, len(columns))


def linked_column(columns: Sequence[Column]) -> int:
    """The column whose words lead to the page: the clause, else the last of the fixed ones."""
    keys = [column.key for column in columns]
    return next((keys.index(key) for key in _CLAUSES if key in keys), fixed_columns(columns) - 1)


def linked_cells(columns: Sequence[Column], row: Row, links: Links | None) -> Mapping[int, str]:
    """The addresses that the cells of a row lead to, by the number of their column: the clause, and the
    clause above it where the row has one. A cell without a clause leads nowhere."""
    found: dict[int, str] = {}
    if links is None:
        return found
    ends = {linked_column(columns): row}
    for index, column in enumerate(columns):
        if column.key == _UPPER_CLAUSE and row.upper:
            ends[index] = replace(row, notice=row.upper[0], clause=row.upper[1])
    for index, end in ends.items():
        address = links(end) if row.cells[index] != NOTHING else None
        if address:
            found[index] = address
    return found


def parts(table: Table) -> tuple[tuple[int, ...], ...]:
    """The columns of each page width: a grid with many bodies is split evenly, any other table is whole.

    Each part begins with the fixed columns; the bodies follow in order, each in one part.
    """
    count, fixed = len(table.columns), fixed_columns(table.columns)
    if table.view != "grid" or count == fixed:
        return (tuple(range(count)),)
    for needed in range(1, count):
        borders = [fixed + round((count - fixed) * part / needed) for part in range(needed + 1)]
        split = tuple((*range(fixed), *range(start, end)) for start, end in pairwise(borders))
        if all(_fits(table.columns, part, fixed) for part in split):
            return split
    return tuple((*range(fixed), index) for index in range(fixed, count))


def _fits(columns: Sequence[Column], part: Sequence[int], fixed: int) -> bool:
    wide = sum(columns[index].width for index in part)
    return len(part) - fixed <= _MOST_MARKS and wide <= PAGE_WIDTH * _SMALLER


def repeated(columns: Sequence[Column], above: Row | None, row: Row) -> tuple[bool, ...]:
    """For each column: does the cell say again what the row above in the same group says?"""
    if above is None or above.group != row.group or "total" in (above.kind, row.kind):
        return (False,) * len(columns)
    return tuple(
        column.merged and before == cell
        for column, before, cell in zip(columns, above.cells, row.cells, strict=True)
    )
