"""Which lower passages carry which upper ones: order-aware, not order-bound, several to several.

First the pairs that are each other's best, strongest first; each linked pair lifts the pairs right
before and after it, so that heavily reworded sentences are found where their neighbours are. Then
second sentences that hold a part of an already linked one: a split or a merger. Brackets follow the
sentences that they govern.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from kb.model import Notice
from kb.trace.neutralise import PlaceNames
from kb.trace.score import Matrix, Scores, score, weights
from kb.trace.sentences import Passage

# Below this length a sentence is too general to be found out of its clause.
_SHORT = 14


@dataclass(frozen=True, slots=True)
class Pair:
    """A lower passage beside an upper one. `score` is the sum of the weights, 0 to 1."""

    lower: Passage
    upper: Passage
    score: float
    words: float


def align(
    lower: Notice, upper: Notice, below: Sequence[Passage], above: Sequence[Passage], places: PlaceNames
) -> tuple[Pair, ...]:
    """The pairs of passages that correspond, in the order of the lower notice."""
    low = [passage for passage in below if passage.kind in ("duty", "sentence")]
    up = [passage for passage in above if passage.kind in ("duty", "sentence")]
    if not low or not up:
        return ()
    scores = score(lower, upper, low, up, places)
    taken = _best_pairs(scores, low, up)
    taken |= _second_pairs(scores, low, up, taken)
    pairs = [Pair(low[i], up[j], float(scores.total[i, j]), float(scores.words[i, j])) for i, j in taken]
    pairs += _brackets(below, above, pairs)
    return tuple(sorted(pairs, key=lambda pair: (pair.lower.start, pair.upper.start)))


def _best_pairs(scores: Scores, low: Sequence[Passage], up: Sequence[Passage]) -> set[tuple[int, int]]:
    """One to one, strongest first; a pair beside a linked one needs less of its own."""
    taken: set[tuple[int, int]] = set()
    free_low = np.ones(len(low), dtype=bool)
    free_up = np.ones(len(up), dtype=bool)
    lifted = scores.total.copy()
    anchored = np.zeros(lifted.shape, dtype=bool)
    while True:
        open_pairs = np.where(free_low[:, None] & free_up[None, :], lifted, -1.0)
        open_pairs[~_acceptable(lifted, scores.words, anchored)] = -1.0
        i, j = np.unravel_index(int(open_pairs.argmax()), open_pairs.shape)
        if open_pairs[i, j] < 0:
            return taken
        row, column = int(i), int(j)
        if _too_general(low[row], up[column], float(scores.words[row, column])):
            lifted[row, column] = -1.0
            continue
        free_low[row], free_up[column] = False, False
        taken.add((row, column))
        _anchor(row, column, low, up, lifted, anchored, scores.headings)


def _anchor(
    row: int, column: int, low: Sequence[Passage], up: Sequence[Passage],
    lifted: Matrix, anchored: np.ndarray, headings: Matrix,
) -> None:  # fmt: skip
    """Lift the pairs right before and after a linked one, and those of its clauses if their headings agree."""
    weight = weights()
    for step in (-1, 1):
        r, c = row + step, column + step
        if 0 <= r < len(low) and 0 <= c < len(up):
            lifted[r, c] += weight["neighbour"]
            anchored[r, c] |= low[r].clause == low[row].clause
    if headings[row, column] >= weight["heading_alike"]:
        same_low = np.array([passage.clause == low[row].clause for passage in low])
        same_up = np.array([passage.clause == up[column].clause for passage in up])
        anchored |= same_low[:, None] & same_up[None, :]


def _acceptable(lifted: Matrix, words: Matrix, anchored: np.ndarray) -> np.ndarray:
    """Where a pair's score suffices; its words must carry a share of it, whatever the headings say."""
    weight = weights()
    least = np.where(anchored, weight["accept_anchored"], weight["accept"])
    own_words = np.where(anchored, weight["words_anchored"], weight["words"])
    accepted: np.ndarray = (lifted >= least) & (words >= own_words)
    return accepted


def _too_general(lower: Passage, upper: Passage, words: float) -> bool:
    """A short sentence is taken only with most of its words, or it would be found anywhere."""
    return min(len(lower.words), len(upper.words)) < _SHORT and words < weights()["words_short"]


def _second_pairs(
    scores: Scores, low: Sequence[Passage], up: Sequence[Passage], taken: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """A sentence still free whose words an already linked one on the other side holds as well.

    The linked one must stand in the company of the free one: its partner, or its partner's clause,
    is next to it. Far from home only a long sentence held nearly whole is taken, because formulas
    (a closing 政策实施期限…) are held anywhere.
    """
    more: set[tuple[int, int]] = set()
    linked_low, linked_up = {i for i, _ in taken}, {j for _, j in taken}
    home_of_up = {j: low[i].clause for i, j in taken}
    home_of_low = {i: up[j].clause for i, j in taken}
    for i in set(range(len(low))) - linked_low:
        shares = {j: float(scores.lower_held[i, j]) for j in linked_up}
        found = _holder(shares, low[i], home_of_up)
        if found is not None:
            more.add((i, found))
    for j in set(range(len(up))) - linked_up:
        shares = {i: float(scores.upper_held[i, j]) for i in linked_low}
        found = _holder(shares, up[j], home_of_low)
        if found is not None:
            more.add((found, j))
    return more


def _holder(shares: dict[int, float], passage: Passage, homes: dict[int, str | None]) -> int | None:
    """Which linked sentence holds this one: first of those at home, else any that holds it nearly whole."""
    weight = weights()
    if len(passage.words) < _SHORT or not shares:
        return None
    at_home = [number for number in shares if homes[number] == passage.clause]
    best = max(at_home, key=lambda number: shares[number], default=None)
    if best is not None and shares[best] >= weight["second"]:
        return best
    best = max(shares, key=lambda number: shares[number])
    far_enough = shares[best] >= weight["second_far"] and len(passage.words) >= 2 * _SHORT
    return best if far_enough else None


def _brackets(below: Sequence[Passage], above: Sequence[Passage], pairs: Iterable[Pair]) -> list[Pair]:
    """A bracket corresponds to the bracket over most of the upper sentences that its own carry."""
    low_of, up_of = governed(below), governed(above)
    weight: dict[tuple[int, int], float] = defaultdict(float)
    for pair in pairs:
        low_bracket, up_bracket = low_of.get(pair.lower.number), up_of.get(pair.upper.number)
        if low_bracket is not None and up_bracket is not None:
            weight[low_bracket.number, up_bracket.number] += pair.score * len(pair.lower.words)
    by_number_low = {passage.number: passage for passage in below}
    by_number_up = {passage.number: passage for passage in above}
    found = []
    for number in sorted({low for low, _ in weight}):
        rivals = {up: value for (low, up), value in weight.items() if low == number}
        best = max(rivals, key=lambda up: rivals[up])
        sure = rivals[best] / sum(rivals.values())
        found.append(Pair(by_number_low[number], by_number_up[best], sure, sure))
    return found


def governed(passages: Sequence[Passage]) -> dict[int, Passage]:
    """For each sentence's number the bracket that governs it: the next one in the same clause."""
    result: dict[int, Passage] = {}
    waiting: list[Passage] = []
    for passage in passages:
        if waiting and waiting[-1].clause != passage.clause:
            waiting = []
        if passage.kind != "bracket":
            waiting.append(passage)
            continue
        for sentence in waiting:
            result[sentence.number] = passage
        waiting = []
    return result
