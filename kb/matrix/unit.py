"""单位任务清单: all duties of one body over all chosen notices, by deadline."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kb.matrix import words
from kb.matrix.duties import Duty
from kb.matrix.filters import Sieve, missing_of
from kb.matrix.table import UNWRITTEN, Column, Row, Table
from kb.matrix.who import Held, Roll, Wanted
from kb.model import Document, Notice
from kb.wording import ROLE_WORDS

COLUMNS = (
    Column("number", "序号", 3, centred=True),
    Column("due", "完成时限", 7),
    Column("task", "任务", 9),
    Column("measure", "具体举措", 23),
    Column("targets", "目标指标", 10),
    Column("modality", "措辞", 3, centred=True),
    Column("role", "角色", 4, centred=True),
    Column("origin", "由来", 8),
    Column("lead", "牵头单位", 7),
    Column("notice", "文件", 8),
    Column("basis", "依据条款", 6),
)
ACTOR = "实施"
"""Stands for the role of one whom a sentence directs and no assignment names."""
ORDER_NOTE = "先排有日期的，再排定期的、持续推进的，最后是没有写时限的。"


@dataclass(frozen=True, slots=True)
class Found:
    """A duty of the body with the parts that it has in it."""

    duty: Duty
    parts: tuple[Held, ...]


def unit_table(
    notices: Iterable[Notice],
    sieve: Sieve,
    wanted: Wanted,
    sources: tuple[Document, ...],
    whole: str | None = None,
) -> Table:
    """The duties of one body. They are few, and sorted: all are held together."""
    found, doubtful = _gathered(notices, sieve, wanted)
    notes = [ORDER_NOTE]
    if any(part.member for each in found for part in each.parts):
        notes.append("“属……”是作为其中一员承担的。")
    notes += [
        f"另有 {count} 处写作“{name}”，不能断定就是本单位，没有列入。" for name, count in doubtful.items()
    ]
    named = dict.fromkeys(each.duty.notice.document for each in found)
    where = whole or (words.name_of(sources[0]) if len(sources) == 1 else f"{len(sources)} 件文件")
    return Table(
        view="unit",
        title=f"{wanted.label}任务清单（{where}）",
        columns=COLUMNS,
        rows=tuple(_row(each, number) for number, each in enumerate(found, start=1)),
        sources=tuple(document for document in sources if document in named),
        notes=tuple(notes),
    )


def _gathered(
    notices: Iterable[Notice], sieve: Sieve, wanted: Wanted
) -> tuple[tuple[Found, ...], Counter[str]]:
    """The body's duties by deadline, and how often names stand that may or may not mean it."""
    found: list[Found] = []
    doubtful: Counter[str] = Counter()
    for notice in notices:
        roll = Roll(notice)
        for duty in sieve.duties(notice):
            parts = roll.held(duty, wanted)
            own = tuple(part for part in parts if not part.member)
            found.append(Found(duty, own or parts))
        doubtful.update(_doubtful(notice, wanted))
    # A stable sort keeps the order of notices and sentences where days are equal.
    return tuple(sorted(found, key=lambda each: due_order(each.duty))), doubtful


def _doubtful(notice: Notice, wanted: Wanted) -> Counter[str]:
    """How often the notice assigns something to a name that has the body among its candidates."""
    names = {unit.name for unit in notice.units if wanted.keys & set(unit.candidates)}
    return Counter(name for a in notice.assignments for _, name in a.units() if name in names)


def due_order(duty: Duty) -> tuple[int, datetime.date]:
    """Dated duties by their first day, then recurring ones, then those without an end, then the rest."""
    dated = words.days(duty)
    if dated:
        return 0, dated[0]
    kind = 1 if words.recurrences(duty) else 2 if words.ongoing(duty) else 3
    return kind, datetime.date.max


def _row(found: Found, number: int) -> Row:
    duty, document = found.duty, found.duty.notice.document
    roles = (ROLE_WORDS[part.role] if part.role else ACTOR for part in found.parts)
    cells = (
        str(number),
        words.due(duty),
        words.title_of(duty),
        words.measure(duty),
        words.targets(duty),
        words.modality(duty),
        "、".join(dict.fromkeys(roles)),
        "\n".join(dict.fromkeys(_origin(part) for part in found.parts)),
        words.joined(duty.named("lead")) or UNWRITTEN,
        words.name_of(document),
        words.basis(document, duty.path, several=False),
    )
    return Row(
        cells,
        notice=document.id,
        clause=duty.path,
        quote=duty.quote,
        group=duty.group,
        events=words.events((duty,)),
        missing=missing_of(duty),
    )


def _origin(part: Held) -> str:
    """Where it is said and by which name: `责任单位“县商务局”`, `正文“县财政”`, `属“各镇、街道”`."""
    if part.member:
        return f"属“{part.name}”"
    return f"{'正文' if part.in_prose else '责任单位'}“{part.name}”"
