"""起草: the list of drafts, a new one from upper notices, undo, justifications; the clauses are in
`drafts_entries`, the other steps in `drafts_steps`."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.draft.desk import CannotDraft, DraftDesk
from kb.draft.model import GENRES, STEP_NAMES, Genre
from kb.draft.plain import plain_draft
from kb.errors import StaleDraft
from kb.model import LEVELS, Document
from kb.regions import Region, candidates, line_of, members, region
from web.context import the_base
from web.downloads import send_json
from web.draftdone import Done, done_of, keep, last_done, wants_json
from web.draftview import PlaceBadge, step_url, steps
from web.person import current_person
from web.wire import plain
from web.within import local_address

pages = Blueprint("drafts", __name__)
MOST_PILLS = 40


@pages.get("/drafts", defaults={"form": "html"})
@pages.get("/drafts.<any(json):form>")
def listing(form: str) -> ResponseReturnValue:
    """All drafts, the one changed last first; `?away=1` those put away."""
    away = bool(request.args.get("away"))
    found = the_base().store.drafts.drafts(archived=away)
    if form == "json":
        return send_json({"total": len(found), "drafts": plain(found)})
    return render_template("drafts.html", drafts=found, away=away, steps=STEP_NAMES, badge=PlaceBadge.of)


@pages.get("/drafts/new")
def new() -> ResponseReturnValue:
    """Step 1: `?upper=` (several) are chosen already; without, the shelf to choose from, `?q=` narrows it."""
    return _new()


def _new(message: str | None = None) -> str:
    base = the_base()
    documents = {s.document.id: s.document for s in base.store.summaries()}
    chosen = [documents[i] for i in dict.fromkeys(request.values.getlist("upper")) if i in documents]
    words = request.values.get("q", "").strip()
    shelf = [d for d in documents.values() if _may_lead(d) and _matches(d, words)]
    ids = [document.id for document in chosen]
    below = dict.fromkeys(lower for upper in ids for lower in base.store.lowers(upper))
    return render_template(
        "draft_new.html",
        chosen=chosen,
        shelf=shelf,
        words=words,
        places=_places_below(chosen),
        most_pills=MOST_PILLS,
        genres=GENRES,
        peers=[documents[i] for i in below if documents[i].level != "township"],
        given=request.form,
        message=message,
        drafts=[
            d for d in base.store.drafts.drafts() if set(base.store.drafts.draft(d.id).uppers) & set(ids)
        ],
    )


@pages.post("/drafts/new")
def begin() -> ResponseReturnValue:
    """Make the draft and go to its first clause."""
    uppers = request.form.getlist("upper")
    name = request.form.get("place", "").strip() or request.form.get("place_name", "").strip()
    genre: Genre = next((g for g in GENRES if g == request.form.get("genre")), "实施方案")
    desk = DraftDesk(the_base(), current_person())
    try:
        own = _own_place(name, uppers)
        peers = [each for each in desk.peers(uppers, own) if each in request.form.getlist("peer")]
        draft = desk.new(uppers, own.code, genre, peers)
    except CannotDraft as error:
        return _new(str(error)), 400
    return redirect(url_for("draft_entries.resume", draft_id=draft.id), 303)


def _own_place(name: str, uppers: Sequence[str]) -> Region:
    """The place that the name (or code) means, seen from the upper notices' places."""
    if not name:
        raise CannotDraft("没有开始：还没有写是哪个地方的文件。")
    if known := region(name):
        return known
    for upper in uppers:
        within = the_base().store.notice(upper).document.region_code
        found = [each for each in candidates(name, within) if within is None or within in line_of(each.code)]
        if len(found) == 1:
            return found[0]
    everywhere = candidates(name)
    if len(everywhere) > 1:
        listed = "、".join(_chain(each) for each in everywhere[:6])
        raise CannotDraft(f"没有开始：叫“{name}”的地方不止一个（{listed}），请把上级地名也写上。")
    if not everywhere:
        raise CannotDraft(f"没有开始：地区表里没有“{name}”，请写全称，如“青禾县”。")
    return everywhere[0]


