"""起草, step 2: one clause after another, saved by itself; every button answers in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.draft.desk import CannotDraft, DraftDesk
from kb.draft.model import CHOICE_NAMES, Choice, Draft, Entry
from kb.errors import DraftEntryNotFound, StaleDraft
from web.context import the_base
from web.draftbars import merging_bar, stale_bar
from web.draftdone import Done, done_of, keep, last_done, wants_json
from web.drafthistory import states_of
from web.draftpage import context_of
from web.draftview import entry_url, name_of, open_in, others, state, steps
from web.person import current_person
from web.within import local_address

pages = Blueprint("draft_entries", __name__)
FRAGMENTS = {
    "list": "draft_list.html",
    "upper": "draft_upper.html",
    "side": "draft_side.html",
    "choices": "draft_choices.html",
    "views": "draft_views.html",
    "not-written": "draft_not_written.html",
    "toast": "draft_toast.html",
    "told": "draft_told.html",
    "label": "draft_label.html",
    "undo-last": "draft_undo.html",
}
SAVED_QUIETLY = ("list", "upper", "side", "choices", "told", "undo-last")
CHOICES: dict[str, Choice] = {"carry": "carry", "adapt": "adapt", "merge": "merge", "leave_out": "leave_out"}
CHOSEN = {
    "carry": "照写，恢复成最初换好的文字。",
    "adapt": "改写。",
    "merge": "已合并。",
    "leave_out": "不写这一条。",
}


@pages.after_request
def _two_forms(response: Response) -> Response:
    """One address gives a page or fragments: a browser that goes back must not be shown the wrong one."""
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept")
    return response


@pages.get("/drafts/<draft_id>/entries")
def resume(draft_id: str) -> ResponseReturnValue:
    """The first clause that is not done, else the first."""
    draft = _draft(draft_id)
    if not draft.entries:
        return redirect(url_for("drafts.chosen", draft_id=draft_id))
    waiting = [e for e in draft.entries if not e.settled or open_in(e)]
    return redirect(entry_url(draft, (waiting or list(draft.entries))[0].key))


@pages.get("/drafts/<draft_id>/entries/<key>")
def show(draft_id: str, key: str) -> ResponseReturnValue:
    """The clause between its sources and its questions; `?view=diff` marks what differs from above."""
    draft, entry = _both(draft_id, key)
    if wants_json():
        names = (*FRAGMENTS, "peers", "diff")
        return jsonify(_answer(draft, entry, None, names))
    the_base().store.drafts.set_step(draft_id, "entries")
    return _page(draft, entry)


def _page(draft: Draft, entry: Entry, **more: Any) -> str:
    return render_template("draft_entry.html", **{**context_of(draft, entry), **more})


def fragments(draft_id: str, key: str, done: Done | None = None) -> ResponseReturnValue:
    """The clause as it stands, for the script."""
    draft, entry = _both(draft_id, key)
    return jsonify(_answer(draft, entry, done, tuple(FRAGMENTS)))


def _answer(draft: Draft, entry: Entry, done: Done | None, names: tuple[str, ...]) -> dict[str, Any]:
    shown = {**context_of(draft, entry, sources="peers" in names), "done": done}
    files = {**FRAGMENTS, "peers": "draft_peers.html", "diff": "draft_diff.html"}
    empty = {"diff"} if not shown["differing"] else set()
    parts = {
        name: "" if name in empty else render_template("draft_fragment.html", part=files[name], **shown)
        for name in names
    }
    return {"revision": entry.revision, "state": state(entry), "fragments": parts}


@pages.get("/drafts/<draft_id>/entries/<key>/history")
def history(draft_id: str, key: str) -> ResponseReturnValue:
    """What was saved of the clause, the newest first; each state can become the newest again."""
    draft, entry = _both(draft_id, key)
    return render_template(
        "draft_history.html",
        draft=draft,
        entry=entry,
        here="entries",
        steps=steps(draft),
        states=states_of(the_base().store.drafts.history(draft_id, key)),
        name=name_of(entry),
        choices=CHOICE_NAMES,
        back=entry_url(draft, key),
        done=last_done(draft),
    )


@pages.post("/drafts/<draft_id>/entries/<key>/restore")
def restore(draft_id: str, key: str) -> ResponseReturnValue:
    """Make an earlier state of the clause the newest one."""
    known = {each.number for each in the_base().store.drafts.history(draft_id, key)}
    number = request.form.get("number", type=int)
    if number not in known:
        abort(404, "没有这一次修改。")
    _desk().restore(draft_id, number)
    keep(done_of(draft_id, "已恢复成选中的那一次，恢复前的也留着。", key))
    return redirect(url_for(".show", draft_id=draft_id, key=key), 303)


# Saving


@pages.post("/drafts/<draft_id>/entries/<key>/save")
def save(draft_id: str, key: str) -> ResponseReturnValue:
    """The words of the clause; a stale page changes nothing and is told who was quicker."""
    try:
        _save(draft_id, key)
    except StaleDraft as error:
        return _refused(draft_id, key, error)
    if wants_json():
        draft, entry = _both(draft_id, key)
        return jsonify(_answer(draft, entry, None, SAVED_QUIETLY))
    keep(done_of(draft_id, "已存。", key))
    return redirect(url_for(".show", draft_id=draft_id, key=key), 303)


def _save(draft_id: str, key: str) -> Entry | None:
    """Save the posted words, where words were posted."""
    form = request.form
    if "text" not in form:
        return None
    heading = " ".join(form.get("heading", "").split()) or None
    text = form["text"].replace("\r\n", "\n").strip("\n")
    return _desk().save_entry(draft_id, key, heading, text, form.get("revision", type=int))


def _refused(draft_id: str, key: str, error: StaleDraft) -> ResponseReturnValue:
    draft, entry = _both(draft_id, key)
    mine = {"heading": request.form.get("heading", ""), "text": request.form.get("text", "")}
    if wants_json():
        current = state(entry)
        bar = stale_bar(error, url_for(".merge", draft_id=draft_id, key=key), scripted=True)
        return jsonify(
            {"bar": bar, "revision": entry.revision, "current": current, "message": str(error)}
        ), 409
    bar = stale_bar(error, "", scripted=False) + merging_bar(
        entry, mine["heading"], mine["text"], scripted=False
    )
    written = {**state(entry), **mine} if "text" in request.form else state(entry)
    page = _page(draft, entry, message_bar=bar, state=written, saved_words="没有保存")
    return page, 409


@pages.post("/drafts/<draft_id>/entries/<key>/merge")
def merge(draft_id: str, key: str) -> ResponseReturnValue:
    """What somebody else saved beside what this page holds; saves nothing."""
    _, entry = _both(draft_id, key)
    bar = merging_bar(entry, request.form.get("heading", ""), request.form.get("text", ""), scripted=True)
    return jsonify({"bar": bar, "revision": entry.revision})


# Deciding


@pages.post("/drafts/<draft_id>/entries/<key>/settle")
def settle(draft_id: str, key: str) -> ResponseReturnValue:
    """Done with this clause; goes on to the next one."""

    def settled() -> str:
        saved = _save(draft_id, key)
        revision = saved.revision if saved else _revision()
        entry = _desk().settle(draft_id, key, revision=revision)
        waiting = f"，还有 {len(entry.open_questions)} 项待定" if open_in(entry) else ""
        return f"已定稿：{name_of(entry)}{waiting}。"

    def onward(draft: Draft, done: Done) -> str | None:
        keys = [each.key for each in draft.entries]
        at = keys.index(key)
        return (
            entry_url(draft, keys[at + 1])
            if at + 1 < len(keys)
            else url_for("draft_steps.bodies", draft_id=draft.id)
        )

    return _act(draft_id, key, settled, onward)


@pages.post("/drafts/<draft_id>/entries/<key>/choose")
def choose(draft_id: str, key: str) -> ResponseReturnValue:
    """照写, 改写, 合并到, 不写."""
    form = request.form
    choice = CHOICES.get(form.get("choice", ""), "adapt")
    reason = "，".join(p for p in (form.get("because", "").strip(), form.get("reason", "").strip()) if p)

    def chosen() -> str:
        if choice == "leave_out" and not reason:
            raise CannotDraft("没有保存：不写这一条，要选一个理由或写一句话。")
        append = choice == "merge" and "append" in form
        _desk().choose(draft_id, key, choice, reason, form.get("into"), _revision(), append=append)
        return "已合并，文字接在那一条后面了。" if append else CHOSEN[choice]

    return _act(draft_id, key, chosen)


@pages.post("/drafts/<draft_id>/entries/<key>/answer/<int:number>")
def answer(draft_id: str, key: str, number: int) -> ResponseReturnValue:
    """Answer a question by a button (`given`), in own words (`answer`), or ask again (`again`)."""
    form = request.form
    words = None if "again" in form else form.get("given", form.get("answer", "")).strip()

    def answered() -> str:
        if words == "" and "given" not in form:
            raise CannotDraft(f"没有保存：待定{number}还没有写。不写这几个字，请按“不写”。")
        _desk().answer(draft_id, key, number, words, _revision())
        return f"待定{number}：{words or '不写'}。" if words is not None else f"待定{number}重新定。"

    return _act(draft_id, key, answered)


@pages.post("/drafts/<draft_id>/entries/<key>/lead")
def lead(draft_id: str, key: str) -> ResponseReturnValue:
    """Name the lead unit in the clause's bracket."""
    from web.draftlead import with_lead

    name = request.form.get("lead", "").strip() or request.form.get("typed", "").strip()

    def named() -> str:
        if not name:
            raise CannotDraft("没有保存：还没有写哪个单位牵头。")
        _, entry = _both(draft_id, key)
        _desk().save_entry(draft_id, key, entry.heading, with_lead(entry.text, name), _revision())
        return f"{name}牵头。"

    return _act(draft_id, key, named)


