"""The check that needs the shelf: documents that a notice stands on and nobody has put in.

Not kept with the notice, as the other findings are: it heals when the document comes in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from kb.checks.found import Found
from kb.checks.run import finding_of, in_order
from kb.model import Citation, CitationRelation, Document, Notice

GROUNDS: tuple[CitationRelation, ...] = ("basis", "implements")
Resolve = Callable[[Citation, Document], str | None]


def with_shelf_findings(notice: Notice, resolve: Resolve) -> Notice:
    """The notice with a finding for each cited ground that `resolve` (Store.resolve_citation) does not
    find on the shelf, in the order of its clauses."""
    absent = [finding_of(each) for each in absent_documents(notice, resolve)]
    return replace(notice, findings=in_order(notice, (*notice.findings, *absent))) if absent else notice


def absent_documents(notice: Notice, resolve: Resolve) -> Iterable[Found]:
    """One result for each ground, at its first citation."""
    told: set[str] = set()
    for citation in notice.citations:
        name = f"《{citation.title}》" if citation.title else citation.doc_number
        if citation.relation not in GROUNDS or name is None or name in told:
            continue
        if resolve(citation, notice.document) is None:
            told.add(name)
            detail = f"依据的{name}未入库，或馆藏里不能确定是哪一件，无法逐条对照"
            yield Found(citation.clause, "absent_document", detail, citation.evidence.quote)
