"""What an import tells the person: what was recognised, what looks odd, what is linked or missing."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from kb.linking import LinkedPair
from kb.model import Document, Finding, Notice
from kb.store import Counts, MissingUpstream, Outcome, SaveOutcome, Store


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The report on one file. `document` is None and `cause` set where the import failed.

    `version` counts from 1; `current_version` is higher where the file is an old version that has
    been superseded. `linked` are the pairs that the notice stands in, `missing` what it cites as
    its ground and the shelf lacks. `seconds` is how long the import took.
    """

    file: str
    outcome: Outcome
    notice_id: str | None = None
    version: int | None = None
    current_version: int | None = None
    document: Document | None = None
    counts: Counts = field(default_factory=Counts)
    findings: tuple[Finding, ...] = ()
    remarks: tuple[str, ...] = ()
    linked: tuple[LinkedPair, ...] = ()
    missing: tuple[MissingUpstream, ...] = ()
    cause: str | None = None
    advice: str | None = None
    seconds: float = 0.0

    def plain(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        document = self.document
        return {
            "file": self.file,
            "outcome": self.outcome,
            "notice_id": self.notice_id,
            "version": self.version,
            "title": document.title if document else None,
            "doc_number": document.doc_number if document else None,
            "issuer": document.issuer if document else None,
            "level": document.level if document else None,
            "jurisdiction": document.jurisdiction if document else None,
            "date": document.date.isoformat() if document and document.date else None,
            "inferred": list(document.inferred) if document else [],
            "counts": asdict(self.counts),
            "findings": [asdict(finding) for finding in self.findings],
            "remarks": list(self.remarks),
            "linked": [
                {"lower": pair.lower.id, "upper": pair.upper.id, "links": pair.links} for pair in self.linked
            ],
            "missing": [
                {"title": each.title, "doc_number": each.doc_number, "relation": each.relation}
                for each in self.missing
            ],
            "cause": self.cause,
            "advice": self.advice,
            "seconds": round(self.seconds, 3),
        }


def failed(file: str, cause: str, advice: str) -> ImportReport:
    """The report on a file that was refused."""
    return ImportReport(file, "failed", cause=cause, advice=advice)


def report_of(
    store: Store,
    file: str,
    notice: Notice,
    saved: SaveOutcome,
    linked: tuple[LinkedPair, ...],
    remarks: tuple[str, ...],
) -> ImportReport:
    """The report on a notice that is in the store."""
    return ImportReport(
        file=file,
        outcome=saved.outcome,
        notice_id=saved.notice_id,
        version=saved.version,
        current_version=store.versions(saved.notice_id)[-1].number,
        document=notice.document,
        counts=counts_of(notice),
        findings=notice.findings,
        remarks=remarks,
        linked=linked,
        missing=store.missing_upstream(saved.notice_id),
    )


def counts_of(notice: Notice) -> Counts:
    """How many facts of each kind the notice has."""
    return Counts(
        clauses=len(notice.clauses),
        assignments=len(notice.assignments),
        targets=len(notice.targets),
        deadlines=len(notice.deadlines),
        citations=len(notice.citations),
        obligations=len(notice.obligations),
        units=len(notice.units),
        findings=len(notice.findings),
    )
