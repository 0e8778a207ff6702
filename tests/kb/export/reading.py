"""The rows of a written file, read back by other libraries than wrote them where there are any."""

from __future__ import annotations

import csv
import io
import json

from docx import Document
from docx.table import Table as WordTable
from openpyxl import load_workbook

from kb.export.table_files import Form, write_table
from kb.export.table_layout import fixed_columns
from kb.matrix.table import Row, Table


def written(table: Table, form: Form) -> io.BytesIO:
    out = io.BytesIO()
    write_table(table, form, out, link)
    out.seek(0)
    return out


def link(row: Row) -> str | None:
    return f"http://127.0.0.1/notices/{row.notice}?a=1&b=2" if row.notice else None


def from_xlsx(table: Table) -> list[list[str]]:
    sheet = load_workbook(written(table, "xlsx")).worksheets[0]
    head, _ = sheet.auto_filter.ref.split(":")
    first = sheet[head].row
    rows = list(sheet.iter_rows(min_row=first, values_only=True))
    behind = len(table.notes)
    return [["" if cell is None else str(cell) for cell in line] for line in rows[: len(rows) - behind]]


def _lines(part: WordTable) -> list[list[str]]:
    # `part.rows[n].cells` walks the whole table again for each row; a merged cell's words stand in each of its rows.
    cells, width = [cell.text for cell in part._cells], len(part.columns)
    return [cells[start : start + width] for start in range(0, len(cells), width)]


def from_csv(table: Table) -> list[list[str]]:
    text = written(table, "csv").read().decode("utf-8-sig")
    return [
        [cell[1:] if cell[:1] == "'" else cell for cell in line] for line in csv.reader(io.StringIO(text, ""))
    ]


def from_json(table: Table) -> list[list[str]]:
    data = json.load(written(table, "json"))
    head = [column["title"] for column in data["columns"]]
    return [head] + [[line[column["key"]] for column in data["columns"]] for line in data["rows"]]


def from_docx(table: Table) -> list[list[str]]:
    """The parts of a split grid side by side, the columns that name the rows once."""
    found = Document(written(table, "docx")).tables
    read = [_lines(part) for part in found]
    fixed = fixed_columns(table.columns)
    return [sum((part[fixed:] for part in parts), parts[0][:fixed]) for parts in zip(*read, strict=True)]


READERS = {"xlsx": from_xlsx, "docx": from_docx, "csv": from_csv, "json": from_json}
