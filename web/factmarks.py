"""The facts of a notice as marks in its text: units, targets, deadlines, citations, words of duty."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from corpus.tables import load_rows
from ingest.extract.time_expressions import TimeExpression, find_times
from kb.model import Evidence, Notice, Target
from web import present
from web.marks import Mark, occurrences

Address = Callable[[str | None, str], str]
"""From a clause's path and a fact's anchor to the address where that fact is explained."""


Times = tuple[TimeExpression, ...]


def anchor(kind: str, index: int) -> str:
    """The name of a fact within its notice's pages: `target-3`."""
    return f"{kind}-{index}"


def fact_marks(
    notice: Notice, address: Address, citation_href: Callable[[int], str | None] | None = None
) -> tuple[Mark, ...]:
    """All marks of the notice. `citation_href` may lead a citation to the cited notice itself."""
    times = find_times(notice.text, notice.document)
    marks = (
        *_units(notice, address),
        *_targets(notice, address, times),
        *_deadlines(notice, address, times),
        *_citations(notice, address, citation_href),
        *_cues(notice),
    )
    # Two figures may share one day: its box is drawn once.
    return tuple({(mark.start, mark.end, mark.css): mark for mark in reversed(marks)}.values())


def _units(notice: Notice, address: Address) -> Iterator[Mark]:
    taken: set[tuple[int, int]] = set()
    for index, assignment in enumerate(notice.assignments):
        evidence, name = assignment.evidence, anchor("assignment", index)
        roles = {unit: present.ROLE_WORDS[role] for role, unit in assignment.units()}
        for start, end in occurrences(notice.text, roles, evidence.start, evidence.end):
            if (start, end) not in taken:
                taken.add((start, end))
                word = roles[notice.text[start:end]]
                yield Mark(start, end, "m-unit", address(assignment.clause, name), f"{word}单位")
    for obligation in notice.obligations:
        evidence = obligation.evidence
        for start, end in occurrences(notice.text, obligation.actors, evidence.start, evidence.end):
            if not any(s < end and start < e for s, e in taken):
                taken.add((start, end))
                yield Mark(start, end, "m-unit", title="责任单位")


def _targets(notice: Notice, address: Address, times: Times) -> Iterator[Mark]:
    for index, target in enumerate(notice.targets):
        name, evidence = anchor("target", index), target.evidence
        where = address(target.clause, name)
        inside = [t for t in _within(times, evidence) if t.day and t.day == target.deadline]
        for time in inside or _before(notice.text, times, target):
            yield Mark(time.start, time.end, "m-deadline", where, f"时限 {present.day(target.deadline)}")
        title = f"指标 {target.indicator or ''} {present.target_value(target)}"
        start = evidence.start
        if inside and inside[0].start == start and inside[0].end < evidence.end:
            # The day has its own box: the tint begins behind it and its comma.
            rest = notice.text[inside[0].end : evidence.end]
            start = evidence.end - len(rest.lstrip("，、 "))
        yield Mark(start, evidence.end, "m-target", where, title, f"m-{name}")


def _deadlines(notice: Notice, address: Address, times: Times) -> Iterator[Mark]:
    for index, deadline in enumerate(notice.deadlines):
        name, evidence = anchor("deadline", index), deadline.evidence
        title = f"时限 {deadline.recurrence or present.day(deadline.date)}"
        meant = [t for t in _within(times, evidence) if t.day == deadline.date]
        spans = [(time.start, time.end) for time in meant] or [(evidence.start, evidence.end)]
        for position, (start, end) in enumerate(spans):
            own = f"m-{name}" if position == 0 else None
            yield Mark(start, end, "m-deadline", address(deadline.clause, name), title, own)


def _before(text: str, times: Times, target: Target) -> list[TimeExpression]:
    """The day that governs a figure from farther left in its sentence (6月底前，……，至少建成1处)."""
    start = target.evidence.start
    earlier = [t for t in times if t.day and t.day == target.deadline and t.end <= start]
    return earlier[-1:] if earlier and not set("。\n") & set(text[earlier[-1].end : start]) else []


def _within(times: Times, evidence: Evidence) -> list[TimeExpression]:
    return [time for time in times if evidence.start <= time.start and time.end <= evidence.end]


def _citations(
    notice: Notice, address: Address, citation_href: Callable[[int], str | None] | None
) -> Iterator[Mark]:
    for index, citation in enumerate(notice.citations):
        name = anchor("citation", index)
        href = citation_href(index) if citation_href else None
        title = "馆藏中有这件文件" if href else "引用"
        where = href or address(citation.clause, name)
        yield Mark(citation.evidence.start, citation.evidence.end, "m-citation", where, title, f"m-{name}")


def _cues(notice: Notice) -> Iterator[Mark]:
    """The words that say how binding a duty is, inside the sentences that are duties."""
    for obligation in notice.obligations:
        evidence = obligation.evidence
        for found in _cue_pattern().finditer(notice.text, evidence.start, evidence.end):
            yield Mark(found.start(), found.end(), "m-cue")


@cache
def _cue_pattern() -> re.Pattern[str]:
    # One-character cues (可) stand inside too many other words to be dotted without a parser.
    words = [row[0] for row in load_rows("modality_cues") if row[2] != "neutral" and len(row[0]) > 1]
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
