"""Links as people judged them: confirmed, rejected, related otherwise, made by hand, gaps explained. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from kb.model import Link, LinkEnd, Notice
from kb.review.dismissed import dismiss
from kb.review.judge import likest
from kb.review.keys import Anchor, Sentences, fingerprint, link_subject
from kb.review.standing import standing
from kb.store import Decision, Kind, Suspect
from kb.trace.sentences import passages

Side = Literal["lower", "upper"]
EXPLAINED = "已说明："
"""How the rationale of a justified gap begins; the reason follows."""
REJECTED = "承接被驳回"


class Ends:
    """The places of one notice that links can end at: its sentences and its whole clauses."""

    def __init__(self, notice: Notice) -> None:
        self.notice = notice
        self.sentences = Sentences(notice)
        self._places: dict[str, list[LinkEnd]] = {}
        for passage in passages(notice):
            self._put(LinkEnd(notice.document.id, passage.clause, passage.quote))
        for clause in notice.clauses:
            self._put(LinkEnd(notice.document.id, clause.path))

    def _put(self, end: LinkEnd) -> None:
        anchor = self.anchor(end)
        self._places.setdefault(_mark(anchor), []).append(end)

    def anchor(self, end: LinkEnd) -> Anchor:
        """What a decision on this end hangs on: the sentence, or the clause's heading (else its words)."""
        if end.quote is not None:
            return Anchor(end.clause, fingerprint(end.quote), end.quote, 1, end.quote)
        clause = self.notice.clause(end.clause) if end.clause else None
        words = (clause.heading or clause.text) if clause else ""
        return Anchor(end.clause, fingerprint(words), words, 0, "")

    def now(self, anchor: Anchor) -> LinkEnd | None:
        """Where these words stand now: in their clause, or in exactly one other."""
        places = self._places.get(_mark(anchor), [])
        here = [place for place in places if place.clause == anchor.clause]
        return here[0] if here else places[0] if len(places) == 1 else None


def _mark(anchor: Anchor) -> str:
    return f"{anchor.fingerprint}#{anchor.pieces}"


def subject_of_link(link: Link, lower: Ends, upper: Ends) -> str:
    """The key of a link or a gap between two notices."""
    below = lower.anchor(link.lower) if link.lower else None
    above = upper.anchor(link.upper) if link.upper else None
    return link_subject(lower.notice.document.id, upper.notice.document.id, below, above)


def judge_links(
    lower: Ends, upper: Ends, found: Iterable[Link], entries: tuple[Decision, ...]
) -> tuple[tuple[Link, ...], tuple[Suspect, ...]]:
    """The links that the machine found with what people said, and the decisions that lost their ground."""
    links = list(found)
    suspects: list[Suspect] = []
    held = [each.decision for each in standing(entries).values() if each.decision is not None]
    # A change is dismissed of the links as they were judged, so these come first.
    for decision in sorted(held, key=lambda decision: decision.entry.kind == "deviation"):
        ends = _ends(decision, lower, upper)
        if isinstance(ends, Suspect):
            suspects.append(ends)
        elif decision.entry.kind == "deviation":
            dismiss(links, ends, decision)
        else:
            _apply(links, ends, decision)
    return _closed(links), tuple(suspects)


def _ends(decision: Decision, lower: Ends, upper: Ends) -> tuple[LinkEnd | None, LinkEnd | None] | Suspect:
    """Where both ends stand now, or which of them is not there any more."""
    found: dict[Side, LinkEnd | None] = {"lower": None, "upper": None}
    sides: tuple[tuple[Side, Ends], ...] = (("upper", upper), ("lower", lower))
    for side, ends in sides:
        kept = decision.entry.anchor.get(side)
        if kept is None:
            continue
        anchor = Anchor(**kept)
        found[side] = ends.now(anchor)
        if found[side] is None:
            return _suspect(decision, side, anchor, ends)
    return found["lower"], found["upper"]


def _suspect(decision: Decision, side: Side, anchor: Anchor, ends: Ends) -> Suspect:
    entry = decision.entry
    assert entry.notice_id is not None
    span = likest(ends.sentences, anchor)
    words = ends.sentences.words(span) if span else None
    return Suspect(
        entry.subject, decision.id, entry.kind, entry.notice_id, entry.other_id, side, anchor.words,
        words, span.clause if span else None,
    )  # fmt: skip


def suspended(decision: Decision) -> Suspect:
    """A decision on a pair of notices that is compared no more."""
    entry = decision.entry
    assert entry.notice_id is not None
    side: Side = "lower" if entry.anchor.get("lower") else "upper"
    words = Anchor(**entry.anchor[side]).words
    return Suspect(
        entry.subject, decision.id, entry.kind, entry.notice_id, entry.other_id, side, words, None, None
    )  # fmt: skip


def _apply(links: list[Link], ends: tuple[LinkEnd | None, LinkEnd | None], decision: Decision) -> None:
    """Put one decision to work on the list."""
    entry, value = decision.entry, decision.entry.value or {}
    at = next((i for i, link in enumerate(links) if (link.lower, link.upper) == ends), None)
    kind: Kind = entry.kind
    if kind == "gap":
        if at is not None:
            links[at] = replace(links[at], status="confirmed", rationale=f"{EXPLAINED}{entry.reason}")
        return
    if entry.action == "reject":
        if at is not None:
            links[at] = replace(links[at], status="rejected")
        return
    known = {**(entry.machine or {}), **value}
    if at is None:
        relation = known.get("relation", "adapted")
        rationale = known.get("rationale") or "人工承接"
        links.append(Link(*ends, relation, float(known.get("score", 1.0)), rationale, (), "confirmed"))
    else:
        links[at] = replace(links[at], relation=value.get("relation", links[at].relation), status="confirmed")


def _closed(links: list[Link]) -> tuple[Link, ...]:
    """The list with gaps where only rejected links end, and without gaps where a link ends."""
    carried = {
        end
        for link in links
        if link.lower and link.upper and link.status != "rejected"
        for end in (link.lower, link.upper)
    }
    kept = [
        link for link in links if (link.lower and link.upper) or (link.lower or link.upper) not in carried
    ]
    ended = carried | {link.lower or link.upper for link in kept if not (link.lower and link.upper)}
    opened = []
    for link in kept:
        if link.status != "rejected":
            continue
        if link.lower not in ended:
            opened.append(Link(link.lower, None, "added", 0.0, REJECTED))
        if link.upper not in ended:
            opened.append(Link(None, link.upper, "not_carried", 0.0, REJECTED))
        ended |= {link.lower, link.upper}
    return (*kept, *opened)


def judged_links(
    entries: tuple[Decision, ...], lower: Notice, upper: Notice, found: tuple[Link, ...]
) -> tuple[tuple[Link, ...], tuple[Suspect, ...]]:
    """`judge_links` for two notices; the machine's links as they are where nothing was decided."""
    return judge_links(Ends(lower), Ends(upper), found, entries) if entries else (found, ())
