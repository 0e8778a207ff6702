"""Comparable forms of document numbers and titles, so that print variants of one name meet."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans("", "", "“”\"'‘’「」『』《》〈〉<>")
_OPEN, _CLOSE = "([〔【{﹝", ")]〕】}﹞"
_NUMBER = re.compile(
    rf"(?P<code>.*?)(?:[{re.escape(_OPEN)}](?P<year>\d{{4}})年?[{re.escape(_CLOSE)}]|(?P<bare>\d{{4}})[-年])"
    r"第?(?P<number>\d+)号?"
)
_WRAPPED = re.compile(r"(?:印发|转发|批转|公布|发布)(?P<inner>.+?)(?:的通知|的公告|的决定|通知)")


def fold(text: str) -> str:
    """One width, one case, no white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).lower()


def number_key(doc_number: str) -> str:
    """`淄政办字〔2020〕110号`, `淄政办字[2020] 110 号` and `淄政办字2020-110` all give the last of them."""
    folded = fold(doc_number).translate(_QUOTES)
    match = _NUMBER.fullmatch(folded)
    if match is None:
        return folded
    year = match["year"] or match["bare"]
    return f"{match['code']}{year}-{int(match['number'])}"


def plain_title(title: str) -> str:
    """The title without white space, quotes and book marks, brackets in one width."""
    return fold(title).translate(_QUOTES)


def title_key(title: str) -> str:
    """What the document is about: the issuer before 关于 and the wrapping 印发…的通知 taken off.

    So the plan, the notice that issues it and a citation of either have the same key.
    """
    plain = plain_title(title)
    _, about, subject = plain.partition("关于")
    subject = subject if about and subject else plain
    wrapped = _WRAPPED.fullmatch(subject)
    return wrapped["inner"] if wrapped else subject


def title_issuer(title: str) -> str:
    """The issuer that a title names before 关于, empty where there is none."""
    head, about, _ = plain_title(title).partition("关于")
    return head if about else ""
