"""Tasks: each obligation of a notice joined with who answers for it, its targets and its deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.model import Assignment, Clause, Deadline, Document, Notice, Obligation, Role, Target, UnitKind

GROUP_FUNCTIONS: dict[UnitKind, str] = {
    "township_group": "镇、街道",
    "government": "区县政府",
    "enterprise": "企业",
    "leading_group": "领导小组",
}
"""Stands for the function of a unit that has none of its own, by its kind."""
UNKNOWN_FUNCTION = "未识别单位"


@dataclass(frozen=True, slots=True)
class Task:
    """One obligation with the facts that belong to it.

    `units` are (role, name as written), leads first. `functions` are the distinct functions of
    these units (商务, 财政), in the same order. `assignments` are those that put the units in charge.
    """

    notice: Document
    clause: Clause | None
    obligation: Obligation
    units: tuple[tuple[Role, str], ...]
    targets: tuple[Target, ...]
    deadlines: tuple[Deadline, ...]
    functions: tuple[str, ...]
    assignments: tuple[Assignment, ...] = ()


def tasks_of(notice: Notice) -> tuple[Task, ...]:
    """One task per obligation, in reading order.

    An assignment belongs to the sentences that it governs, or, where its reach is not known, to
    those of its own clause, and what running text assigns comes on top; a clause without any assignment takes those of its nearest ancestor
    that has one. Targets and deadlines belong where their words overlap the sentence; a day on a line
    of its own (完成时限：9月底) belongs to all sentences of its clause.
    """
    clauses = {clause.path: clause for clause in notice.clauses}
    functions = _functions(notice)
    terms = _terms(notice)
    return tuple(_task(notice, clauses, functions, terms, obligation) for obligation in notice.obligations)


def task_of(notice: Notice, obligation: Obligation) -> Task:
    """The task of one sentence, which need not be among the notice's obligations."""
    clauses = {clause.path: clause for clause in notice.clauses}
    return _task(notice, clauses, _functions(notice), _terms(notice), obligation)


def _functions(notice: Notice) -> dict[str, str]:
    return {
        unit.name: unit.function or GROUP_FUNCTIONS.get(unit.kind, UNKNOWN_FUNCTION) for unit in notice.units
    }


def _terms(notice: Notice) -> tuple[Deadline, ...]:
    """The days that stand in no sentence of any duty: lines that date a clause as a whole."""
    spans = [(o.evidence.start, o.evidence.end) for o in notice.obligations]
    return tuple(
        d
        for d in notice.deadlines
        if d.clause and not any(d.evidence.start < end and start < d.evidence.end for start, end in spans)
    )


def _task(
    notice: Notice,
    clauses: dict[str, Clause],
    functions: dict[str, str],
    terms: tuple[Deadline, ...],
    obligation: Obligation,
) -> Task:
    start, end = obligation.evidence.start, obligation.evidence.end
    governing = _governing(notice, obligation)
    units = _units(governing)
    own = tuple(d for d in notice.deadlines if d.evidence.start < end and start < d.evidence.end)
    return Task(
        notice=notice.document,
        clause=clauses.get(obligation.clause) if obligation.clause else None,
        obligation=obligation,
        units=units,
        targets=tuple(t for t in notice.targets if t.evidence.start < end and start < t.evidence.end),
        deadlines=own + tuple(d for d in terms if d.clause == obligation.clause and d not in own),
        functions=tuple(dict.fromkeys(functions.get(name, UNKNOWN_FUNCTION) for _, name in units)),
        assignments=governing,
    )


def _governing(notice: Notice, obligation: Obligation) -> tuple[Assignment, ...]:
    return (*_assigned(notice, obligation), *_standing(notice, obligation))


def _standing(notice: Notice, obligation: Obligation) -> Iterator[Assignment]:
    """Rules stated once for all that follows; they add to what a task's own assignment says."""
    for each in notice.assignments:
        reaches = each.governs and each.governs[0] <= obligation.evidence.start < each.governs[1]
        if each.standing and reaches:
            yield each


def _assigned(notice: Notice, obligation: Obligation) -> tuple[Assignment, ...]:
    start, end = obligation.evidence.start, obligation.evidence.end
    spoken = tuple(
        a for a in notice.assignments if a.in_prose and a.evidence.start < end and start < a.evidence.end
    )
    formal = tuple(a for a in notice.assignments if not a.in_prose and not a.standing)
    reaching = tuple(a for a in formal if a.governs and a.governs[0] < end and start < a.governs[1])
    if reaching or spoken:
        unreached = tuple(a for a in formal if a.governs is None and a.clause == obligation.clause)
        return (*(reaching or unreached), *spoken)
    path = obligation.clause
    while path:
        here = tuple(a for a in formal if a.clause == path)
        if here:
            own = path == obligation.clause
            # In its own clause an assignment whose reach is known to end elsewhere says nothing here.
            return tuple(a for a in here if not own or a.governs is None)
        path = path.rpartition("/")[0]
    return ()


def _units(assignments: tuple[Assignment, ...]) -> tuple[tuple[Role, str], ...]:
    pairs = dict.fromkeys(pair for assignment in assignments for pair in assignment.units())
    rank = {"lead": 0, "responsible": 1, "cooperating": 2}
    return tuple(sorted(pairs, key=lambda pair: rank[pair[0]]))
