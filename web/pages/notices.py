"""文件: the list of notices, a notice with its facts, its original and other downloads."""

from __future__ import annotations

import io
from collections.abc import Callable

from flask import Blueprint, Response, abort, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from corpus.shelf import DamagedOriginal, NotOnShelf
from kb.checks import with_shelf_findings
from kb.errors import ClauseNotFound, KnowledgeBaseError
from kb.export.interchange import export_base
from kb.model import Clause, Notice
from kb.store import NoticeSummary
from web import present
from web.clausefacts import facts_of, governing
from web.context import the_base
from web.downloads import send_json, send_table
from web.factmarks import Address, fact_marks
from web.reading import Reader
from web.sheet import sections
from web.wire import plain

pages = Blueprint("notices", __name__)
COLUMNS = (
    "级别", "地区", "标题", "发文字号", "机关", "成文日期", "条款", "任务", "指标", "引用", "可疑之处", "版本",
)  # fmt: skip


@pages.get("/notices", defaults={"form": "html"})
@pages.get("/notices.<any(json, csv, xlsx):form>")
def listing(form: str) -> ResponseReturnValue:
    """All notices on the shelf; `level` and `region` in the address narrow the list."""
    summaries = the_base().store.summaries()
    level, region = request.args.get("level"), request.args.get("region")
    shown = [
        s
        for s in summaries
        if (not level or s.document.level == level) and (not region or present.place(s.document) == region)
    ]
    if form == "json":
        return send_json({"total": len(shown), "notices": plain(shown)})
    if form in ("csv", "xlsx"):
        return send_table(COLUMNS, [_cells(s) for s in shown], form, "文件目录")
    levels = [(lv, sum(s.document.level == lv for s in summaries)) for lv in present.LEVEL_WORDS]
    return render_template(
        "notices.html", summaries=shown, total=len(summaries), levels=levels, level=level, region=region
    )


def _cells(summary: NoticeSummary) -> tuple[str, ...]:
    document, counts = summary.document, summary.counts
    return (
        present.level_word(document),
        present.place(document),
        document.title or "",
        document.doc_number or "",
        document.issuer or "",
        document.date.isoformat() if document.date else "",
        *map(str, (counts.clauses, counts.obligations, counts.targets, counts.citations, counts.findings)),
        str(summary.version),
    )


@pages.get("/notices/<notice_id>", defaults={"form": "html"})
@pages.get("/notices/<notice_id>.<any(json):form>")
def show(notice_id: str, form: str) -> ResponseReturnValue:
    """A notice; `?clause=` selects one of its clauses and shows its facts at the side."""
    base = the_base()
    notice = with_shelf_findings(base.store.notice(notice_id), base.store.resolve_citation)
    if form == "json":
        return send_json(export_base([notice], base.store.links(notice_id)))
    path = request.args.get("clause")
    clause = notice.clause(path) if path else None
    if path and clause is None:
        raise ClauseNotFound(present.title(notice.document), path)
    reader = Reader(base, notice)
    return render_template(
        "notice.html",
        notice=notice,
        document=notice.document,
        reader=reader,
        chosen=clause,
        facts=facts_of(notice, path),
        above=governing(notice, clause) if clause else None,
        sections=sections(
            notice,
            fact_marks(notice, _address(notice), reader.citation_url),
            reader.seals(),
            _clause_url(notice),
        ),
        versions=base.store.versions(notice_id),
    )


def _address(notice: Notice) -> Address:
    """A mark leads to its fact: the clause selected, the fact at the side."""

    def address(path: str | None, name: str) -> str:
        return url_for("notices.show", notice_id=notice.document.id, clause=path, _anchor=name)

    return address


def _clause_url(notice: Notice) -> Callable[[Clause], str]:
    numbers = {clause.path: i for i, clause in enumerate(notice.clauses)}

    def clause_url(clause: Clause) -> str:
        anchor = f"c{numbers[clause.path]}"
        return url_for("notices.show", notice_id=notice.document.id, clause=clause.path, _anchor=anchor)

    return clause_url


@pages.get("/notices/<notice_id>/original")
def original(notice_id: str) -> Response:
    """The original file, byte for byte, under the name it arrived with; never shown in place."""
    base = the_base()
    source = base.store.notice(notice_id).document.source
    if source is None:
        abort(404, "这件文件入库时没有留下原件。")
    try:
        data = base.shelf.get(source.sha256)
    except NotOnShelf:
        abort(404, f"馆藏中没有这件文件的原件（{source.sha256[:12]}）。请管理员运行 tiaokuai doctor。")
    except DamagedOriginal as error:
        raise KnowledgeBaseError(f"原件的内容与校验值不符：{source.sha256[:12]}") from error
    return send_file(
        io.BytesIO(data),
        "application/octet-stream",
        as_attachment=True,
        download_name=source.file or notice_id,
    )


@pages.get("/notices/<notice_id>/text")
def text(notice_id: str) -> Response:
    """The clean text."""
    notice = the_base().store.notice(notice_id)
    return _attachment(notice.text.encode(), "text/plain; charset=utf-8", _file_name(notice, "txt"))


@pages.get("/notices/<notice_id>/download.json")
def interchange(notice_id: str) -> Response:
    """The notice in the interchange format, as a file."""
    store = the_base().store
    notice = with_shelf_findings(store.notice(notice_id), store.resolve_citation)
    response = send_json(export_base([notice], ()))
    return _attachment(response.get_data(), "application/json", _file_name(notice, "json"))


def _attachment(data: bytes, kind: str, name: str) -> Response:
    return send_file(io.BytesIO(data), mimetype=kind, as_attachment=True, download_name=name)


def _file_name(notice: Notice, ending: str) -> str:
    return f"{notice.document.doc_number or notice.document.id}.{ending}"
