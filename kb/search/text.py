"""Text as the search compares it: one width, one case, no white space; and the way back to the original."""

from __future__ import annotations

import unicodedata
from functools import cache

_ALIKE = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "〔": "(", "〕": ")", "【": "(", "】": ")", "[": "(", "]": ")"}
)


@cache
def _fold(char: str) -> str:
    """The comparable form of one character: one character or, for white space, none."""
    if char.isspace():
        return ""
    folded = unicodedata.normalize("NFKC", char).lower().translate(_ALIKE)
    # A character that unfolds into several (㎡, ½) stays as it is, so that offsets can be traced.
    return folded if len(folded) == 1 else char


def fold(text: str) -> str:
    """The comparable form of a text."""
    return "".join(map(_fold, text))


def find_all(words: tuple[str, ...], text: str) -> tuple[tuple[int, int], ...]:
    """Where the folded words stand in the unfolded text: (start, end) offsets, overlapping ones joined."""
    places = [place for place, char in enumerate(text) if _fold(char)]
    folded = fold(text)
    found: list[tuple[int, int]] = []
    for word in words:
        at = folded.find(word) if word else -1
        while at >= 0:
            found.append((places[at], places[at + len(word) - 1] + 1))
            at = folded.find(word, at + 1)
    return _joined(sorted(found))


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def grams(*texts: str) -> tuple[str, ...]:
    """All single characters and pairs of neighbours in the folded texts, each once.

    Every substring of a text has all its own grams among them: that is why a search that begins
    with them misses nothing, however a tokenizer would cut.
    """
    found: set[str] = set()
    for text in texts:
        found.update(text)
        found.update(text[at : at + 2] for at in range(len(text) - 1))
    return tuple(sorted(found))


def grams_of_word(word: str) -> tuple[str, ...]:
    """The grams that a text must have to hold this folded word."""
    if len(word) < 2:
        return (word,) if word else ()
    return tuple(dict.fromkeys(word[at : at + 2] for at in range(len(word) - 1)))
