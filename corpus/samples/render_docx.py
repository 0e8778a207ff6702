"""A sample as a Word file: letterhead, styles, and 一、（一）1. made by Word's automatic numbering."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from corpus.samples.layout import SourceLine

BODY, HEADING, TITLE = "仿宋_GB2312", "黑体", "方正小标宋简体"
RED = RGBColor(0xCC, 0x0D, 0x14)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_MAIN_LIST, _ANNEX_LIST = 41, 42
_UNUSED_PARTS = {"stylesWithEffects", "thumbnail", "customXml"}


def docx_page(
    lines: tuple[SourceLine, ...], title: str, issuer: str, written: datetime, counting: str
) -> bytes:
    """The notice as DOCX bytes, the same ones for the same source.

    `counting` is Word's name of the Chinese counting style (chineseCounting, chineseCountingThousand).
    The labels are not in the text: paragraphs refer to numbering.xml.
    """
    word = docx.Document()
    _lighten(word)
    _page_setup(word)
    _numbering(word, counting)
    _properties(word, title, issuer, written)
    in_annex = False
    for index, line in enumerate(lines):
        in_annex = in_annex or (line.text.startswith("附件") and line.is_heading)
        if line.position == "page_break":
            word.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
            continue
        _paragraph(word, line, lines[index - 1] if index else None, in_annex)
    buffer = BytesIO()
    word.save(buffer)
    return _without_clock(buffer.getvalue())


def _lighten(word: WordDocument) -> None:
    """Take out of python-docx's template what no notice uses, most of its weight: table styles, a copy
    of the styles for Word 2007, the thumbnail, custom XML."""
    for part in (word.part, word.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.rpartition("/")[2] in _UNUSED_PARTS:
                del part.rels[key]
    styles = word.styles.element
    for style in list(styles):
        of_table = style.tag == qn("w:style") and style.get(qn("w:type")) == "table"
        if style.tag == qn("w:latentStyles") or (of_table and not style.get(qn("w:default"))):
            styles.remove(style)


def _page_setup(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    style = word.styles["Normal"]
    style.font.name, style.font.size = BODY, Pt(16)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("— ")
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    footer._p.append(parse_xml(field))
    footer.add_run(" —")


def _numbering(word: WordDocument, counting: str) -> None:
    """Two lists: 一、（一）1. for the text, a plain 1. for the annex."""
    numbering = word.part.numbering_part.element
    levels = ((counting, "%1、"), (counting, "（%2）"), ("decimal", "%3."))
    text = "".join(_level(index, style, label) for index, (style, label) in enumerate(levels))
    annex = _level(0, "decimal", "%1.")
    first_num = numbering.find(qn("w:num"))
    for number, body in ((_MAIN_LIST, text), (_ANNEX_LIST, annex)):
        xml = (
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
            f'<w:multiLevelType w:val="multilevel"/>{body}</w:abstractNum>'
        )
        # The schema wants every abstractNum before the first num.
        first_num.addprevious(parse_xml(xml))
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )


def _level(index: int, style: str, label: str) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{label}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="640"/></w:pPr></w:lvl>'
    )


def _properties(word: WordDocument, title: str, issuer: str, written: datetime) -> None:
    core = word.core_properties
    core.title, core.author, core.last_modified_by, core.comments = title, issuer, issuer, ""
    core.created = core.modified = written
    core.revision = 1


def _paragraph(word: WordDocument, line: SourceLine, previous: SourceLine | None, in_annex: bool) -> None:
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(29)
    level, number = line.number_level, line.number
    text = line.text.removeprefix(number or "")
    if line.position == "right":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(64)
    elif line.position == "centred":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif level is not None:
        _automatic_number(paragraph, _ANNEX_LIST if in_annex else _MAIN_LIST, 0 if in_annex else level)
    elif not line.is_flush and not line.is_imprint:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    _runs(paragraph, line, text)
    if line.is_document_number and previous is not None and previous.is_letterhead:
        _red_line_below(paragraph)


def _automatic_number(paragraph: Paragraph, list_id: int, level: int) -> None:
    reference = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    reference.get_or_add_ilvl().val = level
    reference.get_or_add_numId().val = list_id


def _runs(paragraph: Paragraph, line: SourceLine, text: str) -> None:
    """One run, or two where （一）标题。 is set in another face than the text behind it."""
    heading, stop, rest = text.partition("。")
    if line.number_level == 1 and stop and len(heading) <= 20:
        _run(paragraph, heading + stop, "楷体_GB2312", 16)
        _run(paragraph, rest, BODY, 16)
    elif line.is_letterhead:
        _run(paragraph, text, TITLE, 36, RED)
    elif line.position == "centred" and not line.is_document_number:
        _run(paragraph, text, TITLE, 22)
    else:
        _run(paragraph, text, HEADING if line.is_heading else BODY, 14 if line.is_imprint else 16)


def _run(paragraph: Paragraph, text: str, face: str, size: int, colour: RGBColor | None = None) -> None:
    if not text:
        return
    run = paragraph.add_run(text)
    run.font.name, run.font.size = face, Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    if colour is not None:
        run.font.color.rgb = colour


def _red_line_below(paragraph: Paragraph) -> None:
    border = '<w:bottom w:val="single" w:sz="18" w:space="6" w:color="CC0D14"/>'
    properties = paragraph._p.get_or_add_pPr()
    # The schema prescribes the order of a paragraph's properties.
    properties.insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"), "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    paragraph.paragraph_format.space_after = Pt(24)


def _without_clock(data: bytes) -> bytes:
    """The same package with its parts in order of name, no times, and stored: zlib differs by machine."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as packed, ZipFile(out, "w", ZIP_STORED) as plain:
        # The list of content types comes first, as Word writes it.
        for name in sorted(packed.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            entry = ZipInfo(name, _ZIP_TIME)
            entry.create_system = 0
            plain.writestr(entry, packed.read(name))
    return out.getvalue()
