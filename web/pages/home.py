"""首页: what there is to do."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from kb.review import queue
from kb.search import Query
from web.context import the_base
from web.downloads import send_json, send_table
from web.overview import DAYS_AHEAD, deviations, due
from web.present import day, number, place, title
from web.wire import plain

pages = Blueprint("home", __name__)
NEWEST = 6
LISTED = 8
COLUMNS = ("栏目", "内容", "地方", "文号或条款", "日期")


@pages.get("/", defaults={"form": "html"})
@pages.get("/home.<any(json, csv, xlsx):form>")
def start(form: str) -> ResponseReturnValue:
    """Search box, days that come near, deviations, missing upstream, undecided bodies, newest notices."""
    base = the_base()
    summaries = base.store.summaries()
    newest = sorted(summaries, key=lambda s: s.stored_at, reverse=True)
    today = date.today()
    shown: dict[str, Any] = {
        "today": today,
        "newest": newest[:NEWEST],
        "notice_count": len(summaries),
        "task_count": sum(summary.counts.obligations for summary in summaries),
        "missing": base.store.missing_upstream(),
        "deviations": deviations(base, summaries),
        "due": due(base, today),
        "undecided": queue.names(base.store),
        "drafts": base.store.drafts.drafts(),
    }
    if form == "json":
        return send_json(_as_json(shown))
    if form in ("csv", "xlsx"):
        return send_table(list(COLUMNS), _rows(shown), form, "首页")
    shown["latest_day"] = None if shown["due"] else _latest_day()
    shown["documents"] = {summary.document.id: summary.document for summary in summaries}
    return render_template("home.html", listed=LISTED, days_ahead=DAYS_AHEAD, **shown)


def _latest_day() -> date | None:
    """The last day that any task on the shelf names, told where nothing comes near."""
    results = the_base().index.search(Query(sort="deadline", per_page=200))
    days = [t.deadline for hit in results.hits for t in hit.targets if t.deadline]
    days += [d.date for hit in results.hits for d in hit.deadlines if d.date]
    return max(days, default=None)


def _rows(shown: dict[str, Any]) -> list[list[str]]:
    """What there is to do as one table, block by block in the order of the page."""
    rows = [["即将到期", d.what, place(d.hit), d.hit.clause or "", d.day.isoformat()] for d in shown["due"]]
    rows += [
        [
            d.card.seal.name,
            " → ".join(w for w in (d.card.change.upper, d.card.change.lower) if w),
            place(d.lower),
            number(d.lower),
            "",
        ]
        for d in shown["deviations"]
    ]
    rows += [["缺的上级文件", m.title or "", "", m.doc_number or "没有文号", ""] for m in shown["missing"]]
    rows += [["待定的机构", n.name, place(n.document), number(n.document), ""] for n in shown["undecided"]]
    rows += [
        ["最近入库", title(s.document), place(s.document), number(s.document), day(s.document.date)]
        for s in shown["newest"]
    ]
    rows += [
        [
            "我的起草",
            d.title,
            "",
            f"定稿 {d.settled}／{d.entries} 条，待定 {d.waiting} 项",
            day(d.changed.date()),
        ]
        for d in shown["drafts"]
    ]
    return rows


def _as_json(shown: dict[str, Any]) -> dict[str, Any]:
    return {
        **{
            key: plain(shown[key])
            for key in ("today", "notice_count", "task_count", "newest", "missing", "drafts")
        },
        "undecided": [
            {
                "name": n.name,
                "jurisdiction": n.document.jurisdiction,
                "notices": n.notices,
                "mentions": n.mentions,
            }
            for n in shown["undecided"]
        ],
        "deviations": [
            {
                "kind": d.card.change.kind,
                "name": d.card.seal.name,
                "lower": {"notice": d.lower.id, "words": d.card.change.lower},
                "upper": {"notice": d.upper.id, "words": d.card.change.upper},
                "detail": d.card.change.detail,
            }
            for d in shown["deviations"]
        ],
        "due": [
            {
                "day": d.day.isoformat(),
                "what": d.what,
                "value": d.value,
                "notice": d.hit.notice_id,
                "clause": d.hit.clause,
            }
            for d in shown["due"]
        ],
    }
