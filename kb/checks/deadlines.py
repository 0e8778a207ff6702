"""Checks of dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kb.checks.found import Found
from kb.model import Notice

SHORT = 30
"""Fewer days than this between the notice and its deadline are too few to carry a task out."""


def missing_deadlines(notice: Notice) -> Iterator[Found]:
    """A count, ratio or coverage to reach, but no day until when."""
    for target in notice.targets:
        if target.deadline is None and target.kind in ("count", "ratio", "coverage", "reduction"):
            yield Found(target.clause, "missing_deadline", "指标没有写完成时限", target.evidence.quote)


def past_and_short_deadlines(notice: Notice) -> Iterator[Found]:
    """A deadline before the notice's own date, or within thirty days of it."""
    issued = notice.document.date
    if issued is None:
        return
    dated: set[tuple[str | None, date, str]] = set()
    dated |= {(t.clause, t.deadline, t.evidence.quote) for t in notice.targets if t.deadline}
    dated |= {(d.clause, d.date, d.evidence.quote) for d in notice.deadlines if d.date}
    for clause, day, quote in sorted(dated, key=lambda item: (item[0] or "", item[1], item[2])):
        days = (day - issued).days
        if days < 0:
            yield Found(clause, "past_deadline", f"时限{day}早于成文日期{issued}", quote)
        elif days < SHORT:
            yield Found(clause, "short_time", f"{issued}成文，到{day}只有{days}天", quote)


def vague_recurrences(notice: Notice) -> Iterator[Found]:
    """定期 says that a duty recurs, not how often."""
    for deadline in notice.deadlines:
        if deadline.recurrence and "定期" in deadline.recurrence:
            yield Found(deadline.clause, "vague_recurrence", "只写“定期”，未写周期", deadline.evidence.quote)
