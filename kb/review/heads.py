"""Head and foot of a notice as people put them right: title, number, issuer, dates. Pure.

A decision hangs on one field and on what the rules had read of it. It holds as long as they read the same
(or what the person said); where a new version reads otherwise, the decision is suspect.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, get_args

from kb.model import LEVELS, Document, Status
from kb.regions import region_of_issuer, resolve_region
from kb.review.keys import hashed
from kb.review.standing import standing
from kb.store import Decision, Suspect

HEAD_FIELDS = (
    "title", "doc_number", "issuer", "level", "jurisdiction", "date", "print_date", "status", "genre",
    "recipients", "cc", "publicity",
)  # fmt: skip
_DATES = ("date", "print_date")
_LISTS = ("recipients", "cc")
_OF_PLACE = frozenset(("issuer", "level", "jurisdiction"))


def subject_of_head(notice_id: str, field: str) -> str:
    """The key of one field of a notice's head."""
    return hashed(("head", notice_id, field))


def plain_head(document: Document) -> dict[str, Any]:
    """The fields that a person can put right, as JSON values."""
    return {field: _plain(getattr(document, field)) for field in HEAD_FIELDS}


def checked(field: str, value: Any) -> Any:
    """The plain value of a field; raises ValueError for a field or a value that cannot be."""
    if field not in HEAD_FIELDS:
        raise ValueError(f"no field {field}")
    allowed = {"level": (*LEVELS, None), "status": get_args(Status)}.get(field)
    if allowed is not None and value not in allowed:
        raise ValueError(f"{field}: {value!r}")
    return _plain(_read(field, value))


def judged_head(machine: Document, entries: tuple[Decision, ...]) -> tuple[Document, tuple[Suspect, ...]]:
    """The head that the rules read with what people said of it, and the decisions that lost their ground."""
    read, said, suspects = plain_head(machine), {}, []
    for each in standing(entries).values():
        decision = each.decision
        if decision is None or decision.entry.kind != "head":
            continue
        field, then = decision.entry.anchor["field"], decision.entry.anchor["read"]
        value = (decision.entry.value or {}).get(field)
        if read[field] == then:
            said[field] = value
        elif read[field] != value:
            suspects.append(_suspect(machine, decision, field, then, read[field]))
    return _with(machine, said), tuple(suspects)


def _with(machine: Document, said: dict[str, Any]) -> Document:
    if not said:
        return machine
    fields: dict[str, Any] = {name: _read(name, value) for name, value in said.items()}
    inferred = tuple(name for name in machine.inferred if name not in said)
    document = replace(machine, **fields, inferred=inferred)
    if not _OF_PLACE & said.keys():
        return document
    place = resolve_region(document.jurisdiction) if document.jurisdiction else None
    if place is None and document.issuer:
        place = region_of_issuer(document.issuer, document.doc_number)
    return replace(document, region_code=place.code if place else None)


def _suspect(machine: Document, decision: Decision, field: str, then: Any, now: Any) -> Suspect:
    return Suspect(
        decision.entry.subject, decision.id, "head", machine.id, None, None, _words(then), _words(now) or None, None
    )  # fmt: skip


def _words(value: Any) -> str:
    return "、".join(value) if isinstance(value, list) else str(value or "")


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple | list) else value


def _read(field: str, value: Any) -> Any:
    if field in _DATES:
        return date.fromisoformat(value) if value else None
    if field in _LISTS:
        return tuple(value or ())
    return value or None
