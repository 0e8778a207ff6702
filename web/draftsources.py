"""What peers and one's own earlier notices say on a clause, marked for the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flask import request, url_for
from markupsafe import Markup

from kb.draft.model import Draft, Entry
from kb.draft.peers import Beside, beside
from kb.errors import NoticeNotFound
from kb.model import Change, Clause, Document, Notice
from kb.regions import region
from web.changes import Card, card_of
from web.context import the_base
from web.draftview import paragraphs
from web.factmarks import fact_marks
from web.marks import Insert, Mark

FACTS = ("m-target", "m-deadline")
"""The facts that are marked in a peer's text."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A clause beside the own text. `words` is what 引用 takes over; `missing` are deviations that have no
    words of their own to stand at."""

    document: Document
    clause: Clause
    text: tuple[Markup, ...]
    words: str
    missing: tuple[Card, ...]
    compare_url: str | None


def beside_of(draft: Draft, entry: Entry) -> dict[str, Any]:
    """The peers' wordings, which of them is open (`?peer=`), and the own earlier ones."""
    try:
        found = beside(the_base(), draft, entry)
    except NoticeNotFound:
        return {"peers": (), "old": (), "peer_at": 0}
    peers = tuple(_shown(draft, entry, each) for each in found.peers)
    wanted = request.values.get("peer", 0, type=int)
    return {
        "peers": peers,
        "peer_at": wanted % len(peers) if peers else 0,
        "old": tuple(_shown(draft, entry, each) for each in found.own),
    }


def _shown(draft: Draft, entry: Entry, each: Beside) -> Shown:
    notice, clause = the_base().store.notice(each.document.id), each.clause
    cards = [card for change in each.changes if (card := card_of(change)) and card.seal.tone == "severe"]
    boxes = [(card, span) for card in cards if (span := _span(notice, clause, card.change))]
    marks = [Mark(clause.start, clause.body_start, "heading", element="b"), *_facts(notice, clause, boxes)]
    marks += [Mark(*span, "d-upper", title=card.seal.name) for card, span in boxes]
    seals = [Insert(span[1], _seal(card)) for card, span in boxes]
    placed = {id(card) for card, _ in boxes}
    compared = None
    if entry.notice and entry.notice in the_base().store.uppers(notice.document.id):
        compared = url_for("comparison.show", lower_id=notice.document.id, upper_id=entry.notice)
    return Shown(
        notice.document,
        clause,
        tuple(paragraphs(notice.text, clause.start, clause.end, marks, seals)),
        _own_names(draft, notice, each.text),
        tuple(card for card in cards if id(card) not in placed),
        compared,
    )


def _facts(notice: Notice, clause: Clause, boxes: list[tuple[Card, tuple[int, int]]]) -> Iterator[Mark]:
    """Figures and days; where a deviation has its box they are not marked a second time."""
    taken = [span for _, span in boxes]
    for mark in fact_marks(notice, lambda path, name: ""):
        inside = clause.start <= mark.start and mark.end <= clause.end
        free = not any(start < mark.end and mark.start < end for start, end in taken)
        if inside and mark.css in FACTS and (free or mark.css == "m-target"):
            yield replace(mark, href=None, id=None)


def _span(notice: Notice, clause: Clause, change: Change) -> tuple[int, int] | None:
    at = notice.text.find(change.lower, clause.start, clause.end) if change.lower else -1
    return (at, at + len(change.lower)) if at >= 0 and change.lower else None


def _seal(card: Card) -> Markup:
    # U+2060 keeps the seal on the line of its word.
    return Markup('\u2060<span class="seal {}" title="{}">{}</span>').format(
        card.seal.tone, card.seal.name, card.seal.glyph
    )


def _own_names(draft: Draft, notice: Notice, text: str) -> str:
    """A peer's words with the own place's name where the peer's stood."""
    own, theirs = region(draft.region), region(notice.document.region_code or "")
    if own is None or theirs is None or own.code == theirs.code:
        return text
    return text.replace(theirs.name, own.name).replace(theirs.short, own.short)
