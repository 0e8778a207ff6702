"""The lines of work of a notice: its tasks, and what it assigns without a sentence that directs somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from kb.model import Assignment, Clause, Deadline, Evidence, Notice, Obligation, Role, Target
from kb.tasks import Task, task_of, tasks_of

ASSIGNED = "matrix.assigned"
"""The rule of a line of work that only an assignment speaks of."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A task with the notice that states it. `directed` is False where its clause assigns units without
    any sentence that directs somebody, so that nothing is known of how binding it is."""

    notice: Notice
    task: Task
    directed: bool = True

    @property
    def path(self) -> str | None:
        """The path of its clause."""
        return self.task.obligation.clause

    @property
    def clause(self) -> Clause | None:
        """Its clause."""
        return self.task.clause

    @property
    def start(self) -> int:
        """Where its sentence begins in the notice's text."""
        return self.task.obligation.evidence.start

    @property
    def end(self) -> int:
        """Where its sentence ends."""
        return self.task.obligation.evidence.end

    @property
    def quote(self) -> str:
        """Its sentence as printed."""
        return self.task.obligation.evidence.quote

    @property
    def actors(self) -> tuple[str, ...]:
        """Those whom the sentence directs and to whom no assignment gives a role."""
        named = {name for _, name in self.task.units}
        return tuple(name for name in self.task.obligation.actors if name not in named)

    @property
    def group(self) -> str:
        """What its neighbours of the same clause share."""
        return f"{self.notice.document.id}#{self.path or ''}"

    def named(self, role: Role) -> tuple[str, ...]:
        """The units that have this role, as written."""
        return tuple(name for of, name in self.task.units if of == role)

    def by(self, name: str, role: Role) -> tuple[Assignment, ...]:
        """The assignments that give this role to this unit."""
        return tuple(a for a in self.task.assignments if (role, name) in a.units())


def duties_of(notice: Notice) -> tuple[Duty, ...]:
    """All lines of work in the order of the text."""
    found = [Duty(notice, task) for task in tasks_of(notice)]
    covered = {id(assignment) for duty in found for assignment in duty.task.assignments}
    for assignment in notice.assignments:
        if id(assignment) not in covered:
            found.append(assigned(notice, assignment))
    return tuple(sorted(found, key=lambda duty: duty.start))


def assigned(notice: Notice, assignment: Assignment) -> Duty:
    """The line of work that an assignment alone speaks of: what it governs, or its clause's own words."""
    start, end = assignment.governs or _stretch(notice, assignment)
    quote = notice.text[start:end]
    evidence = Evidence(start, end, quote, assignment.evidence.page, ASSIGNED, assignment.evidence.confidence)
    task = task_of(notice, Obligation(assignment.clause, evidence, "mandatory"))
    return Duty(notice, task, directed=False)


def _stretch(notice: Notice, assignment: Assignment) -> tuple[int, int]:
    clause = notice.clause(assignment.clause) if assignment.clause else None
    if clause is None or clause.body_start >= clause.end:
        return assignment.evidence.start, assignment.evidence.end
    start = clause.body_start if notice.text[clause.body_start : clause.end].strip() else clause.start
    return start, clause.end


def stated_at(notice: Notice, fact: Target | Deadline) -> Duty:
    """The line of work of a figure or a day that stands in no sentence that directs somebody."""
    return Duty(notice, task_of(notice, Obligation(fact.clause, fact.evidence, "mandatory")), directed=False)


def stated_between(notice: Notice, path: str | None, quote: str | None) -> Duty:
    """The words of a clause, or a stretch of them, as a line of work."""
    clause = notice.clause(path) if path else None
    first, last = (clause.start, clause.end) if clause else (0, len(notice.text))
    at = notice.text.find(quote, first, last) if quote else first
    start, end = (first, last) if at < 0 else (at, at + len(quote) if quote else last)
    evidence = Evidence(start, end, notice.text[start:end], None, ASSIGNED)
    return Duty(notice, task_of(notice, Obligation(path, evidence, "mandatory")), directed=False)


def by_clause(duties: Iterable[Duty]) -> Iterator[tuple[Duty, ...]]:
    """Neighbouring duties of one clause together."""
    for _, found in groupby(duties, key=lambda duty: duty.group):
        yield tuple(found)
