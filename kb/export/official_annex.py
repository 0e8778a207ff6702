"""The 责任分工表 behind the notice: the rows of a table on landscape pages, its head repeated on each."""

from __future__ import annotations

from docx.document import Document
from docx.shared import Pt

from kb.export.official_measures import measures, points
from kb.export.official_styles import TABLE_NOTE_STYLE
from kb.export.table_cells import clean
from kb.export.table_word import word_tables
from kb.matrix.table import Table


def add_annex_table(document: Document, table: Table) -> None:
    """Writes the table with all its rows and the notes below it at the end of the document.

    The table is as wide as the type area of the turned page, the upright one's height.
    """
    word_tables(document, table.columns, table.rows, points(measures().type_height))
    for note in table.notes:
        document.add_paragraph(clean(note), style=TABLE_NOTE_STYLE)
    if not table.notes:
        # Word wants a paragraph behind a table; this one takes no room.
        document.add_paragraph(style=TABLE_NOTE_STYLE).paragraph_format.line_spacing = Pt(1)
