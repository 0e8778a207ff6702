"""Word documents → paragraphs with their automatic numbers, and tables, in vertical order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.exceptions import InvalidXmlError
from lxml.etree import XMLSyntaxError, _Element

from ingest.errors import UnreadableFile
from ingest.pages import Line, Pages, Table
from ingest.readers.docx_numbering import Numberer, W
from ingest.readers.docx_package import check_package
from ingest.readers.docx_text import (
    is_contents_list,
    mark_is_deleted,
    paragraph_text,
    text_boxes,
    through_wrappers,
)
from ingest.readers.grid import Rows, is_data_table, layout_lines

MAX_NESTING = 20
"""Tables in tables in text boxes; deeper than this is no document but an attack."""

# What python-docx raises on packages with missing or damaged parts; the last three where it walks through
# relationships and content types that are not what it expects.
_NOT_WORD = (
    PackageNotFoundError, InvalidXmlError, XMLSyntaxError, KeyError, ValueError, AttributeError, TypeError
)  # fmt: skip
_NO_BODY, _SAVE_AGAIN = "压缩包里没有完整的 Word 正文", "请用 Word 或 WPS 打开，另存为 .docx 后再导入"
_CONTENTS_STYLE = re.compile(r"toc \d", re.IGNORECASE)


def read_docx(data: bytes, file: str) -> Pages:
    """A line a paragraph (a manual line break begins another), labels as Word prints them.

    Tracked deletions, hidden text and tables of contents are left out, text boxes stand before the
    paragraph that they are anchored in. Raises UnreadableFile where ZIP or XML are damaged or a trap.
    """
    check_package(data, file)
    document, body = _open(data, file)
    styles = _part(document, RELATIONSHIP_TYPE.STYLES)
    numberer = Numberer(_part(document, RELATIONSHIP_TYPE.NUMBERING), styles)
    story = _Story(file, numberer, _contents_styles(styles))
    story.add_blocks(body)
    lines = tuple(Line(text, None, number) for number, text in enumerate(story.lines, start=1))
    return Pages("docx", lines, tuple(story.tables), wrapped=False, remarks=story.remarks())


def _open(data: bytes, file: str) -> tuple[Document, _Element]:
    try:
        document = docx.Document(BytesIO(data))
        body: _Element | None = document.element.body
    except _NOT_WORD as error:
        raise UnreadableFile(file, _NO_BODY, _SAVE_AGAIN) from error
    if body is None:
        raise UnreadableFile(file, _NO_BODY, _SAVE_AGAIN)
    return document, body


def _part(document: Document, relationship: str) -> _Element | None:
    """The root of the numbering or the styles; None where the document has none."""
    try:
        part = document.part.part_related_by(relationship)
    except KeyError:
        return None
    element: _Element | None = getattr(part, "element", None)
    return element


def _contents_styles(styles: _Element | None) -> frozenset[str]:
    """The ids of the styles for lines of a table of contents; Word names them `toc 1` in all languages."""
    if styles is None:
        return frozenset()
    names = ((style.get(W + "styleId", ""), style.find(W + "name")) for style in styles.iterfind(W + "style"))
    return frozenset(
        style_id
        for style_id, name in names
        if name is not None and _CONTENTS_STYLE.match(name.get(W + "val", ""))
    )


class _Story:
    """Collects lines and tables while walking down the document once."""

    def __init__(self, file: str, numberer: Numberer, contents_styles: frozenset[str]) -> None:
        self.file = file
        self.numberer = numberer
        self.contents_styles = contents_styles
        self.lines: list[str] = []
        self.tables: list[Table] = []
        self.skipped_contents = False
        self._carried = ""

    def remarks(self) -> tuple[str, ...]:
        remarks = ("自动生成的目录没有读入",) if self.skipped_contents else ()
        unknown = "、".join(sorted(self.numberer.unknown_styles))
        return (*remarks, f"自动编号的格式 {unknown} 无法识别，已写成数字") if unknown else remarks

    def add_blocks(self, parent: _Element) -> None:
        for block in through_wrappers(parent):
            if block.tag == W + "p":
                self.lines += self.paragraph_lines(block)
            elif block.tag == W + "tbl":
                self._add_table(self.table_rows(block, 1))
            elif block.tag == W + "sdt" and is_contents_list(block):
                self.skipped_contents = True

    def _add_table(self, rows: Rows) -> None:
        if is_data_table(rows):
            self.tables.append(Table(rows, None, len(self.lines)))
        else:
            self.lines += layout_lines(rows)

    def paragraph_lines(self, paragraph: _Element, depth: int = 0) -> list[str]:
        """The lines of a paragraph, those of its text boxes first."""
        if self._is_contents_line(paragraph):
            self.skipped_contents = True
            return []
        lines: list[str] = []
        for box in text_boxes(paragraph):
            lines += [line for line in self._cell_lines(box, depth + 1) if line.strip()]
        words = paragraph_text(paragraph)
        if mark_is_deleted(paragraph):
            self._carried += words
            return lines
        words, self._carried = self._carried + words, ""
        label = self.numberer.label(paragraph)
        text = label + words.lstrip() if label and words.strip() else words
        return lines + text.split("\n")

    def _is_contents_line(self, paragraph: _Element) -> bool:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return style is not None and style.get(W + "val") in self.contents_styles

    def table_rows(self, table: _Element, depth: int) -> Rows:
        rows = [
            self._row_cells(row, depth)
            for row in through_wrappers(table)
            if row.tag == W + "tr" and row.find(f"{W}trPr/{W}del") is None
        ]
        width = max((len(row) for row in rows), default=0)
        return tuple((*row, *[""] * (width - len(row))) for row in rows)

    def _row_cells(self, row: _Element, depth: int) -> list[str]:
        cells = [""] * _span(row, "trPr/gridBefore", 0)
        for cell in through_wrappers(row):
            if cell.tag != W + "tc":
                continue
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            continued = merge is not None and merge.get(W + "val", "continue") == "continue"
            lines = [] if continued else self._cell_lines(cell, depth)
            cells.append("\n".join(line.strip() for line in lines if line.strip()))
            cells += [""] * (_span(cell, "tcPr/gridSpan", 1) - 1)
        return cells

    def _cell_lines(self, cell: _Element, depth: int) -> list[str]:
        if depth > MAX_NESTING:
            raise UnreadableFile(
                self.file, f"表格或文本框嵌套超过 {MAX_NESTING} 层", "请用 Word 打开，简化后再导入"
            )
        lines: list[str] = []
        for block in through_wrappers(cell):
            if block.tag == W + "p":
                lines += self.paragraph_lines(block, depth)
            elif block.tag == W + "tbl":
                lines += layout_lines(self.table_rows(block, depth + 1))
        return lines


MAX_SPAN = 200
"""Word allows 63 columns; a larger span is damage and must not make millions of cells."""


def _span(element: _Element, path: str, default: int) -> int:
    found: Iterable[_Element] = element.iterfind("/".join(W + name for name in path.split("/")))
    text = next((one.get(W + "val") for one in found), None)
    return min(int(text), MAX_SPAN) if text is not None and re.fullmatch(r"\d{1,5}", text) else default
