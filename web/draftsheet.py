"""A printed plan as it will look on paper: pages of 22 lines of 28 characters (GB/T 9704-2012, 5.2.3).

Where paragraphs stand comes from `kb.export.official_layout`, which the Word file is made from too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from kb.draft.printed import Paragraph, Printed
from kb.export.official_layout import HEADING_STYLES, Layout, Placed, lay_out
from kb.export.official_measures import measures, width
from kb.matrix.table import Table
from web.marks import Mark, render

TABLE_LINES, TABLE_HEAD, TABLE_CHARACTERS = 26, 4, 66
"""Lines of the annex's small type on a landscape page, what title and head of the table take, and how many
characters a line across the page holds."""
TURNED = {name: face for face, name in HEADING_STYLES.items()}
SETTINGS = {
    "发文字号": "number", "公文标题": "title", "附件标题": "title", "附件标识": "annex-label",
    "发文机关署名": "end", "成文日期": "end",
}  # fmt: skip
"""How the lines of a style are set; all others begin at the left."""
_WIDE, _HALF = "\u3000", "\u2002"
_NOT_FIRST = frozenset("，。、；：！？）》”’〕】…%")
_NOT_LAST = frozenset("（《“‘〔【")
_PIECE = re.compile(r"[0-9A-Za-z.]+%?|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; `css` says how it is set. `entry` is the draft's entry that it prints."""

    html: Markup
    css: str = ""
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: lines of text, or rows of the annexed table. `number` counts from 1."""

    number: int
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def outside(self) -> str:
        """Where the page number stands: outside, right on odd pages (7.5)."""
        return "odd" if self.number % 2 else "even"


@dataclass(slots=True)
class _Filling:
    sheets: list[Sheet] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def add(self, line: Line) -> None:
        self.lines.append(line)
        if len(self.lines) == measures().lines:
            self.turn()

    def turn(self) -> None:
        if self.lines:
            self.sheets.append(Sheet(len(self.sheets) + 1, tuple(self.lines)))
            self.lines = []


def sheets(printed: Printed) -> tuple[Sheet, ...]:
    """All pages in order, those of the annexed table last."""
    layout, filling = lay_out(printed), _Filling()
    for placed in layout.upright:
        if placed.new_page:
            filling.turn()
        for line in (*[Line(Markup(""))] * placed.blank, *lines_of(placed)):
            filling.add(line)
    filling.turn()
    _add_annex(layout, filling)
    return tuple(filling.sheets)


def lines_of(placed: Placed) -> Iterator[Line]:
    """The paragraph cut into lines."""
    paragraph = placed.paragraph
    marks = tuple(_marks(paragraph))
    css = SETTINGS.get(placed.style, "")
    spans = list(_title_spans(placed)) or list(
        broken(paragraph.text, measures().chars, placed.first, placed.rest)
    )
    behind = _blank(placed.right)
    for position, (left, right) in enumerate(spans):
        before = _blank(placed.rest if position else placed.first)
        full = " full" if position < len(spans) - 1 and not css else ""
        html = before + render(paragraph.text, marks, start=left, end=right) + behind
        yield Line(html, f"{css}{full}", paragraph.entry)


def _title_spans(placed: Placed) -> Iterator[tuple[int, int]]:
    at = 0
    for line in placed.lines:
        yield at, at + len(line)
        at += len(line)


def _blank(characters: float) -> Markup:
    return Markup(_WIDE * int(characters) + (_HALF if characters % 1 >= 0.5 else ""))


def broken(text: str, wide: float, first: float = 0.0, rest: float = 0.0) -> Iterator[tuple[int, int]]:
    """Where lines of `wide` full-width characters begin and end: numbers stay whole, no line begins
    with a closing mark or ends with an opening one (Chinese line breaking, GB/T 15834)."""
    pieces = [(match.start(), match.end()) for match in _PIECE.finditer(text)]
    begun, used = 0, first
    for index, (start, end) in enumerate(pieces):
        size = width(text[start:end])
        if used + size > wide and index > begun:
            cut = _legal(text, pieces, begun, index)
            yield pieces[begun][0], pieces[cut][0]
            used = rest + width(text[pieces[cut][0] : start])
            begun = cut
        used += size
    yield (pieces[begun][0], pieces[-1][1]) if pieces else (0, 0)


def _legal(text: str, pieces: Sequence[tuple[int, int]], first: int, index: int) -> int:
    cut = index
    while cut > first + 1 and (
        text[pieces[cut][0]] in _NOT_FIRST or text[pieces[cut - 1][1] - 1] in _NOT_LAST
    ):
        cut -= 1
    return cut if cut > first + 1 else index


def _marks(paragraph: Paragraph) -> Iterator[Mark]:
    at = 0
    for run in paragraph.runs:
        end = at + len(run.text)
        if run.face != "body":
            yield Mark(at, end, f"face-{run.face}")
        if run.open:
            yield Mark(at, end, "open", title="还没有定", element="mark")
        at = end


def _add_annex(layout: Layout, filling: _Filling) -> None:
    if layout.annex is None:
        return
    for position, rows in enumerate(_table_pages(layout.annex)):
        head = (
            tuple(line for placed in layout.annex_head for line in lines_of(placed)) if not position else ()
        )
        filling.sheets.append(Sheet(len(filling.sheets) + 1, head, layout.annex, rows))


def _table_pages(table: Table) -> Iterator[tuple[tuple[str, ...], ...]]:
    page: list[tuple[str, ...]] = []
    used = TABLE_HEAD
    wide = TABLE_CHARACTERS / sum(column.width for column in table.columns)
    for row in table.rows:
        height = max(
            (sum(max(1, -(-width(part) // (column.width * wide - 1))) for part in cell.split("\n")))
            for cell, column in zip(row.cells, table.columns, strict=True)
        )
        if page and used + height > TABLE_LINES:
            yield tuple(page)
            page, used = [], TABLE_HEAD
        page.append(row.cells)
        used += int(height)
    yield tuple(page)
