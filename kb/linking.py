"""Links kept up to date: whenever a notice comes or changes, it is traced to what it cites and what cites it."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model import LEVELS, Document, Notice
from kb.store import Store
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
    level. Notices that merely name this one are looked at too: what was certain before may now
    have two candidates, and then its links go.
    """
    pairs = _link_upward(store, store.notice(notice_id), notice_id)
    for lower_id in store.naming(notice_id):
        pairs += _link_upward(store, store.notice(lower_id), notice_id)
    return tuple(pairs)


def _link_upward(store: Store, lower: Notice, changed: str) -> list[LinkedPair]:
    """Bring the links of one lower notice up to date; only pairs with `changed` are traced anew."""
    lower_id = lower.document.id
    cited = {store.resolve_citation(citation, lower.document) for citation in lower.citations}
    uppers = [store.notice(id_) for id_ in sorted(id_ for id_ in cited if id_)]
    above = [upper for upper in uppers if _stands_above(upper.document, lower.document)]
    traced = []
    for upper in above:
        if changed in (lower_id, upper.document.id):
            links = trace(lower, upper)
            store.replace_links(lower_id, upper.document.id, links)
            traced.append(LinkedPair(lower.document, upper.document, len(links)))
    store.prune_links(lower_id, tuple(upper.document.id for upper in above))
    return traced


def _stands_above(upper: Document, lower: Document) -> bool:
    """Whether both levels are known and the one is higher."""
    if upper.level is None or lower.level is None:
        return False
    return LEVELS.index(upper.level) < LEVELS.index(lower.level)
