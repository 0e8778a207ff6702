"""The rows of a matrix in the order of one of its columns."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.matrix.table import NOTHING, UNWRITTEN, Table
from kb.numerals import han_number

_TOKEN = re.compile(r"\d+(?:\.\d+)?|[〇零一二三四五六七八九十百]+(?=[、/）.．]|$)|[^\d]")
_HAN = re.compile(r"[〇零一二三四五六七八九十百]+\Z")


def in_order(table: Table, sort: str) -> Table:
    """The table with its rows in the order of one column, totals last; as it is for any other word.

    `sort` is the column's key, with `-` before it from the last to the first. A stable order: rows
    with equal cells stay in the order of the view. What is not written comes last both ways. The
    grid keeps its order, for its rows stand below each other.
    """
    at = next((i for i, column in enumerate(table.columns) if column.key == sort.removeprefix("-")), None)
    if at is None or table.view == "grid":
        return table
    rows = list(table.rows)
    known = [row for row in rows if row.kind == "row" and row.cells[at] not in (UNWRITTEN, NOTHING)]
    unknown = [row for row in rows if row.kind == "row" and row.cells[at] in (UNWRITTEN, NOTHING)]
    totals = [row for row in rows if row.kind == "total"]
    known.sort(key=lambda row: order_key(row.cells[at]), reverse=sort.startswith("-"))
    return replace(table, rows=(*known, *unknown, *totals))


def order_key(text: str) -> tuple[tuple[int, float, bytes], ...]:
    """Numbers by value, also those of clause labels; Chinese by GB 18030, which is nearly by sound."""
    return tuple(_token_key(token) for token in _TOKEN.findall(text))


def _token_key(token: str) -> tuple[int, float, bytes]:
    if token[0].isdigit() and token.isascii():
        return 0, float(token), b""
    if _HAN.match(token):
        return 0, float(han_number(token)), b""
    return 1, 0.0, token.encode("gb18030", "replace")
