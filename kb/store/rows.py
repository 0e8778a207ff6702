"""Facts to rows and rows to facts. What goes in comes out equal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, TypeAlias

from sqlalchemy import RowMapping

from kb.model import (
    Assignment,
    Citation,
    Clause,
    Deadline,
    Document,
    Evidence,
    Finding,
    Notice,
    Obligation,
    Place,
    PositionMap,
    Role,
    Source,
    Target,
    Unit,
)
from kb.store.keys import number_key, title_key

Values: TypeAlias = dict[str, Any]
Row: TypeAlias = RowMapping

_PLAIN_DOCUMENT = (
    "title",
    "doc_number",
    "issuer",
    "level",
    "jurisdiction",
    "region_code",
    "date",
    "print_date",
    "status",
    "genre",
    "publicity",
    "sponsor",
    "supervisor",
)
_LISTS_OF_DOCUMENT = ("recipients", "cc", "attachments", "inferred")


def content_hash(notice: Notice) -> str:
    """What tells two stored notices apart: the original's hash, the text's where there is no original."""
    source = notice.document.source
    return source.sha256 if source else hashlib.sha256(notice.text.encode()).hexdigest()


def head_values(document: Document) -> Values:
    """The fields of head and foot; lists as lists."""
    return {
        **{name: getattr(document, name) for name in _PLAIN_DOCUMENT},
        **{name: list(getattr(document, name)) for name in _LISTS_OF_DOCUMENT},
    }


def version_values(notice: Notice) -> Values:
    """Head, text and position map as a row of `versions`, without its place in the history."""
    document, source = notice.document, notice.document.source
    return {
        **head_values(document),
        "title_key": title_key(document.title) if document.title else None,
        "number_key": number_key(document.doc_number) if document.doc_number else None,
        "content_sha256": content_hash(notice),
        "file": source.file if source else None,
        "sha256": source.sha256 if source else None,
        "reader": source.reader if source else None,
        "pages": source.pages if source else None,
        "text": notice.text,
        "positions": [[place.offset, place.page, place.line] for place in notice.positions.places],
        "attachment_links": [list(link) for link in notice.attachment_links],
    }


def document_of(row: Row) -> Document:
    """The head and foot from a row of `versions`."""
    source = None
    if row["file"] is not None:
        source = Source(row["file"], row["sha256"], row["reader"], row["pages"])
    fields: Values = {name: row[name] for name in _PLAIN_DOCUMENT}
    fields |= {name: tuple(row[name]) for name in _LISTS_OF_DOCUMENT}
    return Document(id=row["notice_id"], source=source, **fields)


def positions_of(row: Row) -> PositionMap:
    """The position map from a row of `versions`."""
    return PositionMap(tuple(Place(*place) for place in row["positions"]))


def _evidence_values(evidence: Evidence) -> Values:
    return {
        "start_offset": evidence.start,
        "end_offset": evidence.end,
        "quote": evidence.quote,
        "page": evidence.page,
        "rule": evidence.rule,
        "confidence": evidence.confidence,
    }


def _evidence_of(row: Row) -> Evidence:
    return Evidence(
        row["start_offset"], row["end_offset"], row["quote"], row["page"], row["rule"], row["confidence"]
    )


def clause_values(clause: Clause) -> Values:
    """A clause as a row."""
    return {
        "path": clause.path,
        "label": clause.label,
        "implied_label": clause.implied_label,
        "heading": clause.heading,
        "start_offset": clause.start,
        "end_offset": clause.end,
        "body_start": clause.body_start,
        "text": clause.text,
        "page": clause.page,
    }


def clause_of(row: Row) -> Clause:
    """A clause from its row."""
    return Clause(
        row["path"],
        row["label"],
        row["implied_label"],
        row["heading"],
        row["start_offset"],
        row["end_offset"],
        row["body_start"],
        row["text"],
        row["page"],
    )


def assignment_values(assignment: Assignment) -> Values:
    """An assignment as a row, without its units."""
    governs = assignment.governs or (None, None)
    return {
        "clause": assignment.clause,
        **_evidence_values(assignment.evidence),
        "expands": [[name, list(members)] for name, members in assignment.expands],
        "task": assignment.task,
        "governs_start": governs[0],
        "governs_end": governs[1],
    }


def assignment_of(row: Row, units: Iterable[tuple[Role, str]]) -> Assignment:
    """An assignment from its row and its units in order."""
    listed = tuple(units)
    governs = None if row["governs_start"] is None else (row["governs_start"], row["governs_end"])
    return Assignment(
        clause=row["clause"],
        evidence=_evidence_of(row),
        lead=tuple(name for role, name in listed if role == "lead"),
        responsible=tuple(name for role, name in listed if role == "responsible"),
        cooperating=tuple(name for role, name in listed if role == "cooperating"),
        expands=tuple((name, tuple(members)) for name, members in row["expands"]),
        task=row["task"],
        governs=governs,
    )


def target_values(target: Target) -> Values:
    """A target as a row."""
    names = ("clause", "indicator", "op", "value", "unit", "kind", "scope", "qualifier", "deadline", "per")
    return {**{name: getattr(target, name) for name in names}, **_evidence_values(target.evidence)}


def target_of(row: Row) -> Target:
    """A target from its row."""
    names = ("clause", "indicator", "op", "value", "unit", "kind", "scope", "qualifier", "deadline", "per")
    return Target(evidence=_evidence_of(row), **{name: row[name] for name in names})


def deadline_values(deadline: Deadline) -> Values:
    """A deadline as a row."""
    names = ("clause", "date", "recurrence", "duty", "ongoing")
    return {**{name: getattr(deadline, name) for name in names}, **_evidence_values(deadline.evidence)}


def deadline_of(row: Row) -> Deadline:
    """A deadline from its row."""
    names = ("clause", "date", "recurrence", "duty", "ongoing")
    return Deadline(evidence=_evidence_of(row), **{name: row[name] for name in names})


def citation_values(citation: Citation) -> Values:
    """A citation as a row, with the keys that it is found by."""
    return {
        "clause": citation.clause,
        **_evidence_values(citation.evidence),
        "title": citation.title,
        "title_key": title_key(citation.title) if citation.title else None,
        "doc_number": citation.doc_number,
        "number_key": number_key(citation.doc_number) if citation.doc_number else None,
        "issuer_hint": citation.issuer_hint,
        "relation": citation.relation,
    }


def citation_of(row: Row) -> Citation:
    """A citation from its row."""
    names = ("clause", "title", "doc_number", "issuer_hint", "relation")
    return Citation(evidence=_evidence_of(row), **{name: row[name] for name in names})


def obligation_values(obligation: Obligation) -> Values:
    """An obligation as a row."""
    return {
        "clause": obligation.clause,
        **_evidence_values(obligation.evidence),
        "modality": obligation.modality,
        "actors": list(obligation.actors),
        "measures": list(obligation.measures),
    }


def obligation_of(row: Row) -> Obligation:
    """An obligation from its row."""
    return Obligation(
        row["clause"], _evidence_of(row), row["modality"], tuple(row["actors"]), tuple(row["measures"])
    )


def unit_values(unit: Unit) -> Values:
    """A unit as a row."""
    names = ("name", "function", "level", "kind", "canonical")
    return {**{name: getattr(unit, name) for name in names}, "candidates": list(unit.candidates)}


def unit_of(row: Row) -> Unit:
    """A unit from its row."""
    names = ("name", "function", "level", "kind", "canonical")
    return Unit(**{name: row[name] for name in names}, candidates=tuple(row["candidates"]))


def finding_values(finding: Finding) -> Values:
    """A finding as a row."""
    names = ("clause", "kind", "severity", "detail", "quote")
    return {name: getattr(finding, name) for name in names}


def finding_of(row: Row) -> Finding:
    """A finding from its row."""
    names = ("clause", "kind", "severity", "detail", "quote")
    return Finding(**{name: row[name] for name in names})
