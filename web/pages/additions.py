"""补一项: a fact that no rule read, stated by a person of one sentence of a clause."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.errors import ClauseNotFound
from kb.model import Clause, Notice
from kb.review.desk import Desk
from kb.review.fields import LISTS
from kb.review.keys import Sentences, Span
from kb.store import Kind
from web import present
from web.context import the_base
from web.factforms import KIND_WORDS, FormWrong, empty_form, read_form, rows_of
from web.person import current_person

pages = Blueprint("additions", __name__)


@pages.get("/review/add/<notice_id>")
def show(notice_id: str) -> ResponseReturnValue:
    """The empty form; `?clause=` says where, `?kind=` what."""
    notice, clause = _place(notice_id, request.args.get("clause", ""))
    return _page(notice, clause, _kind(request.args.get("kind", "target")))


def _page(notice: Notice, clause: Clause, kind: Kind, message: str | None = None) -> str:
    fields = empty_form(kind)
    if message:
        fields = tuple(replace(field, value=request.form.get(field.name, "")) for field in fields)
    spans = _sentences(notice, clause)
    return render_template(
        "review_add.html",
        notice=notice,
        clause=clause,
        kind=kind,
        kinds=[(key, KIND_WORDS[key]) for key in LISTS],
        sentences=[(number, notice.text[span.start : span.end]) for number, span in enumerate(spans)],
        chosen=request.form.get("sentence", type=int) or 0,
        field_rows=rows_of(fields),
        message=message,
    )


@pages.post("/review/add/<notice_id>")
def add(notice_id: str) -> ResponseReturnValue:
    """Keep the fact and show its clause."""
    form = request.form
    notice, clause = _place(notice_id, form.get("clause", ""))
    kind, spans = _kind(form.get("of", "")), _sentences(notice, clause)
    number = form.get("sentence", 0, type=int)
    if not 0 <= number < len(spans):
        abort(400, "没有选中写在哪一句。")
    try:
        value = read_form(kind, form)
    except FormWrong as error:
        return _page(notice, clause, kind, str(error)), 400
    if (
        not any(value.get(name) for name in ("lead", "responsible", "cooperating"))
        and kind == "responsibility"
    ):
        return _page(notice, clause, kind, "没有写单位。没有保存。"), 400
    desk = Desk(the_base(), current_person())
    desk.add_fact(notice_id, kind, spans[number], value, form.get("reason", "").strip())
    return redirect(url_for("clauses.show", notice_id=notice_id, path=clause.path), 303)


def _place(notice_id: str, path: str) -> tuple[Notice, Clause]:
    notice = the_base().store.notice(notice_id)
    clause = notice.clause(path)
    if clause is None:
        raise ClauseNotFound(present.title(notice.document), path)
    return notice, clause


def _kind(name: str) -> Kind:
    return next((kind for kind in LISTS if kind == name), None) or abort(404, "没有这一种事实。")


def _sentences(notice: Notice, clause: Clause) -> list[Span]:
    """The clause's sentences, its heading only where it has nothing else."""
    every = [Span(clause.path, start, end, 1) for start, end in Sentences(notice).of(clause.path)]
    return [span for span in every if span.end > clause.body_start] or every
