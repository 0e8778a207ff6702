"""偏差: what the lower notices of the whole shelf changed, by severity, kind, place, body and status."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.model import Document
from web import present
from web.context import the_base
from web.deviating import FACETS, Row, chosen_of, facets_of, filtered, rows_of
from web.downloads import send_json, send_table
from web.seals import SEVERITY_WORDS
from web.wire import plain

pages = Blueprint("deviations", __name__)
PER_PAGE = 60
COLUMNS = (
    "严重程度", "种类", "变动", "本级", "本级地区", "本级文号", "本级条款", "本级原文",
    "上级地区", "上级文号", "上级条款", "上级原文", "责任单位", "相似", "状态",
)  # fmt: skip


@pages.get("/deviations", defaults={"form": "html"})
@pages.get("/deviations.<any(json, csv, xlsx):form>")
def listing(form: str) -> ResponseReturnValue:
    """All deviations; the address holds the chosen facets, `notice` narrows to one lower notice."""
    base = the_base()
    notice_id = request.args.get("notice") or None
    lower = base.store.notice(notice_id).document if notice_id else None
    rows = rows_of(base, notice_id)
    chosen = chosen_of(request.args.to_dict(flat=False))
    shown = filtered(rows, chosen)
    if form == "json":
        return send_json({"total": len(shown), "chosen": chosen, "rows": [_as_json(row) for row in shown]})
    if form in ("csv", "xlsx"):
        return send_table(COLUMNS, [_cells(row) for row in shown], form, "偏差")
    return render_template("deviations.html", **_view(rows, shown, chosen, lower))


def _view(
    rows: tuple[Row, ...], shown: tuple[Row, ...], chosen: dict[str, tuple[str, ...]], lower: Document | None
) -> dict[str, Any]:
    page = max(1, request.args.get("page", 1, type=int) or 1)
    pages_in_all = max(1, -(-len(shown) // PER_PAGE))
    page = min(page, pages_in_all)
    tones = {
        word: sum(SEVERITY_WORDS[row.seal.tone] == word for row in shown) for word in SEVERITY_WORDS.values()
    }

    def here(form: str = "html", **changes: Any) -> str:
        """This page's address with other choices."""
        kept: dict[str, Any] = {**chosen, "notice": lower.id if lower else None, **changes}
        return url_for("deviations.listing", form=form, **kept)

    def without(facet: str, value: str) -> str:
        changes: dict[str, Any] = {facet: [each for each in chosen[facet] if each != value]}
        return here(**changes)

    return {
        "rows": shown[(page - 1) * PER_PAGE : page * PER_PAGE],
        "total": len(shown),
        "on_shelf": len(rows),
        "notices": len({row.lower.id for row in shown}),
        "tones": tones,
        "facets": facets_of(rows, chosen),
        "chips": [
            (f"{FACETS[name]}：{value}", without(name, value))
            for name, values in chosen.items()
            for value in values
        ],
        "page": page,
        "pages_in_all": pages_in_all,
        "lower": lower,
        "here": here,
    }


def _quotes(row: Row) -> tuple[str, str]:
    low, up = row.link.lower, row.link.upper
    return (low.quote or "") if low else "本级没有", (up.quote or "") if up else "上级没有"


def _cells(row: Row) -> tuple[str, ...]:
    below, above = _quotes(row)
    both = row.link.lower and row.link.upper
    return (
        SEVERITY_WORDS[row.seal.tone],
        row.seal.name,
        row.what,
        present.level_word(row.lower),
        present.place(row.lower),
        row.lower.doc_number or "",
        row.below or "",
        below,
        present.place(row.upper),
        row.upper.doc_number or "",
        row.above or "",
        above,
        "、".join(row.functions),
        present.confidence(row.link.score) if both else "",
        row.status,
    )


def _as_json(row: Row) -> dict[str, Any]:
    return {
        "severity": SEVERITY_WORDS[row.seal.tone],
        "kind": row.card.change.kind if row.card else row.link.relation,
        "name": row.seal.name,
        "what": row.what,
        "lower": {
            "notice": row.lower.id,
            "clause": row.below,
            "quote": row.link.lower and row.link.lower.quote,
        },
        "upper": {
            "notice": row.upper.id,
            "clause": row.above,
            "quote": row.link.upper and row.link.upper.quote,
        },
        "change": plain(row.card.change) if row.card else None,
        "functions": list(row.functions),
        "score": row.link.score,
        "status": row.status,
    }
