"""Reads a sample's plain source, whose white space is its layout, and wraps its lines like a printed page.

A source holds one paragraph a line: without indentation it is running text, behind one tab it stands in
the middle, behind two at the right, and a form feed alone starts a new page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

SOURCES = Path(__file__).parent / "sources"

Position = Literal["body", "centred", "right", "page_break"]

_NUMBERED = re.compile(
    r"(?P<chapter>[一二三四五六七八九十]+、)|(?P<section>（[一二三四五六七八九十]+）)|(?P<item>\d+\.)"
)
_HEADING = re.compile(r"(?:[一二三四五六七八九十]+、[^。]{2,20}|附件\d?)")
_LEVELS = ("chapter", "section", "item")
_NO_LINE_START = "，。；：、！？）〕》”’%"
_NO_LINE_END = "（〔《“‘"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One paragraph of a source and where it stands on the page."""

    text: str
    position: Position = "body"

    @property
    def number(self) -> str | None:
        """The printed number at its head (`一、`, `（一）`, `1.`), None where it has none."""
        match = _NUMBERED.match(self.text) if self.position == "body" else None
        return match.group() if match else None

    @property
    def number_level(self) -> int | None:
        """0 for 一、, 1 for （一）, 2 for 1., None without a number."""
        match = _NUMBERED.match(self.text) if self.position == "body" else None
        return _LEVELS.index(str(match.lastgroup)) if match else None

    @property
    def is_heading(self) -> bool:
        """A line that is nothing but a top heading or the label of an annex."""
        return self.position == "body" and _HEADING.fullmatch(self.text) is not None

    @property
    def is_letterhead(self) -> bool:
        """The red head at the top of a first page."""
        return self.position == "centred" and self.text.endswith(("办公室文件", "办公厅文件"))

    @property
    def is_document_number(self) -> bool:
        """机关代字〔年〕序号 on a line of its own."""
        return self.position == "centred" and re.fullmatch(r".+〔\d{4}〕\d+号", self.text) is not None

    @property
    def is_imprint(self) -> bool:
        """A line of the foot: sponsor, copies, print date."""
        return self.position == "body" and (
            self.text.startswith(("抄送：", "主办："))
            or (self.text.endswith("印发") and "。" not in self.text)
        )

    @property
    def is_flush(self) -> bool:
        """A line without the indent of running text: recipients, labels of annexes, lists of names."""
        recipients = self.text.endswith("：") and "，" in self.text and len(self.text) < 60
        return recipients or re.match(r"附件\d?$|[　组副成][　组员长]", self.text) is not None


def _line(raw: str) -> SourceLine:
    if raw == "\f":
        return SourceLine("", "page_break")
    if raw.startswith("\t\t"):
        return SourceLine(raw[2:], "right")
    if raw.startswith("\t"):
        return SourceLine(raw[1:], "centred")
    return SourceLine(raw)


def read_source(stem: str) -> tuple[SourceLine, ...]:
    """The paragraphs of `sources/<stem>.txt`. Raises FileNotFoundError where there is no such source."""
    text = (SOURCES / f"{stem}.txt").read_text(encoding="utf-8")
    # str.splitlines would also split at the form feeds.
    return tuple(_line(raw) for raw in text.removesuffix("\n").split("\n"))


def ems(character: str) -> float:
    """The width of a character in ems: a half for ASCII, one for everything else."""
    return 0.5 if character.isascii() else 1.0


def wrap(
    text: str, width: float, first_indent: float = 0.0, measure: Callable[[str], float] = ems
) -> tuple[str, ...]:
    """Cut a paragraph into lines of at most `width` ems, the first one shorter by `first_indent`.

    Cuts fall anywhere, inside words, dates and brackets, as they do in Chinese print; closing marks
    hang over the edge rather than begin a line, opening marks move down rather than end one.
    """
    lines: list[str] = []
    current, used = "", first_indent
    for character in text:
        if current and used + measure(character) > width + 1e-6 and character not in _NO_LINE_START:
            moved = current[-1] if current[-1] in _NO_LINE_END else ""
            lines.append(current[: len(current) - len(moved)])
            current, used = moved, sum(map(measure, moved))
        current += character
        used += measure(character)
    return (*lines, current) if current else tuple(lines)