@pages.post("/drafts/<draft_id>/entries/<key>/quote")
def quote(draft_id: str, key: str) -> ResponseReturnValue:
    """Put a peer's wording in the place of the own text."""
    words = request.form.get("words", "").strip()

    def quoted() -> str:
        if not words:
            raise CannotDraft("没有保存：同级这一条没有可以引用的文字。")
        _, entry = _both(draft_id, key)
        _desk().save_entry(draft_id, key, entry.heading, words, _revision())
        return "已引用同级写法，原来的文字可以撤销回来。"

    return _act(draft_id, key, quoted)


def _act(
    draft_id: str, key: str, act: Callable[[], str], onward: Callable[[Draft, Done], str | None] | None = None
) -> ResponseReturnValue:
    """Do something and say so: fragments for a script, a page for a form; with `onward` the next page."""
    try:
        words = act()
    except StaleDraft as error:
        return _refused(draft_id, key, error)
    except CannotDraft as error:
        if wants_json():
            return jsonify({"message": str(error)}), 400
        draft, entry = _both(draft_id, key)
        return _page(draft, entry, message_bar=stale_bar(str(error), "", scripted=False)), 400
    done = done_of(draft_id, words, key)
    target = onward(_draft(draft_id), done) if onward else None
    if wants_json() and target is None:
        return fragments(draft_id, key, done)
    keep(done)
    if wants_json():
        return jsonify({"go": target})
    return redirect(
        target or local_address(request.form.get("back", "")) or url_for(".show", draft_id=draft_id, key=key),
        303,
    )


