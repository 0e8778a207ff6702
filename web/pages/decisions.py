"""核校记录: who decided what when, before and after, why; as a page and as a table to take away."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from kb.store import Decision
from web import present
from web.bodychoice import body_words
from web.context import the_base
from web.downloads import send_json, send_table
from web.factforms import KIND_WORDS
from web.pages.review import address_of
from web.person import current_person
from web.reviewing import ACTION_WORDS, Past, past
from web.wire import plain

pages = Blueprint("decisions", __name__)
COLUMNS = ("时间", "谁", "做了什么", "种类", "文件", "条款", "原文", "改动", "理由", "已撤销")
MOST = 500


@pages.get("/review/log", defaults={"form": "html"})
@pages.get("/review/log.<any(json, csv, xlsx):form>")
def show(form: str) -> ResponseReturnValue:
    """The record, newest first; `?person=`, `?kind=`, `?action=` and `?notice=` filter it."""
    store = the_base().store
    latest = store.decisions.latest(MOST)
    chosen = [line for line in past(latest) if _wanted(line.decision)]
    if form == "json":
        return send_json({"total": len(chosen), "decisions": [plain(line) for line in chosen]})
    if form in ("csv", "xlsx"):
        return send_table(COLUMNS, [cells(line) for line in chosen], form, "核校记录")
    return render_template(
        "review_log.html",
        lines=[(line, cells(line), address_of(line.decision)) for line in chosen],
        people=_distinct(latest, "person"),
        kinds=[(kind, KIND_WORDS[kind]) for kind in _distinct(latest, "kind")],
        actions=[(action, ACTION_WORDS[action]) for action in _distinct(latest, "action")],
        documents={summary.document.id: summary.document for summary in store.summaries()},
        person=current_person(),
    )


def _wanted(decision: Decision) -> bool:
    entry, asked = decision.entry, request.args
    return all(
        not asked.get(name) or asked[name] == value
        for name, value in (
            ("person", entry.person),
            ("kind", entry.kind),
            ("action", entry.action),
            ("notice", entry.notice_id),
        )
    )


def _distinct(decisions: Sequence[Decision], name: str) -> list[str]:
    return sorted({getattr(decision.entry, name) for decision in decisions})


def cells(line: Past) -> tuple[str, ...]:
    """A line of the record as it stands in the table."""
    entry = line.decision.entry
    return (
        line.decision.at.astimezone().strftime("%Y-%m-%d %H:%M"),
        entry.person,
        line.action,
        KIND_WORDS[entry.kind],
        entry.notice_id or "",
        _clause(line.decision),
        _words(line.decision),
        _changes(line),
        entry.reason,
        "是" if line.undone else "",
    )


def _clause(decision: Decision) -> str:
    anchor = decision.entry.anchor
    end = anchor if "clause" in anchor else anchor.get("lower") or anchor.get("upper") or {}
    return present.path_words(end["clause"]) if end.get("clause") else ""


def _words(decision: Decision) -> str:
    anchor = decision.entry.anchor
    if "name" in anchor:
        return str(anchor["name"])
    if "quote" in anchor:
        return str(anchor["quote"])
    ends = (anchor.get("lower"), anchor.get("upper"))
    return " ↔ ".join(end["quote"] or end["words"] for end in ends if end)


def _changes(line: Past) -> str:
    entry = line.decision.entry
    if entry.kind == "unit" and entry.value:
        return body_words(str(entry.value.get("canonical", "")))
    return "；".join(line.changes)
