"""The distinct units that have a role in a notice, each resolved to a body relative to the issuer."""

from __future__ import annotations

from kb.bodies import resolve_unit
from kb.model import Notice, Unit
from kb.regions import region as region_by_code
from kb.regions import region_of_issuer


def units_of(notice: Notice) -> tuple[Unit, ...]:
    """One `Unit` a name, in order of first appearance. Unknown bodies keep `canonical` None."""
    document = notice.document
    region = region_of_issuer(document.issuer, document.doc_number) if document.issuer else None
    if region is None and document.region_code:
        region = region_by_code(document.region_code)
    names = dict.fromkeys(name for assignment in notice.assignments for _, name in assignment.units())
    year = document.date.year if document.date else None
    return tuple(resolve_unit(name, region, document.level, year) for name in names)
