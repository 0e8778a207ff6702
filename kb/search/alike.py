"""Notices on one subject: found by the words that their titles, headings and sentences share.

Each notice has one entry of its own in the index, with the words of its subject and the places in
whose line it stands. A question reads the entries of its own words, rarest first, up to a fixed
number: what it costs depends on the notice that asks, not on how many there are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from whoosh.reading import IndexReader

from kb.model import Document
from kb.regions import line_of
from kb.search import engine
from kb.search.subject import ABOVE, HEADING, HERE, SENTENCE, TITLE, place_code

_WEIGHT = {TITLE: 3.0, HEADING: 2.0, SENTENCE: 1.0}
READ_AT_MOST = 30_000
"""So many entries are read for one question; the rarest words, which say most, come first."""
_REASONS = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """A notice that shares words with the one that asked; `words` are the rarest of them."""

    notice_id: str
    score: float
    words: tuple[str, ...]


def places_above(document: Document) -> tuple[str, ...]:
    """The terms of notices from the places above this one."""
    return tuple(HERE + code for code in line_of(place_code(document) or "")[1:])


def places_below(document: Document) -> tuple[str, ...]:
    """The term of notices from the places below this one."""
    code = place_code(document)
    return (ABOVE + code,) if code else ()


def alike(
    reader: IndexReader, terms: Iterable[str], places: Sequence[str] | None, limit: int, skip: str
) -> tuple[Alike, ...]:
    """The notices (but `skip`) that share most of these terms, each weighed by how rare it is.

    `places` restricts them to notices with one of these place terms; None means anywhere.
    """
    documents, weights, names = _shared(reader, terms)
    if places is not None:
        wanted = [engine.ids_of(reader, "subject", place) for place in places]
        within = np.isin(documents, np.concatenate(wanted)) if wanted else np.zeros(len(documents), bool)
        documents, weights, names = documents[within], weights[within], names[within]
    found, inverse = np.unique(documents, return_inverse=True)
    scores = np.bincount(inverse, weights=weights, minlength=len(found))
    listed = []
    for at in np.argsort(-scores, kind="stable")[: limit + 1].tolist():
        notice_id = str(reader.stored_fields(int(found[at]))["stamp"][0])
        if notice_id != skip:
            shared = dict.fromkeys(str(name)[1:] for name in names[inverse == at])
            listed.append(Alike(notice_id, float(scores[at]), tuple(shared)[:_REASONS]))
    return tuple(listed[:limit])


def _shared(reader: IndexReader, terms: Iterable[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each entry of a term that was read: the document, the term's weight, the term."""
    known = {term: int(reader.doc_frequency("subject", term)) for term in terms}
    rare_first = sorted(
        (term for term, count in known.items() if count), key=lambda term: (known[term], term)
    )
    total = max(known.values(), default=1)
    left = READ_AT_MOST
    read: list[tuple[engine.Ids, float, str]] = []
    for term in rare_first:
        left -= known[term]
        if left < 0 and read:
            break
        ids = engine.ids_of(reader, "subject", term)
        read.append((ids, _WEIGHT[term[0]] * math.log(1 + total / known[term]), term))
    sizes = [len(ids) for ids, _, _ in read]
    return (
        np.concatenate([ids for ids, _, _ in read]) if read else np.empty(0, dtype=np.int64),
        np.repeat(np.array([weight for _, weight, _ in read], dtype=np.float64), sizes),
        np.repeat(np.array([term for _, _, term in read], dtype=object), sizes),
    )
