"""Sentences that are free on both sides, in chapters that correspond: too reworded to be alike as a whole,
but with a part in common, or with words that no other sentence of the two notices has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from kb.trace.neutralise import PlaceNames, neutral
from kb.trace.periods import recurrences
from kb.trace.score import Scores, weights
from kb.trace.sentences import Passage

# A part between commas counts as held from this likeness (in percent) on, if it is long enough to say something.
PART_HELD = 90
_PART_LENGTH = 8
# A run of so many characters, found once in each notice, joins two free sentences.
_RARE_RUN = 6
# The same for two sentences that both say how often their duty is due.
_RARE_TERM = 4
_COMMAS = re.compile("[，；：。！？,;:]")
_MARKS = re.compile("[，；：、。！？“”（）《》〔〕,;:()]")

Indices = set[tuple[int, int]]


def both_free(
    scores: Scores, low: Sequence[Passage], up: Sequence[Passage], taken: Indices, places: PlaceNames
) -> Indices:
    """Further pairs of free sentences, each taken once: first those with a part in common in clauses that
    are joined already or with one rhythm (每周…) and a rare term, then those with rare words in common in
    chapters that are joined."""
    found: Indices = set()
    clauses = {(low[i].clause, up[j].clause) for i, j in taken}
    chapters = {(_chapter(one), _chapter(other)) for one, other in clauses}
    parts_low = [parts(passage.words, places) for passage in low]
    parts_up = [parts(passage.words, places) for passage in up]
    words_low, words_up = ([neutral(p.words, places) for p in side] for side in (low, up))
    runs_low, runs_up = _rare_runs(words_low, _RARE_RUN), _rare_runs(words_up, _RARE_RUN)
    terms_low, terms_up = _rare_runs(words_low, _RARE_TERM), _rare_runs(words_up, _RARE_TERM)

    def by_part(i: int, j: int) -> bool:
        one, other = parts_low[i], parts_up[j]
        home = (low[i].clause, up[j].clause) in clauses
        return home and (any(held(p, other) for p in one) or any(held(p, one) for p in other))

    def by_run(i: int, j: int) -> bool:
        home = (_chapter(low[i].clause), _chapter(up[j].clause)) in chapters
        return home and not runs_low[i].isdisjoint(runs_up[j])

    def by_rhythm(i: int, j: int) -> bool:
        home = (low[i].clause, up[j].clause) in clauses
        rhythms = home and recurrences(low[i].words) and recurrences(up[j].words)
        return bool(rhythms) and not terms_low[i].isdisjoint(terms_up[j])

    alike = scores.words >= weights()["words_left_over"]
    for same in (by_part, by_rhythm, by_run):
        found |= _each_once(alike, taken | found, same)
    return found


def _each_once(alike: NDArray[np.bool_], taken: Indices, same: Callable[[int, int], bool]) -> Indices:
    used_low, used_up = {i for i, _ in taken}, {j for _, j in taken}
    found: Indices = set()
    for i, j in np.argwhere(alike).tolist():
        if i not in used_low and j not in used_up and same(i, j):
            found.add((i, j))
            used_low.add(i)
            used_up.add(j)
    return found


def parts(words: str, places: PlaceNames) -> list[str]:
    """The parts between commas that are long enough to say something, place and level words reduced."""
    reduced = (neutral(part, places) for part in _COMMAS.split(words))
    return [part for part in reduced if len(part) >= _PART_LENGTH]


def held(part: str, others: Iterable[str]) -> bool:
    """Is the part among the others, or inside one of them, nearly word for word?"""
    return any(part in other or fuzz.ratio(part, other) >= PART_HELD for other in others)


def _rare_runs(sentences: Sequence[str], length: int) -> list[frozenset[str]]:
    """For each sentence the runs of characters that no other sentence of its notice has."""
    runs = [{text[i : i + length] for i in range(len(text) - length + 1)} for text in sentences]
    times = Counter(run for found in runs for run in found)
    return [frozenset(run for run in found if times[run] == 1 and not _MARKS.search(run)) for found in runs]


def _chapter(path: str | None) -> str | None:
    return path.split("/")[0] if path else None
