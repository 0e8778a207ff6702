"""Numbering grammar: what label does a paragraph begin with, of which style, and which number is it.

The styles stand in `corpus/tables/numbering_styles.tsv`; here is only how to match them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.tables import load_rows
from kb.numerals import han_number, han_numeral

HAN_NUMERAL = "[〇零一二三四五六七八九十百]{1,5}"
ARABIC = "[0-9０-９]{1,3}"
ENCLOSED = frozenset("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛")
LONGEST = 32
"""Characters that a label takes at most, with the blanks behind it."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label found at the beginning of a paragraph.

    `style` is a row of the table, `number` its value, `text` how it is written in a clause path
    (full-width brackets, no trailing 、), `length` how many characters it takes in the paragraph.
    """

    style: str
    number: int
    text: str
    length: int


@cache
def _styles() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.replace("N", f"(?P<n>{HAN_NUMERAL})").replace("D", f"(?P<n>{ARABIC})"))

    return tuple(
        (style, compiled(pattern), written) for style, pattern, written in load_rows("numbering_styles")
    )


@cache
def _any_style() -> re.Pattern[str]:
    """Matches where one of the styles does: most paragraphs begin with none."""
    patterns = (pattern.pattern.replace("?P<n>", "?:") for _, pattern, _ in _styles())
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def read_label(text: str, position: int = 0) -> Label | None:
    """The label that stands at `position` of `text`, None where there is none.

    A decimal (1.5) is no label, nor is a number that counts something (3个, 2023年).
    """
    return _read(text[position : position + LONGEST])


@lru_cache(maxsize=1024)
def _read(text: str) -> Label | None:
    if _any_style().match(text) is None:
        return None
    for style, pattern, written in _styles():
        match = pattern.match(text)
        if match is None:
            continue
        numeral = match.groupdict().get("n") or match.group().strip()
        if style == "circled":
            number = int(unicodedata.numeric(numeral[0]))
        elif numeral[0] in ENCLOSED:  # one character that holds brackets or a full stop: ㈠ ⑴ ⒈
            number = int(unicodedata.numeric(numeral[0]))
            numeral = han_numeral(number) if style == "paren_han" else str(number)
        elif numeral[0] in "0123456789０１２３４５６７８９":
            number = int(numeral)
            numeral = str(number)
        else:
            number = han_number(numeral)
        if number:
            return Label(style, number, written.format(numeral), match.end())
    return None
