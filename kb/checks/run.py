"""Runs all checks over a notice and names what they found."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from corpus.tables import load_rows
from kb.checks import deadlines, figures, structure, units
from kb.checks.found import Found
from kb.model import Finding, Notice, Severity

CHECKS = (
    structure.numbering_gaps,
    structure.missing_numbers,
    structure.unbalanced_brackets,
    structure.undefined_same_below,
    units.unassigned_clauses,
    units.missing_leads,
    units.double_roles,
    units.inconsistent_names,
    figures.inconsistent_figures,
    deadlines.missing_deadlines,
    deadlines.past_and_short_deadlines,
    deadlines.vague_recurrences,
)


def findings_of(notice: Notice) -> tuple[Finding, ...]:
    """All findings, in the order of the notice's clauses. Never raises for any notice."""
    return in_order(notice, (finding_of(item) for check in CHECKS for item in check(notice)))


def in_order(notice: Notice, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the order of the notice's clauses; those of no clause come first."""
    order = {clause.path: index for index, clause in enumerate(notice.clauses)}
    return tuple(sorted(findings, key=lambda each: order.get(each.clause or "", -1)))


def finding_of(item: Found) -> Finding:
    """The result of a check with the severity of its kind."""
    return Finding(item.clause, item.kind, _severities()[item.kind], item.detail, item.quote)


@cache
def _severities() -> dict[str, Severity]:
    return {row[0]: row[1] for row in load_rows("finding_kinds")}  # type: ignore[misc]


def kind_name(kind: str) -> str:
    """The Chinese name of a kind of finding; the code itself where the table lacks it."""
    return next((row[2] for row in load_rows("finding_kinds") if row[0] == kind), kind)
