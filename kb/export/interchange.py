"""Notices and links as interchange JSON (`tiaokuai/1`), and the check against its JSON Schema.

The format is described in docs/interchange.md; the schema beside this module is its exact form.
Quotes lose all white space, dates become ISO strings, unknown becomes null.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator

from kb.model import (
    Assignment,
    Change,
    Citation,
    Clause,
    Deadline,
    Document,
    Evidence,
    Finding,
    Link,
    LinkEnd,
    Notice,
    Obligation,
    Source,
    Target,
    Unit,
)

SCHEMA = "tiaokuai/1"
"""The version of the format; it changes whenever the shape does."""

_WHITE = re.compile(r"\s+")


class InvalidInterchange(ValueError):
    """The data is not of the interchange format; `problems` names each place and what is wrong there."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("数据不符合交换格式 tiaokuai/1：" + "；".join(problems[:5]))
        self.problems = problems


def bare(quote: str) -> str:
    """The words without any white space, as quotes stand in the interchange format."""
    return _WHITE.sub("", quote)


def export_base(notices: Iterable[Notice], links: Iterable[Link]) -> dict[str, Any]:
    """All notices with their facts, and the links between them as traces."""
    return {
        "schema": SCHEMA,
        "notices": [export_notice(notice) for notice in notices],
        "traces": [export_link(link) for link in links],
    }


def export_notice(notice: Notice) -> dict[str, Any]:
    """One notice as the format's NOTICE."""
    in_brackets = [a for a in notice.assignments if not a.in_prose]
    in_prose = [a for a in notice.assignments if a.in_prose]
    return {
        "document": _document(notice.document),
        "clauses": [_clause(clause) for clause in notice.clauses],
        "responsibilities": [_responsibility(assignment) for assignment in in_brackets],
        "prose_assignments": [_prose_assignment(assignment) for assignment in in_prose],
        "targets": [_target(target) for target in notice.targets],
        "deadlines": [_deadline(deadline) for deadline in notice.deadlines],
        "citations": [_citation(citation) for citation in notice.citations],
        "obligations": [_obligation(obligation) for obligation in notice.obligations],
        "units": [_unit(unit) for unit in notice.units],
        "findings": [_finding(finding) for finding in notice.findings],
    }


def export_link(link: Link) -> dict[str, Any]:
    """One link as the format's TRACE; the score is rounded to three places."""
    return {
        "lower": _end(link.lower),
        "upper": _end(link.upper),
        "relation": link.relation,
        "score": round(link.score, 3),
        "rationale": link.rationale,
        "changes": [_change(change) for change in link.changes],
        "status": link.status,
    }


@cache
def schema() -> Mapping[str, Any]:
    """The JSON Schema (2020-12) of the format."""
    text = files(__package__).joinpath("tiaokuai-1.schema.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


def problems(data: object) -> tuple[str, ...]:
    """Where the data departs from the format, one message a place; empty where it conforms."""
    errors = sorted(Draft202012Validator(schema()).iter_errors(data), key=lambda error: str(error.json_path))
    return tuple(f"{error.json_path}: {error.message}" for error in errors)


def validate(data: object) -> None:
    """Raise InvalidInterchange, naming every fault, where the data is not of the format."""
    found = problems(data)
    if found:
        raise InvalidInterchange(found)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _quote(evidence: Evidence) -> str:
    return bare(evidence.quote)


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "doc_number": document.doc_number,
        "issuer": document.issuer,
        "level": document.level,
        "jurisdiction": document.jurisdiction,
        "region_code": document.region_code,
        "date": _day(document.date),
        "print_date": _day(document.print_date),
        "status": document.status,
        "genre": document.genre,
        "recipients": list(document.recipients),
        "cc": list(document.cc),
        "publicity": document.publicity,
        "sponsor": document.sponsor,
        "supervisor": document.supervisor,
        "attachments": list(document.attachments),
        "inferred": list(document.inferred),
        "source": _source(document.source),
    }


def _source(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    return {"file": source.file, "sha256": source.sha256, "reader": source.reader, "pages": source.pages}


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "path": clause.path,
        "label": clause.label,
        "implied_label": clause.implied_label,
        "heading": clause.heading,
        "text": clause.text,
        "page": clause.page,
    }


def _responsibility(assignment: Assignment) -> dict[str, Any]:
    return {
        "clause": assignment.clause,
        "lead": list(assignment.lead),
        "responsible": list(assignment.responsible),
        "cooperating": list(assignment.cooperating),
        "expands": {name: list(members) for name, members in assignment.expands},
        "quote": _quote(assignment.evidence),
    }


def _prose_assignment(assignment: Assignment) -> dict[str, Any]:
    # The format knows no third role in prose: who is responsible in running text leads the duty.
    return {
        "clause": assignment.clause,
        "quote": _quote(assignment.evidence),
        "lead": [*assignment.lead, *assignment.responsible],
        "cooperating": list(assignment.cooperating),
        "task": assignment.task,
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "clause": target.clause,
        "indicator": target.indicator,
        "scope": target.scope,
        "op": target.op,
        "value": target.value,
        "unit": target.unit,
        "qualifier": target.qualifier,
        "deadline": _day(target.deadline),
        "per": target.per,
        "kind": target.kind,
        "quote": _quote(target.evidence),
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "clause": deadline.clause,
        "quote": _quote(deadline.evidence),
        "date": _day(deadline.date),
        "recurrence": deadline.recurrence,
        "duty": bare(deadline.duty),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "clause": citation.clause,
        "title": citation.title,
        "doc_number": citation.doc_number,
        "issuer_hint": citation.issuer_hint,
        "relation": citation.relation,
        "quote": _quote(citation.evidence),
    }


def _obligation(obligation: Obligation) -> dict[str, Any]:
    return {
        "clause": obligation.clause,
        "quote": _quote(obligation.evidence),
        "modality": obligation.modality,
        "actors": list(obligation.actors),
        "measures": list(obligation.measures),
    }


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        "name": unit.name,
        "function": unit.function,
        "level": unit.level,
        "kind": unit.kind,
        "canonical": unit.canonical,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "clause": finding.clause,
        "kind": finding.kind,
        "severity": finding.severity,
        "detail": finding.detail,
        "quote": bare(finding.quote),
    }


def _end(end: LinkEnd | None) -> dict[str, Any] | None:
    if end is None:
        return None
    quote = None if end.quote is None else bare(end.quote)
    return {"notice": end.notice, "clause": end.clause, "quote": quote}


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "lower": None if change.lower is None else bare(change.lower),
        "upper": None if change.upper is None else bare(change.upper),
        "detail": change.detail,
        "severity": change.severity,
    }
