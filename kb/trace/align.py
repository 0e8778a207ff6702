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
from numpy.typing import NDArray

from kb.model import Notice
from kb.trace.neutralise import PlaceNames
from kb.trace.periods import only_validity
from kb.trace.score import Scores, score, weights
from kb.trace.second import SHORT, second_pairs, sentences_of
from kb.trace.sentences import Passage

Matrix = NDArray[np.bool_]


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
    taken = _Chooser(scores, low, up).best_pairs()
    taken |= second_pairs(scores, sentences_of(lower, upper, low, up, places), taken)
    pairs = [Pair(low[i], up[j], float(scores.total[i, j]), float(scores.words[i, j])) for i, j in taken]
    pairs += brackets(below, above, pairs)
    return tuple(sorted(pairs, key=lambda pair: (pair.lower.start, pair.upper.start)))


class _Chooser:
    """Chooses pairs one to one, strongest first; a pair beside a linked one needs less of its own."""

    def __init__(self, scores: Scores, low: Sequence[Passage], up: Sequence[Passage]) -> None:
        self.scores, self.low, self.up = scores, low, up
        self.lifted = scores.total.copy()
        # Pairs right before or after a linked one; pairs of two clauses that a link and their headings join.
        self.beside = np.zeros(self.lifted.shape, dtype=bool)
        self.at_home = np.zeros(self.lifted.shape, dtype=bool)

    def best_pairs(self) -> set[tuple[int, int]]:
        """The chosen pairs as positions below and above."""
        taken: set[tuple[int, int]] = set()
        free_low = np.ones(len(self.low), dtype=bool)
        free_up = np.ones(len(self.up), dtype=bool)
        # How long a policy holds stands in many clauses: such a sentence waits until the duties have chosen.
        waiting = _unequal(self.low, self.up)
        while True:
            open_pairs = self.acceptable() & free_low[:, None] & free_up[None, :] & ~waiting
            values = np.where(open_pairs, self.lifted, -1.0)
            row, column = (int(i) for i in np.unravel_index(int(values.argmax()), values.shape))
            if values[row, column] < 0:
                if not waiting.any():
                    return taken
                waiting[:] = False
                continue
            if self.too_general(row, column):
                self.lifted[row, column] = -1.0
                continue
            free_low[row], free_up[column] = False, False
            taken.add((row, column))
            self.anchor(row, column)

    def acceptable(self) -> np.ndarray:
        """Where a pair's score suffices; its words must carry a share of it, whatever the headings say."""
        weight = weights()
        least = np.where(self.beside | self.at_home, weight["accept_anchored"], weight["accept"])
        words = np.where(self.beside, weight["words_beside"], weight["words"])
        words = np.where(self.at_home, weight["words_at_home"], words)
        accepted: np.ndarray = (self.lifted >= least) & (self.scores.words >= words)
        return accepted

    def too_general(self, row: int, column: int) -> bool:
        """A short sentence is taken only with most of its words, or it would be found anywhere."""
        shorter = min(len(self.low[row].words), len(self.up[column].words))
        return shorter < SHORT and float(self.scores.words[row, column]) < weights()["words_short"]

    def anchor(self, row: int, column: int) -> None:
        """Lift the pairs beside a linked one, and those of its two clauses if their headings agree."""
        weight = weights()
        for step in (-1, 1):
            r, c = row + step, column + step
            if 0 <= r < len(self.low) and 0 <= c < len(self.up):
                self.lifted[r, c] += weight["neighbour"]
                self.beside[r, c] |= self.low[r].clause == self.low[row].clause
        if self.scores.headings[row, column] >= weight["heading_alike"]:
            same_low = np.array([passage.clause == self.low[row].clause for passage in self.low])
            same_up = np.array([passage.clause == self.up[column].clause for passage in self.up])
            self.at_home |= same_low[:, None] & same_up[None, :]


def _unequal(low: Sequence[Passage], up: Sequence[Passage]) -> Matrix:
    """Pairs of which one says only how long a policy holds, and the other more."""
    below = np.array([only_validity(passage.words) for passage in low])
    above = np.array([only_validity(passage.words) for passage in up])
    unequal: Matrix = below[:, None] != above[None, :]
    return unequal


def brackets(below: Sequence[Passage], above: Sequence[Passage], pairs: Iterable[Pair]) -> list[Pair]:
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
