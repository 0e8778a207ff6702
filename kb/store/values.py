"""What the store hands out beside the facts themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from kb.model import CitationRelation, Document

Outcome = Literal["new", "unchanged", "new_version", "reread", "failed"]


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """What became of a saved notice: its final id, its version (from 1) and revision of the facts.

    `revision` counts how often the facts of this notice were written; the index carries the same
    number. `unchanged` means that these bytes were on the shelf already.
    """

    outcome: Outcome
    notice_id: str
    version: int
    revision: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many facts of each kind a notice has."""

    clauses: int = 0
    assignments: int = 0
    targets: int = 0
    deadlines: int = 0
    citations: int = 0
    obligations: int = 0
    units: int = 0
    findings: int = 0


@dataclass(frozen=True, slots=True)
class NoticeSummary:
    """A line of the list of notices."""

    document: Document
    counts: Counts
    version: int
    stored_at: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a notice; `superseded_at` is None for the current one. Times are UTC."""

    number: int
    sha256: str
    file: str | None
    stored_at: datetime
    superseded_at: datetime | None


@dataclass(frozen=True, slots=True)
class MissingUpstream:
    """A document that notices cite and the shelf lacks. `cited_by` holds notice ids."""

    title: str | None
    doc_number: str | None
    cited_by: tuple[str, ...]
    relation: CitationRelation


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One import that changed something or failed; `report` is what the person was told."""

    at: datetime
    file: str
    sha256: str | None
    outcome: Outcome
    notice_id: str | None
    version: int | None
    report: dict[str, Any]
