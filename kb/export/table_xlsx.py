"""Tables as a workbook: a sheet for each view, and a sheet 来源 that lists the notices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, BinaryIO, cast

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.indexed_list import IndexedList

from kb.export.table_cells import Links, clean, em
from kb.export.table_layout import parts
from kb.export.table_sheet import STANDARD_FONT, Sheet, SheetWriter
from kb.matrix.table import NOTHING, UNWRITTEN, VIEW_NAMES, Column, Row, Table
from kb.model import Document

_SOURCES = "来源"
_SOURCE_COLUMNS = (
    Column("number_in_list", "序号", 4, centred=True),
    Column("title", "标题", 34),
    Column("number", "发文字号", 14),
    Column("issuer", "发文机关", 14),
    Column("date", "成文日期", 8),
    Column("file", "原件", 20),
)
# What the name of a sheet may not hold, by Excel's rules; at most 31 characters.
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


def write_book(tables: Sequence[Table], out: BinaryIO, links: Links | None = None) -> None:
    """All tables as one workbook. `links` makes the clause of each row a link to its page."""
    book = _new_book()
    sheets = [*(_sheet(table) for table in tables), _source_sheet(tables)]
    for sheet, name in zip(sheets, _names([sheet.name for sheet in sheets]), strict=True):
        SheetWriter(book, replace(sheet, name=name), None if sheet.name == _SOURCES else links).write()
    book.save(out)


def write_list(head: Sequence[str], rows: Sequence[Sequence[str]], out: BinaryIO) -> None:
    """A plain list, head in the first line, as pages without views offer it; widths follow the words."""
    columns = tuple(
        Column(str(number), title, _width(title, [row[number] for row in rows]))
        for number, title in enumerate(head)
    )
    book = _new_book()
    lines = (Row(tuple(row), None, None, None, str(number)) for number, row in enumerate(rows))
    SheetWriter(book, Sheet("条块", columns, lines), None).write()
    book.save(out)


def _new_book() -> Workbook:
    """Write-only, so that rows go to disk as they come.

    The first font decides how wide a column is. Openpyxl's own is missing on many machines, and every
    width would depend on what stands in for it; figures of this one are as wide everywhere.
    """
    book: Any = Workbook(write_only=True)
    standard = Font(name=STANDARD_FONT, size=10)
    book._fonts = IndexedList([standard])
    book._named_styles["Normal"].font = standard
    return cast(Workbook, book)


def _width(title: str, cells: Iterable[str]) -> float:
    longest = max((em(line) for cell in cells for line in clean(cell).split("\n")), default=0)
    return min(30.0, max(em(title) + 2, longest + 1))


def _sheet(table: Table) -> Sheet:
    chosen = ("筛选：" + "；".join(table.chosen),) if table.chosen else ()
    return Sheet(
        VIEW_NAMES[table.view], table.columns, table.rows, table.title, chosen, table.notes, parts(table)
    )


def _source_sheet(tables: Sequence[Table]) -> Sheet:
    documents = {document.id: document for table in tables for document in table.sources}
    rows = [_source_row(number, document) for number, document in enumerate(documents.values(), start=1)]
    return Sheet(_SOURCES, _SOURCE_COLUMNS, rows, _SOURCES)


def _source_row(number: int, document: Document) -> Row:
    cells = (
        str(number),
        document.title or UNWRITTEN,
        document.doc_number or UNWRITTEN,
        document.issuer or UNWRITTEN,
        document.date.isoformat() if document.date else UNWRITTEN,
        document.source.file if document.source else NOTHING,
    )
    return Row(cells, document.id, None, None, document.id)


def _names(wanted: Sequence[str]) -> list[str]:
    """Sheet names that Excel takes, each once: the second table of a view gets a 2 behind it."""
    names: list[str] = []
    for name in wanted:
        plain = _NOT_IN_SHEET_NAME.sub("", clean(name))[:27]
        count = 1
        while (name := plain if count == 1 else f"{plain}{count}") in names:
            count += 1
        names.append(name)
    return names
