"""Facts in the words of the office: the Jinja filters of all pages. Pure functions, no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

from corpus.tables import load_rows
from kb.model import Document, Finding, Level, Link, TargetKind
from kb.wording import RELATION_WORDS as RELATION_WORDS
from kb.wording import ROLE_WORDS as ROLE_WORDS
from kb.wording import figure as figure
from kb.wording import path_words as path_words
from kb.wording import target_value as target_value

UNWRITTEN = "未写"
LEVEL_WORDS: dict[Level, str] = {
    "national": "国家",
    "provincial": "省",
    "prefecture": "市",
    "county": "县",
    "township": "乡镇",
}
MODALITY_WORDS = {"mandatory": "必须", "encouraged": "鼓励", "forbidden": "禁止", "principle": "原则"}
TARGET_WORDS: dict[TargetKind, str] = {
    "count": "数量",
    "ratio": "比率",
    "coverage": "全覆盖",
    "standard": "设施标准",
    "reduction": "压减",
    "limit": "限额",
    "money": "金额",
}
CITATION_WORDS = {"basis": "依据", "implements": "落实", "forwards": "转发", "mentions": "提到"}
STATUS_WORDS = {"issued": "已印发", "draft": "草稿", "repealed": "已废止"}
FIELD_WORDS = {
    "title": "标题",
    "doc_number": "文号",
    "issuer": "机关",
    "level": "级别",
    "jurisdiction": "地区",
    "region_code": "地区代码",
    "date": "成文日期",
    "print_date": "印发日期",
    "status": "状态",
    "genre": "文种",
    "recipients": "主送",
    "publicity": "公开",
}
DIRECT_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"


class Placed(Protocol):
    """A document or a search hit: whatever has a level and a place."""

    @property
    def level(self) -> Level | None: ...
    @property
    def jurisdiction(self) -> str | None: ...
    @property
    def issuer(self) -> str | None: ...


def level_word(placed: Placed) -> str:
    """The word of the level badge: municipalities and autonomous regions keep their own word."""
    if placed.level is None:
        return "级别未定"
    name = placed.jurisdiction or ""
    if placed.level == "provincial" and name in DIRECT_MUNICIPALITIES:
        return "直辖市"
    if placed.level == "provincial" and name.endswith("自治区"):
        return "自治区"
    return LEVEL_WORDS[placed.level]


def place(placed: Placed) -> str:
    """Whose notice it is: the place, or for the state as a whole the issuer."""
    if placed.level == "national":
        return placed.issuer or "国家"
    return placed.jurisdiction or placed.issuer or "地区未定"


def title(document: Document) -> str:
    """The title, or what says that there is none."""
    return document.title or "没有标题"


def number(document: Document | None) -> str:
    """The document number, or what says that there is none."""
    return (document.doc_number if document else None) or "没有文号"


def day(value: date | None) -> str:
    """2021-06-30, or 未写."""
    return value.isoformat() if value else UNWRITTEN


def short_day(value: date) -> str:
    """6月30日."""
    return f"{value.month}月{value.day}日"


def moment(value: datetime, today: date | None = None) -> str:
    """10:42 today, 2021-06-02 otherwise; stored times are UTC and shown in the machine's zone."""
    local = value.astimezone() if value.tzinfo else value
    return local.strftime("%H:%M") if local.date() == (today or date.today()) else local.date().isoformat()


def weekday(value: date) -> str:
    """周一 to 周日."""
    return "周" + "一二三四五六日"[value.weekday()]


def label_words(label: str) -> str:
    """A clause's own label: a top number shows its 、, an annex stands apart from its title."""
    if label.startswith("附"):
        return f"{label}　"
    return f"{label}、" if re.fullmatch(r"[一二三四五六七八九十百]+", label) else label


def circled(position: int) -> str:
    """① to ㊿, then bracketed numbers."""
    return _CIRCLED[position - 1] if 1 <= position <= len(_CIRCLED) else f"({position})"


def confidence(value: float) -> str:
    """A confidence or similarity with two places."""
    return f"{value:.2f}"


def joined(names: Iterable[str], limit: int = 3, measure: str = "个") -> str:
    """The first names joined by 、 and, where there are more, how many there are."""
    listed = tuple(names)
    shown = "、".join(listed[:limit])
    return shown if len(listed) <= limit else f"{shown} 等 {len(listed)} {measure}"


def relation(link: Link) -> str:
    """`改写，相似 0.97`; a gap has no similarity."""
    word = RELATION_WORDS[link.relation]
    return word if link.relation in ("added", "not_carried") else f"{word}，相似 {confidence(link.score)}"


def finding_word(finding: Finding) -> str:
    """The name of a finding's kind."""
    return finding_kind_word(finding.kind)


def finding_kind_word(kind: str) -> str:
    """The name of a kind of finding; a kind that the table lacks keeps its code."""
    names = {row[0]: row[2] for row in load_rows("finding_kinds")}
    return names.get(kind, kind)


def inferred_words(fields: Sequence[str]) -> str:
    """Which fields of a document were concluded rather than read, in words."""
    return "、".join(FIELD_WORDS.get(name, name) for name in fields)


FILTERS = {
    function.__name__: function
    for function in (
        level_word, place, title, number, figure, target_value, day, short_day, moment, weekday, path_words,
        label_words, finding_word, finding_kind_word, circled, confidence, joined, relation, inferred_words,
    )
}  # fmt: skip
WORDS = {
    "MODALITY_WORDS": MODALITY_WORDS,
    "ROLE_WORDS": ROLE_WORDS,
    "TARGET_WORDS": TARGET_WORDS,
    "CITATION_WORDS": CITATION_WORDS,
    "RELATION_WORDS": RELATION_WORDS,
    "STATUS_WORDS": STATUS_WORDS,
    "UNWRITTEN": UNWRITTEN,
}
