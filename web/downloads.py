"""Rows as xlsx, csv or json: one function for every list that a page shows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from flask import Response, jsonify, send_file

from kb.export.table_csv import write_lines
from kb.export.table_xlsx import write_list

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    out = io.BytesIO()
    write_lines(columns, rows, out)
    return out.getvalue()


def as_xlsx(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook with one sheet: bold head that stays in sight, filter buttons, wrapped text cells."""
    out = io.BytesIO()
    write_list(columns, rows, out)
    return out.getvalue()
