"""分工: who does what by when, over one notice, several, a search or the shelf; and its downloads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from kb.base import KnowledgeBase
from kb.errors import KnowledgeBaseError, NoticeNotFound
from kb.export.table_files import Form
from kb.export.table_layout import linked_column, parts
from kb.matrix.build import build
from kb.matrix.errors import AmbiguousBody, BodyNotFound, UnitMissing
from kb.matrix.table import NOTHING, VIEW_NAMES, Missing, Request, Table, View
from kb.model import Document
from kb.search import FACET_LABELS
from web import present
from web.context import the_base
from web.downloads import send_json
from web.matrixask import FORMS, Asked, read_asked, with_missing
from web.matrixchoices import due_choices, group_sizes, over_functions, unit_choices
from web.matrixfiles import address_of, send_book, send_matrix, upper_address_of
from web.matrixorder import in_order
from web.matrixview import Sheet, heads_of, sheet_of, unbroken
from web.wire import plain

pages = Blueprint("matrix", __name__)
MISSING_WORDS: dict[Missing, str] = {
    "lead": "未写牵头",
    "unit": "未写责任单位",
    "deadline": "未写时限",
    "target": "未写指标",
}
TOLD: dict[View, tuple[Missing, ...]] = {
    "tasks": ("lead", "deadline"),
    "grid": ("unit",),
    "unit": ("deadline",),
    "targets": ("deadline",),
    "trace": (),
}
"""Which missing facts each view counts beside its filters; any that is filtered by is always shown."""
MOST_LISTED = 200
MOST_TOLD = 30
"""Of the recurrences that the calendar cannot repeat; the file names all."""
MOST_LAID_OUT = 118
"""Chinese characters: a table wider than this keeps its columns' widths and scrolls in its frame."""
CLAUSES: dict[View, str] = {"trace": "lower_clause"}
"""The column that leads to the notice, where it is another than in a file."""


@dataclass(frozen=True, slots=True)
class Tag:
    """How many rows lack a fact, and the address that shows only those, or all again."""

    words: str
    count: int
    url: str
    on: bool


@pages.get("/matrix", defaults={"form": "html"})
@pages.get("/matrix.<any(json, csv, xlsx, docx, ics):form>")
def show(form: str) -> ResponseReturnValue:
    """The table that the address asks for; without a notice, a search or the shelf, the choice of them."""
    asked, base = read_asked(request.args), the_base()
    summaries = {summary.document.id: summary.document for summary in base.store.summaries()}
    for notice_id in asked.request.notices:
        if notice_id not in summaries:
            raise NoticeNotFound(notice_id)
    if "choose" in request.args or not asked.decided:
        return _choose(base, asked, form, tuple(summaries.values()))
    if form == "xlsx" and "book" in request.args:
        return send_book(base, asked.request)
    common = _common(base, asked, tuple(summaries.values()))
    try:
        table = in_order(build(base, asked.request), asked.sort)
    except (UnitMissing, BodyNotFound, AmbiguousBody) as error:
        if form != "html":
            raise
        return _units(base, asked, error, common)
    if form != "html":
        return send_matrix(table, cast(Form, form))
    return render_template("matrix.html", **common, **_view(base, asked, table))


def _common(base: KnowledgeBase, asked: Asked, shelf: tuple[Document, ...]) -> dict[str, Any]:
    """What the head of every table says: which notices, which search, which tabs."""
    known = {document.id: document for document in shelf}
    notices = asked.request.notices
    return {
        "documents": tuple(known[each] for each in notices),
        "on_shelf": len(shelf),
        "views": VIEW_NAMES,
        "searched": _searched(base, asked),
        "back_to_search": url_for("search.ask", **asked.search_parameters(), notice=list(notices)),
    }


def _units(
    base: KnowledgeBase, asked: Asked, error: KnowledgeBaseError, common: dict[str, Any]
) -> ResponseReturnValue:
    """The units to choose from, where none is named or the name does not say which."""
    missing = isinstance(error, UnitMissing)
    page = render_template(
        "matrix_units.html",
        **common,
        asked=asked,
        twin=url_for("matrix.show", form="json"),
        problem=None if missing else _problem(asked, error),
        candidates=error.candidates if isinstance(error, AmbiguousBody) else (),
        units=unit_choices(base, replace(asked.request, unit=None)),
        kept=asked.hidden("unit"),
    )
    return page, 200 if missing else 404


