"""The edges of an indicator: particles fall away, quotes and brackets stay in pairs."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.extract.cue_words import any_of, cues

LONGEST = 60
"""Longer wordings are shortened at a border between words."""
_PAIRS = {
    "”": "“",
    "’": "‘",
    "）": "（",
    ")": "(",
    "」": "「",
    "》": "《",
    "〉": "〈",
    "】": "【",
    "］": "［",
    "]": "[",
    "〕": "〔",
}
_TWINS = {"（": "(", "）": ")", "［": "[", "］": "]"}
_EDGES = "，,；;。、：:！？!?·-—– \t\u3000"
_FRONT = re.compile(any_of("indicator_words", "front"))
_BACK = tuple(cues("indicator_words", "back"))
_STAYS_FRONT = re.compile(any_of("indicator_words", "front_word"))
_STAYS_BACK = tuple(cues("indicator_words", "back_word"))
_PAIR_MARK = re.compile("[" + re.escape("".join([*_PAIRS, *_PAIRS.values(), '"'])) + "]")
_EMPTY = re.compile(r"“”|‘’|（）|\(\)|「」|《》|〈〉|【】|［］|\[\]|〔〕|\"\"")
_BREAKS = re.compile(r"[ \t\u3000]*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+[ \t\u3000]*")


@lru_cache(maxsize=2048)
def tidy(text: str) -> str:
    """The wording without particles and marks at its edges, in one line, its marks in pairs; may be empty."""
    text = balanced(_BREAKS.sub("", text))
    while True:
        shorter = _less(text.strip(_EDGES))
        if shorter == text:
            return text
        text = balanced(shorter)


def shortened(text: str) -> str:
    """At most `LONGEST` characters, cut at the front behind a list mark or 的 where there is one."""
    if len(text) <= LONGEST:
        return text
    border = re.search(r"[、，的]", text[-LONGEST:])
    start = len(text) - LONGEST + (border.end() if border and border.end() < LONGEST else 0)
    return tidy(text[start:])


def balanced(text: str) -> str:
    """The text without quotes and brackets whose partner is missing, and without empty pairs."""
    if not _PAIR_MARK.search(text):  # nearly every wording
        return text
    open_marks: list[tuple[int, str]] = []
    drop: set[int] = set()
    for offset, mark in enumerate(text):
        if mark in _PAIRS.values():
            open_marks.append((offset, mark))
        elif mark in _PAIRS:
            partner = _TWINS.get(_PAIRS[mark], _PAIRS[mark])
            if open_marks and _TWINS.get(open_marks[-1][1], open_marks[-1][1]) == partner:
                open_marks.pop()
            else:
                drop.add(offset)
    drop.update(offset for offset, _ in open_marks)
    if text.count('"') % 2:
        drop.add(text.rindex('"'))
    text = "".join(mark for offset, mark in enumerate(text) if offset not in drop)
    while (shorter := _EMPTY.sub("", text)) != text:  # a pair may hold nothing but an empty pair
        text = shorter
    return text


def one_line(text: str | None) -> str | None:
    """The words without line breaks and lone marks, None where nothing is left."""
    return balanced(_BREAKS.sub("", text or "")).strip() or None


def is_balanced(text: str) -> bool:
    """True where every quote and bracket has its partner."""
    return balanced(text) == text


def _less(text: str) -> str:
    """One particle less at either end."""
    front = None if _STAYS_FRONT.match(text) else _FRONT.match(text)
    if front:
        return text[front.end() :]
    if text.endswith(_STAYS_BACK):
        return text
    if not text.endswith(_BACK):
        return text
    back = next(word for word in _BACK if text.endswith(word))
    return text[: -len(back)]
