"""Days moved, dropped or added between two sentences."""

from __future__ import annotations

from kb.model import Change
from kb.trace.facts.side import Comparison, Side, change
from kb.trace.periods import Period
from kb.trace.words import Span

Found = tuple[list[Change], list[Span], list[Span]]


def compare_deadlines(pair: Comparison) -> Found:
    """The changes, and the spans of words below and above that they account for."""
    changes: list[Change] = []
    below, above = list(pair.lower.periods), list(pair.upper.periods)
    for low, up in _counterparts(pair, below, above):
        if low.day != up.day:
            kind = "deadline_later" if low.day > up.day else "deadline_earlier"
            changes.append(change(kind, low.words, up.words, _distance(low, up)))
    matched = _counterparts(pair, below, above)
    for low in below:
        if all(low is not pair_low for pair_low, _ in matched) and _binding(pair.lower, low):
            changes.append(change("deadline_added", low.words, None, f"写明{_day(low)}"))
    for up in above:
        if all(up is not pair_up for _, pair_up in matched) and _binding(pair.upper, up):
            changes.append(change("deadline_dropped", None, up.words, f"上级为{_day(up)}，下级未写时限"))
    return changes, [(p.start, p.end) for p in below], [(p.start, p.end) for p in above]


def _counterparts(pair: Comparison, below: list[Period], above: list[Period]) -> list[tuple[Period, Period]]:
    """Days in parts that were laid side by side; a single day left on each side belongs together."""
    found: list[tuple[Period, Period]] = []
    for edit_part in sorted({edit.part for edit in pair.edits}):
        here = [edit for edit in pair.edits if edit.part == edit_part]
        low_span = min(e.lower[0] for e in here), max(e.lower[1] for e in here)
        up_span = min(e.upper[0] for e in here), max(e.upper[1] for e in here)
        low = [p for p in below if low_span[0] <= p.start < low_span[1]]
        up = [p for p in above if up_span[0] <= p.start < up_span[1]]
        found += zip(low, up, strict=False)
    rest_low = [p for p in below if all(p is not low for low, _ in found)]
    rest_up = [p for p in above if all(p is not up for _, up in found)]
    if len(rest_low) == 1 and len(rest_up) == 1:
        found.append((rest_low[0], rest_up[0]))
    return found


def _binding(side: Side, period: Period) -> bool:
    """A bare year binds only where a target or a dated duty of this passage ends with it."""
    if period.sure:
        return True
    targets = {target.deadline for target in side.targets}
    dated = {d.date for d in side.notice.deadlines if side.holds(d.evidence)}
    return period.day in targets | dated


def _distance(low: Period, up: Period) -> str:
    days = (low.day - up.day).days
    return f"{_day(up)} → {_day(low)}，{'推迟' if days > 0 else '提前'}{abs(days)}天"


def _day(period: Period) -> str:
    return period.day.isoformat()
