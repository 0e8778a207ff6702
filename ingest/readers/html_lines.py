"""An element of a web page → its lines as a browser would break them, and its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from ingest.pages import Table
from ingest.readers.grid import Rows, begins_item, is_data_table, layout_lines
from ingest.readers.html_body import BLOCKS
from ingest.readers.number_formats import format_number

MAX_SPAN = 100
"""Columns or rows that a cell may claim; pages with more are damaged."""

# A line feed in the source between two Chinese characters is the editor's, not a blank.
_SOURCE_BREAK = re.compile(r"(?<=[^\x00-\x7f])[ \t]*[\r\n]\s*(?=[^\x00-\x7f])")
_NUMBER = re.compile(r"\d{1,4}")
_HAN_LIST = re.compile(r"cjk-ideographic|simp-chinese|trad-chinese")
_LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BLANKS = re.compile(r"[ \t\r\n\f\xa0\u200b\ufeff]+")


@dataclass
class Block:
    """Lines and tables collected so far; `preformatted` counts characters inside <pre>."""

    lines: list[str] = field(default_factory=list)
    tables: list[tuple[Rows, int]] = field(default_factory=list)
    preformatted: int = 0
    _pieces: list[str] = field(default_factory=list)
    _label: str = ""

    def begin_item(self, label: str) -> None:
        """The next line is an item of a numbered list; a number that the page wrote itself stays alone."""
        self.end_line()
        self._label = label

    def write(self, text: str) -> None:
        self._pieces.append(text)

    def write_preformatted(self, text: str) -> None:
        self.preformatted += len(text)
        self.end_line()
        self.lines += [line.rstrip() for line in text.strip("\r\n").splitlines()]

    def end_line(self) -> None:
        text = _SOURCE_BREAK.sub("", "".join(self._pieces))
        text = _BLANKS.sub(" ", text).strip()
        self._pieces.clear()
        if text:
            self.lines.append(text if begins_item(text) else self._label + text)
            self._label = ""

    def add_table(self, rows: Rows) -> None:
        self.end_line()
        if is_data_table(rows):
            self.tables.append((rows, len(self.lines)))
        else:
            self.lines += layout_lines(rows)


def read_block(element: LexborNode) -> Block:
    """The lines and tables inside `element`. Grids that hold other grids or articles are only layout."""
    block = Block()
    tables = {table.mem_id for table in _innermost_tables(element)}
    counters: dict[int, int] = {}
    for node, ends in _walk(element, tables):
        if node.is_text_node:
            text = node.text_content or ""
            block.write_preformatted(text) if _in_pre(node) else block.write(text)
        elif node.tag == "br":
            block.end_line()
        elif node.mem_id in tables and not ends:
            block.add_table(_rows(node))
        elif node.tag == "li":
            block.begin_item("" if ends else _item_label(node, counters))
        elif node.tag in BLOCKS:
            block.end_line()
    block.end_line()
    return block


def _item_label(item: LexborNode, counters: dict[int, int]) -> str:
    """The number that a browser prints before an item of <ol>; `counters` holds the last of each list."""
    listing = item.parent
    if listing is None or listing.tag != "ol":
        return ""
    stated = item.attributes.get("value") or ""
    start = listing.attributes.get("start") or ""
    before = counters.get(listing.mem_id, int(start) - 1 if _NUMBER.fullmatch(start) else 0)
    number = int(stated) if _NUMBER.fullmatch(stated) else before + 1
    counters[listing.mem_id] = number
    if _HAN_LIST.search(listing.attributes.get("style") or ""):
        return f"{format_number(number, 'chineseCounting')}、"
    style = _LIST_TYPES.get(listing.attributes.get("type") or "", "decimal")
    return f"{format_number(number, style)}. "


def as_tables(block: Block, lines_before: int) -> tuple[Table, ...]:
    """The block's tables, their places counted from the page's first line."""
    return tuple(Table(rows, None, lines_before + after) for rows, after in block.tables)


def _walk(element: LexborNode, closed: set[int]) -> Iterator[tuple[LexborNode, bool]]:
    """Every node below `element`, and each element once more (True) at its end; what is inside the
    elements `closed` is left out. Without recursion: pages may be nested deeply."""
    stack: list[tuple[LexborNode, bool]] = [(child, False) for child in reversed(_children(element))]
    while stack:
        node, ends = stack.pop()
        yield node, ends
        if not ends and node.is_element_node:
            stack.append((node, True))
            if node.mem_id not in closed:
                stack += [(child, False) for child in reversed(_children(node))]


def _children(element: LexborNode) -> list[LexborNode]:
    return [node for node in element.iter(include_text=True) if not node.is_comment_node]


def _in_pre(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.tag not in BLOCKS:
        parent = parent.parent
    return parent is not None and parent.tag == "pre"


def _innermost_tables(element: LexborNode) -> Iterator[LexborNode]:
    for table in element.css("table"):
        # A node finds itself too.
        if len(table.css("table")) == 1 and table.mem_id != element.mem_id and _is_grid(table):
            yield table


def _is_grid(table: LexborNode) -> bool:
    """More than one cell; a single one is a frame around an article."""
    return len(table.css("td, th")) > 1


def _rows(table: LexborNode) -> Rows:
    """The cells row by row; a cell that spans several stands in the first, the others are empty."""
    grid: list[list[str]] = []
    below: dict[int, int] = {}
    for row in table.css("tr"):
        cells: list[str] = []
        for cell in row.css("td, th"):
            _skip_spanned(cells, below)
            width = _span(cell, "colspan")
            height = _span(cell, "rowspan")
            for column in range(len(cells), len(cells) + width):
                if height > 1:
                    below[column] = height
            cells += ["\n".join(read_block(cell).lines), *[""] * (width - 1)]
        _skip_spanned(cells, below)
        below = {column: left - 1 for column, left in below.items() if left > 1}
        grid.append(cells)
    width = max((len(row) for row in grid), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in grid)


def _skip_spanned(cells: list[str], below: dict[int, int]) -> None:
    """Empty cells where a cell of a row above still reaches down."""
    while below.get(len(cells), 0) > 0:
        cells.append("")


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "").strip()
    return max(1, min(int(value), MAX_SPAN)) if re.fullmatch(r"\d{1,6}", value) else 1
