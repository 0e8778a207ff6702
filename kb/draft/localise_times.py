"""Deadlines: the upper one's words stay; asked where it is past already, or where a figure has none of its own."""

from __future__ import annotations

import re
from datetime import date

from kb.draft.localise_edits import Asked, Edit
from kb.draft.localise_setting import Setting
from kb.draft.model import Suggestion
from kb.model import Clause, Notice, Target
from kb.trace.periods import periods

_DATED = ("count", "ratio", "coverage", "reduction")
_PART_START = re.compile(r"[，。；：\n）]")
_GOAL = re.compile("目标")
_MOST = 3
"""So many days of the goal are offered."""


def time_edits(start: int, end: int, setting: Setting) -> list[Edit]:
    """Questions about days for the stretch `start`–`end` of the upper notice's text."""
    return [*_past(start, end, setting), *_undated(start, end, setting)]


def _past(start: int, end: int, setting: Setting) -> list[Edit]:
    today, upper = setting.today, setting.upper
    if today is None:
        return []
    year = upper.document.date.year if upper.document.date else None
    found = []
    for period in periods(upper.text[start:end], year):
        if period.sure and period.day < today and _is_due(upper, start + period.start, start + period.end):
            known = f"上级写“{period.words}”，已经过去，{setting.here}要另定日期。"
            asked = Asked("deadline", "上级的时限已过，本级何时完成？", known)
            found.append(Edit(start + period.start, start + period.end, asked=asked, rank=1))
    return found


def _is_due(upper: Notice, start: int, end: int) -> bool:
    """Does the day bind a duty or a figure, rather than tell what was?"""
    facts = [t.evidence for t in upper.targets if t.deadline] + [
        d.evidence for d in upper.deadlines if d.date
    ]
    sentence = [o.evidence for o in upper.obligations if o.evidence.start <= start < o.evidence.end]
    return any(e.start < end and start < e.end for e in (*facts, *sentence))


def _undated(start: int, end: int, setting: Setting) -> list[Edit]:
    """The first figure of a clause that states no day at all, where a day stands above it or in the goal."""
    upper = setting.upper
    clause = upper.clause_at(start)
    if clause is None or not clause.body_start <= start <= clause.end:
        return []
    open_ones = [t for t in upper.targets if start <= t.evidence.start < end and needs_day(t)]
    if not open_ones or _states_day(upper, clause):
        return []
    days, why = _days_above(upper, clause)
    if not days:
        return []
    fresh = [day for day in days if setting.today is None or day >= setting.today]
    said = "、".join(f"“{day_words(day)}”" for day in days)
    gone = "" if fresh else "，已经过去，本级要另定"
    at = _part_start(upper.text, clause.body_start, open_ones[0].evidence.start)
    known = [f"上级本条未写时限，{why}为{said}{gone}。", *setting.hints.days.get(clause.path, ())]
    offers = tuple(Suggestion(day_words(day), why) for day in fresh)
    asked = Asked("deadline", f"{setting.here}何时完成？", "".join(known), offers, from_above=False)
    return [Edit(at, at, asked=asked, rank=6, behind="，")]


def needs_day(target: Target) -> bool:
    """A figure to be reached, without a day until when."""
    return target.kind in _DATED and target.deadline is None


def _states_day(upper: Notice, clause: Clause) -> bool:
    dated = [t.clause for t in upper.targets if t.deadline] + [d.clause for d in upper.deadlines if d.date]
    return clause.path in dated


def _days_above(upper: Notice, clause: Clause) -> tuple[list[date], str]:
    """Days of the clauses above this one, else of the goal, and where they stand."""
    line = {clause.path[: m.start()] for m in re.finditer("/", clause.path)}
    found = _days_of(upper, line)
    if found:
        return found[:_MOST], "上一级条款"
    goals = {c.path for c in upper.clauses if c.heading and _GOAL.search(c.heading)}
    return _days_of(upper, goals)[:_MOST], "上级总目标"


def _days_of(upper: Notice, paths: set[str]) -> list[date]:
    return sorted({t.deadline for t in upper.targets if t.deadline and t.clause in paths})


def day_words(day: date) -> str:
    """2021-06-30 → 2021年6月底前; a day within the month is named."""
    if day.month == 12 and day.day == 31:
        return f"{day.year}年底前"
    last = (date(day.year + day.month // 12, day.month % 12 + 1, 1) - date(day.year, day.month, 1)).days
    return f"{day.year}年{day.month}月" + ("底前" if day.day == last else f"{day.day}日前")


def _part_start(text: str, least: int, at: int) -> int:
    """Where the part between punctuation marks that holds `at` begins."""
    return max((m.end() for m in _PART_START.finditer(text, least, at)), default=least)
