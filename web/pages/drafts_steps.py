"""起草, steps 3 to 5: whose bodies answer to those above, all checks at once, the files; and the printed page."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

from flask import Blueprint, abort, jsonify, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from ingest.draft_files import ENDINGS, DraftForm, whole_plan, write_draft
from kb.draft.desk import CannotDraft, DraftDesk
from kb.draft.model import Check, Draft, Entry, Head
from kb.draft.places import GROUP_KEY, class_word
from kb.errors import StaleDraft
from kb.regions import region
from web.context import the_base
from web.draftbars import stale_bar
from web.draftbodies import body_rows
from web.draftchecks import checks_of
from web.draftdone import done_of, keep, last_done, wants_json
from web.draftlead import LEAD_CODES, units_in
from web.draftsheet import sheets
from web.draftview import PlaceBadge, entry_url, name_of, open_in, steps
from web.person import current_person

pages = Blueprint("draft_steps", __name__)
NAMES: dict[DraftForm, str] = {"docx": "", "table": "（与上级对照表）", "json": "（草稿数据）"}
KINDS: dict[DraftForm, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "table": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
FORMS: dict[str, DraftForm] = {"docx": "docx", "table": "table", "json": "json"}
HEAD_WORDS = ("title", "issuer", "doc_number", "recipients", "signed", "publicity")


@pages.get("/drafts/<draft_id>/bodies")
def bodies(draft_id: str) -> ResponseReturnValue:
    """Step 3: the bodies above and their counterparts here."""
    return _bodies(draft_id)


def _bodies(draft_id: str, message: str | None = None) -> str:
    draft = _opened(draft_id, "bodies")
    rows = body_rows(the_base(), draft)
    return render_template(
        "draft_bodies.html",
        **_frame(draft, "bodies"),
        rows=rows,
        group_key=GROUP_KEY,
        undecided=[row for row in rows if row.undecided],
        message=message,
    )


@pages.post("/drafts/<draft_id>/bodies")
def map_body(draft_id: str) -> ResponseReturnValue:
    """Say which body answers to an upper one: by a button, in words, none, or ask again."""
    form = request.form
    action, name = form.get("action", ""), form.get("given") or form.get("name", "").strip()
    own = {"none": "", "again": None}.get(action, name)
    if own == "" and action != "none":
        return _bodies(draft_id, "没有保存：还没有写本级对应的单位。不写这个单位，请按“不写”。"), 400
    try:
        DraftDesk(the_base(), current_person()).map_body(draft_id, form.get("key", ""), own)
    except (StaleDraft, CannotDraft) as error:
        return _bodies(draft_id, str(error)), 409
    upper = form.get("upper", "")
    words = f"{upper}：{own or '不写'}。" if own is not None else f"{upper}重新定。"
    keep(done_of(draft_id, words))
    return redirect(url_for(".bodies", draft_id=draft_id), 303)


@pages.get("/drafts/<draft_id>/checks")
def checks(draft_id: str) -> ResponseReturnValue:
    """Step 4: everything that has to be solved, what is still open, what was looked at."""
    draft = _opened(draft_id, "checks")
    found = checks_of(draft)
    waiting = [(e, e.open_questions) for e in draft.entries if open_in(e)]
    return render_template(
        "draft_checks.html",
        **_frame(draft, "checks", found),
        must=_by_entry(draft, [c for c in found if c.state == "must" and not c.justified]),
        open=_by_entry(draft, [c for c in found if c.state == "open"]),
        justified=_by_entry(draft, [c for c in found if c.justified]),
        passed=_by_entry(draft, [c for c in found if c.state == "passed"]),
        unanswered=waiting,
        lead_codes=LEAD_CODES,
        units_in=units_in,
        name_of=name_of,
        entry_url=entry_url,
    )


def _by_entry(draft: Draft, found: list[Check]) -> list[tuple[Entry | None, list[Check]]]:
    """Checks of the whole plan first, then clause by clause."""
    groups: list[tuple[Entry | None, list[Check]]] = [(None, [c for c in found if c.entry is None])]
    groups += [(entry, [c for c in found if c.entry == entry.key]) for entry in draft.entries]
    return [(entry, checks) for entry, checks in groups if checks]


@pages.get("/drafts/<draft_id>/export")
def export(draft_id: str) -> ResponseReturnValue:
    """Step 5: what is printed around the clauses, and the files."""
    return _export(draft_id)


def _export(draft_id: str, bar: str = "", head: Head | None = None) -> str:
    draft = _opened(draft_id, "export")
    found = checks_of(draft)
    return render_template(
        "draft_export.html",
        **_frame(draft, "export", found),
        head=head or draft.head,
        message_bar=bar,
        must=sum(c.state == "must" and not c.justified for c in found),
        unanswered=sum(len(e.open_questions) for e in draft.entries if e.printed),
        unsettled=sum(not e.settled for e in draft.entries),
        blanks=_blanks(draft.head),
    )


def _blanks(head: Head) -> list[str]:
    names = {"doc_number": "发文字号", "recipients": "主送机关", "date": "成文日期"}
    return [words for name, words in names.items() if not getattr(head, name)]


@pages.post("/drafts/<draft_id>/export")
def save_head(draft_id: str) -> ResponseReturnValue:
    """Save what is printed around the clauses."""
    form, draft = request.form, _draft(draft_id)
    words: dict[str, Any] = {name: " ".join(form.get(name, "").split()) for name in HEAD_WORDS}
    preamble = form.get("preamble", "").replace("\r\n", "\n").strip()
    head = Head(**words, preamble=preamble, covering="covering" in form)
    try:
        head = replace(head, date=date.fromisoformat(form["date"]) if form.get("date") else None)
    except ValueError:
        bar = stale_bar(
            "没有保存：成文日期要写成 2030-06-05 这样的日子，还没有定就空着。", "", scripted=False
        )
        return _export(draft_id, bar, head), 400
    try:
        desk = DraftDesk(the_base(), current_person())
        desk.save_head(draft_id, head, form.get("revision", type=int, default=draft.revision))
    except StaleDraft as error:
        bar = stale_bar(error, "", scripted=False)
        return (jsonify({"bar": bar}) if wants_json() else _export(draft_id, bar, head)), 409
    if wants_json():
        return jsonify({"revision": _draft(draft_id).revision})
    keep(done_of(draft_id, "已存文头文尾。"))
    return redirect(url_for(".export", draft_id=draft_id), 303)


@pages.get("/drafts/<draft_id>/file.<form>")
def file(draft_id: str, form: str) -> ResponseReturnValue:
    """The draft as a file; `?remarks=0` leaves the Word comments out."""
    wanted = FORMS.get(form)
    if wanted is None:
        abort(404, "没有这种格式，可以要 docx、table（xlsx）、json。")
    draft, out = _draft(draft_id), io.BytesIO()
    remarks = request.args.get("remarks") != "0"
    write_draft(the_base(), draft, wanted, out, remarks=remarks)
    out.seek(0)
    clean = "（清稿）" if wanted == "docx" and not remarks else ""
    name = f"{draft.head.title or draft.id}{NAMES[wanted]}{clean}.{ENDINGS[wanted]}"
    return send_file(out, mimetype=KINDS[wanted], as_attachment=True, download_name=name)


@pages.get("/drafts/<draft_id>/preview")
def preview(draft_id: str) -> ResponseReturnValue:
    """The plan as it will be printed."""
    draft = _draft(draft_id)
    shown = sheets(whole_plan(the_base(), draft))
    back = request.args.get("back") or next((e.key for e in draft.entries), None)
    return render_template(
        "draft_preview.html",
        draft=draft,
        sheets=shown,
        steps=steps(draft),
        here="",
        back=back,
        entry_url=entry_url,
    )


def _draft(draft_id: str) -> Draft:
    return the_base().store.drafts.draft(draft_id)


def _opened(draft_id: str, step: str) -> Draft:
    draft = _draft(draft_id)
    if step in ("bodies", "checks", "export") and draft.step != step:
        the_base().store.drafts.set_step(draft_id, step)  # type: ignore[arg-type]
    return draft


def _frame(draft: Draft, here: str, found: tuple[Check, ...] | None = None) -> dict[str, Any]:
    place = region(draft.region)
    return {
        "draft": draft,
        "here": here,
        "steps": steps(draft, found),
        "place": PlaceBadge.of(draft.region),
        "class_word": class_word(place) if place else "级",
        "done": last_done(draft),
    }
