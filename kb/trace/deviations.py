"""All that differs between two linked passages, each thing once, as typed changes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from kb.model import Change, Notice
from kb.trace.facts.deadlines import compare_deadlines
from kb.trace.facts.figures import compare_figures
from kb.trace.facts.modality import compare_modality
from kb.trace.facts.side import Comparison, Side, change
from kb.trace.facts.targets import compare_targets
from kb.trace.facts.terms import compare_terms
from kb.trace.facts.units import compare_assignments, compare_prose_units
from kb.trace.neutralise import PlaceNames
from kb.trace.sentences import Passage
from kb.trace.words import Span

# A part of so many characters is held by another sentence from this likeness (in percent) on.
_LONG_PART = 6
_NEARLY = 75
_FIGURES = ("target_changed", "target_lowered", "target_raised")
_FIGURE = re.compile(r"\d+(?:\.\d+)?\s*[万亿]?[\u4e00-\u9fff%]?")


def deviations(
    lower: Side, upper: Side, places: PlaceNames,
    more_below: Sequence[Side] = (), more_above: Sequence[Side] = (),
) -> tuple[Change, ...]:  # fmt: skip
    """What changed from the upper passage to the lower one.

    `more_below` are the other lower passages that carry the same upper one, `more_above` the other
    upper passages that the lower one carries: what they hold is neither lost nor new.
    """
    pair = Comparison(lower, upper, places)
    if lower.passage.kind == "bracket":
        return _unique(compare_assignments(pair, more_below, more_above))
    days, low_days, up_days = compare_deadlines(pair)
    targets = compare_targets(pair, more_below, more_above)
    judged_low, judged_up = _both_sides(targets, pair)
    numbers, low_numbers, up_numbers = compare_figures(pair, low_days + judged_low, up_days + judged_up)
    figures = [*_without_halves(targets, numbers), *numbers]
    units, low_units, up_units = compare_prose_units(pair)
    taken_low = (
        low_days
        + low_units
        + low_numbers
        + judged_low
        + _spans(figures, pair, lower=True)
        + _held(lower, more_above)
    )
    taken_up = (
        up_days
        + up_units
        + up_numbers
        + judged_up
        + _spans(figures, pair, lower=False)
        + _held(upper, more_below)
    )
    terms = compare_terms(pair, taken_low, taken_up)
    return _unique([*days, *figures, *compare_modality(pair), *units, *terms])


def _both_sides(targets: Sequence[Change], pair: Comparison) -> tuple[list[Span], list[Span]]:
    """Where numbers stand that were compared as targets: the numbers inside their words."""
    low: list[Span] = []
    up: list[Span] = []
    for target in targets:
        if target.lower and target.upper and target.kind in ("to_be_allocated", *_FIGURES):
            low += _numbers(pair.lower.words, target.lower)
            up += _numbers(pair.upper.words, target.upper)
            low += [
                e.lower
                for e in pair.edits
                if e.kind == "inserted" and _inside(pair.lower.words, e.lower, target.lower)
            ]
            up += [
                e.upper
                for e in pair.edits
                if e.kind == "dropped" and _inside(pair.upper.words, e.upper, target.upper)
            ]
    return low, up


def _inside(text: str, span: Span, words: str) -> bool:
    """Do the words stand in the span, or the span in the words?"""
    at = text.find(words)
    return 0 <= at < span[1] and span[0] < at + len(words)


def _numbers(text: str, words: str) -> list[Span]:
    at = text.find(words)
    if at < 0:
        return []
    return [(at + m.start(), at + m.end()) for m in _FIGURE.finditer(words)]


def _without_halves(targets: Sequence[Change], numbers: Sequence[Change]) -> list[Change]:
    """A target found on one side only, whose number was exchanged for another, is neither lost nor new."""
    kept = []
    for target in targets:
        one_sided = target.lower or target.upper if not (target.lower and target.upper) else None
        halves = [words for number in numbers for words in (number.lower, number.upper) if words]
        if one_sided is None or not any(one_sided in words or words in one_sided for words in halves):
            kept.append(target)
    return kept


def _spans(figures: Sequence[Change], pair: Comparison, *, lower: bool) -> list[Span]:
    """Where the words of figures that fell away or came in stand: they are not dropped words again."""
    text = pair.lower.words if lower else pair.upper.words
    found = []
    for figure in figures:
        words = figure.lower if lower else figure.upper
        if words and figure.kind in ("target_dropped", "target_added") and (at := text.find(words)) >= 0:
            found.append((at, at + len(words)))
    return found


def _held(side: Side, others: Sequence[Side]) -> list[Span]:
    """The parts of this passage that another partner holds, word for word or nearly so."""
    found: list[Span] = []
    for part in side.words.replace("。", "，").replace("；", "，").split("，"):
        if len(part) > 3 and any(_holds(other.words, part) for other in others):
            at = side.words.find(part)
            found.append((at, at + len(part)))
    return found


def _holds(text: str, part: str) -> bool:
    near = len(part) >= _LONG_PART and fuzz.partial_ratio(part, text) >= _NEARLY
    return near or part in text


def _unique(changes: Sequence[Change]) -> tuple[Change, ...]:
    return tuple(dict.fromkeys(changes))


def lost(notice: Notice, passage: Passage) -> tuple[Change, ...]:
    """The figures and days of an upper passage that nothing below carries."""
    side = Side(notice, passage)
    figures = dict.fromkeys(side.clip(target.evidence) for target in side.targets)
    days = [period for period in side.periods if period.sure]
    return (
        *(change("target_dropped", None, words, "整句未承接") for words in figures),
        *(change("deadline_dropped", None, period.words, "整句未承接") for period in days if not figures),
    )


def gained(notice: Notice, passage: Passage) -> tuple[Change, ...]:
    """The figures and days of a lower passage that the upper notice does not have."""
    side = Side(notice, passage)
    figures = dict.fromkeys(side.clip(target.evidence) for target in side.targets)
    days = [period for period in side.periods if period.sure]
    return (
        *(change("target_added", words, None, "上级没有这句") for words in figures),
        *(change("deadline_added", period.words, None, "上级没有这句") for period in days if not figures),
    )
