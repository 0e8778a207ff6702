"""Checks of who is in charge."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.found import Found
from kb.model import Assignment, Clause, Notice

MOST = 0.6
"""A habit of the notice: what at least this share of its like clauses does."""


def _brackets(notice: Notice) -> list[Assignment]:
    return [assignment for assignment in notice.assignments if not assignment.in_prose]


def unassigned_clauses(notice: Notice) -> Iterator[Found]:
    """A clause with duties but no unit, where most of its brothers name theirs."""
    assigned = {assignment.clause for assignment in _brackets(notice)}
    busy = {obligation.clause for obligation in notice.obligations}
    brothers: dict[str | None, list[Clause]] = {}
    for clause in notice.clauses:
        if clause.path in busy:
            brothers.setdefault(clause.parent, []).append(clause)
    for group in brothers.values():
        without = [clause for clause in group if not _covered(clause.path, assigned)]
        if len(group) > 2 and without and len(without) <= (1 - MOST) * len(group):
            for clause in without:
                yield Found(
                    clause.path,
                    "unassigned_clause",
                    "同级各条大多写明责任单位，此条未写",
                    clause.heading or clause.text[:20],
                )


def _covered(path: str, assigned: set[str | None]) -> bool:
    return any(
        other == path or (other or "").startswith(path + "/") or path.startswith(f"{other}/")
        for other in assigned
    )


def missing_leads(notice: Notice) -> Iterator[Found]:
    """Only responsible units, where most other assignments name a lead."""
    by_clause: dict[str | None, list[Assignment]] = {}
    for assignment in _brackets(notice):
        by_clause.setdefault(assignment.clause, []).append(assignment)
    without = [path for path, group in by_clause.items() if not any(a.lead for a in group)]
    if by_clause and 0 < len(without) <= (1 - MOST) * len(by_clause):
        for path in without:
            yield Found(
                path,
                "missing_lead",
                "全文大多写明牵头单位，此条只写责任单位",
                by_clause[path][0].evidence.quote,
            )


def double_roles(notice: Notice) -> Iterator[Found]:
    """A unit named twice in one list, or leading and answering for the same task."""
    groups: dict[tuple[str | None, tuple[int, int] | None], list[Assignment]] = {}
    for assignment in _brackets(notice):
        groups.setdefault((assignment.clause, assignment.governs), []).append(assignment)
    for (path, _), group in groups.items():
        lead = [name for assignment in group for name in assignment.lead]
        others = [name for a in group for name in (*a.responsible, *a.cooperating)]
        quote = group[0].evidence.quote
        for name in sorted(set(lead) & set(others)):
            yield Found(path, "double_role", f"{name}既牵头，又列为责任或配合单位", quote)
        for name in sorted(
            {n for n in others if others.count(n) > 1} | {n for n in lead if lead.count(n) > 1}
        ):
            yield Found(path, "duplicate_unit", f"{name}在同一处列了两次", quote)


def inconsistent_names(notice: Notice) -> Iterator[Found]:
    """One body of the registry under two names."""
    names: dict[str, list[str]] = {}
    for unit in notice.units:
        if unit.canonical and unit.kind in ("department", "enterprise"):
            names.setdefault(unit.canonical, []).append(unit.name)
    for known in names.values():
        if len(known) > 1:
            yield Found(
                None, "inconsistent_unit_name", f"同一单位有{len(known)}种称呼：{'、'.join(known)}", known[1]
            )
