"""One table of a Word file: fixed widths, black rules, a head that is repeated on each page.

Equal neighbours of a group in a merged column are one cell for the eye (`w:vMerge`), with the words in
the first row only, as Word itself writes it: who reads the file back finds them in every row of the cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kb.export.table_cells import Links, clean, is_blank, is_mark, lines
from kb.export.table_layout import fixed_columns, linked_cells, repeated
from kb.matrix.table import Column, Row

SIZES = (10.5, 9.0, 8.0)
"""pt, the largest with which the columns are as wide as they ask to be: 五号, 小五, and the smallest to read."""
BODY_FONT, HEAD_FONT = "宋体", "黑体"
_PADDING = 4.0
"""pt at each side of a cell."""
_LEADING = 1.25
_MARK = 1.25
_TALLEST_WHOLE_ROW = 12
"""Lines. A higher row may break across pages, so that no page is left half empty."""
_TALLEST_WHOLE_GROUP = 12
"""Lines. A smaller group stays on one page, so that its merged cells are not blank on the next."""
_TWIPS = 20
_DECLARED = nsdecls("w", "r")


@dataclass(frozen=True, slots=True)
class WordTable:
    """Which columns (by number) of which rows, and the points from margin to margin."""

    columns: tuple[Column, ...]
    shown: tuple[int, ...]
    rows: Iterable[Row]
    room: float
    links: Links | None = None


class Addresses:
    """The addresses that a file leads to; the body of a Word file names them by the ids given here."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def id(self, url: str) -> str:
        """The same for the same address."""
        return self._ids.setdefault(url, f"rIdPage{len(self._ids) + 1}")

    def relationships(self) -> Iterator[str]:
        """One element for each address, for the part of the file that lists them (ECMA-376, part 2, 6.5)."""
        for url, name in self._ids.items():
            target = quoteattr(clean(url))
            yield (
                f'<Relationship Id="{name}" Type="{RELATIONSHIP_TYPE.HYPERLINK}" Target={target} '
                f'TargetMode="External"/>'
            )


