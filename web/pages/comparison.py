"""对照: two notices side by side, sentence by sentence, deviations in the margin."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from kb.model import Notice
from web import present
from web.context import the_base
from web.downloads import send_json, send_table
from web.pairing import SHOWS, Comparison, Row, Show, compare
from web.wire import plain

pages = Blueprint("comparison", __name__)
COLUMNS = ("上级条款", "上级原文", "本级条款", "本级原文", "承接", "相似", "偏差", "变动")


@pages.get("/compare", defaults={"form": "html"})
@pages.get("/compare.<any(json):form>")
def choose(form: str) -> ResponseReturnValue:
    """Every pair of notices on the shelf that can be laid side by side."""
    store = the_base().store
    documents = {summary.document.id: summary.document for summary in store.summaries()}
    pairs = [
        (documents[lower], documents[upper])
        for lower in documents
        for upper in store.uppers(lower)
        if upper in documents
    ]
    if form == "json":
        return send_json({"pairs": [{"lower": plain(low), "upper": plain(up)} for low, up in pairs]})
    return render_template("comparisons.html", pairs=pairs)


@pages.get("/compare/<lower_id>/<upper_id>", defaults={"form": "html"})
@pages.get("/compare/<lower_id>/<upper_id>.<any(json, csv, xlsx):form>")
def show(lower_id: str, upper_id: str, form: str) -> ResponseReturnValue:
    """The comparison; `?show=` filters it, `?by=clause` goes clause by clause."""
    store = the_base().store
    lower, upper = store.notice(lower_id), store.notice(upper_id)
    by_clause = request.args.get("by") == "clause"
    whole = compare(lower, upper, store.links_between(lower_id, upper_id), by_clause)
    chosen: Show = show if (show := request.args.get("show", "all")) in SHOWS else "all"  # type: ignore[assignment]
    shown = whole.only(chosen)
    if form == "json":
        return send_json(_as_json(shown, chosen))
    if form in ("csv", "xlsx"):
        return send_table(COLUMNS, [_cells(row) for row in shown.rows], form, _file_name(lower, upper))
    return render_template(
        "compare.html",
        lower=lower.document,
        upper=upper.document,
        comparison=shown,
        tones=whole.tones(),
        filters=[(key, word, whole.count(key)) for key, word in SHOWS.items()],
        chosen=chosen,
        by_clause=by_clause,
        verbatim=sum(row.verbatim for row in whole.rows),
        cites=upper_id in (store.resolve_citation(c, lower.document) for c in lower.citations),
    )


def _as_json(comparison: Comparison, chosen: str) -> dict[str, object]:
    return {
        "lower": plain(comparison.lower.document),
        "upper": plain(comparison.upper.document),
        "show": chosen,
        "total": len(comparison.rows),
        "rows": [plain(row.link) for row in comparison.rows],
    }


def _cells(row: Row) -> tuple[str, ...]:
    link = row.link
    low, up = link.lower, link.upper
    return (
        up.clause or "" if up else "",
        (up.quote or "") if up else "本级新增，上级没有",
        low.clause or "" if low else "",
        (low.quote or "") if low else "本级没有",
        present.RELATION_WORDS[link.relation],
        present.confidence(link.score) if low and up else "",
        "、".join(card.seal.name for card in row.cards),
        "；".join(f"{card.seal.name} {card.body}" for card in row.cards),
    )


def _file_name(lower: Notice, upper: Notice) -> str:
    return f"对照表_{present.place(lower.document)}_{present.place(upper.document)}"
