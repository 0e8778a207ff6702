"""A table as JSON: what it is, its columns, its rows with the way back to the words, its sources."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from kb.export.table_cells import Links, clean
from kb.matrix.table import Row, Table
from kb.model import Document


def write_json(table: Table, out: BinaryIO, links: Links | None = None) -> None:
    """Writes row after row, so that a long table takes no more memory than a short one.

    A row has one text for each column under the column's key; beside them `notice`, `clause`, `quote`
    and `url`; where a column bears one of these names, the way back is called `row_notice` and so on.
    """
    for piece in _pieces(table, links):
        out.write(piece.encode())


def _pieces(table: Table, links: Links | None) -> Iterator[str]:
    head = {
        "view": table.view,
        "title": clean(table.title),
        "filters": [clean(words) for words in table.chosen],
        "columns": [{"key": column.key, "title": clean(column.title)} for column in table.columns],
        "sources": [_source(document) for document in table.sources],
        "notes": [clean(note) for note in table.notes],
    }
    yield _text(head)[:-1] + ', "rows": ['
    for number, row in enumerate(table.rows):
        yield (",\n" if number else "\n") + _text(_row(table, row, links))
    yield "\n]}\n"


def _row(table: Table, row: Row, links: Links | None) -> dict[str, str | None]:
    cells = {column.key: clean(cell) for column, cell in zip(table.columns, row.cells, strict=True)}
    url = links(row) if links else None
    back = {"notice": row.notice, "clause": row.clause, "quote": row.quote, "url": url, "kind": row.kind}
    named = {f"row_{key}" if key in cells else key: value for key, value in back.items()}
    return cells | {key: clean(value) if value else None for key, value in named.items()}


def _source(document: Document) -> dict[str, str | None]:
    return {
        "id": document.id,
        "title": document.title,
        "number": document.doc_number,
        "issuer": document.issuer,
        "date": document.date.isoformat() if document.date else None,
        "file": document.source.file if document.source else None,
    }


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
