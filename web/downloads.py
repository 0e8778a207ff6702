"""Rows as xlsx, csv or json: one function for every table that a page shows."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from flask import Response, jsonify, send_file
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run as a formula by office programs (OWASP, CSV injection)."""


def send_table(columns: Sequence[str], rows: Sequence[Sequence[str]], form: str, name: str) -> Response:
    """The table as a file called `name` plus its ending; `form` is xlsx or csv."""
    data = as_xlsx(columns, rows) if form == "xlsx" else as_csv(columns, rows)
    kind = XLSX if form == "xlsx" else "text/csv; charset=utf-8"
    return send_file(io.BytesIO(data), mimetype=kind, as_attachment=True, download_name=f"{name}.{form}")


def send_json(data: Any) -> Response:
    """`data` as JSON, Chinese left readable."""
    return jsonify(data)


def as_csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """UTF-8 with a byte order mark, so that office programs show the Chinese as it is."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it where it would be run as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def as_xlsx(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook with one sheet: bold head that stays in sight, filter buttons, wrapped text cells."""
    book = Workbook(write_only=False)
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("条块")
    sheet.append(list(columns))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row_number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(row_number, column)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
            # Text stays text: openpyxl would take a leading "=" for a formula.
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(FORMULA_STARTS)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, title in enumerate(columns, start=1):
        longest = max((len(row[column - 1]) for row in rows), default=0)
        width = min(60, max(2 * len(title) + 4, 2 * longest + 2))
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
