"""覆盖: upper clauses × lower notices, and the reasons why a clause need not be carried."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.model import Link, LinkEnd
from kb.review.desk import Desk
from kb.trace.coverage import STATES
from web import present
from web.context import the_base
from web.covering import (
    REASONS,
    SHOWS,
    STATE_SIGNS,
    STATE_WORDS,
    Covered,
    Show,
    allocated,
    can_be_added,
    chosen_cell,
    covered,
    table_of,
    who,
    without_notice,
    words_of,
)
from web.downloads import send_json, send_table
from web.person import current_person
from web.wire import plain

pages = Blueprint("coverage", __name__)
LONGEST_REASON = 500


@pages.get("/coverage", defaults={"form": "html"})
@pages.get("/coverage.<any(json):form>")
def choose(form: str) -> ResponseReturnValue:
    """The notices that have lower ones on the shelf, those with most first."""
    store = the_base().store
    documents = {summary.document.id: summary.document for summary in store.summaries()}
    below: dict[str, list[str]] = {}
    for lower, upper in store.linked_pairs():
        below.setdefault(upper, []).append(lower)
    order = list(documents)
    uppers = sorted(below, key=lambda upper: (-len(below[upper]), order.index(upper)))
    if form == "json":
        return send_json({"uppers": [{"upper": plain(documents[u]), "lowers": below[u]} for u in uppers]})
    listed = [(documents[upper], [documents[lower] for lower in below[upper]]) for upper in uppers]
    return render_template("coverages.html", listed=listed)


@pages.get("/coverage/<upper_id>", defaults={"form": "html"})
@pages.get("/coverage/<upper_id>.<any(json, csv, xlsx):form>")
def show(upper_id: str, form: str) -> ResponseReturnValue:
    """The table; `lower` names the columns (default: all linked), `show` filters, `at` and `of` choose a cell."""
    base = the_base()
    upper = base.store.notice(upper_id)
    asked = tuple(dict.fromkeys(request.args.getlist("lower")))
    lower_ids = asked or base.store.lowers(upper_id)
    chosen: Show = name if (name := request.args.get("show", "all")) in SHOWS else "all"
    view = covered(base, upper, [each for each in lower_ids if each != upper_id], chosen)
    if form == "json":
        shared = allocated(base, upper, [document.id for document in view.whole.lowers])
        return send_json({**_as_json(view), "shared_totals": plain(shared)})
    if form in ("csv", "xlsx"):
        columns, rows = table_of(view)
        return send_table(columns, rows, form, f"覆盖表_{present.place(upper.document)}")
    kept = {"lower": list(asked) or None, "show": chosen if chosen != "all" else None}

    def here(form: str = "html", anchor: str | None = None, **changes: Any) -> str:
        """This page's address with other choices."""
        return url_for("coverage.show", upper_id=upper_id, form=form, _anchor=anchor, **{**kept, **changes})

    cell = chosen_cell(view, base, request.args.get("at"), request.args.get("of"))
    return render_template(
        "coverage.html",
        upper=upper.document,
        view=view,
        cell=cell,
        here=here,
        lower_ids=lower_ids,
        filters=[(key, word, view.count(key)) for key, (word, _) in SHOWS.items()],
        more=can_be_added(base, upper.document, lower_ids),
        places=without_notice(view),
        totals=allocated(base, upper, [document.id for document in view.whole.lowers]),
        units=lambda path: who(upper, path),
        words_of=words_of,
        signs=STATE_SIGNS,
        state_words=STATE_WORDS,
        states=STATES,
        reasons=REASONS,
        person=current_person(),
    )


@pages.post("/coverage/<upper_id>")
def decide(upper_id: str) -> ResponseReturnValue:
    """Explain a hole (`reason`, `words`), or say which lower clause carries it (`clause`)."""
    base, form = the_base(), request.form
    lower_id, path = form.get("of", ""), form.get("at", "")
    upper, lower = base.store.notice(upper_id), base.store.notice(lower_id)
    if upper.clause(path) is None:
        abort(404, f"上级文件里没有这一条：{path}")
    desk, pair = Desk(base, current_person()), (lower_id, upper_id)
    if clause := form.get("clause"):
        if lower.clause(clause) is None:
            abort(404, f"本级文件里没有这一条：{clause}")
        made = Link(LinkEnd(lower_id, clause), LinkEnd(upper_id, path), "adapted", 1.0, "人工承接")
        desk.decide_link(made, pair, "add")
    else:
        reason = "；".join(filter(None, (form.get("reason", ""), form.get("words", "").strip())))[
            :LONGEST_REASON
        ]
        if not reason:
            abort(400, "没有写理由。请选一项，或写明文号、理由。")
        for gap in _gaps(base.store.links_between(*pair), path):
            desk.decide_link(gap, pair, "confirm", reason=reason)
    kept: dict[str, Any] = {"lower": form.getlist("lower") or None, "show": form.get("show") or None}
    return redirect(url_for("coverage.show", upper_id=upper_id, at=path, of=lower_id, **kept), 303)


def _gaps(links: tuple[Link, ...], path: str) -> list[Link]:
    """The gap of the whole clause, or where there is none those of its sentences."""
    gaps = [link for link in links if link.lower is None and link.upper and link.upper.clause == path]
    whole = [gap for gap in gaps if gap.upper and gap.upper.quote is None]
    return whole or gaps


def _as_json(view: Covered) -> dict[str, Any]:
    table = view.table
    return {
        "upper": plain(table.upper.document),
        "lowers": [plain(document) for document in table.lowers],
        "uncited": [document.id for document in view.uncited],
        "show": view.show,
        "total": len(table.rows),
        "totals": {document.id: table.totals(document.id) for document in table.lowers},
        "rows": [
            {
                "clause": row.clause.path,
                "heading": row.clause.heading,
                "units": plain(who(table.upper, row.clause.path)),
                "cells": plain(row.cells),
            }
            for row in table.rows
        ],
    }