# Clauses of one's own


@pages.post("/drafts/<draft_id>/entries/<key>/add")
def add(draft_id: str, key: str) -> ResponseReturnValue:
    """A clause of one's own behind this one."""
    _, entry = _both(draft_id, key)
    made = _desk().add_clause(draft_id, key, entry.depth)
    keep(done_of(draft_id, "加了一条，标题和正文由本级自己写。", key))
    return redirect(url_for(".show", draft_id=draft_id, key=made.key), 303)


@pages.post("/drafts/<draft_id>/entries/<key>/remove")
def remove(draft_id: str, key: str) -> ResponseReturnValue:
    """Take a clause of one's own out."""
    keys = [each.key for each in _draft(draft_id).entries]
    _desk().remove(draft_id, key)
    before = keys[max(0, keys.index(key) - 1)]
    keep(done_of(draft_id, "删去了自加的一条。", before))
    return redirect(url_for(".show", draft_id=draft_id, key=before), 303)


# Who else is here


@pages.post("/drafts/<draft_id>/entries/<key>/touch")
def touch(draft_id: str, key: str) -> ResponseReturnValue:
    """This window is at work here; who else is, and which revision stands."""
    drafts, session = the_base().store.drafts, request.form.get("session", "")[:40]
    drafts.touch(draft_id, key, current_person(), session)
    draft, entry = _both(draft_id, key)
    found = others(draft, drafts.editing(draft_id), key, session, current_person())
    return jsonify({"others": render_template("draft_others.html", others=found), "revision": entry.revision})


@pages.post("/drafts/<draft_id>/leave")
def leave(draft_id: str) -> ResponseReturnValue:
    """This window was closed."""
    the_base().store.drafts.leave(draft_id, request.form.get("session", "")[:40])
    return "", 204


def _desk() -> DraftDesk:
    return DraftDesk(the_base(), current_person())


def _draft(draft_id: str) -> Draft:
    return the_base().store.drafts.draft(draft_id)


def _both(draft_id: str, key: str) -> tuple[Draft, Entry]:
    draft = _draft(draft_id)
    entry = draft.entry(key)
    if entry is None:
        raise DraftEntryNotFound(draft_id, key)
    return draft, entry


def _revision() -> int | None:
    return request.form.get("revision", type=int)
