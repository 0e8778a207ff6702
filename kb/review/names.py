"""Names of units decided once for a jurisdiction: what each means there, or that it is no unit at all."""

from __future__ import annotations

from dataclasses import replace

from kb.bodies import functions, resolve_unit
from kb.model import LEVELS, Assignment, Document, Notice, Unit, UnitKind
from kb.regions import region, region_of_issuer
from kb.review.keys import bare
from kb.review.standing import standing
from kb.store import Decision

NOT_A_UNIT = "none"
"""Stands for the canonical key where a person said that the name is no unit."""
NO_SINGLE_BODY = "class"
"""Stands for it where the name is a class of units and no single body."""


def scope_of(document: Document) -> str | None:
    """The jurisdiction within which a name means one thing: the region's code, else its name."""
    return document.region_code or document.jurisdiction or document.issuer


def decided_names(entries: tuple[Decision, ...]) -> dict[str, Decision]:
    """What was decided, by the bare name."""
    return {
        bare(str(each.decision.entry.anchor["name"])): each.decision
        for each in standing(entries).values()
        if each.decision is not None
    }


def named(notice: Notice, decided: dict[str, Decision]) -> Notice:
    """The notice with its units as they were decided; what is no unit is gone from the assignments.

    Names that a person put into an assignment are resolved as those that the rules read.
    """
    gone = {name for name, decision in decided.items() if _canonical(decision) == NOT_A_UNIT}
    kept = tuple(a for each in notice.assignments if (a := _without(each, gone)) is not None)
    known = {unit.name: unit for unit in notice.units}
    names = dict.fromkeys(name for assignment in kept for _, name in assignment.units())
    if tuple(names) == tuple(known) and not decided:
        return notice
    units = tuple(_unit(name, known.get(name), notice.document, decided.get(bare(name))) for name in names)
    return replace(notice, assignments=kept, units=units)


def body_unit(name: str, canonical: str, before: Unit) -> Unit:
    """The unit that a canonical key (`<region code>/<function key>`) stands for."""
    code, _, key = canonical.partition("/")
    place = region(code)
    function = next((each for each in functions() if each.key == key.partition(":")[0]), None)
    kind: UnitKind = before.kind
    if function is not None:
        kind = "enterprise" if function.kind == "enterprise" else "department"
    level = place.level if place and place.level in LEVELS else before.level
    return Unit(name, function.name if function else before.function, level, kind, canonical)


def _canonical(decision: Decision) -> str:
    return str((decision.entry.value or {}).get("canonical", ""))


def _unit(name: str, known: Unit | None, document: Document, decision: Decision | None) -> Unit:
    unit = known
    if unit is None:
        place = region_of_issuer(document.issuer, document.doc_number) if document.issuer else None
        year = document.date.year if document.date else None
        unit = resolve_unit(name, place, document.level, year)
    if decision is None or _canonical(decision) == NO_SINGLE_BODY:
        return unit
    return body_unit(name, _canonical(decision), unit)


def _without(assignment: Assignment, gone: set[str]) -> Assignment | None:
    """The assignment without these names; None where nobody is left."""
    if not any(bare(name) in gone for _, name in assignment.units()):
        return assignment
    lead, responsible, cooperating = (
        tuple(name for name in names if bare(name) not in gone)
        for names in (assignment.lead, assignment.responsible, assignment.cooperating)
    )
    if not (lead or responsible or cooperating):
        return None
    return replace(assignment, lead=lead, responsible=responsible, cooperating=cooperating)