class TableXml:
    """One table as the XML of a Word file, a piece at a time."""

    def __init__(self, table: WordTable, addresses: Addresses) -> None:
        self._table, self._addresses = table, addresses
        columns = [table.columns[index] for index in table.shown]
        asked = sum(column.width for column in columns)
        room = table.room - 2 * _PADDING * len(columns)
        self._size = next((size for size in SIZES if asked * size <= room), SIZES[-1])
        # Each column keeps its padding; what is left is shared out as the columns ask.
        self._widths = {
            index: 2 * _PADDING + room * table.columns[index].width / asked for index in table.shown
        }
        self._named = fixed_columns(table.columns) - 1

    def pieces(self) -> Iterator[str]:
        """Frame, head and all rows. Word wants a paragraph behind a table: the caller adds it."""
        yield self._frame()
        yield self._head()
        above = None
        for group, last in _with_last(_groups(self._table.rows)):
            together = sum(self._height(row) for row in group) <= _TALLEST_WHOLE_GROUP
            for row in group:
                yield self._row(above, row, together and (row is not group[-1] or last))
                above = row
        yield "</w:tbl>"

    def _frame(self) -> str:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        rules = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
        pad = "".join(
            f'<w:{side} w:w="{round(_PADDING * _TWIPS)}" w:type="dxa"/>' for side in ("left", "right")
        )
        widths = [round(self._widths[index] * _TWIPS) for index in self._table.shown]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return (
            f'<w:tbl {_DECLARED}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{rules}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            f"<w:tblCellMar>{pad}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        )

    def _head(self) -> str:
        titles = ((index, self._table.columns[index].title) for index in self._table.shown)
        cells = "".join(self._cell(index, title, head=True) for index, title in titles)
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"

    def _row(self, above: Row | None, row: Row, with_next: bool) -> str:
        again = repeated(self._table.columns, above, row)
        linked = linked_cells(self._table.columns, row, self._table.links)
        cells = "".join(
            self._body_cell(row, index, again[index], linked.get(index)) for index in self._table.shown
        )
        if with_next:
            cells = cells.replace("<w:pPr>", "<w:pPr><w:keepNext/>")
        whole = "<w:cantSplit/>" if self._height(row) <= _TALLEST_WHOLE_ROW else ""
        return f"<w:tr><w:trPr>{whole}</w:trPr>{cells}</w:tr>"

    def _height(self, row: Row) -> int:
        return max(
            lines(row.cells[index], (self._widths[index] - 2 * _PADDING) / self._size)
            for index in self._table.shown
        )

    def _body_cell(self, row: Row, index: int, again: bool, url: str | None) -> str:
        merge = ("continue" if again else "restart") if self._mergeable(index, row) else ""
        text = "" if again else row.cells[index]
        indent = row.depth if index == self._named else 0
        return self._cell(
            index, text, merge=merge, url=None if again else url, head=row.kind == "total", indent=indent
        )

    def _mergeable(self, index: int, row: Row) -> bool:
        return self._table.columns[index].merged and row.kind == "row"

    def _cell(
        self,
        index: int,
        text: str,
        *,
        head: bool = False,
        merge: str = "",
        url: str | None = None,
        indent: int = 0,
    ) -> str:
        width = round(self._widths[index] * _TWIPS)
        merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEF1F4"/>' if head else ""
        align = "center" if self._table.columns[index].centred else "left"
        marked = align == "center" and (is_mark(text) or is_blank(text))
        middle = '<w:vAlign w:val="center"/>' if head or marked else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{shade}{middle}</w:tcPr>'
            f"{self._paragraph(text, 'center' if head and not indent else align, head, url, indent)}</w:tc>"
        )

    def _paragraph(self, text: str, align: str, head: bool, url: str | None, indent: int) -> str:
        line = round(self._size * _LEADING * _TWIPS)
        space = f'<w:spacing w:before="20" w:after="20" w:line="{line}" w:lineRule="atLeast"/>'
        left = f'<w:ind w:left="{round(indent * self._size * _TWIPS)}"/>' if indent else ""
        size = self._size * _MARK if is_mark(text) else self._size
        quiet = is_blank(text)
        run = run_xml(
            text, HEAD_FONT if head else BODY_FONT, size, bold=head, underlined=bool(url), quiet=quiet
        )
        if url:
            run = f"<w:hyperlink r:id={quoteattr(self._addresses.id(url))}>{run}</w:hyperlink>"
        return f'<w:p><w:pPr>{space}{left}<w:jc w:val="{align}"/></w:pPr>{run}</w:p>'


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    for _, group in groupby(rows, key=lambda row: (row.kind, row.group)):
        yield list(group)


def _with_last(groups: Iterable[list[Row]]) -> Iterator[tuple[list[Row], bool]]:
    """Each group, and whether totals follow it: they do not stand alone on a page."""
    for group, following in pairwise(chain(groups, [[]])):
        yield group, bool(following) and following[0].kind == "total"


def run_xml(
    text: str, font: str, size: float, *, bold: bool = False, underlined: bool = False, quiet: bool = False
) -> str:
    """A run in one face: figures and Latin letters in Times New Roman. Line feeds and tabs stay what they are."""
    look = "<w:b/>" * bold
    line = '<w:u w:val="single"/>' * underlined
    grey = '<w:color w:val="8C8C8C"/>' * quiet
    half = round(size * 2)
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}" '
        f'w:hint="eastAsia"/>{look}{grey}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>{line}</w:rPr>'
        f"{_pieces(clean(text))}</w:r>"
    )


def _pieces(text: str) -> str:
    breaks = {"\n": "<w:br/>", "\t": "<w:tab/>"}
    written, plain = [], ""
    for sign in text:
        if sign in breaks:
            written += [_words(plain), breaks[sign]]
            plain = ""
        else:
            plain += sign
    return "".join([*written, _words(plain)])


def _words(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""


def word_tables(document: Document, columns: Sequence[Column], rows: Iterable[Row], room: float) -> None:
    """All columns side by side at the end of the document: the form that an annex needs."""
    table = WordTable(tuple(columns), tuple(range(len(columns))), rows, room)
    body: Any = document.element.body
    body.insert(len(body) - 1, parse_xml("".join(TableXml(table, Addresses()).pieces())))
