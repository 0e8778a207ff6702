"""Does a task table only say again what the text says? The 责任分工表 stapled to its own plan does.

Such a table stays in the text row by row, but nothing is read from it twice. One row that says more,
and the whole table is read: nothing may be lost for tidiness.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.paragraphs import Paragraph
from kb.numerals import han_number

NEAR = 4
"""Units and times of a sentence stand in its paragraph, or on a line of its own soon behind it."""
_NO_FACT = re.compile(r"[—－\-／/]*|未写|无|暂无")
_DAY = re.compile(r"(\d{4})[-年](\d{1,2})[-月](\d{1,2})日?")
_ENDS = {
    (3, 31): ("一季度", "1季度"),
    (6, 30): ("上半年", "二季度", "2季度", "年中"),
    (9, 30): ("三季度", "3季度"),
    (12, 31): ("年底", "年末", "年内", "下半年", "四季度", "4季度"),
}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_HAN = re.compile("[〇一二三四五六七八九十百]{1,6}")
_PARTED = re.compile(r"[、，；,;\s]+")
_UNITS = ("lead", "responsible", "cooperating")


@dataclass(frozen=True, slots=True)
class Restated(Paragraph):
    """A row of a table that repeats what the running text says."""


def restates(
    rows: Sequence[tuple[str, ...]], heads: Mapping[int, str], paragraphs: Sequence[Paragraph]
) -> bool:
    """Does each row (heads apart) repeat words of the text, and name only bodies, times and figures that
    the text has beside these words? `heads` says what each column holds (see `ingest.tables`)."""
    texts = [_clean(paragraph.text) for paragraph in paragraphs]
    return bool(rows) and all(_said(row, heads, texts) for row in rows)


def _said(row: tuple[str, ...], heads: Mapping[int, str], texts: Sequence[str]) -> bool:
    words = [_clean(cell).rstrip("。；;") for cell in _of(row, heads, "measure")]
    named = [name for cell in _of(row, heads, *_UNITS) for name in _PARTED.split(cell)]
    named += [time for cell in _of(row, heads, "deadline") for time in cell.split()]
    named = [_clean(each) for each in named if not _NO_FACT.fullmatch(each)]
    for at, text in enumerate(texts):
        if any(len(each) >= NEAR and each in text for each in words):
            near = "".join(texts[at : at + NEAR])
            figures = {number for each in words for number in _NUMBER.findall(_DAY.sub("", each))}
            if all(_in(each, near) for each in named) and figures <= _figures(near):
                return True
    return False


def _figures(text: str) -> set[str]:
    """The figures that a text holds, in digits or in words (三次); 全覆盖 is told as 100% in a column of targets."""
    return {*_NUMBER.findall(text), *(str(han_number(each)) for each in _HAN.findall(text)), "100"}


def _in(words: str, near: str) -> bool:
    """Do the words stand there, or, of a day, words of a period that ends with it?"""
    day = _DAY.fullmatch(words)
    if day is None:
        return words in near
    year, month, number = (int(each) for each in day.groups())
    periods = _ENDS.get((month, number), ())
    return any(each in near for each in (f"{month}月", *periods, *([f"{year}年"] if month == 12 else [])))


def _of(row: tuple[str, ...], heads: Mapping[int, str], *fields: str) -> list[str]:
    return [row[at] for at, field in heads.items() if field in fields and at < len(row) and row[at].strip()]


def _clean(text: str) -> str:
    return re.sub(r"\s+", "", text)
