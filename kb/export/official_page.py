"""Pages of the Word file: paper, margins, grid, and page numbers at the outer edges (GB/T 9704-2012, 5 and 7.5)."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from kb.export.official_measures import Measures, measures
from kb.export.official_styles import PAGE_NUMBER_STYLE, style_id

_DASH_IN_LINE = 0.49
"""How far below the top of its line 宋体 draws the dash, as a share of the size: half, and a little more."""
_BOX_LENGTH = 60.0
"""mm; room for the longest page number."""
_DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def set_upright(section: Section) -> None:
    """Paper and margins upright, 22 lines of 28 characters, page numbers below the type area."""
    m = measures()
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(m.paper_width), Mm(m.paper_height)
    section.top_margin, section.bottom_margin = Mm(m.margin_top), Mm(m.margin_bottom)
    section.left_margin, section.right_margin = Mm(m.margin_left), Mm(m.margin_right)
    section.header_distance, section.footer_distance = Mm(15), Mm(footer_distance(m))
    _set_grid(section, m)
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        _put_number(footer.paragraphs[0]._p, side, m)


def set_landscape(section: Section) -> None:
    """The upright page turned by a quarter: the head of the table lies at the left edge of the bound page,
    and the page number stays where it is on upright pages, turned with the paper (8)."""
    m = measures()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(m.paper_height), Mm(m.paper_width)
    section.top_margin, section.bottom_margin = Mm(m.margin_left), Mm(m.margin_right)
    section.left_margin, section.right_margin = Mm(m.margin_bottom), Mm(m.margin_top)
    section.header_distance, section.footer_distance = Mm(15), Mm(15)
    _set_grid(section, m)
    for number, (footer, side) in enumerate(((section.footer, "right"), (section.even_page_footer, "left"))):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = PAGE_NUMBER_STYLE
        paragraph._p.append(parse_xml(_turned_number(side, number + 1, m)))


def begin_section(document: Document, last: Paragraph) -> None:
    """Ends the section with the paragraph `last`: an empty paragraph for it could fall on a page of its own."""
    last._p.get_or_add_pPr().append(deepcopy(document.element.body.sectPr))


def footer_distance(m: Measures) -> float:
    """From the paper's edge to the foot of the line with the page number, in mm, so that the dash is at
    the prescribed distance below the type area."""
    rest = (1 - _DASH_IN_LINE) * m.size_page_number * 25.4 / 72
    return m.margin_bottom - m.page_number_below - rest


def _set_grid(section: Section, m: Measures) -> None:
    """22 × 28 for what people add with the grid on; our own styles carry spacing and line height themselves.
    Rounded down: a grid wider than the type area by a hair would hold 27 characters."""
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    pitch = int(m.grid_height * 20)
    space = int((m.grid_width - m.size_body) * 4096) - 1
    grid = f'<w:docGrid {nsdecls("w")} w:type="linesAndChars" w:linePitch="{pitch}" w:charSpace="{space}"/>'
    properties.append(parse_xml(grid))


def _put_number(paragraph: Any, side: str, m: Measures) -> None:
    """Fills an empty paragraph with the page number at the side, one character from the edge."""
    filled = parse_xml(_number_xml(side, m))
    for child in list(paragraph):
        paragraph.remove(child)
    for child in list(filled):
        paragraph.append(child)


def _number_xml(side: str, m: Measures) -> str:
    blank = round(m.page_number_side * m.size_page_number * 20)
    dash = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style_id(PAGE_NUMBER_STYLE)}"/>'
        f'<w:ind w:{side}="{blank}"/><w:jc w:val="{side}"/></w:pPr>{dash.format("— ")}'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r>{dash.format(" —")}</w:p>'
    )


def _turned_number(side: str, ident: int, m: Measures) -> str:
    """A run with a box turned clockwise at the left edge: right and left of the upright page are foot and
    head here, its foot is at the left."""
    thick = m.size_page_number * 25.4 / 72
    x = footer_distance(m)
    y = m.paper_width - m.margin_right - _BOX_LENGTH if side == "right" else m.margin_left
    extent = f'cx="{Pt(m.size_page_number)}" cy="{Mm(_BOX_LENGTH)}"'
    assert x + thick < m.margin_bottom
    return (
        f'<w:r {nsdecls("w")} {_DRAWING}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="251659264" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{Mm(x)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{Mm(y)}</wp:posOffset></wp:positionV>'
        f'<wp:extent {extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{ident}" name="页码{ident}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        "<a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>"
        f'{_number_xml(side, m)}</w:txbxContent></wps:txbx><wps:bodyPr vert="vert" wrap="square" lIns="0" '
        'tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )
