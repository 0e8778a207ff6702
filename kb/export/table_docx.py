"""A table as a Word file on A4 landscape: title, table, notes, sources, page numbers.

A grid with many bodies is split into several tables, each with the same rows and the columns that name
them. Nothing is told by colour alone, and no rule is lighter than black.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from docx import Document as new_document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from kb.export.table_cells import Links, clean
from kb.export.table_layout import fixed_columns, parts
from kb.export.table_word import BODY_FONT, Addresses, TableXml, WordTable, run_xml
from kb.export.table_word_file import StreamedDocument
from kb.matrix.table import UNWRITTEN, Table
from kb.model import Document

TITLE_FONT = "方正小标宋简体"
_TITLE_SIZE, _SMALL = 22.0, 9.0
_PAPER_WIDTH, _PAPER_HEIGHT, _SIDE, _TOP, _BOTTOM = 297, 210, 18, 20, 18
_ROOM = (_PAPER_WIDTH - 2 * _SIDE) / 25.4 * 72


def write_docx(table: Table, out: BinaryIO, links: Links | None = None) -> None:
    """The whole table; `links` makes the clause of each row a link to its page."""
    document = new_document()
    _set_page(document)
    _title(document, table.title)
    if table.chosen:
        _line(document, "筛选：" + "；".join(table.chosen))
    split, addresses = parts(table), Addresses()
    stream = StreamedDocument(document, addresses)
    for number, shown in enumerate(split, start=1):
        if len(split) > 1:
            _part_head(document, table, shown, number, len(split))
        part = WordTable(table.columns, shown, table.rows, _ROOM, links)
        stream.put_here(TableXml(part, addresses).pieces())
    for note in table.notes:
        _line(document, note)
    _sources(document, table.sources)
    document.core_properties.title = clean(table.title)[:255]
    document.core_properties.author = ""
    stream.write(out)


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_PAPER_WIDTH), Mm(_PAPER_HEIGHT)
    section.left_margin = section.right_margin = Mm(_SIDE)
    section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_BOTTOM)
    section.footer_distance, section.header_distance = Mm(9), Mm(9)
    # The template is American; without the language some fonts show punctuation as Taiwan prints it.
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    foot: Any = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for piece in ("— ", None, " —"):
        run = run_xml(piece or "1", BODY_FONT, 12)
        if piece is None:
            run = f'<w:fldSimple w:instr=" PAGE ">{run}</w:fldSimple>'
        holder = parse_xml(f"<w:p {nsdecls('w')}>{run}</w:p>")
        foot._p.append(holder[0])


def _title(document: WordDocument, text: str) -> None:
    paragraph = _line(document, text, TITLE_FONT, _TITLE_SIZE)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(8)
    paragraph.paragraph_format.keep_with_next = True


def _part_head(document: WordDocument, table: Table, shown: tuple[int, ...], number: int, of: int) -> None:
    """Says which bodies stand in this part; each part begins on a page of its own."""
    fixed = fixed_columns(table.columns)
    first, last = table.columns[shown[fixed]].title, table.columns[shown[-1]].title
    paragraph = _line(document, f"第{number}部分，共{of}部分：{first}至{last}", size=10.5)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.page_break_before = number > 1


def _sources(document: WordDocument, sources: tuple[Document, ...]) -> None:
    for number, source in enumerate(sources):
        day = source.date.isoformat() if source.date else f"成文日期{UNWRITTEN}"
        words = f"《{source.title or UNWRITTEN}》（{source.doc_number or f'发文字号{UNWRITTEN}'}，{day}）"
        _line(document, words if number else f"来源：{words}")


def _line(document: WordDocument, text: str, font: str = BODY_FONT, size: float = _SMALL) -> Any:
    paragraph: Any = document.add_paragraph()
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    if text:
        holder = parse_xml(f"<w:p {nsdecls('w')}>{run_xml(text, font, size)}</w:p>")
        paragraph._p.append(holder[0])
    return paragraph
