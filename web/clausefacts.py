"""All facts of one clause, each with its anchor, its mark's address and where it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from kb.model import Assignment, Citation, Clause, Deadline, Evidence, Finding, Notice, Obligation, Target
from web import present
from web.factmarks import anchor


class _InClause(Protocol):
    @property
    def clause(self) -> str | None: ...


Fact = TypeVar("Fact", bound=_InClause)


@dataclass(frozen=True, slots=True)
class ClauseFacts:
    """The facts of a clause (None: those outside the outline); each list holds (anchor, fact)."""

    assignments: tuple[tuple[str, Assignment], ...]
    targets: tuple[tuple[str, Target], ...]
    deadlines: tuple[tuple[str, Deadline], ...]
    citations: tuple[tuple[str, Citation], ...]
    obligations: tuple[tuple[str, Obligation], ...]
    findings: tuple[Finding, ...]

    @property
    def unit_count(self) -> int:
        """How many distinct units answer for this clause."""
        return len({name for _, a in self.assignments for _, name in a.units()})

    @property
    def without_lead(self) -> bool:
        """True where units are named but none of them leads."""
        return bool(self.assignments) and not any(a.lead for _, a in self.assignments)


@dataclass(frozen=True, slots=True)
class Reading:
    """One fact as a row of provenance: kind, what was understood, and the words it was read from."""

    anchor: str
    kind: str
    meaning: str
    evidence: Evidence
    line: int | None


def facts_of(notice: Notice, path: str | None) -> ClauseFacts:
    """The facts that stand in the clause with this path."""
    return ClauseFacts(
        _of(notice.assignments, path, "assignment"),
        _of(notice.targets, path, "target"),
        _of(notice.deadlines, path, "deadline"),
        _of(notice.citations, path, "citation"),
        _of(notice.obligations, path, "obligation"),
        tuple(finding for finding in notice.findings if finding.clause == path),
    )


def governing(notice: Notice, clause: Clause) -> tuple[Clause, ClauseFacts] | None:
    """The nearest clause above that names units, where this one names none itself."""
    path = clause.parent
    while path is not None:
        above, facts = notice.clause(path), facts_of(notice, path)
        if above is not None and facts.assignments:
            return above, facts
        path = above.parent if above else None
    return None


def _of(facts: Sequence[Fact], path: str | None, kind: str) -> tuple[tuple[str, Fact], ...]:
    return tuple((anchor(kind, i), fact) for i, fact in enumerate(facts) if fact.clause == path)


def readings(notice: Notice, facts: ClauseFacts) -> tuple[Reading, ...]:
    """Every fact of the clause with where it was read, in the order of the text."""
    rows = [(name, "责任", _assignment_words(fact), fact.evidence) for name, fact in facts.assignments]
    rows += [(name, "指标", _target_words(fact), fact.evidence) for name, fact in facts.targets]
    rows += [(name, "时限", _deadline_words(fact), fact.evidence) for name, fact in facts.deadlines]
    rows += [(name, "引用", _citation_words(fact), fact.evidence) for name, fact in facts.citations]
    rows += [(name, "任务", _obligation_words(fact), fact.evidence) for name, fact in facts.obligations]
    out = []
    for name, kind, meaning, evidence in sorted(rows, key=lambda row: (row[3].start, row[3].end)):
        place = notice.positions.at(evidence.start)
        out.append(Reading(name, kind, meaning, evidence, place.line if place else None))
    return tuple(out)


def _assignment_words(assignment: Assignment) -> str:
    groups = (
        ("牵头", assignment.lead), ("责任", assignment.responsible), ("配合", assignment.cooperating),
    )  # fmt: skip
    return "；".join(f"{word} {'、'.join(names)}" for word, names in groups if names)


def _target_words(target: Target) -> str:
    day = f"，{target.deadline.isoformat()}" if target.deadline else ""
    scope = f"（{target.scope}）" if target.scope else ""
    return f"{target.indicator or '指标名未读出'}{scope} {present.target_value(target)}{day}"


def _deadline_words(deadline: Deadline) -> str:
    when = deadline.recurrence or ("持续" if deadline.ongoing else present.day(deadline.date))
    return f"{when}　{deadline.duty}"


def _citation_words(citation: Citation) -> str:
    name = f"《{citation.title}》" if citation.title else ""
    return f"{present.CITATION_WORDS[citation.relation]} {name}{citation.doc_number or ''}"


def _obligation_words(obligation: Obligation) -> str:
    actors = f"，{'、'.join(obligation.actors)}" if obligation.actors else ""
    return f"{present.MODALITY_WORDS[obligation.modality]}{actors}"
