"""检索: one box, facets, tasks as results; the same rows as JSON, CSV and XLSX."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from kb.errors import KnowledgeBaseError
from kb.model import Document
from kb.search import FACET_LABELS, FACETS, Hit, HitDeadline, HitTarget, Query, Results
from web import present
from web.context import the_base
from web.downloads import send_json, send_table
from web.excerpt import excerpt
from web.marks import Mark, render
from web.neighbours import Neighbour, Neighbourhood
from web.question import SORT_WORDS, Question, read_question
from web.wire import plain

pages = Blueprint("search", __name__)
FACET_SHOWS = 8
BATCH = 500
COLUMNS = (
    "级别", "地区", "文件", "发文字号", "条款", "条款标题", "任务", "措辞强度",
    "牵头单位", "责任单位", "配合单位", "指标", "完成时限", "成文日期", "原件页",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A result ready to be shown."""

    hit: Hit
    sentence: Markup
    heading: Markup
    neighbours: tuple[Neighbour, ...]
    missing: str | None


@pages.get("/search", defaults={"form": "html"})
@pages.get("/search.<any(json, csv, xlsx):form>")
def ask(form: str) -> ResponseReturnValue:
    """Search; every form holds the rows of the same query under the same filters."""
    question = read_question(request.args)
    base = the_base()
    if form in ("csv", "xlsx"):
        rows = [row_of(hit) for hit in _all_hits(question.query)]
        return send_table(COLUMNS, rows, form, _file_name(question))
    results = base.index.search(question.query)
    if form == "json":
        return send_json(
            _as_json(results, tuple(_all_hits(question.query)) if "all" in request.args else results.hits)
        )
    around = Neighbourhood(base)
    return render_template(
        "search.html",
        question=question,
        results=results,
        rows=[_row(hit, around) for hit in results.hits],
        facets=[(name, FACET_LABELS[name], results.facets.get(name, ())) for name in FACETS],
        chips=_chips(question, results),
        facet_shows=FACET_SHOWS,
        sorts=SORT_WORDS,
        notice=_notice_meant(question.query.text),
        index_lost=not results.total and _index_lost(around),
    )


def _index_lost(around: Neighbourhood) -> bool:
    """True where the shelf has tasks and the index none: written by another version, or cut short."""
    return around.has_tasks and not the_base().index.search(Query(per_page=1)).total


def _all_hits(query: Query) -> Iterator[Hit]:
    page = 1
    while True:
        results = the_base().index.search(replace(query, page=page, per_page=BATCH))
        yield from results.hits
        if page >= results.pages:
            return
        page += 1


def _as_json(results: Results, hits: tuple[Hit, ...]) -> dict[str, Any]:
    return {
        "query": plain(results.query),
        "total": results.total,
        "notice_count": results.notice_count,
        "page": results.query.page,
        "pages": results.pages,
        "results": plain(hits),
        "facets": plain(results.facets),
    }


def _row(hit: Hit, around: Neighbourhood) -> Row:
    start, end = excerpt(hit.quote, hit.spans)
    marks = [Mark(*span, "m-hit", element="mark") for span in hit.spans]
    values = (_value_span(target, hit.quote) for target in hit.targets)
    marks += [Mark(*span, "m-value", element="b") for span in values if span]
    sentence = render(hit.quote, marks, start=start, end=end)
    before, after = "……" if start else "", "……" if end < len(hit.quote) else ""
    missing = around.missing_above(hit.notice_id)
    return Row(
        hit,
        Markup(before) + sentence + Markup(after),
        render(hit.heading or "", [Mark(*span, "m-hit", element="mark") for span in hit.heading_spans]),
        around.of_sentence(hit.notice_id, hit.clause, hit.quote),
        (missing[0].doc_number or missing[0].title) if missing else None,
    )


def _value_span(target: HitTarget, quote: str) -> tuple[int, int] | None:
    """Where the figure itself stands within the target's words: that alone is bold."""
    if target.start is None or target.end is None:
        return None
    for words in (f"{present.figure(target.value)}{target.unit or ''}", present.figure(target.value)):
        at = quote.find(words, target.start, target.end)
        if at >= 0:
            return at, at + len(words)
    return None


def _chips(question: Question, results: Results) -> list[tuple[str, str]]:
    """Each chosen filter in words and the address without it."""
    labels = {(name, v.value): v.label for name, values in results.facets.items() for v in values}
    return [
        (f"{FACET_LABELS[facet]}：{labels.get((facet, value), value)}", question.without(facet, value).url())
        for facet, value in question.chosen
    ]


def _notice_meant(text: str) -> Document | None:
    """The notice whose number was typed into the box; searching looks for tasks only."""
    if "〔" not in text and not text.endswith("号"):
        return None
    store = the_base().store
    try:
        return store.notice(store.find(text)).document
    except KnowledgeBaseError:
        return None


def row_of(hit: Hit) -> tuple[str, ...]:
    """A result as the cells of a table, in the order of COLUMNS."""
    units = {role: "、".join(name for r, name in hit.units if r == role) for role in present.ROLE_WORDS}
    return (
        present.level_word(hit),
        present.place(hit),
        hit.title or "",
        hit.doc_number or "",
        hit.clause or "",
        hit.heading or "",
        hit.quote,
        present.MODALITY_WORDS[hit.modality],
        units["lead"],
        units["responsible"],
        units["cooperating"],
        "；".join(f"{t.indicator or ''} {present.target_value(t)}".strip() for t in hit.targets),
        "；".join(days_of(hit)),
        hit.date.isoformat() if hit.date else "",
        str(hit.page) if hit.page else "",
    )


def days_of(hit: Hit) -> tuple[str, ...]:
    """All days of a result, those of its targets too, in order, each once."""
    dates = [t.deadline for t in hit.targets if t.deadline] + [d.date for d in hit.deadlines if d.date]
    words = [when(d) for d in hit.deadlines if not d.date]
    return (*(d.isoformat() for d in sorted(set(dates))), *dict.fromkeys(w for w in words if w))


def when(deadline: HitDeadline) -> str:
    """The day, the recurrence as written, or that there is no end."""
    if deadline.date:
        return deadline.date.isoformat()
    return deadline.recurrence or ("持续" if deadline.ongoing else "")


def _file_name(question: Question) -> str:
    words = "".join(c for c in question.query.text if c.isalnum())[:20]
    return f"检索_{words}" if words else "全部任务"


@pages.app_template_filter("days_of")
def _days_filter(hit: Hit) -> tuple[str, ...]:
    return days_of(hit)
