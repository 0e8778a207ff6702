"""Splits and mergers: a sentence still free, of which an already linked one holds the words or a part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from kb.trace.neutralise import PlaceNames, neutral
from kb.trace.score import Scores, weights
from kb.trace.sentences import Passage

SHORT = 12
"""Below this length a sentence is too general to be found out of its clause."""

# A part between commas counts as held from this likeness on, if it is long enough to say something.
_PART_HELD = 90
_PART_LENGTH = 8
# The same part in the present partner is one already accounted for.
_PART_ACCOUNTED = 60
_COMMAS = re.compile("[，；：。！？,;:]")


def second_pairs(
    scores: Scores,
    low: Sequence[Passage],
    up: Sequence[Passage],
    taken: set[tuple[int, int]],
    places: PlaceNames,
) -> set[tuple[int, int]]:
    """Further pairs, each of one free sentence and one that is linked already.

    The linked one must stand in the company of the free one: its partner's clause is the free one's.
    Far from home only a long sentence held nearly whole is taken, because formulas are held anywhere.
    """
    free_low = set(range(len(low))) - {i for i, _ in taken}
    free_up = set(range(len(up))) - {j for _, j in taken}
    partner_of_up = {j: low[i] for i, j in taken}
    partner_of_low = {i: up[j] for i, j in taken}
    more: set[tuple[int, int]] = set()
    for i in free_low:
        shares = {j: float(scores.lower_held[i, j]) for j in partner_of_up}
        found = _holder(shares, low[i], partner_of_up, up, places)
        if found is not None:
            more.add((i, found))
    for j in free_up:
        shares = {i: float(scores.upper_held[i, j]) for i in partner_of_low}
        found = _holder(shares, up[j], partner_of_low, low, places)
        if found is not None:
            more.add((found, j))
    return more


def _holder(
    shares: dict[int, float],
    free: Passage,
    partners: dict[int, Passage],
    others: Sequence[Passage],
    places: PlaceNames,
) -> int | None:
    """Which linked sentence holds the free one: one at home, whole or in a part; else any nearly whole."""
    weight = weights()
    if len(free.words) < SHORT or not shares:
        return None
    at_home = [number for number in shares if partners[number].clause == free.clause]
    best = max(at_home, key=lambda number: shares[number], default=None)
    if best is not None and shares[best] >= weight["second"]:
        return best
    for number in at_home:
        if _holds_part(others[number], free, partners[number], places):
            return number
    best = max(shares, key=lambda number: shares[number])
    return best if shares[best] >= weight["second_far"] and len(free.words) >= 2 * SHORT else None


def _holds_part(linked: Passage, free: Passage, partner: Passage, places: PlaceNames) -> bool:
    """Does the linked sentence hold a part of the free one that its present partner does not have?"""
    of_linked, of_free, of_partner = (_parts(passage.words, places) for passage in (linked, free, partner))
    for part in of_free:
        held = any(fuzz.ratio(part, other) >= _PART_HELD for other in of_linked)
        if held and all(fuzz.ratio(part, other) < _PART_ACCOUNTED for other in of_partner):
            return True
    return False


def _parts(words: str, places: PlaceNames) -> list[str]:
    parts = (neutral(part, places) for part in _COMMAS.split(words))
    return [part for part in parts if len(part) >= _PART_LENGTH]
