"""What can go wrong with the knowledge base, each with a message for the person at the screen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.draft.model import Entry, Head


class KnowledgeBaseError(Exception):
    """Any error of the knowledge base; `str(error)` is a complete sentence in Chinese."""


class NoticeNotFound(KnowledgeBaseError):
    """No notice answers to this reference."""

    def __init__(self, reference: str) -> None:
        self.reference = reference
        super().__init__(f"没有找到“{reference}”：请用发文字号、编号或标题中的一段。")


class AmbiguousNotice(KnowledgeBaseError):
    """Several notices answer to this reference; `candidates` holds their ids and titles."""

    def __init__(self, reference: str, candidates: tuple[tuple[str, str], ...]) -> None:
        self.reference = reference
        self.candidates = candidates
        listed = "；".join(f"{title}（{id_}）" for id_, title in candidates)
        super().__init__(f"“{reference}”对应 {len(candidates)} 件文件，请写得更具体：{listed}")


class ClauseNotFound(KnowledgeBaseError):
    """The notice has no clause with this path."""

    def __init__(self, notice: str, path: str) -> None:
        self.notice = notice
        self.path = path
        super().__init__(f"“{notice}”没有条款“{path}”：条款写作路径，如 三/（一）。")


class BaseBusy(KnowledgeBaseError):
    """Somebody else is writing and did not finish within the time we wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"另一个程序正在写入知识库，等了 {seconds:g} 秒仍未结束；请稍后再试。")


class BaseTooNew(KnowledgeBaseError):
    """The database was written by a newer version of the program."""

    def __init__(self, revision: str) -> None:
        super().__init__(f"知识库由更新的版本写成（{revision}），请先升级本程序。")


class IndexUnreadable(KnowledgeBaseError):
    """The search index cannot be opened; the facts are not touched by that."""

    def __init__(self, cause: str) -> None:
        super().__init__(
            f"检索索引打不开（{cause}）；文件和事实没有丢，请运行 tiaokuai doctor --repair 重建。"
        )


class OriginalMissing(KnowledgeBaseError):
    """There is no original for this: the notice came without one, or the shelf has lost it."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"原件不在库中：{reference}")


class OriginalDamaged(KnowledgeBaseError):
    """The bytes on the shelf no longer have the hash that they are kept under."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"原件的内容与校验值不符，可能已损坏：{reference}")


class DraftNotFound(KnowledgeBaseError):
    """There is no draft with this id."""

    def __init__(self, draft_id: str) -> None:
        self.draft_id = draft_id
        super().__init__(f"没有这份草稿：“{draft_id}”。看有哪些草稿：tiaokuai draft list")


class DraftEntryNotFound(KnowledgeBaseError):
    """The draft has no entry with this key, or it was taken out."""

    def __init__(self, draft_id: str, key: str) -> None:
        self.key = key
        super().__init__(f"草稿“{draft_id}”没有条目“{key}”。")


class StaleDraft(KnowledgeBaseError):
    """Somebody saved a newer revision: nothing was overwritten. `current` is what stands now, saved by
    `person` at `at` (UTC); None where the order of the clauses or the like was changed."""

    def __init__(self, current: Entry | Head | None, person: str, at: datetime) -> None:
        self.current = current
        self.person = person
        self.at = at
        clock = f"{at.astimezone():%H:%M}"
        super().__init__(f"没有保存，以免盖掉{person} {clock} 的改动。你写的内容没有丢。")


class QueryError(KnowledgeBaseError):
    """The search cannot be understood."""
