"""What a notice's page needs beside its own facts: what stands above and below it, clause by clause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from flask import url_for
from markupsafe import Markup

from kb.base import KnowledgeBase
from kb.model import Change, Clause, Document, Link, Notice
from kb.same_subject import Related
from kb.store import MissingUpstream
from kb.trace.same_subject import UNCITED
from web import present
from web.changes import Card
from web.marks import Insert
from web.pairing import Comparison, compare
from web.samesubject import related_to
from web.seals import Seal

OUTLINE_WORDS = 16


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A line of the outline: the clause, its words, how many deviations stand in it."""

    clause: Clause
    words: str
    deviations: int


class Reader:
    """Looks things up for one notice, each once."""

    def __init__(self, base: KnowledgeBase, notice: Notice) -> None:
        self._base = base
        self.notice = notice

    @property
    def _id(self) -> str:
        return self.notice.document.id

    @cached_property
    def uppers(self) -> tuple[Document, ...]:
        """The notices that this one is linked up to."""
        return tuple(self._base.store.notice(i).document for i in self._base.store.uppers(self._id))

    @cached_property
    def lowers(self) -> tuple[Document, ...]:
        """The notices that are linked up to this one."""
        return tuple(self._base.store.notice(i).document for i in self._base.store.lowers(self._id))

    @cached_property
    def missing(self) -> tuple[MissingUpstream, ...]:
        """What it cites as its ground and the shelf lacks."""
        return tuple(m for m in self._base.store.missing_upstream() if self._id in m.cited_by)

    @cached_property
    def related(self) -> tuple[Related, ...]:
        """Notices on the same subject that stand neither above nor below it."""
        return related_to(self._base, self._id)

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """This notice beside each one above it."""
        store = self._base.store
        return tuple(
            compare(self.notice, store.notice(upper), store.links_between(self._id, upper))
            for upper in store.uppers(self._id)
        )

    @cached_property
    def cards(self) -> dict[str | None, list[tuple[Card, Document, str]]]:
        """The deviations of each clause with the upper notice and the row's anchor in the comparison."""
        found: dict[str | None, list[tuple[Card, Document, str]]] = {}
        for comparison in self.comparisons:
            for row in comparison.rows:
                path = row.link.lower.clause if row.link.lower else None
                for card in row.cards:
                    found.setdefault(path, []).append((card, comparison.upper.document, row.anchor))
        for cards in found.values():
            cards.sort(key=lambda item: item[0].seal.rank)
        return found

    def below(self, path: str) -> list[tuple[Document, str]]:
        """The lower notices that carry this clause, each with its own clause."""
        links: list[Link] = list(self._base.store.links_of_clause(self._id, path))
        documents = {document.id: document for document in self.lowers}
        found = {
            (link.lower.notice, link.lower.clause): documents[link.lower.notice]
            for link in links
            if link.lower and link.upper and link.upper.notice == self._id and link.lower.notice in documents
        }
        return [(document, clause or "") for (_, clause), document in found.items()]

    def cites(self, upper_id: str) -> bool:
        """Does the notice name this upper one, or was it found by its subject?"""
        links = self._base.store.links_between(self._id, upper_id)
        return not any(link.rationale.startswith(UNCITED) for link in links)

    def deviation_count(self, upper_id: str) -> int:
        """How many deviations there are from one upper notice."""
        return sum(c.count("deviations") for c in self.comparisons if c.upper.document.id == upper_id)

    def outline(self) -> list[OutlineRow]:
        """The clause tree with the deviations of each clause."""
        return [
            OutlineRow(clause, _outline_words(clause), len(self.cards.get(clause.path, ())))
            for clause in self.notice.clauses
        ]

    def citation_url(self, index: int) -> str | None:
        """The cited notice's page, where exactly one notice on the shelf is meant."""
        found = self._base.store.resolve_citation(self.notice.citations[index], self.notice.document)
        return url_for("notices.show", notice_id=found) if found and found != self._id else None

    def seals(self) -> list[Insert]:
        """Seals of the grave deviations, each behind its words in the text."""
        inserts: dict[int, list[Seal]] = {}
        for path, cards in self.cards.items():
            clause = self.notice.clause(path) if path else None
            for card, _, _ in cards:
                if clause is not None and card.seal.tone in ("severe", "warning"):
                    inserts.setdefault(self._spot(card.change, clause), []).append(card.seal)
        return [
            Insert(offset, Markup("").join(_inline(seal) for seal in dict.fromkeys(seals)))
            for offset, seals in inserts.items()
        ]

    def _spot(self, change: Change, clause: Clause) -> int:
        """Behind the changed words; what is missing is sealed at the end of the clause's words."""
        at = self.notice.text.find(change.lower, clause.body_start, clause.end) if change.lower else -1
        if at >= 0 and change.lower:
            return at + len(change.lower)
        return clause.start + len(clause.text.rstrip())


def _inline(seal: Seal) -> Markup:
    # U+2060 keeps the seal on the line of its word.
    return Markup('\u2060<span class="seal {}" title="{}">{}</span>').format(seal.tone, seal.name, seal.glyph)


def _outline_words(clause: Clause) -> str:
    words = clause.heading or clause.text[clause.body_start - clause.start :].strip()
    label = present.label_words(clause.label)
    return f"{label}{words[:OUTLINE_WORDS]}" if clause.heading or words else label
