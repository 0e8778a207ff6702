"""A plan as the Word file that an office prints: the form of GB/T 9704-2012. docs/word-file.md tells all of it.

`write_official` is the whole of it; where things stand is decided in `official_layout`, which the preview
shares.
"""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

from docx.document import Document
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from kb.draft.printed import Printed
from kb.export.official_annex import add_annex_table
from kb.export.official_layout import Layout, lay_out
from kb.export.official_package import new_document
from kb.export.official_page import begin_section, set_landscape, set_upright
from kb.export.official_text import add_placed
from kb.export.table_cells import clean

_ABOVE_TABLE = Pt(8)


def write_official(printed: Printed, out: BinaryIO, remarks: bool = True, sealed: bool = True) -> None:
    """Writes the notice as docx to `out`. `remarks`: where each sentence comes from stands in a comment
    at its words. `sealed`: room for a seal over signature and date, else placed as without one (7.3.5).

    Line breaks within a title are its lines; all else is one paragraph of the file for each printed one,
    its numbers typed. Characters that no XML can hold are left out.
    """
    layout = lay_out(printed, sealed)
    document = new_document(_first(printed, "title"), _first(printed, "signature"))
    last = None
    for placed in layout.upright:
        last = add_placed(document, placed, remarks)
    _add_annex(document, layout, last, remarks)
    document.save(out)


def official_bytes(printed: Printed, remarks: bool = True, sealed: bool = True) -> bytes:
    """The file of `write_official` as bytes."""
    out = BytesIO()
    write_official(printed, out, remarks, sealed)
    return out.getvalue()


def _add_annex(document: Document, layout: Layout, last: Paragraph | None, remarks: bool) -> None:
    if layout.annex is None:
        set_upright(document.sections[0])
        return
    if last is not None:
        begin_section(document, last)
        set_upright(document.sections[0])
    set_landscape(document.sections[-1])
    for placed in layout.annex_head:
        heading = add_placed(document, placed, remarks)
        heading.paragraph_format.space_after = _ABOVE_TABLE if placed.lines else None
    add_annex_table(document, layout.annex)


def _first(printed: Printed, kind: str) -> str:
    words = (paragraph.text for paragraph in printed.paragraphs if paragraph.kind == kind)
    return clean(next(words, "").replace("\n", ""))
