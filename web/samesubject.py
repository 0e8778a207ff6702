"""同题: notices on the same subject from elsewhere, remembered until anything on the shelf changes."""

from __future__ import annotations

from functools import lru_cache

from kb.base import KnowledgeBase
from kb.same_subject import Related, elsewhere

SHOWN = 3


def related_to(base: KnowledgeBase, notice_id: str) -> tuple[Related, ...]:
    """Notices on the subject of this one that are neither above nor below it, the likeliest first.

    Comparing them sentence by sentence takes a moment each, and every page of the notice asks.
    """
    return _related(base, notice_id, hash(frozenset(base.store.revisions().items())))


@lru_cache(maxsize=256)
def _related(base: KnowledgeBase, notice_id: str, _shelf: int) -> tuple[Related, ...]:
    return elsewhere(base.store, base.index, base.store.notice(notice_id), SHOWN)
