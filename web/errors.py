"""Errors as Chinese pages: what happened, whether anything was lost, what to do."""

from __future__ import annotations

import secrets

from flask import Flask, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, NotFound

from kb.errors import (
    AmbiguousNotice,
    BaseBusy,
    ClauseNotFound,
    KnowledgeBaseError,
    NoticeNotFound,
    QueryError,
)
from kb.matrix.errors import AmbiguousBody, BodyNotFound, UnitMissing

MEGABYTE = 1024 * 1024


def register_errors(app: Flask) -> None:
    """Answer every error with a page (or JSON where the twin was asked for)."""
    app.register_error_handler(KnowledgeBaseError, _knowledge_base_error)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(413, _too_large)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def answer(
    status: int, heading: str, message: str, *, search: bool = True, again: bool = False
) -> ResponseReturnValue:
    """The error page, or `{error, message}` for a `.json` address."""
    if request.path.endswith(".json"):
        return jsonify(error=heading, message=message), status
    page = render_template("error.html", heading=heading, message=message, search=search, again=again)
    return page, status


def _knowledge_base_error(error: KnowledgeBaseError) -> ResponseReturnValue:
    if isinstance(error, NoticeNotFound | ClauseNotFound):
        return answer(404, "没有找到", str(error))
    if isinstance(error, BodyNotFound):
        return answer(404, "没有这个单位", str(error))
    if isinstance(error, AmbiguousBody):
        return answer(404, "不止一个单位", str(error))
    if isinstance(error, UnitMissing):
        return answer(400, "没有指明单位", str(error))
    if isinstance(error, AmbiguousNotice):
        return answer(404, "不止一件", str(error))
    if isinstance(error, QueryError):
        return answer(400, "检索词看不懂", str(error))
    if isinstance(error, BaseBusy):
        return answer(503, "正忙", str(error), search=False, again=True)
    return _unexpected(error)


def _stale_form(error: CSRFError) -> ResponseReturnValue:
    return answer(
        400,
        "页面已经过期",
        "没有存入任何内容。页面开得太久或浏览器不收 cookie，请刷新页面后重新选择文件。",
        search=False,
    )


def _too_large(error: HTTPException) -> ResponseReturnValue:
    limit = (current_app.config["MAX_CONTENT_LENGTH"] or 0) // MEGABYTE
    return answer(
        413,
        "文件太大",
        f"一次最多上传 {limit} MB，没有存入任何内容。请分几次上传，或在命令行用 tiaokuai ingest 入库。",
        search=False,
    )


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code == 404 and error.description != NotFound.description:
        return answer(404, "没有找到", str(error.description))
    if error.code == 404:
        return answer(
            404, "没有找到", f"这里没有 {request.path} 这一页。网址可能抄漏了，可以检索要找的内容。"
        )
    if error.code == 405:
        return answer(405, "不能这样打开", "这个地址不接受这种请求，请从页面上的按钮操作。", search=False)
    if error.code is not None and error.code < 500:
        return answer(error.code, "请求有误", str(error.description or "请检查网址。"))
    return _unexpected(error)


def _unexpected(error: Exception) -> ResponseReturnValue:
    number = f"E-{secrets.token_hex(3).upper()}"
    current_app.logger.exception("%s %s %s", number, request.method, request.path, exc_info=error)
    return answer(
        500,
        "没有打开这一页",
        f"已存的内容没有丢。可以再试一次；仍不行，把编号 {number} 告诉管理员。",
        search=False,
        again=True,
    )
