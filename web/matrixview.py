"""The matrix as the page shows it: equal neighbours as one cell, counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup, escape

from kb.export.table_ics import without_day
from kb.export.table_layout import fixed_columns
from kb.matrix.heads import COMPANY, NONE_MARK
from kb.matrix.table import (
    COOPERATING_MARK,
    LEAD_MARK,
    NOTHING,
    RESPONSIBLE_MARK,
    UNWRITTEN,
    Column,
    Missing,
    Row,
    Table,
)
from kb.matrix.trace import NOT_ABOVE, NOT_BELOW
from web.seals import ADDED, NOT_CARRIED, SEALS, Seal

ROWS_A_PAGE, CELLS_A_PAGE = 500, 10_000
PADDING, SEAL = 1.6, 1.8
"""What the space at both sides of a cell takes, and a seal behind its words, in Chinese characters."""
NOBODY = "未写责任单位"
MARKS = {
    LEAD_MARK: "lead",
    RESPONSIBLE_MARK: "responsible",
    COOPERATING_MARK: "cooperating",
    NONE_MARK: "none",
}
"""The marks of the grid and what they are called in the stylesheet."""
NAMED = {seal.name: seal for seal in (*SEALS.values(), ADDED, NOT_CARRIED)}
"""The seals by the names of their kinds."""
_WHOLE = re.compile(r"〔\d{4}〕\d+号|（?\d{4}-\d\d-\d\d）?|[≥≤＝]\s?[\d.]+[%‰]?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the page. `span` is the number of rows that it stands for, 0 where the one above
    stands for it too; `whole` where that is all of a task's rows. `marks` are the signs of the grid
    with their names."""

    column: Column
    text: str
    seals: tuple[Seal, ...]
    marks: tuple[tuple[str, str], ...] = ()
    span: int = 1
    whole: bool = False

    @property
    def blank(self) -> bool:
        """True where the text says that there is nothing."""
        return self.text in (UNWRITTEN, NOTHING)

    @property
    def split(self) -> tuple[str, str]:
        """The words, and a remark in brackets at their end that stands apart as a tag."""
        words, found, rest = self.text.partition(f"（{NOBODY}）")
        return (words, NOBODY) if found and not rest else (self.text, "")

    @property
    def lines(self) -> tuple[tuple[Seal | None, str], ...]:
        """Each line of the words with the seal of the deviation that it begins with."""
        return tuple((NAMED.get(line.partition("：")[0]), line) for line in self.text.split("\n"))

    @property
    def absent(self) -> bool:
        """True where one of two notices has no such sentence."""
        return self.text in (NOT_BELOW, NOT_ABOVE)

    @property
    def empty_mark(self) -> bool:
        """True for the pale dot of the grid."""
        return self.text == NONE_MARK


