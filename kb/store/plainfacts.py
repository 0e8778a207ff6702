"""All facts of a notice as one JSON value and back: what the rules read, kept beside what was decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

from kb.model import Assignment, Document, Notice
from kb.store import rows

Plain: TypeAlias = dict[str, Any]
_DATES = ("date", "deadline")
_HEAD_DATES = ("date", "print_date")
_LISTS: dict[str, tuple[Callable[[Any], Plain], Callable[[Any], Any]]] = {
    "targets": (rows.target_values, rows.target_of),
    "deadlines": (rows.deadline_values, rows.deadline_of),
    "citations": (rows.citation_values, rows.citation_of),
    "obligations": (rows.obligation_values, rows.obligation_of),
    "units": (rows.unit_values, rows.unit_of),
    "findings": (rows.finding_values, rows.finding_of),
}


def plain_facts(notice: Notice) -> Plain:
    """The facts and the head, without text and clauses."""
    facts = {
        name: [_undated(write(fact)) for fact in getattr(notice, name)] for name, (write, _) in _LISTS.items()
    }
    head = rows.head_values(notice.document)
    return facts | {
        "assignments": [_assignment(fact) for fact in notice.assignments],
        "head": {name: _undated({"_": value})["_"] for name, value in head.items()},
    }


def facts_of_plain(notice: Notice, facts: Plain) -> Notice:
    """The notice with these facts in the place of its own."""
    read: Plain = {name: tuple(of(_dated(row)) for row in facts[name]) for name, (_, of) in _LISTS.items()}
    assignments = tuple(
        rows.assignment_of(row, ((role, name) for role, name in row["units"])) for row in facts["assignments"]
    )
    return replace(notice, document=_head(notice.document, facts), assignments=assignments, **read)


def _head(document: Document, facts: Plain) -> Document:
    """The head that the rules read; facts kept before heads could be put right have none."""
    values = facts.get("head")
    if values is None:
        return document
    dates = {name: date.fromisoformat(values[name]) for name in _HEAD_DATES if values[name]}
    lists = {name: tuple(each) for name, each in values.items() if isinstance(each, list)}
    return replace(document, **{**values, **dates, **lists})


def _assignment(fact: Assignment) -> Plain:
    return rows.assignment_values(fact) | {"units": [list(pair) for pair in fact.units()]}


def _undated(row: Plain) -> Plain:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _dated(row: Plain) -> Plain:
    given = {name: date.fromisoformat(row[name]) for name in _DATES if row.get(name)}
    return {**row, **given}
