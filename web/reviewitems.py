"""What each tab of the review page shows: the queue's lines and the item that is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import request, url_for

from kb.review import queue
from kb.review.fields import LISTS
from kb.review.merging import bodies_in, scopes
from kb.review.settle import judgement_of
from kb.store import Kind
from web import reviewing
from web.bodychoice import body_words, function_names, places_for
from web.context import the_base
from web.factforms import form_of, rows_of
from web.reviewing import Row

Posted = Mapping[str, str]
SHOWN = 11
"""Lines of the queue beside the item."""
WHY_NOT = ("职责不在本级", "已由其他文件承接", "暂不具备条件")


def chosen_kind() -> Kind | None:
    """The kind of facts that the queue is filtered to."""
    return next((kind for kind in LISTS if kind == request.values.get("of")), None)


def facts_view(posted: Posted | None) -> dict[str, Any]:
    """The tab 事实; `posted` keeps what was typed where it could not be saved."""
    store, kind = the_base().store, chosen_kind()
    items = list(queue.facts(store, kind))
    subject, notice_id = request.values.get("item"), request.values.get("notice")
    item = next((each for each in items if each.subject == subject), None)
    if item is None and subject and notice_id:
        item = queue.fact(store, notice_id, subject)
    item = item or (items[0] if items else None)
    rows = [
        reviewing.fact_row(each, url_for("review.show", tab="facts", of=kind, item=each.subject))
        for each in items
    ]
    shown = _window(rows, item.subject if item else None)
    if item is None:
        return shown
    notice = store.notice(item.document.id)
    siblings = siblings_of(items, item)
    fields = form_of(notice, item.judged)
    if posted:
        fields = tuple(replace(f, value=posted.get(f.name, "")) for f in fields)
    fact = item.judged.fact or item.judged.machine
    return shown | {
        "item": item,
        "fact": fact,
        "notice": notice,
        "field_rows": rows_of(fields),
        "siblings": siblings,
        "lines": reviewing.fact_lines(notice, item.judged),
        "reasons": reviewing.reasons(item, notice, len(siblings), queue.names(store)),
        "history": reviewing.past(store.decisions.of_subject(item.subject)),
    }


def siblings_of(items: Sequence[queue.FactItem], item: queue.FactItem) -> list[queue.FactItem]:
    """The other facts of the same kind that wait in the same sentence."""
    own = (item.document.id, item.judged.kind, item.judged.anchor.clause, item.judged.anchor.fingerprint)
    return [
        each
        for each in items
        if each.subject != item.subject
        and own
        == (each.document.id, each.judged.kind, each.judged.anchor.clause, each.judged.anchor.fingerprint)
    ]


def links_view(_: Posted | None) -> dict[str, Any]:
    """The tab 承接: a link, or a gap that was opened on purpose."""
    store = the_base().store
    items = list(queue.links(store))
    subject, lower, upper = (request.values.get(name) for name in ("item", "lower", "upper"))
    item = next((each for each in items if each.subject == subject), None)
    if item is None and subject and lower and upper:
        item = next((each for each in queue.of_pair(store, lower, upper) if each.subject == subject), None)
    item = item or (items[0] if items else None)
    rows = [
        reviewing.link_row(
            each,
            url_for("review.show", tab="links", item=each.subject, lower=each.lower.id, upper=each.upper.id),
        )
        for each in items
    ]
    shown = _window(rows, item.subject if item else None)
    if item is None:
        return shown
    low, up = reviewing.end_words(item.link.lower), reviewing.end_words(item.link.upper)
    words = reviewing.changed_words(low, up, (item.lower, item.upper)) if low and up else (low, up)
    return shown | {
        "item": item,
        "words": words,
        "why_not": WHY_NOT,
        "history": reviewing.past(store.decisions.of_subject(item.subject)),
    }


def suspects_view(_: Posted | None) -> dict[str, Any]:
    """The tab 待复核: the words then and now, and what was decided."""
    store = the_base().store
    items = list(queue.suspects(store))
    item = next((each for each in items if each.subject == request.values.get("item")), None)
    item = item or (items[0] if items else None)
    rows = [
        reviewing.suspect_row(each, url_for("review.show", tab="suspects", item=each.subject))
        for each in items
    ]
    shown = _window(rows, item.subject if item else None)
    if item is None:
        return shown
    suspect = item.suspect
    words = reviewing.changed_words(suspect.words_now or "", suspect.words_then)
    notice = store.notice(item.document.id)
    lines = (
        reviewing.sentence_lines(notice, suspect.words_now, suspect.clause_now) if suspect.words_now else ()
    )
    return shown | {
        "item": item,
        "words": words,
        "lines": lines,
        "now": _now(item),
        "past": reviewing.past((item.decision,))[0],
        "history": reviewing.past(store.decisions.of_subject(item.subject)),
    }


def _now(item: queue.SuspectItem) -> list[queue.FactItem]:
    """What the rules read of the new sentence, of the same kind."""
    suspect = item.suspect
    if suspect.kind not in LISTS or suspect.words_now is None:
        return []
    machine, judgement = judgement_of(the_base().store, suspect.notice_id)
    return [
        queue.FactItem(machine.document, each)
        for each in judgement.of(suspect.kind)
        if each.anchor.clause == suspect.clause_now and suspect.words_now in each.anchor.words
    ]


def names_view(_: Posted | None) -> dict[str, Any]:
    """The tab 机构: one row for each name."""
    rows = queue.names(the_base().store)
    return {
        "names": [
            (row, [(key, body_words(key)) for key in row.candidates], places_for(row.document))
            for row in rows
        ],
        "functions": function_names(),
        "total": len(rows),
        **known_view(),
    }


def known_view() -> dict[str, Any]:
    """The bodies that are known in one jurisdiction (`?scope=`), for merging."""
    store = the_base().store
    places = scopes(store)
    wanted = request.values.get("scope")
    scope = wanted if wanted in dict(places) else None
    bodies = bodies_in(store, scope) if scope else ()
    return {
        "scopes": places,
        "scope": scope,
        "bodies": [(each, body_words(each.canonical)) for each in bodies],
    }


def _window(rows: list[Row], subject: str | None) -> dict[str, Any]:
    """The lines of the queue around the item, its place, and its neighbours."""
    at = next((i for i, row in enumerate(rows) if row.subject == subject), None)
    first = max(0, min((at or 0) - SHOWN // 2, len(rows) - SHOWN)) if (at or 0) >= SHOWN - 1 else 0
    return {
        "rows": rows[first : first + SHOWN],
        "rest": len(rows) - len(rows[first : first + SHOWN]),
        "more": rows[first + SHOWN].url if first + SHOWN < len(rows) else rows[0].url if rows else None,
        "total": len(rows),
        "at": None if at is None else at + 1,
        "before": rows[at - 1].url if at else None,
        "after": rows[at + 1].url if at is not None and at + 1 < len(rows) else None,
        "item": None,
    }