def _problem(asked: Asked, error: KnowledgeBaseError) -> str:
    """What is wrong, for somebody who picks from the list below."""
    if isinstance(error, AmbiguousBody):
        return f"“{asked.request.unit}”在 {len(error.candidates)} 处指不同的单位，请在下面选一个。"
    return str(error)


def _view(base: KnowledgeBase, asked: Asked, table: Table) -> dict[str, Any]:
    """Everything that the page shows."""
    wanted, sheet = asked.request, sheet_of(table, asked.page)
    members = group_sizes(base, wanted, table.columns) if table.view == "grid" else {}
    heads = heads_of(table, sheet, members)
    wide = sum(head.width for head in heads) > MOST_LAID_OUT
    return {
        "asked": replace(asked, page=sheet.page),
        "table": table,
        "sheet": sheet,
        "forms": FORMS,
        "units": unit_choices(base, wanted),
        "periods": due_choices(base, wanted),
        "bodies": sum(not head.fixed for head in heads),
        "heads": heads,
        "foldable": bool(members) or wanted.expand,
        "linked": CLAUSES.get(table.view) or table.columns[linked_column(table.columns)].key,
        "pair": pair_of(table),
        "NOTHING": NOTHING,
        "scrolls": wide,
        "parts": [[heads[at] for at in part] for part in parts(table)] if wide else [],
        "tags": _tags(asked, sheet),
        "chosen": table.chosen,
        "kept": asked.hidden("unit", "due", "principles", "annexes", "expand"),
        "unfiltered": asked.url(unit=None, due=None, missing=None, principles=None, annexes=None),
        "filtered": bool(table.chosen),
        "address": address_of,
        "upper_address": upper_address_of,
        "most_told": MOST_TOLD,
    }


def pair_of(table: Table) -> str | None:
    """The page that lays lower and upper notice side by side, where the table is about one pair."""
    if table.view != "trace" or len(table.sources) != 2:
        return None
    lower, upper = table.sources
    return url_for("comparison.show", lower_id=lower.id, upper_id=upper.id)


def _tags(asked: Asked, sheet: Sheet) -> list[Tag]:
    tags = []
    for name in MISSING_WORDS:
        on, count = name in asked.request.missing, sheet.missing.get(name, 0)
        if on or (count and name in TOLD[asked.request.view]):
            tags.append(Tag(MISSING_WORDS[name], count, with_missing(asked, name).url(), on))
    return tags


def _searched(base: KnowledgeBase, asked: Asked) -> str:
    """The search in words, as the chips of its own page have them."""
    query = asked.request.query
    if query is None:
        return ""
    found = base.index.search(replace(query, per_page=1)).facets
    words = [
        f"{FACET_LABELS[name]} {'、'.join(each.label for each in values if each.chosen)}"
        for name, values in found.items()
        if name in query.facets
    ]
    return "，".join(filter(None, [f"“{query.text}”" if query.text else "", *words]))


def _choose(
    base: KnowledgeBase, asked: Asked, form: str, documents: tuple[Document, ...]
) -> ResponseReturnValue:
    """The notices to tick; `find` narrows the list, what is ticked stays in it."""
    if form == "json":
        return send_json({"notices": plain(documents)})
    if form != "html":
        abort(400, "没有指明哪些文件，没有生成表格。请先在网页上选文件。")
    find = request.args.get("find", "").strip()
    ticked = set(asked.request.notices)
    listed = [each for each in documents if each.id in ticked or _answers(each, find)]
    listed.sort(key=lambda each: each.id not in ticked)
    fresh = not set(request.args) - {"choose", "view"}
    return render_template(
        "matrix_choose.html",
        unticked="choose" not in request.args and bool(request.args),
        asked=asked,
        listed=listed[:MOST_LISTED],
        more=len(listed) - MOST_LISTED,
        on_shelf=len(documents),
        find=find,
        ticked=ticked,
        views=VIEW_NAMES,
        functions=over_functions(base, Request("unit")),
        without_principles=fresh or not asked.request.principles,
        kept=asked.hidden("notice", "principles", "annexes", "shelf", "view"),
    )


def _answers(document: Document, find: str) -> bool:
    """Do all words that were typed stand in the notice's place, number or title?"""
    text = f"{present.level_word(document)} {present.place(document)} {document.doc_number} {document.title}"
    return all(word in text for word in find.split())


@pages.app_template_filter("unbroken")
def _unbroken(text: str) -> Markup:
    return unbroken(text)
