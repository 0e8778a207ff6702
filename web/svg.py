"""Small parts of a picture made on the server: boxes, texts, and words broken into lines by their width."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

_PIECES = re.compile(r"[A-Za-z0-9.%]{1,12}|.", re.DOTALL)
"""What a line is not broken in: figures and Latin words, each Chinese character by itself."""


@dataclass(frozen=True, slots=True)
class Rect:
    """Where a box stands."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return self.x + self.width / 2


def rect_of(rect: Rect, css: str) -> Markup:
    """A box with round corners."""
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="4"/>').format(
        css, plain(rect.x), plain(rect.y), plain(rect.width), plain(rect.height)
    )


def text_of(x: float, y: float, words: str, css: str) -> Markup:
    """One line of text, its foot at `y`."""
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(css, plain(x), plain(y), escape(words))


def plain(value: float) -> str:
    """A length with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def width_of(words: str, size: int) -> float:
    """How wide words stand: Chinese a full em, Latin letters and digits a good half."""
    return sum(size if ord(char) > 0x2E7F or char in "“”……—" else size * 0.56 for char in words)


def cut(words: str, room: float, size: int = 13) -> str:
    """The words, with … at the end where they are wider than the room."""
    while words and width_of(words, size) > room:
        words = words.removesuffix("…")[:-1].rstrip() + "…" if len(words) > 2 else ""
    return words


def wrapped(words: str, room: float, most: int, size: int = 13) -> list[str]:
    """The words in at most so many lines; the last is cut with ……; no line begins with a mark."""
    lines: list[str] = []
    line = ""
    for piece in _PIECES.findall(words):
        if line and width_of(line + piece, size) > room and piece not in "，。、；：”）〕》…":
            lines.append(line)
            line = ""
        line += piece
    lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], cut(lines[most - 1] + lines[most], room, size)]
    return [each for each in lines if each]
