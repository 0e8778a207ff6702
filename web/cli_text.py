"""Facts as lines of text for the terminal."""

from __future__ import annotations

from datetime import date

import click

from kb.model import Citation, Deadline, Document, Finding, LinkRelation, Role, Target
from kb.search import Hit
from kb.search.entries import LEVEL_LABELS, MODALITY_LABELS

ROLE_LABELS: dict[Role, str] = {"lead": "牵头", "responsible": "责任", "cooperating": "配合"}
RELATION_LABELS: dict[LinkRelation, str] = {
    "verbatim": "原文",
    "adapted": "改写",
    "split": "拆分",
    "merged": "合并",
    "added": "上级没有",
    "not_carried": "本级没有",
}
SEVERITY_LABELS = {"severe": "严重", "warning": "注意", "note": "提示"}
OPERATORS = {">=": "≥", "<=": "≤", "=": "＝", "~": "约"}
FIELD_LABELS = {
    "title": "标题",
    "doc_number": "文号",
    "issuer": "发文机关",
    "level": "级别",
    "jurisdiction": "地区",
    "region_code": "地区代码",
    "date": "成文日期",
    "print_date": "印发日期",
    "status": "状态",
    "genre": "文种",
}


def day(value: date | None) -> str:
    """2030年6月1日, 未写 where there is none."""
    return f"{value.year}年{value.month}月{value.day}日" if value else "未写"


def level(document: Document) -> str:
    """县（青禾县）."""
    name = LEVEL_LABELS.get(document.level or "", "级别未写")
    return f"{name}（{document.jurisdiction}）" if document.jurisdiction else name


def name(document: Document) -> str:
    """《title》（number）, as far as there is one."""
    title = f"《{document.title}》" if document.title else "（无标题）"
    return f"{title}（{document.doc_number}）" if document.doc_number else title


def head(document: Document) -> list[str]:
    """The recognised head of a notice, a line a field."""
    lines = [
        f"标题  {document.title or '未写'}",
        f"文号  {document.doc_number or '未写'}    发文机关  {document.issuer or '未写'}",
        f"级别  {level(document)}    成文日期  {day(document.date)}"
        + ("    征求意见稿" if document.status == "draft" else ""),
    ]
    if document.inferred:
        named = "、".join(FIELD_LABELS.get(field, field) for field in document.inferred)
        lines.append(f"推定  {named}")
    return lines


def units(pairs: tuple[tuple[Role, str], ...]) -> str:
    """牵头 县商务局；责任 县财政局、各镇."""
    grouped = {role: [name for of, name in pairs if of == role] for role in ROLE_LABELS}
    return (
        "；".join(f"{ROLE_LABELS[role]} {'、'.join(names)}" for role, names in grouped.items() if names)
        or "未写"
    )


def target(fact: Target) -> str:
    """配送中心 ≥1 处（各县）2030年6月30日前."""
    parts = [fact.indicator or "", f"{OPERATORS[fact.op]}{fact.value:g}{fact.unit or ''}"]
    parts += [f"（每{fact.per}）" if fact.per else "", f"，{day(fact.deadline)}前" if fact.deadline else ""]
    return "".join(parts)


def deadline(fact: Deadline) -> str:
    """2030年6月30日 制定方案."""
    return f"{day(fact.date) if fact.date else fact.recurrence or '持续推进'}　{fact.duty}"


def citation(fact: Citation) -> str:
    """《title》（number）."""
    title = f"《{fact.title}》" if fact.title else ""
    return title + (f"（{fact.doc_number}）" if fact.doc_number else "")


def finding(fact: Finding) -> str:
    """注意 三/（一） the detail."""
    return f"{SEVERITY_LABELS[fact.severity]}  {fact.clause or '正文'}  {fact.detail}"


def hit(number: int, found: Hit) -> list[str]:
    """A search result: where, the sentence with its hits, the facts."""
    where = " ".join(part for part in (found.jurisdiction, found.doc_number or found.title) if part)
    badge = LEVEL_LABELS.get(found.level or "", "？")
    modality = MODALITY_LABELS[found.modality]
    targets = "，".join(f"{OPERATORS[t.op]}{t.value:g}{t.unit or ''}" for t in found.targets) or "未写"
    days = sorted(
        {d.date for d in found.deadlines if d.date} | {t.deadline for t in found.targets if t.deadline}
    )
    recurring = [d.recurrence or "持续推进" for d in found.deadlines if d.date is None]
    return [
        f"{number}. 〔{badge}〕{where}　{found.clause or '正文'}　{found.heading or ''}　〔{modality}〕",
        "   " + marked(found.quote, found.spans),
        f"   单位 {units(found.units)}",
        f"   指标 {targets}　时限 {'，'.join([each.isoformat() for each in days] + recurring) or '未写'}",
    ]


def marked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text with its hits underlined and bold where the terminal can."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], click.style(text[start:end], bold=True, underline=True)]
        at = end
    return "".join([*parts, text[at:]]).replace("\n", " ")
