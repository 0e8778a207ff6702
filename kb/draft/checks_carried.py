"""Checks of completeness: every upper clause carried or explained, every task with a lead and a day, no answer open."""

from __future__ import annotations

from collections.abc import Iterator

from kb.draft.checks_setting import Looked, made, waiting
from kb.draft.localise_times import day_words, needs_day
from kb.draft.model import Check, Entry
from kb.model import Assignment, LinkEnd


def carried_checks(looked: Looked) -> Iterator[Check]:
    """Questions without an answer, upper clauses without a counterpart, tasks without a lead or a day."""
    for entry in looked.draft.entries:
        yield from _unexplained(looked, entry)
        if entry.printed:
            yield from _open(entry)
    yield from _absent(looked)
    for path, entry in looked.by_path.items():
        yield from _lead(looked, path, entry)
        yield from _day(looked, path, entry)


def _open(entry: Entry) -> Iterator[Check]:
    for question in entry.open_questions:
        detail = f"待定{question.number}：{question.asks}"
        yield made("open_question", "open", entry, detail, f"【待定{question.number}】", question.upper)


def _unexplained(looked: Looked, entry: Entry) -> Iterator[Check]:
    """Left out without a reason, or merged into nothing that is printed."""
    if entry.choice == "leave_out" and entry.notice and not entry.reason.strip():
        yield made("clause_not_carried", "must", entry, "不写，但没有说明理由", upper=_name(entry))
    if entry.choice == "merge":
        into = looked.draft.entry(entry.merged_into or "")
        if into is None or not into.printed:
            yield made("clause_not_carried", "must", entry, "要合并到的条款没有写", upper=_name(entry))


def _absent(looked: Looked) -> Iterator[Check]:
    """Upper clauses that the plan does not carry although no reason is given: gone from the draft, or so
    changed that they are not found any more."""
    gone = {
        (link.upper.notice, link.upper.clause)
        for link in looked.links
        if link.lower is None and link.upper and link.upper.clause and link.upper.quote is None
    }
    for upper in looked.uppers[:1]:
        for clause in upper.clauses:
            if (upper.document.id, clause.path) not in looked.by_upper:
                words = f"{clause.path} {clause.heading or ''}".strip()
                yield made("clause_not_carried", "must", None, f"上级“{words}”不在草稿中", upper=words)
    for key in sorted(gone):
        entry = looked.by_upper.get(key)
        if entry is None or entry.choice == "leave_out" or waiting(entry, "figure"):
            continue
        if entry.choice == "merge":
            into = looked.answering(LinkEnd(*key))
            detail = "合并后找不到这一条的内容"
            yield made("clause_not_carried", "must", into or entry, detail, upper=_name(entry))
        else:
            yield made("clause_not_carried", "must", entry, "改得与上级这一条对不上了", upper=_name(entry))


def _name(entry: Entry) -> str:
    return f"{entry.clause or ''} {entry.heading or ''}".strip()


def _lead(looked: Looked, path: str, entry: Entry) -> Iterator[Check]:
    """A task of several units needs one that leads; a task whose upper clause names units needs some."""
    brackets = [a for a in looked.read.assignments if a.clause == path and not a.in_prose]
    state = "open" if waiting(entry, "lead") or waiting(entry, "unit") else "must"
    if brackets and all(_leaderless(each) for each in brackets):
        asked = waiting(entry, "lead")
        waits = f"，等待定{asked.number}" if asked else ""
        yield made("no_lead", "open" if asked else "must", entry, f"没有牵头单位{waits}")
    above = looked.upper_clause(entry)
    if not brackets and above is not None:
        upper, clause = above
        if any(a.clause == clause.path and not a.in_prose for a in upper.assignments):
            yield made("no_lead", "open" if state == "open" else "must", entry, "没有写责任单位")


def _leaderless(assignment: Assignment) -> bool:
    return not assignment.lead and len(assignment.units()) > 1


def _day(looked: Looked, path: str, entry: Entry) -> Iterator[Check]:
    """A figure to reach without a day, its clause stating none."""
    dated = [t for t in looked.read.targets if t.clause == path and t.deadline]
    dated_duties = [d for d in looked.read.deadlines if d.clause == path and (d.date or d.recurrence)]
    undated = [t for t in looked.read.targets if t.clause == path and needs_day(t)]
    if not undated or dated or dated_duties:
        asked = waiting(entry, "deadline")
        if asked is not None and asked.upper is None:
            yield _no_day(looked, entry, f"，等待定{asked.number}", is_open=True)
        return
    asked = waiting(entry, "deadline")
    yield _no_day(looked, entry, f"，等待定{asked.number}" if asked else "", is_open=asked is not None)


def _no_day(looked: Looked, entry: Entry, waits: str, *, is_open: bool) -> Check:
    last = _latest(looked)
    until = f"。不得晚于{last}" if last else ""
    return made("no_deadline", "open" if is_open else "must", entry, f"没有完成时限{waits}{until}")


def _latest(looked: Looked) -> str | None:
    """The last day that the goal of the upper notice gives."""
    for upper in looked.uppers:
        goals = {clause.path for clause in upper.clauses if clause.heading and "目标" in clause.heading}
        days = [t.deadline for t in upper.targets if t.deadline and t.clause in goals]
        if days:
            return day_words(max(days)).removesuffix("前")
    return None
