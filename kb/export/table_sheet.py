"""One worksheet: title, head, rows with their borders, and everything that printing needs.

The body has no merged cells: office programs cannot filter or sort over them, and a filtered row of a
merged group would lose its words. Each cell keeps its text; a cell that says again what the cell above
says is grey and has no line between, so that a group reads as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from kb.export.table_cells import Links, clean, is_blank, is_mark, lines, runs_as_formula
from kb.export.table_layout import fixed_columns, linked_cells, repeated
from kb.export.table_sheet_links import SheetLinks
from kb.matrix.table import Column, Row

STANDARD_FONT = "Times New Roman"
BODY_FONT, TITLE_FONT, HEAD_FONT = "宋体", "方正小标宋简体", "黑体"
_INK, _GREY, _LINK, _RULE = "FF000000", "FF6B6B6B", "FF1A4C8C", "FF404040"
_MARK_SIZE = 13.0
_FONT_SIZES = (10.0, 9.0, 8.0, 7.0, 6.0, 5.0)
_LINE = 1.55
"""Height of a line in font sizes; fonts that stand in for 宋体 are up to 1.45 high."""
_HIGHEST_ROW = 409.0
"""Points; no row of a sheet can be higher."""
_LONGEST_TEXT = 32_767
"""Signs that a cell can hold, by Excel's limit."""
_UNITS_A_CHARACTER, _UNITS_BESIDE = 1.95, 1.2
"""Column widths are counted in figures of the standard font: how many a Chinese character takes."""
_POINTS_A_UNIT, _WIDEST_UNIT, _PADDING = 5.0, 5.3, 5.0
"""How wide a unit is at least and at most, by the program's rounding, and the room lost at the sides."""
_PAGE = 757.0
"""Points between the margins of A4 landscape."""
_MILLIMETRE = 1 / 25.4


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one sheet holds. `parts` are the columns of each page width; `lines_above` stand below the title."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    title: str | None = None
    lines_above: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    parts: tuple[tuple[int, ...], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Look:
    """Everything that decides how a cell is painted; as many styles as there are looks, not cells."""

    kind: str = "body"
    size: float = 10.0
    centred: bool = False
    grey: bool = False
    open_above: bool = False
    open_below: bool = False
    indent: int = 0
    link: bool = False
    quoted: bool = False


class SheetWriter:
    """Writes one sheet row by row into a write-only workbook: memory does not grow with the rows."""

    def __init__(self, book: Workbook, sheet: Sheet, links: Links | None) -> None:
        self._sheet, self._addresses, self._links = sheet, links, SheetLinks()
        self._page: Any = book.create_sheet(sheet.name)
        self._styles: dict[_Look, Any] = {}
        self._row = 0
        self._fixed = fixed_columns(sheet.columns)
        self._rooms = [_room(_units(column)) for column in sheet.columns]
        self._head = 1 + (sheet.title is not None) + len(sheet.lines_above)

    def write(self) -> None:
        """The whole sheet; called once."""
        self._set_up()
        sheet = self._sheet
        if sheet.title is not None:
            self._across(sheet.title, _Look("title", 18.0, centred=True))
        for text in sheet.lines_above:
            self._across(text, _Look("note"))
        head = [(column.title, _Look("head", centred=True), None) for column in sheet.columns]
        self._append(head, self._rooms)
        last = self._body()
        for note in sheet.notes:
            self._across(note, _Look("note"))
        self._finish(last)

    def _set_up(self) -> None:
        """What must be known before the first row is written."""
        page = self._page
        for number, column in enumerate(self._sheet.columns, start=1):
            page.column_dimensions[get_column_letter(number)].width = _units(column)
        page.freeze_panes = f"{get_column_letter(self._fixed + 1)}{self._head + 1}"
        page.sheet_view.showGridLines = False
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
        page.sheet_properties.pageSetUpPr.fitToPage = len(self._sheet.parts) < 2
        self._page_widths()

    def _page_widths(self) -> None:
        """One page wide and as many high as needed; a grid of many bodies breaks between its parts."""
        page, parts = self._page, self._sheet.parts
        if len(parts) < 2:
            page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
            return
        columns = self._sheet.columns
        widest = max(sum(_units(columns[index]) for index in part) for part in parts)
        page.page_setup.scale = min(100, int(100 * _PAGE / (widest * _WIDEST_UNIT)))
        for part in parts[:-1]:
            page.col_breaks.append(Break(id=part[-1] + 1))

    def _body(self) -> int:
        """All rows; returns the number of the last one that a filter may hide."""
        last = self._row
        rows = chain([None], self._sheet.rows, [None])
        for above, row, below in _with_neighbours(rows):
            self._body_row(above, row, below)
            if row.kind == "row":
                last = self._row
        return last

    def _body_row(self, above: Row | None, row: Row, below: Row | None) -> None:
        columns = self._sheet.columns
        again = repeated(columns, above, row)
        goes_on = repeated(columns, row, below) if below is not None else (False,) * len(columns)
        linked = linked_cells(columns, row, self._addresses)
        cells = []
        for index, column in enumerate(columns):
            look = _Look(
                "total" if row.kind == "total" else "body",
                centred=column.centred,
                size=_MARK_SIZE if is_mark(row.cells[index]) else 10.0,
                grey=again[index] or is_blank(row.cells[index]),
                open_above=again[index],
                open_below=goes_on[index],
                indent=row.depth if index == self._fixed - 1 else 0,
                link=index in linked,
            )
            cells.append((row.cells[index], look, linked.get(index)))
        self._append(cells, self._rooms)

    def _across(self, text: str, look: _Look) -> None:
        """One line over all columns; in a split grid over those that every page repeats."""
        count = self._fixed if len(self._sheet.parts) > 1 else len(self._sheet.columns)
        room = _room(sum(_units(column) for column in self._sheet.columns[:count]))
        self._append([(text, look, None)], [room])
        if count > 1:
            self._page.merged_cells.add(f"A{self._row}:{get_column_letter(count)}{self._row}")

    def _append(self, cells: Sequence[tuple[str, _Look, str | None]], rooms: Sequence[float]) -> None:
        self._row += 1
        height, painted = 0.0, []
        for number, ((text, look, url), room) in enumerate(zip(cells, rooms, strict=True), start=1):
            text = clean(text)
            size, needed = _fitting(text, look, room)
            height = max(height, needed)
            painted.append(self._cell(text, look, size))
            if url:
                self._links.add(f"{get_column_letter(number)}{self._row}", clean(url))
        self._page.row_dimensions[self._row].height = round(min(height, _HIGHEST_ROW), 1)
        self._page.append(painted)
        # A row that is written needs no record of its height any more.
        del self._page.row_dimensions[self._row]

    def _cell(self, text: str, look: _Look, size: float) -> Any:
        cell: Any = WriteOnlyCell(self._page)
        # Text stays text: openpyxl's own way to set a value would take a leading "=" for a formula.
        cell._value, cell.data_type = text[:_LONGEST_TEXT], "s"
        quoted = runs_as_formula(text)
        key = look if size == look.size and not quoted else replace(look, size=size, quoted=quoted)
        if key not in self._styles:
            self._styles[key] = _paint(WriteOnlyCell(self._page), key)
        cell._style = self._styles[key]
        return cell

    def _finish(self, last: int) -> None:
        """What is written behind the rows: filter, print area, repeated heads, margins, foot."""
        page, count = self._page, len(self._sheet.columns)
        self._links.write_with(page._writer)
        letter = get_column_letter(count)
        page.auto_filter.ref = f"A{self._head}:{letter}{max(last, self._head)}"
        page.print_area = f"A1:{letter}{self._row}"
        page.print_title_rows = (
            f"1:{self._head}" if len(self._sheet.parts) > 1 else f"{self._head}:{self._head}"
        )
        if len(self._sheet.parts) > 1:
            page.print_title_cols = f"A:{get_column_letter(self._fixed)}"
        page.page_margins.left = page.page_margins.right = 15 * _MILLIMETRE
        page.page_margins.top, page.page_margins.bottom = 16 * _MILLIMETRE, 18 * _MILLIMETRE
        page.page_margins.header, page.page_margins.footer = 8 * _MILLIMETRE, 9 * _MILLIMETRE
        page.print_options.horizontalCentered = True
        page.oddFooter.center.text = "第 &P 页，共 &N 页"
        page.oddFooter.center.size = 9


def _units(column: Column) -> float:
    return round(column.width * _UNITS_A_CHARACTER + _UNITS_BESIDE, 1)


def _room(units: float) -> float:
    """Chinese characters of the standard size that surely fit into a line."""
    return (units * _POINTS_A_UNIT - _PADDING) / _FONT_SIZES[0]


def _with_neighbours(rows: Iterable[Row | None]) -> Iterator[tuple[Row | None, Row, Row | None]]:
    for (above, row), (_, below) in pairwise(pairwise(rows)):
        if row is not None:
            yield above, row, below


def _fitting(text: str, look: _Look, room: float) -> tuple[float, float]:
    """Size and height of a cell: the size shrinks only where no row could be high enough."""
    if look.kind in ("title", "note") or look.size == _MARK_SIZE:
        return look.size, lines(text, room * _FONT_SIZES[0] / look.size) * look.size * _LINE + 4
    needed = 0.0
    for size in _FONT_SIZES:
        needed = lines(text, (room - look.indent) * _FONT_SIZES[0] / size) * size * _LINE + 4
        if needed <= _HIGHEST_ROW:
            return size, needed
    return _FONT_SIZES[-1], needed


def _paint(cell: Any, look: _Look) -> Any:
    rule = Side(style="thin", color=_RULE)
    bold = look.kind in ("head", "total")
    colour = _LINK if look.link else _GREY if look.grey else _INK
    name = {"title": TITLE_FONT, "head": HEAD_FONT}.get(look.kind, BODY_FONT)
    cell.font = Font(
        name=name, size=look.size, bold=bold, color=colour, underline="single" if look.link else None
    )
    cell.alignment = Alignment(
        wrap_text=True,
        horizontal="center" if look.centred else "left",
        vertical="center" if look.kind in ("title", "head") else "top",
        indent=0 if look.centred else look.indent,
    )
    if look.kind in ("head", "total", "body"):
        above, below = None if look.open_above else rule, None if look.open_below else rule
        cell.border = Border(left=rule, right=rule, top=above, bottom=below)
    if look.kind in ("head", "total"):
        cell.fill = PatternFill("solid", fgColor="FFEEF1F4")
    cell.quotePrefix = look.quoted
    return copy(cell._style)
