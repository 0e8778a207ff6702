"""溯源: from a clause up to what it implements and down to who implements it, as a picture and as a table."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.errors import ClauseNotFound
from kb.model import Clause, Notice
from kb.review.desk import Desk
from kb.store import NoticeSummary
from kb.trace.chain import Hop
from web import present
from web.chain_picture import draw
from web.changes import Card, card_of
from web.context import the_base
from web.covering import words_of
from web.downloads import send_json, send_table
from web.person import current_person
from web.seals import seal_of
from web.tracing import By, Tracing, is_uncited, seals_of, title_of
from web.wire import plain

pages = Blueprint("chain", __name__)
COLUMNS = (
    "上级地区", "上级文号", "上级条款", "上级原文", "本级地区", "本级文号", "本级条款", "本级原文",
    "承接", "相似", "最弱一环", "偏差", "引用", "状态",
)  # fmt: skip
TWINS = (".json", ".csv", ".xlsx")


@pages.get("/trace", defaults={"form": "html"})
@pages.get("/trace.<any(json):form>")
def choose(form: str) -> ResponseReturnValue:
    """Notices that hang together with others; `notice` chooses one and lists its clauses."""
    store = the_base().store
    linked = {notice for pair in store.linked_pairs() for notice in pair}
    summaries = [summary for summary in store.summaries() if summary.document.id in linked]
    if form == "json":
        return send_json({"notices": [plain(summary.document) for summary in summaries]})
    chosen = request.args.get("notice")
    notice = store.notice(chosen) if chosen else None
    return render_template(
        "chains.html",
        summaries=summaries,
        notice=notice,
        clauses=_traceable(notice) if notice else (),
        on_shelf=len(store.ids()),
    )


def _traceable(notice: Notice) -> list[tuple[Clause, str]]:
    """The clauses that demand something, with the words they are known by."""
    demanding = {obligation.clause for obligation in notice.obligations}
    return [(clause, words_of(clause)) for clause in notice.clauses if clause.path in demanding]


@pages.get("/trace/<notice_id>/<path:path>")
def show(notice_id: str, path: str) -> ResponseReturnValue:
    """The chain of a clause; `.json`, `.csv` and `.xlsx` behind the path give its hops.

    `by` is clause or sentence, `view` picture or table.
    """
    base = the_base()
    notice = base.store.notice(notice_id)
    form = next((twin for twin in TWINS if notice.clause(path) is None and path.endswith(twin)), "")
    clause = notice.clause(path.removesuffix(form))
    if clause is None:
        raise ClauseNotFound(present.title(notice.document), path.removesuffix(form))
    asked = request.args.get("by")
    by: By | None = asked if asked in ("clause", "sentence") else None  # type: ignore[assignment]
    tracing = Tracing(base, notice, clause, by)
    if form == ".json":
        return send_json(_as_json(tracing))
    if form:
        name = f"溯源_{present.place(notice.document)}_{clause.path.replace('/', '')}"
        return send_table(COLUMNS, [_cells(tracing, hop) for hop in _in_order(tracing)], form[1:], name)
    as_table = request.args.get("view") == "table"

    def here(twin: str = "", **changes: Any) -> str:
        """This page's address with other choices."""
        kept = {"by": tracing.by, "view": "table" if as_table else None, **changes}
        return url_for("chain.show", notice_id=notice_id, path=clause.path + twin, **kept)

    return render_template(
        "chain.html",
        tracing=tracing,
        document=notice.document,
        clause=clause,
        here=here,
        as_table=as_table,
        picture=None if as_table else draw(tracing, chain_url),
        seals_of=seals_of,
        is_uncited=is_uncited,
        title_of=title_of,
        cards_of=_cards,
        proposed=[hop for hop in tracing.chain.hops if hop.link.status == "proposed"],
        around=_around(notice, clause),
    )


def _cards(hop: Hop) -> list[Card]:
    """The deviations of a hop, the gravest first."""
    cards = [card for change in hop.changes if (card := card_of(change)) is not None]
    return sorted(cards, key=lambda card: card.seal.rank)


def _around(notice: Notice, clause: Clause) -> tuple[Clause | None, Clause | None]:
    listed = [each for each, _ in _traceable(notice)]
    at = listed.index(clause) if clause in listed else -1
    before = listed[at - 1] if at > 0 else None
    return before, listed[at + 1] if 0 <= at < len(listed) - 1 else None


@pages.post("/trace/<notice_id>/<path:path>")
def confirm(notice_id: str, path: str) -> ResponseReturnValue:
    """Confirm the hops of the chain that nobody has judged yet."""
    base = the_base()
    notice = base.store.notice(notice_id)
    clause = notice.clause(path)
    if clause is None:
        raise ClauseNotFound(present.title(notice.document), path)
    by: By = "sentence" if request.form.get("by") == "sentence" else "clause"
    desk = Desk(base, current_person())
    for hop in Tracing(base, notice, clause, by).chain.hops:
        if hop.link.status == "proposed":
            desk.decide_link(hop.link, (hop.lower.notice, hop.upper.notice), "confirm")
    return redirect(url_for("chain.show", notice_id=notice_id, path=path, by=by), 303)


def _in_order(tracing: Tracing) -> list[Hop]:
    return [hop for _, hops in tracing.hops() for hop in hops]


def _cells(tracing: Tracing, hop: Hop) -> tuple[str, ...]:
    upper, lower = tracing.stops[hop.upper], tracing.stops[hop.lower]
    ends = (
        cell
        for stop in (upper, lower)
        for cell in (
            present.place(stop.document),
            stop.document.doc_number or "",
            stop.end.clause or "",
            stop.words,
        )
    )
    return (
        *ends,
        present.RELATION_WORDS[hop.link.relation],
        present.confidence(hop.score),
        "是" if hop.weakest else "",
        "；".join(f"{card.seal.name} {card.body}" for card in _cards(hop)),
        "未引用" if is_uncited(hop) else "引用",
        {"proposed": "未判断", "confirmed": "已确认"}.get(hop.link.status, hop.link.status),
    )


def _as_json(tracing: Tracing) -> dict[str, Any]:
    return {
        "notice": plain(tracing.notice.document),
        "clause": tracing.clause.path,
        "by": tracing.by,
        "strength": tracing.chain.score,
        "places": [
            {"end": plain(stop.end), "level": stop.document.level, "place": present.place(stop.document),
             "doc_number": stop.document.doc_number, "strength": stop.strength, "start": stop.start}
            for stop in tracing.stops.values()
        ],
        "hops": [
            {"link": plain(hop.link), "changes": plain(hop.changes), "weakest": hop.weakest, "cited": not is_uncited(hop),
             "seals": [seal.name for change in hop.changes if (seal := seal_of(change))]}
            for hop in _in_order(tracing)
        ],
        "gaps": plain(tracing.all_gaps),
        "same_subject": plain(tracing.related),
    }  # fmt: skip


@pages.app_template_global()
def chain_url(notice_id: str, path: str) -> str:
    """The chain of a clause."""
    return url_for("chain.show", notice_id=notice_id, path=path)


@pages.app_template_global()
def summary_line(summary: NoticeSummary) -> str:
    """How much there is to trace in a notice."""
    return f"{summary.counts.clauses} 条，{summary.counts.obligations} 项任务"