def unbroken(text: str) -> Markup:
    """The words with their days, figures and numbers of notices kept in one line."""
    here, parts = 0, []
    for found in _WHOLE.finditer(text):
        parts += [
            escape(text[here : found.start()]),
            Markup('<span class="nowrap">{}</span>').format(found[0]),
        ]
        here = found.end()
    return Markup("").join([*parts, escape(text[here:])])


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its cells."""

    row: Row
    cells: tuple[Cell, ...]

    @property
    def opens(self) -> bool:
        """True for the first row of a task: there the keys go."""
        return self.row.kind == "row" and all(cell.span for cell in self.cells if cell.column.merged)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its place in the row, its words, what stands small below them, how many
    members a group has that could be unfolded."""

    at: int
    column: Column
    words: str
    below: str
    members: int
    width: float
    fixed: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the table: its tasks, each with the lines that belong together.

    `total` counts all rows (no totals), `missing` those that lack a fact, `page` of `pages`. `undated`
    are the recurrences of all rows that the calendar cannot repeat.
    """

    groups: tuple[tuple[Line, ...], ...]
    total: int
    page: int
    pages: int
    missing: Mapping[Missing, int]
    seals: tuple[Seal, ...]
    undated: tuple[str, ...] = ()


def sheet_of(table: Table, page: int) -> Sheet:
    """One page of the rows, and the counts over all of them; the rows are walked once.

    A page beyond the last one is the last one. Totals stand at the end of the last page. A grid with
    many bodies has fewer rows on a page.
    """
    most = max(1, min(ROWS_A_PAGE, CELLS_A_PAGE // len(table.columns)))
    missing: Counter[Missing] = Counter()
    kept: list[Row] = []
    totals: list[Row] = []
    undated: dict[str, None] = {}
    count, wanted = 0, 0
    for row in table.rows:
        if row.kind == "total":
            totals.append(row)
            continue
        if count % most == 0 and wanted < page:
            wanted, kept = wanted + 1, []
        if count < page * most:
            kept.append(row)
        count += 1
        missing.update(row.missing)
        undated.update(dict.fromkeys(without_day(row)))
    pages = max(1, -(-count // most))
    shown = min(page, pages)
    groups = tuple(_groups(table, kept + (totals if shown == pages else [])))
    seals = {seal for group in groups for line in group for cell in line.cells for seal in cell.seals}
    in_rank = tuple(sorted(seals, key=lambda seal: seal.rank))
    return Sheet(groups, count, shown, pages, missing, in_rank, tuple(undated))


def heads_of(table: Table, sheet: Sheet, members: Mapping[str, int]) -> tuple[Head, ...]:
    """The heads of the columns, `width` in Chinese characters with the space at both sides.

    `members` counts the members of the columns that are groups. In the grid those that name a row are `fixed`: they stay in sight where it scrolls.
    """
    sealed = {
        cell.column.key for group in sheet.groups for line in group for cell in line.cells if cell.seals
    }
    fixed = fixed_columns(table.columns) if table.view == "grid" else 0
    return tuple(
        _head(
            at,
            column,
            at < fixed,
            column.width + PADDING + SEAL * (column.key in sealed),
            members.get(column.key, 0),
        )
        for at, column in enumerate(table.columns)
    )


def _head(at: int, column: Column, fixed: bool, width: float, members: int) -> Head:
    words, below = column.title, ""
    if words.endswith(COMPANY):
        words, below = words.removesuffix(COMPANY), COMPANY.strip("（）")
    return Head(at, column, words, below, members, width, fixed)


def _groups(table: Table, rows: Sequence[Row]) -> Iterator[tuple[Line, ...]]:
    """The rows that belong together; in a list without merged columns each row stands alone."""
    if not any(column.merged for column in table.columns):
        yield from (_merged(table, [row]) for row in rows)
        return
    for _, members in groupby(rows, key=lambda row: (row.kind, row.group)):
        yield _merged(table, list(members))


def _merged(table: Table, rows: Sequence[Row]) -> tuple[Line, ...]:
    """The rows of a task; a cell that repeats the one above becomes part of it."""
    down = [_column_cells(table, column, i, rows) for i, column in enumerate(table.columns)]
    return tuple(Line(row, tuple(cells[at] for cells in down)) for at, row in enumerate(rows))


def _column_cells(table: Table, column: Column, index: int, rows: Sequence[Row]) -> list[Cell]:
    """One column of a task from the top; what differs in its seals is not the same."""
    grid = table.view == "grid"
    cells = [
        Cell(column, row.cells[index], _seals(row, column.key), _marks(row.cells[index]) if grid else ())
        for row in rows
    ]
    return list(_runs(cells)) if column.merged else cells


def _marks(text: str) -> tuple[tuple[str, str], ...]:
    """The signs of a cell that holds nothing else."""
    return tuple((sign, MARKS[sign]) for sign in text) if all(sign in MARKS for sign in text) else ()


def _runs(cells: Iterable[Cell]) -> Iterator[Cell]:
    listed = list(cells)
    for _, run in groupby(listed, key=lambda cell: (cell.text, cell.seals)):
        same = list(run)
        for at, cell in enumerate(same):
            yield replace(cell, span=0 if at else len(same), whole=len(same) == len(listed))


def _seals(row: Row, key: str) -> tuple[Seal, ...]:
    """The seals of a cell; kinds that share a character (晚 for two) become one seal with both names."""
    kinds = dict.fromkeys(kind for column, kind in row.seals if column == key)
    found: dict[str, Seal] = {}
    for seal in (SEALS[kind] for kind in kinds if kind in SEALS):
        known = found.get(seal.glyph)
        found[seal.glyph] = replace(known, name=f"{known.name}、{seal.name}") if known else seal
    return tuple(found.values())
