"""Tables that run over page breaks: parts joined, cut rows mended, repeated heads dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.pages import Table
from ingest.readers.grid import unwrap_cell

MAX_HEAD_ROWS = 3
"""Word repeats as many rows as the author marks; official tables mark one, seldom two."""

COLUMN_TOLERANCE = 3.0
"""Points by which a column's width may differ between two pages (drawing and rounding)."""


@dataclass(frozen=True, slots=True)
class TablePart:
    """The part of a table that stands on one page. `widths` are its columns' widths in points;
    `opens_page` and `closes_page` say that no body text stands above or below it on that page."""

    rows: tuple[tuple[str, ...], ...]
    page: int
    after_line: int
    widths: tuple[float, ...]
    opens_page: bool
    closes_page: bool


def join_parts(parts: Iterable[TablePart]) -> tuple[Table, ...]:
    """The tables made up of the given parts, which come in reading order."""
    tables: list[list[TablePart]] = []
    for part in parts:
        if tables and _goes_on(tables[-1][-1], part):
            tables[-1].append(part)
        else:
            tables.append([part])
    return tuple(_join(group) for group in tables)


def _goes_on(before: TablePart, after: TablePart) -> bool:
    same_columns = len(before.widths) == len(after.widths) and all(
        abs(left - right) <= COLUMN_TOLERANCE for left, right in zip(before.widths, after.widths, strict=True)
    )
    neighbours = after.page == before.page + 1 and before.closes_page and after.opens_page
    return same_columns and neighbours


def _join(parts: Sequence[TablePart]) -> Table:
    first = parts[0]
    rows = list(first.rows)
    bodies = [part.rows[_repeated_head(rows, part.rows) :] for part in parts[1:]]
    # Where the first column's cells are merged downward, an empty first cell begins a row as well. The
    # second row may belong to the head, a page's first one may be a rest: both prove nothing.
    proofs = (*rows[2:], *(row for body in bodies for row in body[1:]))
    merged = any(not row[0] for row in proofs)
    for body in bodies:
        mend = bool(body) and _is_cut(body[0], rows[-1], merged)
        if mend:
            rows[-1] = _mend(rows[-1], body[0])
        rows += body[1:] if mend else body
    return Table(tuple(rows), first.page, first.after_line)


def _repeated_head(rows: Sequence[tuple[str, ...]], following: Sequence[tuple[str, ...]]) -> int:
    """How many rows at the top of the next page repeat the head of the table."""
    count = 0
    for head, row in zip(rows[:MAX_HEAD_ROWS], following, strict=False):
        if [cell.split() for cell in head] != [cell.split() for cell in row]:
            break
        count += 1
    return count


def _is_cut(row: tuple[str, ...], above: tuple[str, ...], merged: bool) -> bool:
    """Is `row`, the first on a page, the rest of the row above the page break?"""
    if row[0]:
        return False
    if not merged:
        return True
    return any(not cell and over for cell, over in zip(row[1:], above[1:], strict=True))


def _mend(above: tuple[str, ...], rest: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        unwrap_cell(f"{over}\n{cell}") if over and cell else over or cell
        for over, cell in zip(above, rest, strict=True)
    )
