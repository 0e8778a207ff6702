"""The index brought in step with the store, notice by notice."""

from __future__ import annotations

from collections.abc import Iterable

from kb.base import KnowledgeBase
from kb.tasks import tasks_of


def reindex(base: KnowledgeBase, notice_ids: Iterable[str], gone: Iterable[str] = ()) -> None:
    """Put the current facts of these notices into the index and take out those that are `gone`.

    Where there is no index yet, one is begun with all notices.
    """
    with base.writing():
        revisions = base.store.revisions()
        written = tuple(notice_ids)
        if not base.index.exists():
            base.index.clear()
            written = tuple(revisions)
        with base.index.writer() as writer:
            for notice_id in gone:
                writer.remove(notice_id)
            for notice_id in written:
                writer.put(notice_id, revisions[notice_id], tasks_of(base.store.notice(notice_id)))
        with base.store.transaction():
            for notice_id in written:
                base.store.mark_indexed(notice_id, revisions[notice_id])


def is_indexed(base: KnowledgeBase, notice_id: str) -> bool:
    """Whether the index was handed the newest facts of the notice."""
    return base.store.indexed_revisions()[notice_id] == base.store.revisions()[notice_id]
