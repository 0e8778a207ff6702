"""Days moved, dropped or added between two sentences, and how often something is due."""

from __future__ import annotations

import re

from kb.model import Change
from kb.trace.facts.side import Comparison, Side, change
from kb.trace.neutralise import names_lower_places
from kb.trace.periods import Period, Recurrence
from kb.trace.words import Span

Found = tuple[list[Change], list[Span], list[Span]]

# A plan of one's own is due after the plan above it: that is how a duty descends, and no delay.
_OWN_PLAN = re.compile("(?:制定|印发|出台|编制)[^，。；]{0,20}(?:方案|细则|办法|计划|清单)")


def compare_deadlines(pair: Comparison) -> Found:
    """The changes, and the spans of words below and above that they account for."""
    below, above = list(pair.lower.periods), list(pair.upper.periods)
    matched = _counterparts(pair, below, above)
    rest_low = [p for p in below if all(p is not low for low, _ in matched)]
    rest_up = [p for p in above if all(p is not up for _, up in matched)]
    changes = [_moved(low, up) for low, up in matched if _differ(low, up) and not _descends(pair, low, up)]
    by_term, rest_low, rest_up = _against_terms(pair, rest_low, rest_up)
    changes += by_term + compare_item_terms(pair)
    changes += [
        change("deadline_added", low.words, None, f"写明{low.day}")
        for low in rest_low
        if _binding(pair.lower, low) and low.day not in pair.upper.days_of_clause
    ]
    changes += [
        change("deadline_dropped", None, up.words, f"上级为{up.day}，下级未写时限")
        for up in rest_up
        if _binding(pair.upper, up) and up.day not in pair.lower.days_of_clause and not _for_plan(pair, up)
    ]
    often, low_often, up_often = _compare_recurrences(pair)
    spans_low = [(p.start, p.end) for p in below] + low_often
    return changes + often, spans_low, [(p.start, p.end) for p in above] + up_often


def _counterparts(pair: Comparison, below: list[Period], above: list[Period]) -> list[tuple[Period, Period]]:
    """Days in parts that were laid side by side; a single day left on each side belongs together."""
    found: list[tuple[Period, Period]] = []
    for low_span, up_span in _parts(pair):
        low = [p for p in below if low_span[0] <= p.start < low_span[1]]
        up = [p for p in above if up_span[0] <= p.start < up_span[1]]
        found += zip(low, up, strict=False)
    rest_low = [p for p in below if all(p is not low for low, _ in found)]
    rest_up = [p for p in above if all(p is not up for _, up in found)]
    if len(rest_low) == 1 and len(rest_up) == 1:
        found.append((rest_low[0], rest_up[0]))
    return found


def _parts(pair: Comparison) -> list[tuple[Span, Span]]:
    """The stretches below and above of each pair of parts."""
    stretches = []
    for number in sorted({edit.part for edit in pair.edits}):
        here = [edit for edit in pair.edits if edit.part == number]
        low = min(e.lower[0] for e in here), max(e.lower[1] for e in here)
        up = min(e.upper[0] for e in here), max(e.upper[1] for e in here)
        stretches.append((low, up))
    return stretches


def _against_terms(
    pair: Comparison, rest_low: list[Period], rest_up: list[Period]
) -> tuple[list[Change], list[Period], list[Period]]:
    """Days of sentences against the line that dates the other side's item."""
    low_term, up_term = pair.lower.term_period, pair.upper.term_period
    changes: list[Change] = []
    if low_term and rest_up:
        changes += [_moved(low_term, rest_up[0])] if low_term.day != rest_up[0].day else []
        return changes, rest_low, rest_up[1:]
    carried = [p for p in rest_low if _in_shared_part(pair, p)]
    if up_term and carried:
        changes += [_moved(carried[0], up_term)] if carried[0].day != up_term.day else []
        return changes, [p for p in rest_low if p is not carried[0]], rest_up
    return changes, rest_low, rest_up


def compare_item_terms(pair: Comparison) -> list[Change]:
    """The lines that date the two items, told once: with the first duty of the item.

    Where a sentence of the other side states a day, the line was compared with that already.
    """
    low, up = pair.lower.term_period, pair.upper.term_period
    if low and up:
        return [_moved(low, up)] if pair.lower.opens and _differ(low, up) else []
    if low and pair.lower.opens and not pair.upper.periods:
        return [change("deadline_added", low.words, None, f"写明{low.day}")]
    stated = any(_in_shared_part(pair, period) for period in pair.lower.periods)
    if up and pair.upper.opens and not stated:
        return [change("deadline_dropped", None, up.words, f"上级为{up.day}，下级未写时限")]
    return []


def _in_shared_part(pair: Comparison, period: Period) -> bool:
    """Does the day stand in a part that both sides have?"""
    return any(low[0] <= period.start < low[1] and up[0] < up[1] for low, up in _parts(pair))


def _differ(low: Period, up: Period) -> bool:
    """Another day, said in other words: 年底前 in two notices of different years is the same demand."""
    return low.day != up.day and low.words != up.words


def _descends(pair: Comparison, low: Period, up: Period) -> bool:
    """The date by which lower places write plans of their own."""
    for low_span, up_span in _parts(pair):
        if low_span[0] <= low.start < low_span[1] and up_span[0] <= up.start < up_span[1]:
            return _plans(pair.lower_words(low_span)) and _plans(pair.upper_words(up_span))
    return False


def _for_plan(pair: Comparison, up: Period) -> bool:
    """The same above only: the lower notice is itself the plan that was asked for."""
    return any(span[0] <= up.start < span[1] and _plans(pair.upper_words(span)) for _, span in _parts(pair))


def _plans(words: str) -> bool:
    return _OWN_PLAN.search(words) is not None and names_lower_places(words)


def _binding(side: Side, period: Period) -> bool:
    """A bare year binds only where a target or a dated duty of this passage ends with it."""
    if period.sure:
        return True
    targets = {target.deadline for target in side.targets}
    dated = {d.date for d in side.notice.deadlines if side.holds(d.evidence)}
    return period.day in targets | dated


def _moved(low: Period, up: Period) -> Change:
    days = (low.day - up.day).days
    kind, word = ("deadline_later", "推迟") if days > 0 else ("deadline_earlier", "提前")
    return change(kind, low.words, up.words, f"{up.day} → {low.day}，{word}{abs(days)}天")


def _compare_recurrences(pair: Comparison) -> Found:
    """How often, and how late in its cycle: 每月10日前 beside 每月8日前, 每月 beside 每季度."""
    changes: list[Change] = []
    matched: list[tuple[Recurrence, Recurrence]] = []
    for low_span, up_span in _parts(pair):
        low = [r for r in pair.lower.recurrences if low_span[0] <= r.start < low_span[1]]
        up = [r for r in pair.upper.recurrences if up_span[0] <= r.start < up_span[1]]
        matched += zip(low, up, strict=False)
    for low_one, up_one in matched:
        later = _later(low_one, up_one)
        if later:
            kind = "deadline_later" if later > 0 else "deadline_earlier"
            changes.append(change(kind, low_one.words, up_one.words, f"{up_one.words} → {low_one.words}"))
    return changes, [(r.start, r.end) for r, _ in matched], [(r.start, r.end) for _, r in matched]


def _later(low: Recurrence, up: Recurrence) -> int:
    """Above 0 where the lower side is due more rarely or later in its cycle."""
    if low.cycle != up.cycle:
        return low.cycle - up.cycle
    return low.lateness - up.lateness if low.lateness and up.lateness else 0
