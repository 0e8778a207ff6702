"""What can be wrong with a request for a table, each with a message for the person at the screen."""

from __future__ import annotations

from kb.errors import KnowledgeBaseError


class BodyNotFound(KnowledgeBaseError):
    """No notice in question names this body."""

    def __init__(self, reference: str) -> None:
        self.reference = reference
        super().__init__(f"没有找到单位“{reference}”：请写文件里的名称（县财政局）、单位代码或职能（财政）。")


class AmbiguousBody(KnowledgeBaseError):
    """A name stands for bodies of several places; `candidates` holds each one's place and key."""

    def __init__(self, reference: str, candidates: tuple[tuple[str, str], ...]) -> None:
        self.reference = reference
        self.candidates = candidates
        listed = "；".join(f"{place}（{key}）" for place, key in candidates)
        super().__init__(
            f"“{reference}”在 {len(candidates)} 处指不同的单位，请改写括号里的代码，或指明文件：{listed}"
        )


class UnitMissing(KnowledgeBaseError):
    """A list of one body's duties was asked for, and no body named."""

    def __init__(self) -> None:
        super().__init__("单位任务清单要指明单位：写名称（县财政局）、单位代码或职能（财政）。")
