"""What stands beside a clause while it is drafted: the upper words, what peers made of them, one's own old words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.base import KnowledgeBase
from kb.draft.model import Draft, Entry, Source, SourceKind
from kb.model import Change, Clause, Document, Link, Notice
from kb.search import subject_terms
from kb.tasks import tasks_of
from kb.trace import trace
from kb.trace.same_subject import on_one_subject
from kb.trace.sentences import split

MOST_OWN = 2
"""So many of one's own notices on the subject are shown."""
_LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class Beside:
    """A clause of another notice beside an entry. `changes` are its deviations from the upper clause;
    `text` is the running text behind label and heading, `sentences` may be taken over with their source."""

    kind: SourceKind
    document: Document
    clause: Clause
    text: str
    changes: tuple[Change, ...] = ()
    sentences: tuple[tuple[Source, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sources:
    """All that stands beside one entry. `upper` is None for a clause of one's own."""

    upper: Beside | None
    peers: tuple[Beside, ...] = ()
    own: tuple[Beside, ...] = ()


def beside(base: KnowledgeBase, draft: Draft, entry: Entry) -> Sources:
    """The upper clause of an entry, the clauses of peers and of one's own earlier notices that carry it.

    Raises NoticeNotFound where the upper notice is no longer on the shelf.
    """
    if entry.notice is None or entry.clause is None:
        return Sources(None)
    upper = base.store.notice(entry.notice)
    clause = upper.clause(entry.clause)
    if clause is None:
        return Sources(None)
    there = set(base.store.ids())
    peers = [base.store.notice(each) for each in draft.peers if each in there]
    linked = [(peer, base.store.links_between(peer.document.id, entry.notice)) for peer in peers]
    own = [(notice, _links(notice, upper)) for notice in own_earlier(base, draft.region, upper)]
    return Sources(
        _beside("upper", upper, clause),
        tuple(_carrying("peer", linked, entry.notice, entry.clause)),
        tuple(_carrying("own", own, entry.notice, entry.clause)),
    )


def own_earlier(base: KnowledgeBase, region: str, upper: Notice) -> tuple[Notice, ...]:
    """What the place itself has issued on the subject of an upper notice, the likeliest first."""
    known = {each.document.id for each in base.store.summaries() if each.document.region_code == region}
    if not known:
        return ()
    found = base.index.alike(subject_terms(tasks_of(upper)), None, _LOOKED_AT, upper.document.id)
    ids = dict.fromkeys((*(each.notice_id for each in found), *base.store.lowers(upper.document.id)))
    notices = {each: base.store.notice(each) for each in ids if each in known}
    ranked = on_one_subject(upper, notices.values())[:MOST_OWN]
    return tuple(notices[each.notice] for each in ranked)


def _links(own: Notice, upper: Notice) -> tuple[Link, ...]:
    """The links of an own notice to the upper one, kept from one look to the next."""
    return _traced(_Pair(own, upper))


class _Pair:
    """Two notices, the same as long as their originals are."""

    def __init__(self, own: Notice, upper: Notice) -> None:
        self.own, self.upper = own, upper
        self._key = tuple(
            (each.document.id, each.document.source.sha256 if each.document.source else hash(each.text))
            for each in (own, upper)
        )

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Pair) and self._key == other._key


@lru_cache(maxsize=32)
def _traced(pair: _Pair) -> tuple[Link, ...]:
    return trace(pair.own, pair.upper)


def _carrying(
    kind: SourceKind, linked: Iterable[tuple[Notice, Sequence[Link]]], notice: str, path: str
) -> Iterable[Beside]:
    for lower, links in linked:
        here = [
            link
            for link in links
            if link.upper and link.upper.notice == notice and link.upper.clause == path
            and link.status != "rejected"
        ]  # fmt: skip
        for own_path in _paths(here):
            clause = lower.clause(own_path)
            if clause is not None:
                changes = [c for link in here if _is_at(link, own_path) for c in link.changes]
                yield _beside(kind, lower, clause, tuple(dict.fromkeys(changes)))


def _paths(links: Sequence[Link]) -> list[str]:
    """The lower clauses: those linked as a whole, else those that carry single sentences."""
    whole = [link.lower.clause for link in links if link.lower and link.lower.quote is None]
    parts = [link.lower.clause for link in links if link.lower and link.lower.quote is not None]
    return list(dict.fromkeys(path for path in (whole or parts) if path))


def _is_at(link: Link, path: str) -> bool:
    return link.lower is None or link.lower.clause == path


def _beside(kind: SourceKind, notice: Notice, clause: Clause, changes: tuple[Change, ...] = ()) -> Beside:
    sentences = tuple(
        (Source(kind, notice.document.id, clause.path, notice.text[left:right]), notice.text[left:right])
        for left, right in split(notice.text, clause.body_start, clause.end)
    )
    text = notice.text[clause.body_start : clause.end].strip()
    return Beside(kind, notice.document, clause, text, changes, sentences)
