"""Is the base whole? Shelf, store and index are held against each other; `repair` mends what can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.shelf import DamagedOriginal, NotOnShelf
from kb.base import KnowledgeBase
from kb.errors import IndexUnreadable
from kb.indexing import reindex
from kb.model import Evidence, Notice

Code = Literal[
    "database_fault",
    "original_missing",
    "original_damaged",
    "original_orphan",
    "original_leftover",
    "quote_moved",
    "index_unreadable",
    "index_missing",
    "index_stale",
    "index_incomplete",
    "index_orphan",
]
_MENDED = (
    "original_orphan",
    "original_leftover",
    "index_unreadable",
    "index_missing",
    "index_stale",
    "index_incomplete",
    "index_orphan",
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not whole: a stable code, what it is about (id, hash or file), and a sentence."""

    code: Code
    subject: str
    detail: str

    @property
    def repairable(self) -> bool:
        """Whether `repair` mends it; a lost original must be imported again by a person."""
        return self.code in _MENDED


def diagnose(base: KnowledgeBase) -> tuple[Problem, ...]:
    """All problems of the base, none where it is whole."""
    return (*_of_database(base), *_of_shelf(base), *_of_facts(base), *_of_index(base))


def repair(base: KnowledgeBase) -> tuple[Problem, ...]:
    """Mend what can be mended; returns what remains.

    Originals that no notice came of are the trace of an import that was cut off: they are removed,
    as that import reported nothing. Facts are never removed.
    """
    with base.writing():
        problems = diagnose(base)
        found = {code: [p.subject for p in problems if p.code == code] for code in _MENDED}
        for sha256 in found["original_orphan"]:
            base.shelf.discard(sha256)
        for path in base.shelf.leftovers():
            path.unlink(missing_ok=True)
        if found["index_unreadable"]:
            base.index.clear()
            reindex(base, base.store.ids())
        else:
            behind = found["index_missing"] + found["index_stale"] + found["index_incomplete"]
            if behind or found["index_orphan"]:
                reindex(base, sorted(set(behind)), found["index_orphan"])
        return diagnose(base)


def _of_database(base: KnowledgeBase) -> Iterator[Problem]:
    for fault in base.store.faults():
        yield Problem("database_fault", "数据库", f"数据库自检不通过：{fault}。请从备份恢复。")


def _of_shelf(base: KnowledgeBase) -> Iterator[Problem]:
    wanted = base.store.originals()
    for sha256 in sorted(wanted):
        try:
            base.shelf.get(sha256)
        except NotOnShelf:
            yield Problem("original_missing", sha256, f"原件不在了：{sha256}。请重新入库同一文件。")
        except DamagedOriginal:
            yield Problem("original_damaged", sha256, f"原件内容变了：{sha256}。请从备份恢复。")
    for sha256 in base.shelf.hashes():
        if sha256 not in wanted:
            yield Problem("original_orphan", sha256, f"有一份原件没有对应的文件（入库中断）：{sha256}")
    for path in base.shelf.leftovers():
        yield Problem("original_leftover", path.name, f"有没写完的临时文件：{path.name}")


def _of_facts(base: KnowledgeBase) -> Iterator[Problem]:
    """Facts whose words are not where they claim to be."""
    for notice_id in base.store.ids():
        notice = base.store.notice(notice_id)
        moved = sum(notice.text[each.start : each.end] != each.quote for each in _evidence(notice))
        moved += sum(notice.text[clause.start : clause.end] != clause.text for clause in notice.clauses)
        if moved:
            yield Problem("quote_moved", notice_id, f"{notice_id}：{moved} 处事实与原文位置对不上，请重读。")


def _evidence(notice: Notice) -> Iterator[Evidence]:
    """The evidence of every fact."""
    yield from (fact.evidence for fact in notice.assignments)
    yield from (fact.evidence for fact in notice.targets)
    yield from (fact.evidence for fact in notice.deadlines)
    yield from (fact.evidence for fact in notice.citations)
    yield from (fact.evidence for fact in notice.obligations)


def _of_index(base: KnowledgeBase) -> Iterator[Problem]:
    try:
        stamps = base.index.stamps()
    except IndexUnreadable as error:
        yield Problem("index_unreadable", "索引", str(error))
        return
    revisions, marked = base.store.revisions(), base.store.indexed_revisions()
    obligations = {each.document.id: each.counts.obligations for each in base.store.summaries()}
    for notice_id, revision in revisions.items():
        stamp, tasks = stamps.get(notice_id, (0, 0))
        if notice_id not in stamps:
            yield Problem("index_missing", notice_id, f"索引里没有：{notice_id}")
        elif stamp != revision or marked[notice_id] != revision:
            yield Problem("index_stale", notice_id, f"索引不是最新的：{notice_id}")
        elif tasks != obligations[notice_id]:
            wrong = f"索引有 {tasks} 条任务，应有 {obligations[notice_id]} 条：{notice_id}"
            yield Problem("index_incomplete", notice_id, wrong)
    for notice_id in sorted(set(stamps) - set(revisions)):
        yield Problem("index_orphan", notice_id, f"索引里多出已不存在的：{notice_id}")
