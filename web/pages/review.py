"""核校: what waits for a person, one item at a time; each decision is kept and can be taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.model import Link, LinkRelation, Notice
from kb.review import queue
from kb.review.desk import Desk, NothingToDecide
from kb.review.fields import LISTS, Fact, facts_of
from kb.review.merging import merge
from kb.review.names import NO_SINGLE_BODY
from kb.review.settle import judgement_of
from kb.store import Action, Decision, Kind
from web import reviewing
from web.bodychoice import chosen_body
from web.context import the_base
from web.downloads import send_json
from web.factforms import KIND_WORDS, FormWrong, changed, read_form
from web.person import current_person, remember_person
from web.reviewitems import chosen_kind, facts_view, links_view, names_view, siblings_of, suspects_view
from web.wire import plain
from web.within import local_address

pages = Blueprint("review", __name__)
TABS = {"facts": "事实", "links": "承接", "suspects": "待复核", "names": "机构"}
ACTIONS: dict[str, Action] = {
    "confirm": "confirm",
    "correct": "correct",
    "reject": "reject",
    "postpone": "postpone",
}
RELATIONS: dict[str, LinkRelation] = {
    "verbatim": "verbatim", "adapted": "adapted", "split": "split", "merged": "merged",
}  # fmt: skip
ANCHOR_KINDS = {"assignment": "responsibility"}
"""Anchors of facts in pages are named after the lists of the model."""


@pages.get("/review", defaults={"form": "html"})
@pages.get("/review.<any(json):form>")
def show(form: str) -> ResponseReturnValue:
    """The queue and one of its items; `?tab=`, `?kind=`, `?item=`, and `?notice=` for any fact at all."""
    tab = request.args.get("tab", "facts")
    if tab not in TABS:
        abort(404, "核校没有这一栏。")
    if form == "json":
        return send_json(_as_json(tab))
    return _page(tab)


def _page(tab: str, message: str | None = None, posted: dict[str, str] | None = None) -> str:
    store = the_base().store
    counts = queue.counts(store)
    shown: dict[str, Any] = {
        "tab": tab,
        "tabs": [(key, word, getattr(counts, key)) for key, word in TABS.items()],
        "message": message,
        "person": current_person(),
        "just": _just(),
        "today": store.decisions.judged_since(_midnight()),
        "kinds": [(kind, KIND_WORDS[kind]) for kind in LISTS],
        "kind": chosen_kind(),
    }
    parts = {"facts": facts_view, "links": links_view, "suspects": suspects_view, "names": names_view}
    shown |= parts[tab](posted)
    return render_template("review.html", reviewing=reviewing, **shown)


# Deciding


@pages.post("/review/facts")
def decide_fact() -> ResponseReturnValue:
    """Confirm, correct, reject or postpone one fact, and with `same` those beside it in its sentence."""
    store, form = the_base().store, request.form
    items = list(queue.facts(store, chosen_kind()))
    item = queue.fact(store, form.get("notice", ""), form.get("item", ""))
    action = _action()
    if item is None:
        return _page("facts", str(NothingToDecide())), 409
    if stale := _stale(item.subject):
        return _page("facts", stale, dict(form)), 409
    siblings = siblings_of(items, item) if form.get("same") else []
    onward = _next(items, item.subject, {each.subject for each in siblings})
    try:
        value = read_form(item.judged.kind, form)
        if action in ("confirm", "correct"):
            action = "correct" if changed(item.judged, value) else "confirm"
        desk = _desk()
        first = desk.decide_fact(
            item.document.id,
            item.subject,
            action,
            value if action == "correct" else None,
            form.get("reason", "").strip(),
        )
        for each in siblings:
            desk.decide_fact(
                each.document.id,
                each.subject,
                "confirm" if action == "correct" else action,
                batch=first.batch,
            )
    except (FormWrong, NothingToDecide) as error:
        return _page("facts", str(error), dict(form)), 400
    back = form.get("item") if item.subject not in {each.subject for each in items} else onward
    notice = item.document.id if back == item.subject else None
    return redirect(url_for(".show", tab="facts", of=chosen_kind(), item=back, notice=notice), 303)


@pages.post("/review/links")
def decide_link() -> ResponseReturnValue:
    """Confirm, reject, relate otherwise or postpone a link; explain a gap. `?back=` leads elsewhere after."""
    store, form = the_base().store, request.form
    items = list(queue.links(store))
    lower, upper, subject = form.get("lower", ""), form.get("upper", ""), form.get("item", "")
    pair = queue.of_pair(store, lower, upper)
    item = next((each for each in pair if subject in (each.subject, link_key(each.link))), None)
    action, relation = _action(), form.get("relation")
    if item is None:
        return _page("links", str(NothingToDecide())), 409
    reason = "，".join(part for part in (form.get("because", ""), form.get("reason", "").strip()) if part)
    gap = not (item.link.lower and item.link.upper)
    if gap and action == "confirm" and not reason:
        return _page("links", "没有保存：说明为什么可以不承接，要选一个理由或写一句话。"), 400
    other = RELATIONS.get(relation or "")
    if action in ("confirm", "correct"):
        action = "correct" if not gap and other and other != item.link.relation else "confirm"
    _desk().decide_link(item.link, (lower, upper), action, other if action == "correct" else None, reason)
    if back := local_address(form.get("back", "")):
        return redirect(back, 303)
    onward = _next(items, subject)
    if subject not in {each.subject for each in items}:
        return redirect(url_for(".show", tab="links", item=subject, lower=lower, upper=upper), 303)
    return redirect(url_for(".show", tab="links", item=onward), 303)


@pages.post("/review/suspects")
def decide_suspect() -> ResponseReturnValue:
    """A decision holds for the new words, or no longer."""
    form, store = request.form, the_base().store
    subject, reason = form.get("item", ""), form.get("reason", "").strip()
    onward = _next(queue.suspects(store), subject)
    try:
        if form.get("action") == "uphold":
            _desk().uphold(subject, reason)
        else:
            _desk().retire(subject, reason)
    except NothingToDecide as error:
        return _page("suspects", str(error)), 409
    return redirect(url_for(".show", tab="suspects", item=onward), 303)


@pages.post("/review/names")
def decide_name() -> ResponseReturnValue:
    """Say which body a name means in its jurisdiction, that it is a class, or that it is no unit."""
    form = request.form
    try:
        canonical = {"none": None, "class": NO_SINGLE_BODY}.get(form.get("action", ""), chosen_body(form))
        _desk().decide_unit(
            form.get("notice", ""), form.get("name", ""), canonical, form.get("reason", "").strip()
        )
    except (FormWrong, NothingToDecide) as error:
        return _page("names", str(error)), 400
    return redirect(url_for(".show", tab="names"), 303)


@pages.post("/review/bodies")
def merge_bodies() -> ResponseReturnValue:
    """All names of one body mean another one in a jurisdiction."""
    form = request.form
    scope = form.get("scope", "")
    try:
        merge(_desk(), scope, form.get("source", ""), form.get("target", ""), form.get("reason", "").strip())
    except NothingToDecide:
        return _page("names", "没有合并：要选两个不同的机构。"), 400
    return redirect(url_for(".show", tab="names", scope=scope, _anchor="known"), 303)


@pages.post("/review/undo")
def undo() -> ResponseReturnValue:
    """Take back one stroke, and go to what it was about."""
    batch = request.form.get("batch", type=int)
    try:
        entries = _desk().undo(batch or 0)
    except NothingToDecide:
        return _page("facts", "这一步已经撤销过了。"), 409
    if back := local_address(request.form.get("back", "")):
        return redirect(back, 303)
    return redirect(address_of(entries[0]), 303)


@pages.post("/review/person")
def rename() -> ResponseReturnValue:
    """Remember in this browser who is at the desk."""
    response = redirect(local_address(request.form.get("back", "")) or url_for(".show"), 303)
    remember_person(response, request.form.get("name", ""))  # type: ignore[arg-type]
    return response


@pages.get("/review/fact/<notice_id>/<anchor>")
def open_fact(notice_id: str, anchor: str) -> ResponseReturnValue:
    """From a fact as pages name it (`target-3`, `?at=` its offset) to its form."""
    name, _, number = anchor.rpartition("-")
    kind = next((known for known in LISTS if known == ANCHOR_KINDS.get(name, name)), None)
    if kind is None or not number.isdigit():
        abort(404, "没有这样的事实。")
    store = the_base().store
    fact = _named(store.notice(notice_id), kind, int(number), request.args.get("at", type=int))
    _, judgement = judgement_of(store, notice_id)
    held = [each for each in judgement.of(kind) if each.fact is not None]
    same = [each for each in held if each.fact == fact]
    # An assignment from which a name was taken as no unit differs, but stands on the same words.
    found = same or [each for each in held if fact and each.fact and each.fact.evidence == fact.evidence]
    if not found:
        abort(404, "这一条已经不在了：可能刚被改正或驳回。")
    return redirect(url_for(".show", tab="facts", notice=notice_id, item=found[0].subject))


def _named(notice: Notice, kind: Kind, number: int, start: int | None) -> Fact | None:
    """The fact as a page named it, or by its offset where the list has moved since."""
    facts = facts_of(notice, kind)
    if number < len(facts) and start in (None, facts[number].evidence.start):
        return facts[number]
    return next((fact for fact in facts if fact.evidence.start == start), None)


@pages.app_template_global()
def fact_review_url(notice_id: str, anchor: str, start: int) -> str:
    """The form of a fact, from its anchor in pages and the offset of its words."""
    return url_for("review.open_fact", notice_id=notice_id, anchor=anchor, at=start)


@pages.app_template_global()
def link_key(link: Link) -> str:
    """A short name of a link within its pair, from the words at its ends."""
    ends = (f"{end.clause}#{end.quote}" if end else "-" for end in (link.lower, link.upper))
    return hashlib.sha256("\x1f".join(ends).encode()).hexdigest()[:16]


@pages.get("/review/link/<lower_id>/<upper_id>/<key>")
def open_link(lower_id: str, upper_id: str, key: str) -> ResponseReturnValue:
    """From a link or a gap as pages name it to its form."""
    pair = queue.of_pair(the_base().store, lower_id, upper_id)
    item = next((each for each in pair if link_key(each.link) == key), None)
    if item is None:
        abort(404, "这一处承接已经不在了：可能文件有了新版本。")
    return redirect(url_for(".show", tab="links", lower=lower_id, upper=upper_id, item=item.subject))


@pages.app_template_global()
def review_waiting() -> int:
    """How much waits for a person: the number beside 核校."""
    return queue.waiting(the_base().store)


def address_of(decision: Decision) -> str:
    """Where what a decision is about can be looked at again."""
    entry = decision.entry
    if entry.kind == "head" and entry.notice_id:
        return url_for("heads.show", notice_id=entry.notice_id)
    if entry.kind == "deviation" and entry.notice_id and entry.other_id:
        return url_for("comparison.show", lower_id=entry.notice_id, upper_id=entry.other_id)
    if entry.kind == "unit":
        return url_for("review.show", tab="names")
    if entry.other_id:
        return url_for(
            "review.show", tab="links", item=entry.subject, lower=entry.notice_id, upper=entry.other_id
        )
    return url_for("review.show", tab="facts", item=entry.subject, notice=entry.notice_id)


def _action() -> Action:
    action = ACTIONS.get(request.form.get("action", ""))
    return action or abort(400, "没有这个操作。")


def _stale(subject: str) -> str | None:
    """What to say where somebody decided the fact after this form was opened."""
    seen = request.form.get("seen", type=int)
    history = the_base().store.decisions.of_subject(subject)
    if seen is None or not history or history[-1].id <= seen:
        return None
    last = history[-1]
    return f"没有保存，以免盖掉{last.entry.person} {reviewing.when(last.at)} 的决定。你写的内容还在下面，没有丢；要照你的改，再按一次。"


def _desk() -> Desk:
    return Desk(the_base(), current_person())


def _just() -> reviewing.Past | None:
    """The last thing that this person decided and that can be taken back."""
    latest = the_base().store.decisions.latest(40)
    undone = {d.entry.undoes for d in latest if d.entry.action == "undo"}
    person = current_person()
    own = (d for d in latest if d.entry.person == person and d.entry.action != "undo" and d.id not in undone)
    found = next(own, None)
    return reviewing.past((found,))[0] if found else None


def _next(items: Sequence[Any], subject: str, also: set[str] | None = None) -> str | None:
    """The key of the item that comes after this one once it is done."""
    gone = {subject, *(also or ())}
    at = next((i for i, each in enumerate(items) if each.subject == subject), 0)
    rest = [each.subject for each in (*items[at:], *items[:at]) if each.subject not in gone]
    return rest[0] if rest else None


def _midnight() -> datetime:
    return datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


def _as_json(tab: str) -> dict[str, Any]:
    store = the_base().store
    lists: dict[str, Any] = {
        "facts": lambda: queue.facts(store, chosen_kind()),
        "links": lambda: queue.links(store),
        "suspects": lambda: queue.suspects(store),
        "names": lambda: queue.names(store),
    }
    return {"tab": tab, "counts": plain(queue.counts(store)), "items": plain(lists[tab]())}
