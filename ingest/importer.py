"""One file in, one transaction: shelf, facts, links, index, report. The only room here that writes.

The order is what makes an interruption harmless at every point: the original is on the shelf before
the facts that point to it, the facts are committed before the index that is made from them, and the
store notes last which facts the index carries. `kb/doctor.py` sees each of these states.
"""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from pathlib import Path

from corpus.shelf import sha256_of
from ingest.errors import UnreadableFile
from ingest.parse import parse_notice
from ingest.readers import load, read_bytes
from ingest.report import ImportReport, failed, report_of
from kb.base import KnowledgeBase
from kb.errors import KnowledgeBaseError, OriginalMissing
from kb.indexing import is_indexed, reindex
from kb.linking import LinkedPair, relink
from kb.model import Notice, Source
from kb.review.settle import settled
from kb.store import SaveOutcome
from kb.tasks import tasks_of

log = logging.getLogger(__name__)


def import_file(base: KnowledgeBase, content: Path | bytes, name: str | None = None) -> ImportReport:
    """Import one file, given by its path or its bytes; `name` is what the person calls it.

    A file that cannot be imported leaves nothing behind but a line among the imports; its report
    says `failed` with cause and advice in Chinese. The same bytes again change nothing. Raises
    only what concerns the base as a whole (KnowledgeBaseError: somebody else is writing, say).
    """
    started = time.perf_counter()
    file = name or (content.name if isinstance(content, Path) else "未命名")
    try:
        data = load(content) if isinstance(content, Path) else content
        report = _import(base, data, file)
    except UnreadableFile as error:
        report = failed(file, error.cause, error.advice)
    except KnowledgeBaseError:
        raise
    except Exception:
        # One notice that the rules trip over must not keep the others out.
        log.exception("import of %s failed", file)
        report = failed(file, "程序处理这个文件时出错", "请把文件和知识库目录里的日志交给维护人员")
    report = replace(report, seconds=time.perf_counter() - started)
    if report.outcome == "failed":
        _remember(base, report, None)
    return report


def _import(base: KnowledgeBase, data: bytes, file: str) -> ImportReport:
    sha256 = sha256_of(data)
    known = base.store.by_sha256(sha256)
    if known:
        return _unchanged(base, data, file, *known)
    pages = read_bytes(data, file)
    notice = parse_notice(pages, Source(file, sha256, pages.reader, pages.page_count))
    with base.writing():
        kept_before = sha256 in base.shelf
        base.shelf.put(data, file)
        try:
            return _store(base, notice, file, pages.remarks)
        finally:
            if not kept_before and sha256 not in base.store.originals():
                base.shelf.discard(sha256)


def _store(base: KnowledgeBase, notice: Notice, file: str, remarks: tuple[str, ...]) -> ImportReport:
    """Facts, links and index of a notice that has been read; all of them or none."""
    with base.index.writer() as writer, base.store.transaction():
        saved = settled(base.store, base.store.save(notice))
        stored = base.store.notice(saved.notice_id, saved.version)
        if saved.outcome == "unchanged":
            return report_of(base.store, file, stored, saved, (), remarks)
        linked = relink(base.store, base.index, saved.notice_id)
        writer.put(saved.notice_id, saved.revision, tasks_of(stored))
        report = report_of(base.store, file, stored, saved, linked, remarks)
        _remember(base, report, stored.document.source)
    base.store.mark_indexed(saved.notice_id, saved.revision)
    return report


def _unchanged(base: KnowledgeBase, data: bytes, file: str, notice_id: str, version: int) -> ImportReport:
    """The report on a file that is on the shelf already; what an interruption left undone is done."""
    if sha256_of(data) not in base.shelf:
        base.shelf.put(data, file)
    if not is_indexed(base, notice_id):
        reindex(base, (notice_id,))
    stored = base.store.notice(notice_id, version)
    saved = SaveOutcome("unchanged", notice_id, version, base.store.revisions()[notice_id])
    linked = _linked(base, notice_id)
    return report_of(base.store, file, stored, saved, linked, ())


def _linked(base: KnowledgeBase, notice_id: str) -> tuple[LinkedPair, ...]:
    """The pairs that the notice stands in."""
    uppers = ((notice_id, upper) for upper in base.store.uppers(notice_id))
    lowers = ((lower, notice_id) for lower in base.store.lowers(notice_id))
    return tuple(
        LinkedPair(
            base.store.notice(lower).document,
            base.store.notice(upper).document,
            len(base.store.links_between(lower, upper)),
        )
        for lower, upper in (*uppers, *lowers)
    )


def reread(base: KnowledgeBase, notice_id: str) -> ImportReport:
    """Read the current version of a notice again from its original, with the rules of today.

    Its id, version and history stay. Raises NoticeNotFound, OriginalMissing, OriginalDamaged, or
    UnreadableFile where today's readers refuse the file.
    """
    started = time.perf_counter()
    source = base.store.notice(notice_id).document.source
    if source is None:
        raise OriginalMissing(notice_id)
    pages = read_bytes(base.original(notice_id), source.file)
    notice = parse_notice(pages, replace(source, reader=pages.reader, pages=pages.page_count))
    notice = replace(notice, document=replace(notice.document, id=notice_id))
    with base.writing(), base.index.writer() as writer, base.store.transaction():
        saved = settled(base.store, base.store.replace_facts(notice))
        notice = base.store.notice(notice_id)
        linked = relink(base.store, base.index, notice_id)
        writer.put(notice_id, saved.revision, tasks_of(notice))
        report = report_of(base.store, source.file, notice, saved, linked, pages.remarks)
        _remember(base, report, source)
    base.store.mark_indexed(notice_id, saved.revision)
    return replace(report, seconds=time.perf_counter() - started)


def _remember(base: KnowledgeBase, report: ImportReport, source: Source | None) -> None:
    with base.writing():
        base.store.record_import(
            report.file,
            source.sha256 if source else None,
            report.outcome,
            report.notice_id,
            report.version,
            report.plain(),
        )
