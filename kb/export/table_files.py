"""A table as a file: xlsx, docx, csv and json with the same rows, ics with the days of these rows."""

from __future__ import annotations

from typing import BinaryIO, Literal, get_args

from kb.export.table_cells import Links
from kb.export.table_csv import write_csv
from kb.export.table_docx import write_docx
from kb.export.table_ics import write_ics
from kb.export.table_json import write_json
from kb.export.table_xlsx import write_book
from kb.matrix.table import Table

Form = Literal["xlsx", "docx", "csv", "json", "ics"]
FORMS: tuple[Form, ...] = get_args(Form)

__all__ = ["FORMS", "Form", "write_book", "write_table"]


def write_table(table: Table, form: Form, out: BinaryIO, links: Links | None = None) -> None:
    """Writes the table to `out`, which stays open. `links` gives the address of a row's page.

    Raises ValueError for a form that there is not.
    """
    if form == "xlsx":
        write_book([table], out, links)
    elif form == "docx":
        write_docx(table, out, links)
    elif form == "csv":
        write_csv(table, out)
    elif form == "ics":
        write_ics(table, out, links)
    elif form == "json":
        write_json(table, out, links)
    else:
        raise ValueError(f"没有这种格式：{form}")
