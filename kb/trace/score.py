"""How alike two passages are: words, headings and position, one number between 0 and 1 a pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from corpus.tables import load_rows
from kb.model import Notice
from kb.trace.neutralise import PlaceNames, neutral
from kb.trace.sentences import Passage

Matrix = NDArray[np.float64]

# A heading counts less the further out it stands: 三/（一） before 三.
_OUTER_HEADING = 0.3


@dataclass(frozen=True, slots=True)
class Scores:
    """Matrices of lower × upper passages, each value between 0 and 1.

    `lower_held` is the share of the lower passage's rare words that the upper one holds too,
    `upper_held` the reverse. `total` is the weighted sum of all.
    """

    total: Matrix
    words: Matrix
    headings: Matrix
    lower_held: Matrix
    upper_held: Matrix


_TRIED: ContextVar[Mapping[str, float] | None] = ContextVar("weights that are tried", default=None)


def weights() -> Mapping[str, float]:
    """The weights and thresholds: those of the table, or those that are being tried."""
    return _TRIED.get() or table_of_weights()


@cache
def table_of_weights() -> Mapping[str, float]:
    """The table `trace_weights`."""
    return {row[0]: float(row[1]) for row in load_rows("trace_weights")}


@contextmanager
def trying(values: Mapping[str, float]) -> Iterator[None]:
    """Inside the block other weights than the table's hold, for fitting and for measuring."""
    token = _TRIED.set(values)
    try:
        yield
    finally:
        _TRIED.reset(token)


def score(
    lower: Notice, upper: Notice, below: Sequence[Passage], above: Sequence[Passage], places: PlaceNames
) -> Scores:
    """Score every lower passage against every upper one."""
    lower_words = [neutral(passage.words, places) for passage in below]
    upper_words = [neutral(passage.words, places) for passage in above]
    cosine, lower_held, upper_held = _grams(lower_words, upper_words)
    ratio = cdist(lower_words, upper_words, scorer=fuzz.ratio, dtype=np.float64) / 100
    shorter = np.array([[len(a) <= len(b) for b in upper_words] for a in lower_words]).reshape(cosine.shape)
    cover = np.where(shorter, lower_held, upper_held)
    weight = weights()
    words = weight["cosine"] * cosine + weight["ratio"] * ratio + weight["cover"] * cover
    headings = _headings(lower, upper, below, above, places)
    total = words + weight["heading"] * headings + weight["position"] * _positions(below, above)
    share = weight["cosine"] + weight["ratio"] + weight["cover"]
    return Scores(np.clip(total, 0, 1), words / share, headings, lower_held, upper_held)


def heading_likeness(lower: str | None, upper: str | None, places: PlaceNames) -> float:
    """Edit similarity of two headings, place and level words reduced; 0 where one has none."""
    if not lower or not upper:
        return 0.0
    return float(fuzz.ratio(neutral(lower, places), neutral(upper, places))) / 100


def _ngrams(text: str) -> Counter[str]:
    return Counter(text[i : i + n] for n in (1, 2, 3) for i in range(len(text) - n + 1))


def _grams(lower: list[str], upper: list[str]) -> tuple[Matrix, Matrix, Matrix]:
    """TF-IDF cosine of character 1–3-grams, and the shares of rare 2–3-grams held by the other side."""
    counts = [_ngrams(text) for text in (*lower, *upper)]
    column: dict[str, int] = {}
    for counted in counts:
        for gram in counted:
            column.setdefault(gram, len(column))
    matrix = np.zeros((len(counts), max(1, len(column))))
    for row, counted in enumerate(counts):
        for gram, times in counted.items():
            matrix[row, column[gram]] = 1 + np.log(times)
    present = (matrix > 0).astype(np.float64)
    rarity = np.log((1 + len(counts)) / (1 + present.sum(axis=0))) + 1
    long_enough = np.array([len(gram) > 1 for gram in column] or [False], dtype=np.float64)
    split = len(lower)
    weighted = _unit_rows(matrix * rarity)
    cosine = weighted[:split] @ weighted[split:].T
    mass = present * rarity * long_enough
    shared = mass[:split] @ present[split:].T
    lower_held = shared / np.maximum(mass[:split].sum(axis=1, keepdims=True), 1e-9)
    upper_held = shared / np.maximum(mass[split:].sum(axis=1)[None, :], 1e-9)
    return cosine, lower_held, upper_held


def _unit_rows(matrix: Matrix) -> Matrix:
    lengths: Matrix = np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    unit: Matrix = matrix / lengths
    return unit


def _headings(
    lower: Notice, upper: Notice, below: Sequence[Passage], above: Sequence[Passage], places: PlaceNames
) -> Matrix:
    """Likeness of the passages' clauses, computed once a pair of clauses."""
    alike: dict[tuple[str | None, str | None], float] = {}
    for lower_path in {passage.clause for passage in below}:
        for upper_path in {passage.clause for passage in above}:
            alike[lower_path, upper_path] = _clause_likeness(lower, lower_path, upper, upper_path, places)
    rows = [[alike[a.clause, b.clause] for b in above] for a in below]
    return np.array(rows, dtype=np.float64).reshape(len(below), len(above))


def _clause_likeness(
    lower: Notice, lower_path: str | None, upper: Notice, upper_path: str | None, places: PlaceNames
) -> float:
    if lower_path is None or upper_path is None:
        return 1.0 if lower_path == upper_path else 0.0
    inner_low, inner_up = lower.clause(lower_path), upper.clause(upper_path)
    if inner_low is None or inner_up is None:
        return 0.0
    own = heading_likeness(inner_low.heading, inner_up.heading, places)
    if inner_low.parent is None or inner_up.parent is None:
        return own
    outer = _clause_likeness(lower, inner_low.parent, upper, inner_up.parent, places)
    return (1 - _OUTER_HEADING) * own + _OUTER_HEADING * outer


def _positions(below: Sequence[Passage], above: Sequence[Passage]) -> Matrix:
    """1 where two passages stand equally far into their notices, 0 at the opposite ends."""
    at_lower = np.linspace(0, 1, len(below)) if len(below) > 1 else np.zeros(len(below))
    at_upper = np.linspace(0, 1, len(above)) if len(above) > 1 else np.zeros(len(above))
    near: Matrix = 1 - np.abs(at_lower[:, None] - at_upper[None, :])
    return near
