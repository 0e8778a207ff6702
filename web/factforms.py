"""A fact as a form: its fields with the words they came from, and the posted form as values again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from ingest.extract.time_expressions import find_times
from kb.errors import KnowledgeBaseError
from kb.model import LEVELS, Document, Notice
from kb.review.fields import Fact, plain_fact
from kb.review.heads import plain_head
from kb.review.judge import Judged
from kb.store import Kind
from web import present

Widget = Literal["text", "long", "segments", "select", "number", "day", "units", "flag"]
KIND_WORDS: dict[str, str] = {
    "responsibility": "责任",
    "target": "指标",
    "deadline": "时限",
    "citation": "引用",
    "obligation": "任务",
    "unit": "机构",
    "link": "承接",
    "gap": "空白",
    "deviation": "偏差",
    "head": "文件要素",
}
_OPERATORS = ((">=", "≥"), ("<=", "≤"), ("=", "＝"), ("~", "约"))
_SHAPES: dict[Kind, tuple[tuple[str, str, Widget], ...]] = {
    "responsibility": (
        ("lead", "牵头", "units"),
        ("responsible", "责任", "units"),
        ("cooperating", "配合", "units"),
        ("task", "任务", "long"),
    ),
    "target": (
        ("indicator", "指标", "long"),
        ("op", "关系", "segments"),
        ("value", "数值", "number"),
        ("unit", "单位", "text"),
        ("kind", "种类", "select"),
        ("scope", "范围", "long"),
        ("deadline", "时限", "day"),
        ("per", "每个", "text"),
        ("qualifier", "限定", "text"),
    ),
    "deadline": (
        ("date", "日期", "day"),
        ("recurrence", "周期", "text"),
        ("duty", "事项", "long"),
        ("ongoing", "持续", "flag"),
    ),
    "citation": (
        ("title", "标题", "long"),
        ("doc_number", "文号", "text"),
        ("issuer_hint", "机关", "text"),
        ("relation", "关系", "segments"),
    ),
    "obligation": (
        ("modality", "强度", "segments"),
        ("actors", "由谁", "units"),
        ("measures", "举措", "units"),
    ),
}
_SHAPES["head"] = (
    ("title", "标题", "long"),
    ("doc_number", "文号", "long"),
    ("issuer", "发文机关", "long"),
    ("level", "级别", "select"),
    ("jurisdiction", "地区", "text"),
    ("date", "成文日期", "day"),
    ("print_date", "印发日期", "day"),
    ("status", "状态", "select"),
    ("genre", "文种", "text"),
    ("recipients", "主送", "units"),
    ("cc", "抄送", "units"),
    ("publicity", "公开", "text"),
)
_CHOICES: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("target", "op"): _OPERATORS,
    ("target", "kind"): tuple((key, word) for key, word in present.TARGET_WORDS.items()),
    ("citation", "relation"): tuple(present.CITATION_WORDS.items()),
    ("obligation", "modality"): tuple(present.MODALITY_WORDS.items()),
    ("head", "level"): (("", "未写"), *((level, present.LEVEL_WORDS[level]) for level in LEVELS)),
    ("head", "status"): (("issued", "已印发"), ("draft", "草稿、征求意见"), ("repealed", "已废止")),
}
_BESIDE = frozenset(("unit", "kind", "qualifier", "ongoing", "recurrence"))
"""Fields that stand in the row of the field before them."""
_LIST = re.compile(r"[、，,；;\s]+")
_DAY = re.compile(r"(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})日?")


class FormWrong(KnowledgeBaseError):
    """A field cannot be read as what it stands for; `str(error)` says which and how to write it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One row of the form. `hint` are the words of the original that the value came from."""

    name: str
    label: str
    widget: Widget
    value: str
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""


def form_of(notice: Notice, judged: Judged) -> tuple[Field, ...]:
    """The fields of a fact as it holds, or as the rules read it where a person rejected it."""
    fact = judged.fact or judged.machine
    if fact is None:
        return ()
    values = plain_fact(judged.kind, fact)
    return tuple(
        Field(
            name,
            label,
            widget,
            shown(values[name]),
            _CHOICES.get((judged.kind, name), ()),
            _hint(notice, judged, fact, name, widget),
        )
        for name, label, widget in _SHAPES[judged.kind]
    )


def head_form(document: Document) -> tuple[Field, ...]:
    """The fields of a notice's head and foot as they hold; what was concluded says so."""
    values = plain_head(document)
    return tuple(
        Field(
            name,
            label,
            widget,
            shown(values[name]),
            _CHOICES.get(("head", name), ()),
            "推定，原文没有直接写" if name in document.inferred else "",
        )
        for name, label, widget in _SHAPES["head"]
    )


