"""Paragraphs of the Word file: words in their faces, blanks and indents, remarks as comments at their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from kb.draft.printed import Face, Run
from kb.export.official_layout import HEADING_STYLES, Placed
from kb.export.official_measures import measures
from kb.export.official_styles import HEADING_RUN, OPEN_STYLE, fonts_xml, indent_xml
from kb.export.table_cells import clean

AUTHOR = "条块"


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    run: Run
    breaks: bool


def add_placed(document: Document, placed: Placed, remarks: bool) -> WordParagraph:
    """Writes the paragraph with the empty lines above it, and its remarks as comments if wanted."""
    for number in range(placed.blank):
        blank = document.add_paragraph(style="公文正文")
        blank.paragraph_format.page_break_before = True if placed.new_page and not number else None
        blank.paragraph_format.keep_with_next = True if placed.style in ("发文机关署名", "成文日期") else None
    paragraph = document.add_paragraph(style=placed.style)
    layout = paragraph.paragraph_format
    layout.page_break_before = True if placed.new_page and not placed.blank else None
    layout.keep_with_next = True if placed.together else None
    _indent(paragraph, placed)
    anchors = list(_anchors(placed)) if remarks else []
    written = [
        (piece, _add_piece(paragraph, piece, placed))
        for piece in _pieces(placed, {edge for start, end, _ in anchors for edge in (start, end)})
    ]
    for start, end, remark in anchors:
        _comment(
            document, [run for piece, run in written if start <= piece.start and piece.end <= end], remark
        )
    return paragraph


def _indent(paragraph: WordParagraph, placed: Placed) -> None:
    """Only where it differs from the style's own."""
    plain = placed.rest == placed.right == 0 and placed.style != "附件说明"
    if not plain:
        xml = indent_xml(placed.first, placed.rest, placed.right, measures())
        paragraph._p.get_or_add_pPr()._insert_ind(
            parse_xml(xml.replace("<w:ind ", f"<w:ind {nsdecls('w')} "))
        )


def _pieces(placed: Placed, edges: set[int]) -> Iterator[_Piece]:
    """The runs, cut where a comment or a line of the title begins or ends."""
    breaks = set(accumulate(len(line) for line in placed.lines[:-1]))
    start = 0
    for run in placed.paragraph.runs:
        end = start + len(run.text)
        cuts = sorted({start, end, *(edge for edge in edges | breaks if start < edge < end)})
        for left, right in pairwise(cuts):
            yield _Piece(
                left, right, replace(run, text=run.text[left - start : right - start]), left in breaks
            )
        start = end


def _add_piece(paragraph: WordParagraph, piece: _Piece, placed: Placed) -> WordRun:
    run = paragraph.add_run()
    if piece.breaks:
        run.add_break()
    run.add_text(clean(piece.run.text))
    properties = run._r.get_or_add_rPr()
    face = _other_face(piece.run.face, placed)
    if piece.run.open:
        run.style = OPEN_STYLE
    elif face:
        run.style = HEADING_STYLES[face] + HEADING_RUN
    # The hint keeps quotation marks and dashes full-width; Word takes them for Latin otherwise.
    fonts = fonts_xml(_face_name(face)) if piece.run.open and face else "<w:rFonts/>"
    declared = fonts.replace("<w:rFonts", f'<w:rFonts {nsdecls("w")} w:hint="eastAsia"')
    properties._insert_rFonts(parse_xml(declared))
    return run


def _other_face(face: Face, placed: Placed) -> Face | None:
    """The heading's face that these words have and their paragraph has not."""
    return face if face in HEADING_STYLES and HEADING_STYLES[face] != placed.style else None


def _face_name(face: Face | None) -> str:
    m = measures()
    faces = (m.face_heading1, m.face_heading2, m.face_heading3, m.face_heading4)
    return dict(zip(HEADING_STYLES, faces, strict=True)).get(face or "body", m.face_body)


def _anchors(placed: Placed) -> Iterator[tuple[int, int, str]]:
    """Where each remark's words stand, looked for behind those of the remark before; the whole paragraph
    where they do not stand in it. White space does not count."""
    text = placed.paragraph.text
    inked = [index for index, char in enumerate(text) if not char.isspace()]
    bare = "".join(text[index] for index in inked)
    position = 0
    for words, remark in placed.paragraph.remarks:
        sought = "".join(words.split())
        start = bare.find(sought, position)
        start = bare.find(sought) if start < 0 else start
        if not sought or start < 0:
            yield 0, len(text), remark
        else:
            position = start + len(sought)
            yield inked[start], inked[position - 1] + 1, remark


def _comment(document: Document, runs: list[WordRun], remark: str) -> None:
    """Without a date: a machine's remark is of no hour."""
    if runs:
        comment = document.add_comment(runs, clean(remark), AUTHOR, AUTHOR)
        comment._comment_elm.attrib.pop(qn("w:date"), None)
