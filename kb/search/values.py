"""Question and answer of the search, free of the engine behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kb.model import Level, Modality, Operator, Role, TargetKind

Sort = Literal["relevance", "deadline", "level", "date"]
FacetName = Literal["level", "region", "body", "modality", "target", "deadline", "notice"]
FACETS: tuple[FacetName, ...] = ("level", "region", "body", "modality", "target", "deadline", "notice")
FACET_LABELS: Mapping[str, str] = {
    "level": "级别",
    "region": "地区",
    "body": "责任单位",
    "modality": "措辞强度",
    "target": "指标",
    "deadline": "完成时限",
    "notice": "文件",
}
UNSTATED = "未写"
"""The value that a facet has where the notice states none."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search. `text` is what the person typed (see kb/search/query.py for its syntax).

    `facets` maps a facet's name to the chosen values, which add up. `page` counts from 1. An empty
    text finds every task.
    """

    text: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    page: int = 1
    per_page: int = 20


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet, its label for people, how many tasks have it under the other choices."""

    value: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class HitTarget:
    """A target as the result list needs it; `start` and `end` are offsets into `Hit.quote` or None."""

    indicator: str | None
    op: Operator
    value: float
    unit: str | None
    kind: TargetKind
    per: str | None
    qualifier: str | None
    deadline: date | None
    quote: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class HitDeadline:
    """A deadline as the result list needs it."""

    date: date | None
    recurrence: str | None
    duty: str
    ongoing: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One task that answers the query.

    `spans` are the highlights as offsets into `quote`, `heading_spans` into `heading`. `why` lists
    (field, words found there); fields are 正文, 标题, 单位, 时限, 文件标题 and so on. `start` is
    the offset of the quote in the notice's clean text. `order` is the task's number in its notice.
    """

    notice_id: str
    title: str | None
    doc_number: str | None
    issuer: str | None
    level: Level | None
    jurisdiction: str | None
    clause: str | None
    heading: str | None
    quote: str
    start: int
    end: int
    page: int | None
    order: int
    modality: Modality
    units: tuple[tuple[Role, str], ...]
    functions: tuple[str, ...]
    targets: tuple[HitTarget, ...]
    deadlines: tuple[HitDeadline, ...]
    date: date | None
    spans: tuple[tuple[int, int], ...] = ()
    heading_spans: tuple[tuple[int, int], ...] = ()
    why: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def hit_count(self) -> int:
        """How many places of the sentence and its heading are marked."""
        return len(self.spans) + len(self.heading_spans)


@dataclass(frozen=True, slots=True)
class Results:
    """One page of the answer; `total` tasks in `notice_count` notices; `elapsed` in seconds."""

    query: Query
    total: int
    notice_count: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    elapsed: float

    @property
    def pages(self) -> int:
        """How many pages there are, at least 1."""
        return max(1, -(-self.total // self.query.per_page))
