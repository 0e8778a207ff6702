"""入库: drop files, then see for each what was read, what looks odd, what is above and below it."""

from __future__ import annotations

from pathlib import PurePosixPath

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from ingest.importer import import_file
from web.batches import OUTCOME_WORDS, Line, load_batch, save_batch
from web.context import the_base
from web.downloads import send_json, send_table
from web.errors import MEGABYTE
from web.wire import plain

pages = Blueprint("imports", __name__)
COLUMNS = ("文件", "状态", "标题", "发文字号", "条款", "任务", "指标", "引用", "可疑", "原因", "办法")


@pages.get("/import", defaults={"form": "html"})
@pages.get("/import.<any(json):form>")
def form(form: str) -> ResponseReturnValue:
    """The drop zone, and what came in before."""
    records = the_base().store.imports()
    if form == "json":
        return send_json({"imports": plain(records)})
    return _form_page()


def _form_page(message: str | None = None) -> str:
    limit = (current_app.config["MAX_CONTENT_LENGTH"] or 0) // MEGABYTE
    records = [(record, Line.of(record.report)) for record in the_base().store.imports()]
    return render_template(
        "import.html", records=records, limit=limit, message=message, outcomes=OUTCOME_WORDS
    )


@pages.post("/import")
def take() -> ResponseReturnValue:
    """Import the posted files one by one, then show the report on its own page."""
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files:
        return _form_page("没有选中文件，也没有存入任何内容。请先选择文件。"), 400
    base = the_base()
    reports = [import_file(base, file.stream.read(), _name(file)) for file in files]
    return redirect(url_for("imports.report", token=save_batch(base.home, reports)), 303)


def _name(file: FileStorage) -> str:
    """The file's own name: browsers put a folder before it when a whole folder is chosen."""
    name = (file.filename or "").replace("\\", "/")
    return PurePosixPath(name).name or "未命名"


@pages.get("/import/<token>", defaults={"form": "html"})
@pages.get("/import/<token>.<any(json, csv, xlsx):form>")
def report(token: str, form: str) -> ResponseReturnValue:
    """What became of the files of one upload."""
    lines = load_batch(the_base().home, token)
    if lines is None:
        abort(404, "没有这份入库报告。以前的入库记录在入库页。")
    if form == "json":
        return send_json({"files": plain(lines)})
    if form in ("csv", "xlsx"):
        return send_table(COLUMNS, [_cells(line) for line in lines], form, "入库报告")
    documents = {summary.document.id: summary.document for summary in the_base().store.summaries()}
    counts = {key: sum(line.outcome == key for line in lines) for key in OUTCOME_WORDS}
    return render_template(
        "report.html", lines=lines, counts=counts, outcomes=OUTCOME_WORDS, documents=documents, token=token
    )


def _cells(line: Line) -> tuple[str, ...]:
    counts = [
        str(line.counts.get(key, ""))
        for key in ("clauses", "obligations", "targets", "citations", "findings")
    ]
    return (
        line.file,
        OUTCOME_WORDS.get(line.outcome, line.outcome),
        line.title or "",
        line.doc_number or "",
        *(counts if line.outcome != "failed" else [""] * 5),
        line.cause or "",
        line.advice or "",
    )
