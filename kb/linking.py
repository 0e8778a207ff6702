"""Links kept up to date: whenever a notice comes or changes, it is traced to what it cites and what cites it."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model import LEVELS, CitationRelation, Document, Notice
from kb.review.settle import store_links
from kb.store import UPSTREAM, Store
from kb.trace import trace


@dataclass(frozen=True, slots=True)
class LinkedPair:
    """Two notices that were compared, and how many links (gaps included) came of it."""

    lower: Document
    upper: Document
    links: int


def relink(store: Store, notice_id: str) -> tuple[LinkedPair, ...]:
    """Trace the notice to the upper ones that it cites, and the lower ones that cite it to it.

    A citation counts where it means exactly one notice on the shelf and that stands at a higher
    level; where a level is unknown, being cited as the ground speaks for it. Notices that merely name this one are looked at too: what was certain before may now
    have two candidates, and then its links go.
    """
    pairs = _link_upward(store, store.notice(notice_id), notice_id)
    for lower_id in store.naming(notice_id):
        pairs += _link_upward(store, store.notice(lower_id), notice_id)
    return tuple(pairs)


def _link_upward(store: Store, lower: Notice, changed: str) -> list[LinkedPair]:
    """Bring the links of one lower notice up to date; only pairs with `changed` are traced anew."""
    lower_id = lower.document.id
    above = _cited_above(store, lower)
    traced = []
    for upper in above:
        if changed in (lower_id, upper.document.id):
            links = store_links(store, lower, upper, trace(lower, upper))
            traced.append(LinkedPair(lower.document, upper.document, len(links)))
    store.prune_links(lower_id, tuple(upper.document.id for upper in above))
    return traced


def _cited_above(store: Store, lower: Notice) -> list[Notice]:
    """The upper notices that the notice cites, each once."""
    found: dict[str, Notice] = {}
    for citation in lower.citations:
        upper_id = store.resolve_citation(citation, lower.document)
        if upper_id and upper_id not in found:
            upper = store.notice(upper_id)
            if _stands_above(upper.document, lower.document, citation.relation):
                found[upper_id] = upper
    return list(found.values())


def _stands_above(upper: Document, lower: Document, relation: CitationRelation) -> bool:
    if upper.level is None or lower.level is None:
        return relation in UPSTREAM
    return LEVELS.index(upper.level) < LEVELS.index(lower.level)
