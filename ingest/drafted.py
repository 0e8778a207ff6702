"""The plan of a draft read as any notice is read, without a file: what a reader of the exported document finds."""

from __future__ import annotations

import hashlib

from ingest.pages import Line, Pages
from ingest.pages import Table as PageTable
from ingest.parse import parse_notice
from kb.draft.printed import Printed
from kb.model import Notice, Source


def read_draft(printed: Printed, name: str) -> Notice:
    """The notice that the printed plan is; `name` becomes its id. Pure, nothing is stored."""
    lines = tuple(Line(each.text.strip(), None, number) for number, each in enumerate(printed.paragraphs, 1))
    text = "\n".join(line.text for line in lines)
    pages = Pages("draft", lines, _tables(printed, len(lines)), wrapped=False)
    source = Source(f"{name}.docx", hashlib.sha256(text.encode()).hexdigest(), "draft")
    return parse_notice(pages, source)


def _tables(printed: Printed, last: int) -> tuple[PageTable, ...]:
    if printed.annex is None:
        return ()
    titles = tuple(column.title for column in printed.annex.columns)
    rows = (titles, *(row.cells for row in printed.annex.rows))
    return (PageTable(rows, None, last),)