def empty_form(kind: Kind) -> tuple[Field, ...]:
    """The fields of a fact that no rule read; choices stand on their first."""
    made = []
    for name, label, widget in _SHAPES[kind]:
        options = _CHOICES.get((kind, name), ())
        made.append(Field(name, label, widget, options[0][0] if options else "", options))
    return tuple(made)


def rows_of(fields: Sequence[Field]) -> list[list[Field]]:
    """The fields row by row: what belongs together stands side by side."""
    rows: list[list[Field]] = []
    for field in fields:
        if rows and field.name in _BESIDE:
            rows[-1].append(field)
        else:
            rows.append([field])
    return rows


def shown(value: Any) -> str:
    """A value as it stands in a field."""
    if value is None or value is False:
        return ""
    if isinstance(value, list | tuple):
        return "、".join(value)
    return present.figure(value) if isinstance(value, float) else str(value)


def read_form(kind: Kind, form: Mapping[str, str]) -> dict[str, Any]:
    """The posted fields as plain values of the fact; fields that were not posted are left out.

    Raises FormWrong for a figure or a day that cannot be read, or a required field left empty.
    """
    return {
        name: _read(kind, name, label, widget, form.get(name, ""))
        for name, label, widget in _SHAPES[kind]
        if name in form or widget == "flag"
    }


def _read(kind: Kind, name: str, label: str, widget: Widget, text: str) -> Any:
    text = text.strip()
    if widget == "units":
        return [part for part in _LIST.split(text) if part]
    if widget == "flag":
        return bool(text)
    if widget == "number":
        try:
            return float(text.replace(",", "").replace("，", ""))
        except ValueError as error:
            raise FormWrong(f"“{label}”要写成数字，例如 50 或 2.5；现在写的是“{text}”。没有保存。") from error
    if widget == "day":
        return _read_day(label, text)
    if widget in ("segments", "select"):
        if text not in dict(_CHOICES[(kind, name)]):
            raise FormWrong(f"“{label}”没有这个选项。没有保存。")
        return text
    if name == "duty":
        return text
    return text or None


def _read_day(label: str, text: str) -> str | None:
    if not text:
        return None
    match = _DAY.fullmatch(text)
    try:
        return date(*(int(part) for part in match.groups())).isoformat() if match else _no_day(label, text)
    except ValueError:
        return _no_day(label, text)


def _no_day(label: str, text: str) -> str:
    raise FormWrong(f"“{label}”要写成日期，例如 2030-06-30，没有就空着；现在写的是“{text}”。没有保存。")


def changed(judged: Judged, value: dict[str, Any]) -> bool:
    """Whether the posted values differ from the fact as it is shown."""
    fact = judged.fact or judged.machine
    before = plain_fact(judged.kind, fact) if fact else {}
    return any(shown(before.get(name)) != shown(each) for name, each in value.items())


def _hint(notice: Notice, judged: Judged, fact: Fact, name: str, widget: Widget) -> str:
    """The words of the sentence that a value was read from, or that it was concluded."""
    value = getattr(fact, name)
    words = judged.anchor.words
    if widget == "day":
        start = max(notice.text.find(words), 0)
        inside = [
            t for t in find_times(notice.text[start : start + len(words)], notice.document) if t.day == value
        ]
        if value is None:
            return "本句没有写"
        return f"“{words[inside[0].start : inside[0].end]}”" if inside else "由上下文推定"
    if value in (None, (), ""):
        return "未写" if widget in ("text", "long", "units") else ""
    if widget in ("segments", "select", "flag"):
        return ""
    said = shown(value)
    if widget == "units":
        missing = [each for each in value if each not in words]
        return f"原文没有“{missing[0]}”，推定" if missing else ""
    return f"“{said}”" if said in words and len(said) <= 20 else "" if said in words else "原文没有连写，推定"
