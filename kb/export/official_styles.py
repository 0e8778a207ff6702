"""The styles of the Word file: who goes on writing in it gets the prescribed look from the style list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kb.export.official_measures import Measures, measures, width

AMBER = "FFD966"
"""Ground of an open question; light enough that black words stay legible when printed grey."""
OPEN_STYLE = "待定"
TABLE_NOTE_STYLE = "表注"
PAGE_NUMBER_STYLE = "公文页码"
HEADING_RUN = " 字符"
"""Word's own ending for the half of a heading style that is put on words inside a paragraph."""


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    face: str
    size: float
    align: str = "both"
    first: float = 0.0
    rest: float = 0.0
    outline: int | None = None
    following: str | None = None
    height: float | None = None


def install(document: Document) -> None:
    """Replaces the template's styles by those of an official notice."""
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    for xml in _all_styles(measures()):
        root.append(parse_xml(xml))


def style_id(name: str) -> str:
    """The id of the style with this name in the file."""
    return name.replace(HEADING_RUN, "Char")


def indent_xml(first: float, rest: float, right: float, m: Measures) -> str:
    """`w:ind` for indents in characters: as characters, which Word keeps when the grid changes, and as
    twips for programs that know only these."""
    pitch = m.char_width * 20
    lead = first - rest
    words = [f'w:leftChars="{round(rest * 100)}" w:left="{round(rest * pitch)}"']
    words.append(f'w:rightChars="{round(right * 100)}" w:right="{round(right * pitch)}"')
    kind = "firstLine" if lead >= 0 else "hanging"
    words.append(f'w:{kind}Chars="{round(abs(lead) * 100)}" w:{kind}="{round(abs(lead) * pitch)}"')
    return f"<w:ind {' '.join(words)}/>"


def _styles(m: Measures) -> tuple[_Style, ...]:
    body, text = m.face_body, m.text_indent
    heading = [(m.face_heading1, "一级标题"), (m.face_heading2, "二级标题")]
    heading += [(m.face_heading3, "三级标题"), (m.face_heading4, "四级标题")]
    size = m.size_body
    return (
        _Style("公文正文", body, size, first=text),
        _Style("公文标题", m.face_title, m.size_title, "center", following="公文正文"),
        _Style("发文字号", body, size, "center", following="公文标题"),
        _Style("主送机关", body, size, following="公文正文"),
        *(
            _Style(name, face, size, first=text, outline=level, following="公文正文")
            for level, (face, name) in enumerate(heading)
        ),
        _Style("附件说明", body, size, first=m.annex_note_indent, rest=m.annex_note_indent + width("附件：")),
        _Style("发文机关署名", body, size, "right", following="成文日期"),
        _Style("成文日期", body, size, "right", following="附注"),
        _Style("附注", body, size, first=m.publicity_indent),
        _Style("附件标识", m.face_annex_label, size, "left", following="附件标题"),
        _Style("附件标题", m.face_title, m.size_title, "center", following="公文正文"),
        _Style(PAGE_NUMBER_STYLE, m.face_page_number, m.size_page_number, height=m.size_page_number),
        _Style(TABLE_NOTE_STYLE, body, 10.5, "left", height=16),
    )


def _all_styles(m: Measures) -> Iterator[str]:
    yield _defaults(m)
    yield _normal(m)
    yield from _builtin()
    for style in _styles(m):
        yield _paragraph_style(style, m)
        if style.outline is not None:
            yield _heading_run(style)
    yield (
        f'<w:style {nsdecls("w")} w:type="character" w:customStyle="1" w:styleId="{OPEN_STYLE}">'
        f'<w:name w:val="{OPEN_STYLE}"/><w:uiPriority w:val="1"/><w:qFormat/>'
        f'<w:rPr><w:shd w:val="clear" w:color="auto" w:fill="{AMBER}"/></w:rPr></w:style>'
    )


def fonts_xml(face: str) -> str:
    """One face for Chinese, Latin letters, digits: the standard names no other (5.2.2)."""
    name = quoteattr(face)
    return f"<w:rFonts w:ascii={name} w:eastAsia={name} w:hAnsi={name} w:cs={name}/>"


def _size_xml(size: float) -> str:
    return f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'


def _defaults(m: Measures) -> str:
    return (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{fonts_xml(m.face_body)}{_size_xml(m.size_body)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )


def _normal(m: Measures) -> str:
    """Everything rests on it. Widow control off: it would leave pages of 21 lines; no punctuation outside
    the type area and no room added around digits: a line holds 28 characters (5.2.3). The styles set them a
    little closer and not the grid, which LibreOffice reads as two cells a character."""
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct w:val="0"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/>'
        '<w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{round(m.line_height * 20)}" w:lineRule="exact"/>'
        f'<w:jc w:val="both"/></w:pPr><w:rPr><w:kern w:val="0"/>{_size_xml(m.size_body)}</w:rPr></w:style>'
    )


def _builtin() -> Iterator[str]:
    """Word's own: the default for characters and tables, comments, footers."""
    declared = nsdecls("w")
    yield (
        f'<w:style {declared} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    yield (
        f'<w:style {declared} w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="57" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )
    yield (
        f'<w:style {declared} w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/>'
        '<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:pPr><w:spacing w:line="240" w:lineRule="auto"/>'
        f'<w:jc w:val="left"/></w:pPr><w:rPr>{_size_xml(10.5)}</w:rPr></w:style>'
    )
    yield (
        f'<w:style {declared} w:type="character" w:styleId="CommentReference">'
        '<w:name w:val="annotation reference"/><w:uiPriority w:val="99"/>'
        f"<w:rPr>{_size_xml(10.5)}</w:rPr></w:style>"
    )


def _paragraph_style(style: _Style, m: Measures) -> str:
    name, ident = quoteattr(style.name), quoteattr(style_id(style.name))
    following = f"<w:next w:val={quoteattr(style_id(style.following))}/>" if style.following else ""
    link = "" if style.outline is None else f"<w:link w:val={quoteattr(style_id(style.name + HEADING_RUN))}/>"
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    exact = (
        "" if style.height is None else f'<w:spacing w:line="{round(style.height * 20)}" w:lineRule="exact"/>'
    )
    indent = indent_xml(style.first, style.rest, 0, m) if style.first else ""
    closer = "" if style.height else f'<w:spacing w:val="{round(m.letter_spacing * 20)}"/>'
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId={ident}><w:name w:val={name}/>'
        f'<w:basedOn w:val="Normal"/>{following}{link}<w:uiPriority w:val="1"/><w:qFormat/>'
        f'<w:pPr>{exact}{indent}<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f"<w:rPr>{fonts_xml(style.face)}{closer}{_size_xml(style.size)}</w:rPr></w:style>"
    )


def _heading_run(style: _Style) -> str:
    name = style.name + HEADING_RUN
    return (
        f'<w:style {nsdecls("w")} w:type="character" w:customStyle="1" w:styleId={quoteattr(style_id(name))}>'
        f"<w:name w:val={quoteattr(name)}/><w:link w:val={quoteattr(style_id(style.name))}/>"
        f"<w:rPr>{fonts_xml(style.face)}</w:rPr></w:style>"
    )
