"""Links kept up to date: whenever a notice comes or changes, it is traced to what it cites and what cites
it, and to notices on the same subject above and below it in one line of places."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kb import same_subject
from kb.model import LEVELS, CitationRelation, Document, Link, Notice
from kb.review.settle import store_links, suspend_links
from kb.search import Index
from kb.store import UPSTREAM, Store
from kb.trace import trace
from kb.trace.candidates import compare_subjects
from kb.trace.same_subject import UNCITED


@dataclass(frozen=True, slots=True)
class LinkedPair:
    """Two notices that were compared, and how many links (gaps included) came of it."""

    lower: Document
    upper: Document
    links: int


def relink(store: Store, index: Index, notice_id: str) -> tuple[LinkedPair, ...]:
    """Trace the notice to the upper ones that it cites, and the lower ones that cite it to it.

    A citation counts where it means exactly one notice on the shelf and that stands at a higher
    level; where a level is unknown, being cited as the ground speaks for it. Notices that merely name
    this one are looked at too: what was certain before may now have two candidates, and then its links
    go. What is not cited is found by its subject through the index, so that the cost grows with the
    notice and not with the shelf.
    """
    notice = store.notice(notice_id)
    pairs = _link_upward(store, notice, notice_id, same_subject.above(index, notice))
    lowers = (*store.naming(notice_id), *store.lowers(notice_id), *same_subject.below(index, notice))
    for lower_id in dict.fromkeys(lowers):
        known = (notice_id, *store.uppers(lower_id))
        pairs += _link_upward(store, store.notice(lower_id), notice_id, known)
    return tuple(pairs)


def _link_upward(store: Store, lower: Notice, changed: str, candidates: tuple[str, ...]) -> list[LinkedPair]:
    """Bring the links of one lower notice up to date; only pairs with `changed` are traced anew.

    `candidates` are notices that may stand above without being cited.
    """
    lower_id = lower.document.id
    above = _cited_above(store, lower)
    traced = []
    for upper in above:
        if changed in (lower_id, upper.document.id):
            links = store_links(store, lower, upper, trace(lower, upper))
            traced.append(LinkedPair(lower.document, upper.document, len(links)))
    uncited = same_subject.carried(store, lower, above, candidates, changed)
    for found in uncited:
        if found.fresh:
            number = _store_uncited(store, lower, found)
            traced.append(LinkedPair(lower.document, found.upper.document, number))
    kept = (*above, *(found.upper for found in uncited))
    kept_ids = tuple(upper.document.id for upper in kept)
    for upper_id in store.uppers(lower_id):
        if upper_id not in kept_ids:
            suspend_links(store, lower_id, upper_id)
    store.prune_links(lower_id, kept_ids)
    return traced


def _store_uncited(store: Store, lower: Notice, found: same_subject.FoundUpper) -> int:
    """Store the links of a pair that no citation joins, each saying so; returns their number."""
    return len(store_links(store, lower, found.upper, _uncited(found.links, found.reasons)))


def traced_pair(store: Store, lower: Notice, upper: Notice) -> tuple[Link, ...]:
    """The links of a pair as the rules find them now, saying so where no citation joins the two."""
    links = trace(lower, upper)
    if any(store.resolve_citation(each, lower.document) == upper.document.id for each in lower.citations):
        return links
    return _uncited(links, compare_subjects(lower, upper).reasons)


def _uncited(links: tuple[Link, ...], reasons: tuple[str, ...]) -> tuple[Link, ...]:
    why = f"{UNCITED}（{'，'.join(reasons)}）"
    return tuple(replace(link, rationale=f"{why}；{link.rationale}") for link in links)


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
