"""The rows of a table are the same in every form, and nothing in them is run as a formula."""

from __future__ import annotations

import io
import json

import pytest

from kb.export.table_cells import clean, harmless, runs_as_formula
from kb.export.table_files import FORMS, write_table
from kb.matrix.table import Table
from tests.kb.export.reading import READERS, written
from tests.kb.export.tables import AWKWARD, EMPTY, grid

TABLES = {"awkward": AWKWARD, "no rows": EMPTY, "grid": grid(3), "wide grid": grid(40)}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
@pytest.mark.parametrize("read", READERS.values(), ids=READERS.keys())
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
