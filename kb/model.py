"""The plain facts that every room speaks of: frozen dataclasses, no behaviour beyond reading them.

All offsets are character offsets into `Notice.text`, the clean text of the whole notice (paragraphs
joined by a line feed). Dates are `datetime.date` and stand for the last day of the stated period.
Unknown is `None` or an empty tuple, never a guess. Names follow the interchange format `tiaokuai/1`
(docs/interchange.md).
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["national", "provincial", "prefecture", "county", "township"]
Status = Literal["issued", "draft", "repealed"]
Modality = Literal["mandatory", "encouraged", "forbidden", "principle"]
Role = Literal["lead", "responsible", "cooperating"]
Operator = Literal[">=", "<=", "=", "~"]
TargetKind = Literal["count", "ratio", "coverage", "standard", "reduction", "limit", "money"]
CitationRelation = Literal["basis", "implements", "forwards", "mentions"]
UnitKind = Literal["department", "government", "township_group", "enterprise", "leading_group", "other"]
LinkRelation = Literal["verbatim", "adapted", "split", "merged", "added", "not_carried"]
LinkStatus = Literal["proposed", "confirmed", "rejected"]
Severity = Literal["severe", "warning", "note"]

LEVELS: tuple[Level, ...] = ("national", "provincial", "prefecture", "county", "township")
"""From the top down; the position in this tuple is the rank of the level."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was read: the exact words `text[start:end]`, their page, the rule, how sure it is.

    `page` counts from 1 and is None where the format has no pages. `rule` is a stable id such as
    `responsibility.bracket`. `confidence` is between 0 and 1.
    """

    start: int
    end: int
    quote: str
    page: int | None
    rule: str
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Place:
    """One break point of the position map: from `offset` on, characters come from this page and line."""

    offset: int
    page: int | None
    line: int


@dataclass(frozen=True, slots=True)
class PositionMap:
    """From every character of the clean text back to page and line of the original."""

    places: tuple[Place, ...] = ()

    def at(self, offset: int) -> Place | None:
        """The page and line that the character at `offset` was read from, or None where unknown."""
        index = bisect_right(self.places, offset, key=lambda place: place.offset) - 1
        return self.places[index] if index >= 0 else None


@dataclass(frozen=True, slots=True)
class Source:
    """The original: its file name as it arrived, the SHA-256 of its bytes, the reader, number of pages."""

    file: str
    sha256: str
    reader: str | None = None
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Head and foot of a notice. `inferred` names the fields that were concluded rather than read."""

    id: str
    title: str | None
    doc_number: str | None = None
    issuer: str | None = None
    level: Level | None = None
    jurisdiction: str | None = None
    region_code: str | None = None
    date: datetime.date | None = None
    print_date: datetime.date | None = None
    status: Status = "issued"
    genre: str | None = None
    recipients: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    publicity: str | None = None
    sponsor: str | None = None
    supervisor: str | None = None
    attachments: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A node of the numbered tree.

    `path` is the chain of labels joined by `/` (`三/（一）`, `附件2/一/3.`). `start`–`end` is the
    clause's own stretch of the clean text: from its label to where its first child or the next
    clause begins. `body_start` is where the running text begins, behind label and heading. `text`
    is `Notice.text[start:end]`. `heading` is without its full stop; None where the number is
    followed directly by the duty.
    """

    path: str
    label: str
    implied_label: bool
    heading: str | None
    start: int
    end: int
    body_start: int
    text: str
    page: int | None = None

    @property
    def parent(self) -> str | None:
        """The path of the clause above, None at the top."""
        return self.path.rpartition("/")[0] or None

    @property
    def depth(self) -> int:
        """0 for a top clause."""
        return self.path.count("/")


@dataclass(frozen=True, slots=True)
class Assignment:
    """Units put in charge: by a bracket or a line of their own, or (with `task`) in running text.

    Unit strings are as written, without parenthetical remarks. `expands` holds remarks that define
    a unit (`各区县政府` → its members). `governs` is the stretch of text whose duties the
    assignment covers: the sentences since the last assignment in the same clause.
    """

    clause: str | None
    evidence: Evidence
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    expands: tuple[tuple[str, tuple[str, ...]], ...] = ()
    task: str | None = None
    governs: tuple[int, int] | None = None

    @property
    def in_prose(self) -> bool:
        """True where the duty is assigned in running text."""
        return self.task is not None

    @property
    def standing(self) -> bool:
        """True for a rule that is stated once for all that follows (以下各项均由…)."""
        return self.evidence.rule.endswith(".standing")

    def units(self) -> tuple[tuple[Role, str], ...]:
        """All units with their role, in reading order of the roles."""
        return (
            *(("lead", name) for name in self.lead),
            *(("responsible", name) for name in self.responsible),
            *(("cooperating", name) for name in self.cooperating),
        )


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified commitment. `value` is in `unit` as printed (3 万张 → 3, 万张)."""

    clause: str | None
    evidence: Evidence
    indicator: str | None
    op: Operator
    value: float
    unit: str | None
    kind: TargetKind
    scope: str | None = None
    qualifier: str | None = None
    deadline: datetime.date | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A dated (`date`) or recurring (`recurrence`, as written) duty without a figure.

    `ongoing` marks 持续推进 and its like, which are a period without an end.
    """

    clause: str | None
    evidence: Evidence
    date: datetime.date | None
    recurrence: str | None
    duty: str
    ongoing: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A document named by its title 《…》 or its number."""

    clause: str | None
    evidence: Evidence
    title: str | None
    doc_number: str | None
    issuer_hint: str | None
    relation: CitationRelation


@dataclass(frozen=True, slots=True)
class Obligation:
    """One sentence (split at 。 and ；) that directs somebody."""

    clause: str | None
    evidence: Evidence
    modality: Modality
    actors: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A distinct unit that has a role in the notice; `canonical` is the registry's key, None if unknown."""

    name: str
    function: str | None
    level: Level | None
    kind: UnitKind
    canonical: str | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a careful reviewer would flag, with a stable code, a severity and the words at fault."""

    clause: str | None
    kind: str
    severity: Severity
    detail: str
    quote: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One issued document with its annexes, and all that was read from it."""

    document: Document
    text: str
    positions: PositionMap = field(default_factory=PositionMap)
    clauses: tuple[Clause, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    targets: tuple[Target, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    citations: tuple[Citation, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    units: tuple[Unit, ...] = ()
    findings: tuple[Finding, ...] = ()
    attachment_links: tuple[tuple[str, str], ...] = ()
    """Label and address of files that a web page offers beside the notice."""

    def clause(self, path: str) -> Clause | None:
        """The clause with this path, None where there is none."""
        return next((clause for clause in self.clauses if clause.path == path), None)

    def clause_at(self, offset: int) -> Clause | None:
        """The innermost clause whose own stretch holds the character at `offset`."""
        return next((c for c in reversed(self.clauses) if c.start <= offset < c.end), None)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between a lower and an upper text; either side may be missing."""

    kind: str
    lower: str | None
    upper: str | None
    detail: str = ""
    severity: Severity = "note"


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """One end of a link: a clause of a notice, and the sentence (`quote`) where sentences are linked."""

    notice: str
    clause: str | None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A lower clause or sentence beside the upper one that it implements; one side None for gaps."""

    lower: LinkEnd | None
    upper: LinkEnd | None
    relation: LinkRelation
    score: float
    rationale: str
    changes: tuple[Change, ...] = ()
    status: LinkStatus = "proposed"
