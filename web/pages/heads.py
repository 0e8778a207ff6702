"""文件要素: title, number, issuer, level and dates of a notice, put right by a person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.model import Notice
from kb.review.desk import Desk
from kb.review.heads import HEAD_FIELDS, plain_head, subject_of_head
from web import reviewing
from web.context import the_base
from web.factforms import FormWrong, head_form, read_form, rows_of, shown
from web.person import current_person

pages = Blueprint("heads", __name__)


@pages.get("/review/head/<notice_id>")
def show(notice_id: str) -> ResponseReturnValue:
    """The head as a form, and what was decided of it before."""
    return _page(the_base().store.notice(notice_id))


@pages.post("/review/head/<notice_id>")
def correct(notice_id: str) -> ResponseReturnValue:
    """Keep the fields that differ from how they stand; go back to the notice."""
    notice = the_base().store.notice(notice_id)
    try:
        values = _changed(notice, read_form("head", request.form))
    except FormWrong as error:
        return _page(notice, str(error)), 400
    if not values.get("title", True):
        return _page(notice, "“标题”不能空着。没有保存。"), 400
    if not values:
        return _page(notice, "没有改动，没有保存。"), 400
    reason = request.form.get("reason", "").strip()
    Desk(the_base(), current_person()).decide_head(notice_id, values, reason)
    return redirect(url_for("notices.show", notice_id=notice_id), 303)


def _changed(notice: Notice, posted: dict[str, Any]) -> dict[str, Any]:
    before = plain_head(notice.document)
    return {name: value or None for name, value in posted.items() if shown(before[name]) != shown(value)}


def _page(notice: Notice, message: str | None = None) -> str:
    fields = head_form(notice.document)
    if message:
        fields = tuple(replace(field, value=request.form.get(field.name, "")) for field in fields)
    decisions = the_base().store.decisions
    subjects = (subject_of_head(notice.document.id, name) for name in HEAD_FIELDS)
    history = [each for subject in subjects for each in decisions.of_subject(subject)]
    return render_template(
        "review_head.html",
        notice=notice,
        head=notice.text[: notice.clauses[0].start if notice.clauses else None].strip()[:600],
        field_rows=rows_of(fields),
        history=reviewing.past(history),
        message=message,
    )
