"""What every form of a table shares: text that no program runs, and how much room it takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from kb.matrix.table import COOPERATING_MARK, LEAD_MARK, NOTHING, RESPONSIBLE_MARK, Row

Links = Callable[[Row], str | None]
"""From a row to the address of its page, None where it has none."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins so is run as a formula by office programs (OWASP, CSV injection)."""

# Some programs take the wide signs for the narrow ones; without a Latin name behind them nothing can be called.
_WIDE_FORMULA = re.compile("[＝＋－＠].*[A-Za-z]", re.DOTALL)
# What XML 1.0 (section 2.2, Char) does not allow; a lone surrogate is in no encoding either.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?|[\u0085\u2028\u2029]")


def clean(text: str) -> str:
    """The text without characters that XML forbids, each line end as one line feed: the same in every form."""
    return _ILLEGAL.sub("", _LINE_END.sub("\n", text))


def runs_as_formula(text: str) -> bool:
    """Would an office program take a cell that holds this text for a formula?"""
    return text.startswith(FORMULA_STARTS) or _WIDE_FORMULA.match(text) is not None


def is_mark(text: str) -> bool:
    """Are ★ ● ○ all that the cell holds? They are drawn larger than words, to be told apart on paper."""
    return bool(text) and set(text) <= {LEAD_MARK, RESPONSIBLE_MARK, COOPERATING_MARK}


def is_blank(text: str) -> bool:
    """Does the cell only say that nothing stands there? Among marks it is grey, not to be taken for one."""
    return text in (NOTHING, "·")


def harmless(text: str) -> str:
    """The text with an apostrophe before it where it would be run as a formula; for csv, which has no types."""
    return f"'{text}" if runs_as_formula(text) else text


@lru_cache(maxsize=20_000)
def em(text: str) -> float:
    """The length of one line of text in Chinese characters; narrow letters and figures count half."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.55 for sign in text)


def lines(text: str, width: float) -> int:
    """How many lines the text takes in a column that holds `width` Chinese characters, at least one."""
    # A line may end a character early: no full stop begins a line, no opening bracket ends one.
    room = max(width - 0.6, 1.0)
    return sum(max(1, -int(-em(line) // room)) for line in text.split("\n"))
