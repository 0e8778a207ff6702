"""The matrix as files: one view in any form, or all views in one workbook; each row leads back to its page."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

from flask import Response, send_file, url_for

from kb.base import KnowledgeBase
from kb.export.table_files import Form, write_book, write_table
from kb.matrix.build import build
from kb.matrix.table import VIEW_NAMES, Request, Row, Table
from kb.model import Document
from web import present
from web.downloads import XLSX

KINDS: dict[Form, str] = {
    "xlsx": XLSX,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "ics": "text/calendar; charset=utf-8",
}


def send_matrix(table: Table, form: Form) -> Response:
    """The table as a file; the same rows as the page, all of them."""
    out = io.BytesIO()
    write_table(table, form, out, _links())
    out.seek(0)
    name = f"{VIEW_NAMES[table.view]}_{_whose(table.sources)}.{form}"
    return send_file(out, mimetype=KINDS[form], as_attachment=form != "json", download_name=name)


def send_book(base: KnowledgeBase, request: Request) -> Response:
    """All views in one workbook, a sheet each; the list of duties where a unit is chosen."""
    views = [view for view in VIEW_NAMES if view != "unit" or request.unit]
    tables = [build(base, replace(request, view=view)) for view in views]
    out = io.BytesIO()
    write_book(tables, out, _links())
    out.seek(0)
    sources = {document.id: document for table in tables[:1] for document in table.sources}
    name = f"责任分工_{_whose(tuple(sources.values()))}.xlsx"
    return send_file(out, mimetype=XLSX, as_attachment=True, download_name=name)


def _links() -> Callable[[Row], str | None]:
    return lambda row: address_of(row, external=True)


def _whose(sources: tuple[Document, ...]) -> str:
    """What a file is named after: the place and number of one notice, or how many they are."""
    if len(sources) == 1:
        return f"{present.place(sources[0])}_{sources[0].doc_number or sources[0].id}"
    return f"{len(sources)}件文件"


def upper_address_of(row: Row) -> str | None:
    """Where the upper clause of a row of the comparison stands."""
    return address_of(replace(row, notice=row.upper[0], clause=row.upper[1])) if row.upper else None


def address_of(row: Row, external: bool = False) -> str | None:
    """Where the words of a row stand: the notice, with the clause selected."""
    if row.notice is None:
        return None
    return url_for(
        "notices.show", notice_id=row.notice, clause=row.clause, _anchor="here" if row.clause else None,
        _external=external,
    )  # fmt: skip
