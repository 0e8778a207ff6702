"""What stands above and below a clause or a sentence: the line 上下 of a search result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kb.base import KnowledgeBase
from kb.model import Document, Link
from kb.store import MissingUpstream
from web.seals import Seal, seal_of

Direction = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A linked notice: in which direction, its clause, the deviations on the way (gravest first)."""

    direction: Direction
    document: Document
    clause: str | None
    seals: tuple[Seal, ...]
    score: float


class Neighbourhood:
    """Looks up neighbours for one request; each notice and each clause is asked for once."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        summaries = base.store.summaries()
        self._documents: dict[str, Document] = {s.document.id: s.document for s in summaries}
        self.has_tasks = any(summary.counts.obligations for summary in summaries)
        self._links: dict[tuple[str, str | None], tuple[Link, ...]] = {}
        self._missing: tuple[MissingUpstream, ...] | None = None

    def document(self, notice_id: str) -> Document | None:
        """The head of a notice on the shelf."""
        return self._documents.get(notice_id)

    def of_clause(self, notice_id: str, path: str | None) -> tuple[Link, ...]:
        """The links of a clause, gaps included."""
        key = (notice_id, path)
        if key not in self._links:
            self._links[key] = self._base.store.links_of_clause(notice_id, path)
        return self._links[key]

    def of_sentence(self, notice_id: str, path: str | None, quote: str) -> tuple[Neighbour, ...]:
        """Who is above and below this sentence; where the sentence itself has no link, who is above
        and below its clause."""
        links = self.of_clause(notice_id, path)
        own = [link for link in links if quote in _own_quotes(link, notice_id)]
        whole = [link for link in links if not any(_own_quotes(link, notice_id))]
        return self._merge(notice_id, own or whole)

    def _merge(self, notice_id: str, links: Iterable[Link]) -> tuple[Neighbour, ...]:
        found: dict[tuple[Direction, str], Neighbour] = {}
        for link in links:
            if link.lower is None or link.upper is None or link.status == "rejected":
                continue
            direction: Direction = "up" if link.lower.notice == notice_id else "down"
            end = link.upper if direction == "up" else link.lower
            document = self._documents.get(end.notice)
            if document is None:
                continue
            before = found.get((direction, end.notice))
            seals = {*(before.seals if before else ()), *filter(None, map(seal_of, link.changes))}
            ordered = tuple(sorted(seals, key=lambda seal: seal.rank))
            found[direction, end.notice] = Neighbour(direction, document, end.clause, ordered, link.score)
        return tuple(sorted(found.values(), key=lambda n: (n.direction == "down", -n.score)))

    def missing_above(self, notice_id: str) -> tuple[MissingUpstream, ...]:
        """What this notice cites as its ground and the shelf lacks."""
        if self._missing is None:
            self._missing = self._base.store.missing_upstream()
        return tuple(missing for missing in self._missing if notice_id in missing.cited_by)


def _own_quotes(link: Link, notice_id: str) -> tuple[str, ...]:
    ends = (end for end in (link.lower, link.upper) if end is not None and end.notice == notice_id)
    return tuple(end.quote for end in ends if end.quote)
