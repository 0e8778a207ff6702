"""The rows of a table are the same in every form, and nothing in them is run as a formula."""

from __future__ import annotations

import csv
import io
import json

import pytest
from docx import Document
from openpyxl import load_workbook

from kb.export.table_cells import clean, harmless, runs_as_formula
from kb.export.table_files import FORMS, Form, write_table
from kb.export.table_layout import fixed_columns
from kb.matrix.table import Row, Table
from tests.kb.export.tables import AWKWARD, EMPTY, grid

TABLES = {"awkward": AWKWARD, "no rows": EMPTY, "grid": grid(3), "wide grid": grid(40)}


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
    read = [[[cell.text for cell in line.cells] for line in part.rows] for part in found]
    fixed = fixed_columns(table.columns)
    return [sum((part[fixed:] for part in parts), parts[0][:fixed]) for parts in zip(*read, strict=True)]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
@pytest.mark.parametrize("read", [from_xlsx, from_docx, from_csv, from_json])
def test_every_form_has_the_same_rows(table: Table, read) -> None:
    wanted = [[clean(cell) for cell in line.cells] for line in table.rows]
    assert read(table) == [[column.title for column in table.columns], *wanted]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@A1", "\t=1", "\r=1", "＝HYPERLINK(1)"])
def test_a_formula_is_made_harmless(cell: str) -> None:
    assert runs_as_formula(cell) and harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["＝100%", "≥1处", "—", "未写", "5-1"])
def test_what_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


def test_csv_has_a_mark_for_office_programs_and_their_line_ends() -> None:
    data = written(AWKWARD, "csv").read()
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == 12


def test_json_leads_back_to_the_words() -> None:
    data = json.load(written(AWKWARD, "json"))
    line = data["rows"][3]
    assert (line["notice"], line["quote"]) == ("qinghe", "@SUM(A1)") and line["url"].startswith(
        "http://127.0.0.1/"
    )
    assert line["clause"] == line["row_clause"] == "三/（g）"
    assert data["sources"][0]["file"] == "qinghe.docx" and data["filters"] == ["责任单位：县商务局"]


def test_a_form_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="没有这种格式"):
        write_table(EMPTY, "odt", io.BytesIO())  # type: ignore[arg-type]
    assert set(FORMS) == {"xlsx", "docx", "csv", "json", "ics"}
