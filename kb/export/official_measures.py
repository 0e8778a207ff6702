"""The measures of a printed notice as GB/T 9704-2012 prescribes them, each with its clause.

The Word file and the preview in the browser are both made from these. The rows stand in
`corpus/tables/page_measures.tsv`; docs/word-file.md says why where the standard leaves a choice.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from corpus.tables import load_rows

STANDARD = "GB/T 9704-2012"


@dataclass(frozen=True, slots=True)
class Measure:
    """One prescribed measure: `value` as written in the table, `clause` of the standard, words for it.

    `chosen`: the standard leaves it open, or it follows from other measures.
    """

    key: str
    value: str
    unit: str
    clause: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures by name. Paper, margins and type area in mm; sizes and line height in pt; the rest
    in lines (…_blank, lines), in Chinese characters (…_indent, …_right, …_side, chars) or names of faces."""

    paper_width: float
    paper_height: float
    margin_top: float
    margin_bottom: float
    margin_left: float
    margin_right: float
    type_width: float
    type_height: float
    face_body: str
    size_body: float
    lines: int
    chars: int
    line_height: float
    number_blank: int
    title_blank: int
    face_title: str
    size_title: float
    recipients_blank: int
    text_indent: float
    face_heading1: str
    face_heading2: str
    face_heading3: str
    face_heading4: str
    annex_note_blank: int
    annex_note_indent: float
    sealed_blank: int
    sealed_date_right: float
    unsealed_blank: int
    unsealed_right: float
    unsealed_shift: float
    publicity_indent: float
    face_annex_label: str
    annex_title_line: int
    face_page_number: str
    size_page_number: float
    page_number_below: float
    page_number_side: float

    @property
    def grid_width(self) -> float:
        """Width of one column of the document grid in pt, so that `chars` of them fill the type area."""
        return points(self.type_width) / self.chars

    @property
    def letter_spacing(self) -> float:
        """What is added to each character in pt, negative: 28 of 3号 are 448 pt, the type area has 442.
        Word knows twentieths of a point; rounded so that 28 fit."""
        return math.floor((self.grid_width - self.size_body) * 20) / 20

    @property
    def char_width(self) -> float:
        """Width of one character of running text in pt."""
        return self.size_body + self.letter_spacing

    @property
    def grid_height(self) -> float:
        """Height of one row of the document grid in pt, so that `lines` of them fill the type area."""
        return points(self.type_height) / self.lines


def points(millimetres: float) -> float:
    """Millimetres in points."""
    return millimetres * 72 / 25.4


@cache
def measure_rows() -> Mapping[str, Measure]:
    """The rows of the table by key, in its order."""
    rows = load_rows("page_measures")
    return {
        key: Measure(key, value, unit, clause, words.removeprefix("定："), words.startswith("定："))
        for key, value, unit, clause, words in rows
    }


@cache
def measures() -> Measures:
    """The measures by name. Raises KeyError where the table lacks one."""
    kinds = {"float": float, "int": int, "str": str}
    rows = measure_rows()
    return Measures(
        **{field.name: kinds[str(field.type)](rows[field.name].value) for field in fields(Measures)}
    )


def width(text: str) -> float:
    """How many Chinese characters wide the text is: in the prescribed faces Latin letters, digits and
    ASCII signs are half as wide as all else."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)
