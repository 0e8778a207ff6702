"""What of a fact a person can put right: its fields as plain values, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

from kb.model import Assignment, Citation, Deadline, Evidence, Notice, Obligation, Target
from kb.store import Kind

Fact: TypeAlias = Assignment | Target | Deadline | Citation | Obligation
Plain: TypeAlias = dict[str, Any]

PERSON = "person"
"""The rule of a fact that a person stated."""
LISTS: dict[Kind, str] = {
    "responsibility": "assignments",
    "target": "targets",
    "deadline": "deadlines",
    "citation": "citations",
    "obligation": "obligations",
}
"""The kinds of facts, and where a notice keeps each."""
FIELDS: dict[Kind, tuple[str, ...]] = {
    "responsibility": ("lead", "responsible", "cooperating", "task"),
    "target": ("indicator", "op", "value", "unit", "kind", "scope", "qualifier", "deadline", "per"),
    "deadline": ("date", "recurrence", "duty", "ongoing"),
    "citation": ("title", "doc_number", "issuer_hint", "relation"),
    "obligation": ("modality", "actors", "measures"),
}
_CLASSES: dict[Kind, type[Fact]] = {
    "responsibility": Assignment,
    "target": Target,
    "deadline": Deadline,
    "citation": Citation,
    "obligation": Obligation,
}


def facts_of(notice: Notice, kind: Kind) -> tuple[Fact, ...]:
    """The notice's facts of one kind, in order."""
    found: tuple[Fact, ...] = getattr(notice, LISTS[kind])
    return found


def plain_fact(kind: Kind, fact: Fact) -> Plain:
    """The fields of a fact as JSON values; dates as ISO 8601."""
    return {name: _plain(getattr(fact, name)) for name in FIELDS[kind]}


def with_fields(kind: Kind, fact: Fact, value: Plain) -> Fact:
    """The fact with these fields; raises ValueError for a field that the kind does not have."""
    unknown = set(value) - set(FIELDS[kind])
    if unknown:
        raise ValueError(f"{kind} has no field {', '.join(sorted(unknown))}")
    return replace(fact, **{name: _read(name, each) for name, each in value.items()})


def stated(kind: Kind, clause: str | None, evidence: Evidence, value: Plain) -> Fact:
    """A fact made of what a person said alone."""
    unknown = set(value) - set(FIELDS[kind])
    if unknown:
        raise ValueError(f"{kind} has no field {', '.join(sorted(unknown))}")
    given = {name: _read(name, value.get(name)) for name in FIELDS[kind]}
    return _CLASSES[kind](clause=clause, evidence=evidence, **given)


def certain(fact: Fact, rule: str | None = None) -> Fact:
    """The fact with confidence 1, and with another rule where one is given."""
    evidence = replace(fact.evidence, confidence=1.0, rule=rule or fact.evidence.rule)
    return replace(fact, evidence=evidence)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _read(name: str, value: Any) -> Any:
    if name in ("date", "deadline"):
        return date.fromisoformat(value) if value else None
    if name in ("lead", "responsible", "cooperating", "actors", "measures"):
        return tuple(value or ())
    if name == "ongoing":
        return bool(value)
    return value
