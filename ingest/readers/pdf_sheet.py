"""One page of a PDF: its printed lines with their places, its ruled tables, how much of it is image."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pdfplumber.page import Page
from pdfplumber.table import Table as RuledTable
from pdfplumber.utils.text import chars_to_textmap

from ingest.readers.characters import plain
from ingest.readers.grid import Rows, is_data_table, unwrap_cell

MIN_CHARS = 10
"""A page image may carry a page number or a scanner's mark; below this it counts as without text."""

MIN_IMAGE_SHARE = 0.5
"""A scanned page is an image over at least this share of the page."""

WORD_GAP, LINE_SLACK = 0.5, 0.35
"""Fractions of the font size: a wider gap is a blank (justified text stretches less than that); the
baselines of Chinese and Latin fonts on one line differ by less than the slack."""

OVERPRINT = 0.3
"""Equal letters closer than this share of their width are one letter, printed twice."""

MAX_SLOPE = 0.05
"""A crooked scan with a text layer stays below, watermarks are far above."""

BODY_ZONE, BODY_SIZE = (0.1, 0.9), (0.8, 1.25)
"""The left margin is told from lines in the middle of the page (fractions of its height) that are about
as high as most characters: not from the letterhead and running heads."""

MAX_INDENT = 30
UNMAPPED = "\ufffd"
"""Stands for a character whose font says nothing about its meaning."""

Char = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed line: top and bottom as fractions of the page's height, indent in characters."""

    text: str
    top: float
    bottom: float
    indent: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on this page; top and bottom as fractions, widths of columns in points."""

    rows: Rows
    top: float
    bottom: float
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one page holds; `chars` counts all visible characters, `unmapped` those without meaning."""

    printed: tuple[Printed, ...]
    grids: tuple[Grid, ...]
    chars: int
    unmapped: int
    image_share: float

    @property
    def is_scan(self) -> bool:
        return self.chars < MIN_CHARS and self.image_share >= MIN_IMAGE_SHARE


def read_sheet(page: Page) -> Sheet:
    """The given page. The text of its tables stands in `grids` only, not in `printed`."""
    height, offset = float(page.height), float(page.bbox[1])
    chars = _sound_chars(page.chars)
    tables = [(table, rows) for table in _ruled_tables(page) if is_data_table(rows := _cells(table))]
    free = [char for char in chars if not any(_inside(char, table.bbox) for table, _ in tables)]
    images = sum(float(image["width"]) * float(image["height"]) for image in page.images)
    return Sheet(
        printed=tuple(_printed_lines(free, height, offset)),
        grids=tuple(_grid(table, rows, height, offset) for table, rows in tables),
        chars=sum(not char["text"].isspace() for char in chars),
        unmapped=sum(char["text"] == UNMAPPED for char in chars),
        image_share=images / (float(page.width) * height),
    )


def _sound_chars(chars: Sequence[Char]) -> list[Char]:
    """Without slanted watermarks and without the second print that imitates bold; characters that the
    font does not explain become U+FFFD."""
    upright = [char for char in chars if not _is_slanted(char)]
    kept: list[Char] = []
    seen: set[tuple[str, int, int, int]] = set()
    for char in upright if len(upright) * 2 >= len(chars) else chars:
        text = UNMAPPED if char["text"].startswith("(cid:") else plain(char["text"])
        # The second print is shifted by a fraction of the letter, the next letter by its whole width.
        step = max(0.3, float(char["width"]) * OVERPRINT)
        column, row = int(char["x0"] // step), int(char["top"] // step)
        size = round(float(char["size"]))  # the grid is as wide as the letter: one grid a size
        near = ((text, size, column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1))
        if text.isspace() or not any(place in seen for place in near):
            seen.add((text, size, column, row))
            kept.append({**char, "text": text})
    return kept


def _is_slanted(char: Char) -> bool:
    """Is the baseline not level? The matrix holds the baseline's direction in its first two numbers."""
    along, up = float(char["matrix"][0]), float(char["matrix"][1])
    return abs(up) > abs(along) * MAX_SLOPE


def _ruled_tables(page: Page) -> list[RuledTable]:
    """Curves are left aside: they are seals and emblems, thousands of strokes each."""
    straight = page.filter(lambda thing: thing["object_type"] != "curve")
    tables: list[RuledTable] = straight.find_tables()
    return tables


def _cells(table: RuledTable) -> Rows:
    rows = table.extract(x_tolerance_ratio=WORD_GAP)
    return tuple(tuple(unwrap_cell(plain(cell or "")) for cell in row) for row in rows)


def _grid(table: RuledTable, rows: Rows, height: float, offset: float) -> Grid:
    _, top, right, bottom = table.bbox
    edges = sorted({float(cell[0]) for cell in table.cells} | {float(right)})
    widths = tuple(end - start for start, end in pairwise(edges))
    return Grid(rows, (top - offset) / height, (bottom - offset) / height, widths)


def _inside(char: Char, box: tuple[float, float, float, float]) -> bool:
    middle, centre = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= middle <= box[2] and box[1] <= centre <= box[3])


def _printed_lines(chars: list[Char], height: float, offset: float) -> Iterator[Printed]:
    if not chars:
        return
    size = max(1.0, statistics.median(float(char["size"]) for char in chars))
    textmap = chars_to_textmap(chars, x_tolerance_ratio=WORD_GAP, y_tolerance=size * LINE_SLACK)
    found = [line for line in textmap.extract_text_lines(return_chars=False) if line["text"].strip()]
    body = (line["x0"] for line in found if _is_body(line, size, height, offset))
    margin = min(body, default=min((line["x0"] for line in found), default=0.0))
    for line in found:
        indent = min(MAX_INDENT, max(0, round((line["x0"] - margin) / size)))
        top, bottom = (line["top"] - offset) / height, (line["bottom"] - offset) / height
        yield Printed(line["text"].strip(), round(top, 4), round(bottom, 4), indent)


def _is_body(line: Char, size: float, height: float, offset: float) -> bool:
    middle = ((line["top"] + line["bottom"]) / 2 - offset) / height
    low, high = BODY_SIZE[0] * size, BODY_SIZE[1] * size
    return bool(BODY_ZONE[0] <= middle <= BODY_ZONE[1] and low <= line["bottom"] - line["top"] <= high)
