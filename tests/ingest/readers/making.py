"""Makes the files that the readers are tried on: PDF with reportlab, Word documents with python-docx."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Spacer, Table, TableStyle

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
FONT, SIZE, LEADING = "STSong-Light", 16, 28
LEFT, TOP = 80, 750

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00" + bytes(200)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def canvas_of(out: BytesIO, password: str | None = None) -> Canvas:
    lock = StandardEncryption(password) if password else None
    canvas = Canvas(out, pagesize=A4, encrypt=lock)
    canvas.setFont(FONT, SIZE)
    return canvas


def pdf(*pages: Sequence[str], password: str | None = None, running_head: str | None = None) -> bytes:
    """A PDF with the given lines on each page; a line's leading U+3000 moves it to the right."""
    out = BytesIO()
    canvas = canvas_of(out, password)
    for lines in pages:
        canvas.setFont(FONT, SIZE)
        if running_head:
            canvas.drawString(LEFT, 800, running_head)
        for row, line in enumerate(lines):
            words = line.lstrip("\u3000")
            canvas.drawString(LEFT + SIZE * (len(line) - len(words)), TOP - row * LEADING, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdf_with_table(rows: Sequence[Sequence[str]], spans: Iterable[tuple[Any, ...]] = ()) -> bytes:
    """A PDF whose ruled table runs over as many pages as it needs, its first row repeated."""
    out = BytesIO()
    style = TableStyle(
        [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), FONT, 12), *spans]
    )
    table = Table([list(row) for row in rows], colWidths=[50, 180, 120], repeatRows=1, style=style)
    SimpleDocTemplate(out, pagesize=A4).build([Spacer(1, 60), table])
    return out.getvalue()


def document(*paragraphs: str) -> Any:
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    return made


def saved(made: Any) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def define_list(made: Any, list_id: int, levels: Sequence[tuple[str, str]], more: str = "") -> None:
    """Adds a list whose levels are (number format, text), such as ("chineseCounting", "%1、")."""
    numbering = made.part.numbering_part.element
    shapes = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for index, (style, text) in enumerate(levels)
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{list_id}">{shapes}</w:abstractNum>'
    first_num = numbering.find(f"{{{numbering.nsmap['w']}}}num")
    first_num.addprevious(parse_xml(abstract))
    add_num(made, list_id, list_id, more)


def add_num(made: Any, num_id: int, abstract_id: int, more: str = "") -> None:
    """Another list that counts with the counters of `abstract_id`."""
    num = f'<w:num {nsdecls("w")} w:numId="{num_id}"><w:abstractNumId w:val="{abstract_id}"/>{more}</w:num>'
    made.part.numbering_part.element.append(parse_xml(num))


def add_item(made: Any, text: str, list_id: int, level: int = 0) -> Any:
    paragraph = made.add_paragraph(text)
    number_it(paragraph, list_id, level)
    return paragraph


def number_it(paragraph: Any, list_id: int, level: int = 0) -> None:
    numbers = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(numbers))


def element(xml: str) -> Any:
    """An element of Word's XML; write `NS` where the prefixes are to be declared."""
    return parse_xml(xml.replace("NS", nsdecls("w"), 1))


def repacked(data: bytes, **changed: bytes) -> bytes:
    """The same ZIP with members replaced; `word_document_xml` stands for word/document.xml."""
    names = {name.replace("_xml", ".xml").replace("_", "/"): content for name, content in changed.items()}
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, names.get(member, old.read(member)))
    return out.getvalue()


def zipped(**members: bytes) -> bytes:
    """A ZIP whose members are named as for `repacked`."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name.replace("_xml", ".xml").replace("_", "/"), content)
    return out.getvalue()


def texts(pages: Any) -> list[str]:
    """The lines' texts, blank ones left out."""
    return [line.text for line in pages.lines if line.text.strip()]
