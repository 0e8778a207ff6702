"""Facts in the words of the office: what pages, tables and files say of a figure, a path, a relation."""

from __future__ import annotations

import re
from typing import Protocol

from kb.model import LinkRelation, Operator, Role

OPERATOR_WORDS: dict[Operator, str] = {">=": "≥", "<=": "≤", "=": "＝", "~": "约 "}
ROLE_WORDS: dict[Role, str] = {"lead": "牵头", "responsible": "责任", "cooperating": "配合"}
RELATION_WORDS: dict[LinkRelation, str] = {
    "verbatim": "原文",
    "adapted": "改写",
    "split": "拆分",
    "merged": "合并",
    "added": "本级新增",
    "not_carried": "未承接",
}
_END_OF_LABEL = re.compile(r"[、.．。]$")
_EACH = re.compile(r"^[各每]个?")


class Figure(Protocol):
    """A target of the model or of a search hit."""

    @property
    def op(self) -> Operator: ...
    @property
    def value(self) -> float: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def per(self) -> str | None: ...


def figure(value: float) -> str:
    """A number without a needless fraction: 50.0 → 50, 2.5 → 2.5."""
    return f"{value:.10g}" if abs(value) < 1e10 else f"{value:,.0f}"


def target_value(target: Figure) -> str:
    """`≥1 处／镇街`, `＝100%`; a value of one unit of measure each is followed by who each is."""
    unit = target.unit or ""
    gap = "" if unit in ("%", "‰", "") else " "
    each = f"／{each_of(target.per)}" if target.per else ""
    return f"{OPERATOR_WORDS[target.op]}{figure(target.value)}{gap}{unit}{each}"


def each_of(per: str) -> str:
    """`各镇（街道）` → `镇（街道）`: behind a slash the word 各 or 每 says nothing more."""
    return _EACH.sub("", per) or per


def path_words(path: str | None, whole: str = "全文") -> str:
    """A clause's path for people: `三/（一）`, a dot or comma at the very end left out."""
    return _END_OF_LABEL.sub("", path) if path else whole
