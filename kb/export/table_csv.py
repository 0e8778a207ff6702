"""A table as csv: UTF-8 with a byte order mark, CRLF, every row with all its cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from kb.export.table_cells import clean, harmless
from kb.matrix.table import Table


def write_csv(table: Table, out: BinaryIO) -> None:
    """The head and all rows. Merging is for the eye only: each row repeats what it shares."""
    write_lines([column.title for column in table.columns], (row.cells for row in table.rows), out)


def write_lines(head: Sequence[str], rows: Iterable[Sequence[str]], out: BinaryIO) -> None:
    """Head and rows to `out`, which stays open.

    The mark at the front makes office programs read UTF-8; RFC 4180 asks for CRLF between the lines.
    """
    out.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([harmless(clean(cell)) for cell in head])
    writer.writerows([harmless(clean(cell)) for cell in row] for row in rows)
    text.detach()
