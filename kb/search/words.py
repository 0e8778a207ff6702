"""Chinese words, for ranking: a hit on a whole word counts more than one across a border of words."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

import rjieba

from corpus.tables import load_column

_cutting = threading.Lock()


@cache
def _cutter() -> Any:
    """The segmenter with the words of our domain added, which no general dictionary has."""
    cutter = rjieba.Jieba()
    for word in load_column("domain_words"):
        cutter.add_word(word, None, None)
    return cutter


def words(folded: str) -> tuple[str, ...]:
    """The words of a folded text, long ones also in their parts; the same for index and query.

    Guessing at unknown words is off: it cuts the same characters differently in different sentences.
    """
    with _cutting:
        cut = _cutter().cut_for_search(folded, hmm=False)
    return tuple(word for word in cut if any(char.isalnum() for char in word))