def _chain(place: Region) -> str:
    line = [
        each.name for code in reversed(line_of(place.code)) if (each := region(code)) and code != "000000"
    ]
    return "".join(line)


def _places_below(chosen: Sequence[Document]) -> list[Region]:
    """The places right below those of the upper notices: one of them is most likely one's own."""
    codes = dict.fromkeys(d.region_code or "000000" for d in chosen if d.region_code or d.level == "national")
    lowest = sorted(codes, key=lambda code: -len(line_of(code)))[:1]
    return [
        place for code in lowest for place in members(code) if code != "000000" or len(members(code)) < 60
    ]


def _may_lead(document: Document) -> bool:
    return document.level is None or document.level != LEVELS[-1]


def _matches(document: Document, words: str) -> bool:
    known = f"{document.title}{document.doc_number}{document.jurisdiction}{document.issuer}"
    return all(word in known for word in words.split())


@pages.get("/drafts/<draft_id>")
def open_draft(draft_id: str) -> ResponseReturnValue:
    """Where one left off."""
    draft = the_base().store.drafts.draft(draft_id)
    return redirect(step_url(draft, "entries" if draft.step == "select" else draft.step))


@pages.get("/drafts/<draft_id>.json")
def as_json(draft_id: str) -> ResponseReturnValue:
    """The whole draft as it is kept."""
    return send_json(plain_draft(the_base().store.drafts.draft(draft_id)))


@pages.get("/drafts/<draft_id>/select")
def chosen(draft_id: str) -> ResponseReturnValue:
    """Step 1 of a draft that has begun: what it was made from."""
    draft = the_base().store.drafts.draft(draft_id)
    documents = {s.document.id: s.document for s in the_base().store.summaries()}
    return render_template(
        "draft_select.html",
        draft=draft,
        steps=steps(draft),
        here="select",
        place=region(draft.region),
        documents=documents,
        done=last_done(draft),
    )


@pages.post("/drafts/<draft_id>/justify")
def justify(draft_id: str) -> ResponseReturnValue:
    """Why a check stays as it is; an empty reason takes that back."""
    reason = request.form.get("reason", "").strip()
    DraftDesk(the_base(), current_person()).justify(draft_id, request.form.get("check", ""), reason)
    words = "已记下理由。" if reason else "已收回理由。"
    entry = request.form.get("entry") or None
    return _answer(draft_id, done_of(draft_id, words, entry), entry)


@pages.post("/drafts/<draft_id>/undo")
def undo(draft_id: str) -> ResponseReturnValue:
    """Take back one stroke."""
    entry = request.form.get("entry") or None
    try:
        DraftDesk(the_base(), current_person()).undo(draft_id, request.form.get("stroke", type=int))
        done = done_of(draft_id, "已撤销。", entry, undoable=False)
    except (StaleDraft, CannotDraft, ValueError) as error:
        words = (
            f"没有撤销：{error.person}后来又改过这里。"
            if isinstance(error, StaleDraft)
            else f"没有撤销：{error}"
        )
        done = done_of(draft_id, words, entry, undoable=False)
    return _answer(draft_id, done, entry)


def _answer(draft_id: str, done: Done, entry: str | None) -> ResponseReturnValue:
    """Back to the page that asked, or its fragments."""
    if wants_json() and entry:
        from web.pages.drafts_entries import fragments

        return fragments(draft_id, entry, done)
    keep(done)
    back = local_address(request.form.get("back", ""))
    draft = the_base().store.drafts.draft(draft_id)
    return redirect(back or step_url(draft, draft.step if draft.step != "select" else "entries"), 303)


@pages.post("/drafts/<draft_id>/archive")
def archive(draft_id: str) -> ResponseReturnValue:
    """Put the draft away, or take it out again; nothing is deleted."""
    away = request.form.get("away") == "1"
    DraftDesk(the_base(), current_person()).archive(draft_id, archived=away)
    return redirect(url_for(".listing"), 303)
