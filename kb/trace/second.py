"""Splits and mergers: a sentence still free, of which an already linked one holds the words or a part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from kb.model import Notice, Target
from kb.trace.facts.target_match import comparable, same_head
from kb.trace.leftover import both_free, held, parts
from kb.trace.neutralise import PlaceNames, neutral
from kb.trace.score import Scores, weights
from kb.trace.sentences import Passage

SHORT = 12
"""Below this length a sentence is too general to be found out of its clause."""

# The same part in the present partner is one already accounted for.
_PART_ACCOUNTED = 60
# Two figures are of one thing from this likeness of their indicators on.
_INDICATOR = 60


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of the two notices with the figures that each states."""

    low: Sequence[Passage]
    up: Sequence[Passage]
    figures_low: Sequence[Sequence[Target]]
    figures_up: Sequence[Sequence[Target]]
    places: PlaceNames


def sentences_of(
    lower: Notice, upper: Notice, low: Sequence[Passage], up: Sequence[Passage], places: PlaceNames
) -> Sentences:
    """The passages with the targets that stand in them."""
    return Sentences(low, up, _figures(lower, low), _figures(upper, up), places)


def _figures(notice: Notice, passages: Sequence[Passage]) -> list[list[Target]]:
    return [[t for t in notice.targets if p.start <= t.evidence.start < p.end] for p in passages]


def second_pairs(scores: Scores, sentences: Sentences, taken: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Further pairs, each of one free sentence and one that is linked already.

    The linked one must stand in the company of the free one: some link joins their two clauses.
    Far from home only a long sentence held nearly whole is taken, because formulas are held anywhere.
    Two sentences that are both free are linked where they have a whole part in common.
    """
    low, up, places = sentences.low, sentences.up, sentences.places
    free_low = set(range(len(low))) - {i for i, _ in taken}
    free_up = set(range(len(up))) - {j for _, j in taken}
    partner_of_up = {j: low[i] for i, j in taken}
    partner_of_low = {i: up[j] for i, j in taken}
    homes = {(low[i].clause, up[j].clause) for i, j in taken}
    more: set[tuple[int, int]] = set()
    for i in sorted(free_low):
        shares = {j: float(scores.lower_held[i, j]) for j in partner_of_up}
        near = {j for j in shares if (low[i].clause, up[j].clause) in homes}
        found = _holder(shares, near, low[i], partner_of_up, up, places)
        if found is None:
            figures = sentences.figures_low
            found = _same_figure(near, figures[i], sentences.figures_up, partner_of_up, low, figures)
        if found is not None:
            more.add((i, found))
    for j in sorted(free_up):
        shares = {i: float(scores.upper_held[i, j]) for i in partner_of_low}
        near = {i for i in shares if (low[i].clause, up[j].clause) in homes}
        found = _holder(shares, near, up[j], partner_of_low, low, places)
        if found is None:
            figures = sentences.figures_up
            found = _same_figure(near, figures[j], sentences.figures_low, partner_of_low, up, figures)
        if found is not None:
            more.add((found, j))
    return more | both_free(scores, low, up, taken | more, places)


def _same_figure(
    near: set[int],
    figures: Sequence[Target],
    of_others: Sequence[Sequence[Target]],
    partners: dict[int, Passage],
    side: Sequence[Passage],
    of_side: Sequence[Sequence[Target]],
) -> int | None:
    """Which linked sentence at home states a figure of the same thing that its partner lacks?"""
    for number in sorted(near):
        of_partner = of_side[side.index(partners[number])]
        for other in of_others[number]:
            same = any(_one_indicator(figure, other) for figure in figures)
            if same and not any(_one_indicator(figure, other) for figure in of_partner):
                return number
    return None


def _one_indicator(one: Target, other: Target) -> bool:
    if not one.indicator or not other.indicator or one.kind != other.kind or not comparable(one, other):
        return False
    names = neutral(one.indicator), neutral(other.indicator)
    return same_head(*names) or fuzz.ratio(*names) >= _INDICATOR


def _holder(
    shares: dict[int, float],
    near: set[int],
    free: Passage,
    partners: dict[int, Passage],
    others: Sequence[Passage],
    places: PlaceNames,
) -> int | None:
    """Which linked sentence holds the free one: one at home, whole or in a part; else any nearly whole."""
    weight = weights()
    if len(free.words) < SHORT or not shares:
        return None
    at_home = sorted(near)
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
    of_linked, of_free, of_partner = (parts(passage.words, places) for passage in (linked, free, partner))
    for part in of_free:
        if held(part, of_linked) and all(fuzz.ratio(part, other) < _PART_ACCOUNTED for other in of_partner):
            return True
    return False
