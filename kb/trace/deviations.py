"""All that differs between two linked passages, each thing once, as typed changes."""

from __future__ import annotations

from collections.abc import Sequence

from kb.model import Change, Notice
from kb.trace.facts.deadlines import compare_deadlines
from kb.trace.facts.modality import compare_modality
from kb.trace.facts.side import Comparison, Side
from kb.trace.facts.targets import compare_targets
from kb.trace.facts.terms import compare_terms
from kb.trace.facts.units import compare_assignments, compare_prose_units
from kb.trace.neutralise import PlaceNames
from kb.trace.sentences import Passage
from kb.trace.words import Span


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
        return _unique(compare_assignments(pair))
    days, low_days, up_days = compare_deadlines(pair)
    figures = compare_targets(pair, more_below, more_above)
    units, low_units, up_units = compare_prose_units(pair)
    taken_low = low_days + low_units + _spans(figures, pair, lower=True) + _held(lower, more_above)
    taken_up = up_days + up_units + _spans(figures, pair, lower=False) + _held(upper, more_below)
    terms = compare_terms(pair, taken_low, taken_up)
    return _unique([*days, *figures, *compare_modality(pair), *units, *terms])


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
    """The parts of this passage that another partner holds word for word."""
    found: list[Span] = []
    for part in side.words.replace("。", "，").replace("；", "，").split("，"):
        if len(part) > 3 and any(part in other.words for other in others):
            at = side.words.find(part)
            found.append((at, at + len(part)))
    return found


def _unique(changes: Sequence[Change]) -> tuple[Change, ...]:
    return tuple(dict.fromkeys(changes))


def lost(notice: Notice, passage: Passage) -> tuple[Change, ...]:
    """The figures and days of an upper passage that nothing below carries."""
    side = Side(notice, passage)
    figures = dict.fromkeys(target.evidence.quote for target in side.targets)
    days = [period for period in side.periods if period.sure]
    return (
        *(_change("target_dropped", words) for words in figures),
        *(_change("deadline_dropped", period.words) for period in days if not figures),
    )


def _change(kind: str, upper: str) -> Change:
    return Change(kind, None, upper, "整句未承接", "severe")
