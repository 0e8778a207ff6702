"""What the index keeps of a task: the words to search, the values to count, the fields to show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeAlias

from kb.model import LEVELS, Deadline, Target
from kb.search.text import fold
from kb.search.values import UNSTATED, Hit, HitDeadline, HitTarget
from kb.tasks import Task

LEVEL_LABELS = {
    "national": "国家",
    "provincial": "省",
    "prefecture": "市",
    "county": "县",
    "township": "乡镇",
}
MODALITY_LABELS = {"mandatory": "必须", "encouraged": "鼓励", "forbidden": "禁止", "principle": "原则"}
TARGET_LABELS = {
    "count": "数量",
    "ratio": "比率",
    "coverage": "全覆盖",
    "standard": "标准",
    "reduction": "压减",
    "limit": "限额",
    "money": "资金",
}
RECURRING, ONGOING = "定期", "持续推进"
NO_DAY = date.max.toordinal()
"""Sorts a task without a day behind all that have one."""


Entry: TypeAlias = tuple[str, str]
"""A value of a facet and its label."""
_BETWEEN, _WITHIN = "\x1e", "\x1f"


@dataclass(frozen=True, slots=True)
class Keys:
    """The countable and sortable side of a task.

    `values` maps a facet, or a field that only queries use, to its entries, packed into one string
    (the same for many tasks, so that each is unpacked once).
    """

    values: Mapping[str, str]
    sentence: str
    heading: str
    level: int
    day: int
    due: int

    def plain(self) -> tuple[Any, ...]:
        """The keys as plain values, to be kept in the index; `Keys(*plain)` makes them again."""
        return dict(self.values), self.sentence, self.heading, self.level, self.day, self.due


def packed(entries: Iterable[Entry]) -> str:
    """Entries as one string, each once."""
    return _BETWEEN.join(f"{value}{_WITHIN}{label}" for value, label in dict.fromkeys(entries))


def unpacked(kept: str) -> tuple[Entry, ...]:
    """The entries of a packed string."""
    pairs = (each.partition(_WITHIN) for each in kept.split(_BETWEEN) if each)
    return tuple((value, label) for value, _, label in pairs)


def keys_of(task: Task) -> Keys:
    """What a task is found, counted and sorted by."""
    document, clause, modality = task.notice, task.clause, task.obligation.modality
    days = _days(task)
    values = {
        "level": _pairs([document.level], LEVEL_LABELS, "未写级别"),
        "region": _region(task),
        "body": _pairs(task.functions, {}, "未写责任单位"),
        "modality": ((modality, MODALITY_LABELS[modality]),),
        "target": _pairs([target.kind for target in task.targets], TARGET_LABELS, "未写指标"),
        "deadline": _periods(task, days),
        "notice": ((document.id, document.title or document.doc_number or document.id),),
        "unit": tuple((name, name) for _, name in task.units),
        "day": tuple((day.isoformat(), f"{day.year}年{day.month}月{day.day}日") for day in days),
        "number": ((document.doc_number, document.doc_number),) if document.doc_number else (),
        "heading": ((clause.heading, clause.heading),) if clause and clause.heading else (),
    }
    return Keys(
        values={name: packed(entries) for name, entries in values.items() if entries},
        sentence=fold(task.obligation.evidence.quote),
        heading=fold(clause.heading or "") if clause else "",
        level=LEVELS.index(document.level) if document.level else len(LEVELS),
        day=document.date.toordinal() if document.date else 0,
        due=min((day.toordinal() for day in days), default=NO_DAY),
    )


def _pairs(values: Any, labels: Mapping[str, str], unstated: str) -> tuple[tuple[str, str], ...]:
    found = tuple((value, labels.get(value, value)) for value in dict.fromkeys(values) if value)
    return found or ((UNSTATED, unstated),)


def _region(task: Task) -> tuple[tuple[str, str], ...]:
    name, code = task.notice.jurisdiction, task.notice.region_code
    return ((code or name, name),) if name else ((UNSTATED, "未写地区"),)


def _days(task: Task) -> list[date]:
    listed = [fact.date for fact in task.deadlines] + [fact.deadline for fact in task.targets]
    return sorted({day for day in listed if day})


def periods_of(task: Task) -> tuple[Entry, ...]:
    """The periods that a task is due in, as the facet 完成时限 counts them: 2030上半年, 定期, 未写."""
    return _periods(task, _days(task))


def _periods(task: Task, days: list[date]) -> tuple[tuple[str, str], ...]:
    """Half-years of the dated duties and targets, then the kinds of duties without an end."""
    halves = (f"{day.year}{'上半年' if day.month <= 6 else '下半年'}" for day in days)
    periods = [(half, f"{half[:-3]}年{half[-3:]}") for half in dict.fromkeys(halves)]
    if any(fact.ongoing for fact in task.deadlines):
        periods.append((ONGOING, ONGOING))
    if any(fact.recurrence and not fact.ongoing for fact in task.deadlines):
        periods.append((RECURRING, RECURRING))
    return tuple(periods) or ((UNSTATED, "未写时限"),)


def to_json(task: Task, order: int) -> str:
    """The shown side of a task, as kept in the index."""
    document, evidence = task.notice, task.obligation.evidence
    shown = {
        "notice_id": document.id,
        "title": document.title,
        "doc_number": document.doc_number,
        "issuer": document.issuer,
        "level": document.level,
        "jurisdiction": document.jurisdiction,
        "date": document.date,
        "clause": task.obligation.clause,
        "heading": task.clause.heading if task.clause else None,
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "page": evidence.page,
        "order": order,
        "modality": task.obligation.modality,
        "units": task.units,
        "functions": task.functions,
        "targets": [asdict(_target(target, evidence.start, evidence.end)) for target in task.targets],
        "deadlines": [asdict(_deadline(deadline)) for deadline in task.deadlines],
    }
    return json.dumps(shown, ensure_ascii=False, default=date.isoformat)


def _target(target: Target, start: int, end: int) -> HitTarget:
    evidence = target.evidence
    return HitTarget(
        indicator=target.indicator,
        op=target.op,
        value=target.value,
        unit=target.unit,
        kind=target.kind,
        per=target.per,
        qualifier=target.qualifier,
        deadline=target.deadline,
        quote=evidence.quote,
        start=max(evidence.start, start) - start,
        end=min(evidence.end, end) - start,
    )


def _deadline(deadline: Deadline) -> HitDeadline:
    return HitDeadline(deadline.date, deadline.recurrence, deadline.duty, deadline.ongoing)


def from_json(kept: str) -> Hit:
    """A hit without its highlights, from what the index keeps."""
    shown: dict[str, Any] = json.loads(kept)
    shown["date"] = _day(shown["date"])
    shown["units"] = tuple((role, name) for role, name in shown["units"])
    shown["functions"] = tuple(shown["functions"])
    shown["targets"] = tuple(
        HitTarget(**{**fact, "deadline": _day(fact["deadline"])}) for fact in shown["targets"]
    )
    shown["deadlines"] = tuple(
        HitDeadline(**{**fact, "date": _day(fact["date"])}) for fact in shown["deadlines"]
    )
    return Hit(**shown)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
