"""Which tasks a query means: candidates from the index, decided by looking at the words themselves."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from whoosh.reading import IndexReader

from kb.search.columns import Columns, Mask
from kb.search.engine import Ids
from kb.search.query import Term
from kb.search.snapshot import Snapshot
from kb.search.text import grams_of_word

RESTRICTED = {
    "body": ("body", "unit"),
    "deadline": ("deadline", "day"),
    "title": ("notice", "heading"),
    "number": ("number",),
    "region": ("region",),
    "level": ("level",),
    "target": ("target",),
}
"""Where a restricted term (单位:商务) looks for its word."""

_HEADING_WEIGHT = 2.0
_WHOLE_WORD_WEIGHT = 1.5
_SATURATION, _LENGTH_SHARE = 1.2, 0.6
"""BM25's two constants, the second lower than usual: a long sentence is not a worse one here."""


def matching(snapshot: Snapshot, reader: IndexReader, terms: tuple[Term, ...]) -> Mask:
    """Which documents answer to all terms."""
    mask = snapshot.columns.live.copy()
    for term in terms:
        found = _of_term(snapshot, reader, term)
        mask &= ~found if term.excluded else found
    return mask


def _of_term(snapshot: Snapshot, reader: IndexReader, term: Term) -> Mask:
    columns = snapshot.columns
    if term.field is None:
        mask = np.zeros(columns.size, dtype=bool)
        mask[holding(snapshot, reader, term.word)] = True
        return mask
    mask = np.zeros(columns.size, dtype=bool)
    for name in RESTRICTED[term.field]:
        column = columns.values.get(name)
        if column is not None:
            codes = (code for code, text in enumerate(column.folded) if term.word in text)
            mask |= column.with_codes(codes, columns.size)
    return mask


def holding(snapshot: Snapshot, reader: IndexReader, word: str) -> Ids:
    """The documents whose sentence or heading holds the folded word, letter for letter, ascending."""
    postings = sorted((snapshot.ids(reader, "grams", gram) for gram in grams_of_word(word)), key=len)
    found = postings[0]
    for other in postings[1:]:
        found = np.intersect1d(found, other, assume_unique=True)
    if len(word) <= 2:
        return found
    sentences, headings = snapshot.columns.sentences, snapshot.columns.headings
    held = [number for number in found.tolist() if word in sentences[number] or word in headings[number]]
    return np.array(held, dtype=np.int64)


def chosen_masks(columns: Columns, facets: Mapping[str, tuple[str, ...]]) -> dict[str, Mask]:
    """For each facet with a choice, which documents have one of the chosen values (or labels)."""
    masks = {}
    for name, values in facets.items():
        if not values:
            continue
        column = columns.values.get(name)
        entries = column.entries if column else ()
        codes = [code for code, entry in enumerate(entries) if entry[0] in values or entry[1] in values]
        masks[name] = column.with_codes(codes, columns.size) if column else np.zeros(columns.size, dtype=bool)
    return masks


def scores(snapshot: Snapshot, reader: IndexReader, terms: tuple[Term, ...], ids: Ids) -> np.ndarray:
    """How well each of these documents answers: BM25 on the places of the words, headings counting double.

    Only documents that answer are looked at. A place that is a whole word counts more than one
    across the border of two.
    """
    columns, total = snapshot.columns, np.zeros(len(ids))
    lengths = np.fromiter((len(columns.sentences[number]) for number in ids.tolist()), dtype=np.float64)
    average = max(1.0, float(lengths.mean())) if len(lengths) else 1.0
    documents = max(1, int(columns.live.sum()))
    for term in terms:
        if term.excluded or term.field:
            continue
        rarity = np.log(1 + documents / (1 + _commonness(snapshot, reader, term.word)))
        counts = np.fromiter(
            (_places(columns, number, term.word) for number in ids.tolist()), dtype=np.float64
        )
        counts[np.isin(ids, _whole_word(snapshot, reader, term.word))] *= _WHOLE_WORD_WEIGHT
        damped = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * lengths / average)
        total += rarity * counts / (counts + damped)
    return total


def _commonness(snapshot: Snapshot, reader: IndexReader, word: str) -> int:
    """In how many documents the word may stand at most: in as many as its rarest gram."""
    return min(len(snapshot.ids(reader, "grams", gram)) for gram in grams_of_word(word))


def _places(columns: Columns, number: int, word: str) -> float:
    return columns.sentences[number].count(word) + _HEADING_WEIGHT * columns.headings[number].count(word)


def _whole_word(snapshot: Snapshot, reader: IndexReader, word: str) -> Ids:
    """The documents in which the word is one of the words that the segmenter cut."""
    return snapshot.ids(reader, "words", word)
