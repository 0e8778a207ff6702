"""指标清单: every figure of the notices, and beside it that of the upper notice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kb.matrix import words
from kb.matrix.duties import Duty, duties_of, stated_at
from kb.matrix.filters import Sieve, missing_of
from kb.matrix.lines import Lines, numbered, title_of
from kb.matrix.seals import squeezed, touched, without_contrary
from kb.matrix.table import NOTHING, UNWRITTEN, Column, Row, Table
from kb.matrix.who import Roll
from kb.model import Change, Document, Link, Notice, Target
from kb.trace.facts.target_match import pair_targets
from kb.trace.neutralise import PlaceNames
from kb.trace.telling import kind_of, told

COLUMNS = (
    Column("number", "序号", 3, centred=True),
    Column("indicator", "指标", 11),
    Column("value", "目标值", 8),
    Column("scope", "范围", 6),
    Column("due", "完成时限", 7),
    Column("task", "任务", 9, merged=True),
    Column("units", "责任单位", 12, merged=True),
    Column("upper", "上级指标", 11),
    Column("deviation", "偏差", 10),
    Column("basis", "依据条款", 6, merged=True),
)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
NOTES = ("上级指标取自与本句对应的上级条款；“—”指没有上级文件、上级没有这句或这句没有数字。",)
Above = Callable[[Notice], Iterable[tuple[Notice, Sequence[Link]]]]
"""The upper notices of a notice, each with the links of the pair."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands above a figure: the words for it, and what deviates from it."""

    words: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


def _nothing_above(notice: Notice) -> tuple[tuple[Notice, Sequence[Link]], ...]:
    return ()


def targets_table(
    notices: Iterable[Notice],
    sieve: Sieve,
    sources: tuple[Document, ...],
    above: Above = _nothing_above,
    whole: str | None = None,
) -> Table:
    """The targets of these notices. Filters look at each figure with its own day."""
    several = len(sources) > 1
    return Table(
        view="targets",
        title=title_of("targets", sources, whole),
        columns=numbered(COLUMNS, several),
        rows=Lines(lambda: _rows(notices, sieve, several, above)),
        sources=sources,
        notes=NOTES,
    )


def _rows(notices: Iterable[Notice], sieve: Sieve, several: bool, above: Above) -> Iterator[Row]:
    number = 0
    for notice in notices:
        roll = Roll(notice)
        stated = [(duty, target) for duty, target in stated_in(notice) if sieve.passes(duty, roll)]
        beside = _beside(notice, stated, above) if stated else {}
        for duty, target in stated:
            number += 1
            yield _row(duty, target, beside.get(id(target), Beside()), number, several)


def stated_in(notice: Notice) -> Iterator[tuple[Duty, Target]]:
    """Each target once with the duty that it stands in, as if the duty had no other, in reading order."""
    taken: dict[int, Duty] = {}
    for duty in duties_of(notice):
        for target in duty.task.targets:
            taken.setdefault(id(target), duty)
    for target in notice.targets:
        duty = taken.get(id(target)) or stated_at(notice, target)
        # Another day of the sentence is not the figure's; the line that dates the whole item is.
        terms = (
            d for d in duty.task.deadlines if d.evidence.end <= duty.start or duty.end <= d.evidence.start
        )
        own = () if target.deadline else tuple(terms)
        yield replace(duty, task=replace(duty.task, targets=(target,), deadlines=own)), target


def _beside(notice: Notice, stated: Sequence[tuple[Duty, Target]], above: Above) -> dict[int, Beside]:
    """The upper figures and the deviations of each target, by the target's identity."""
    found: dict[int, Beside] = {}
    for upper, links in above(notice):
        places = PlaceNames.of(notice.document, upper.document)
        upper_duties = duties_of(upper)
        for link in links:
            if not (link.lower and link.lower.quote) or link.status == "rejected":
                continue
            duties = {id(t): d for d, t in stated if squeezed(d.quote) == squeezed(link.lower.quote)}
            own = [t for d, t in stated if id(t) in duties and d.path == link.lower.clause]
            higher = _targets_of(upper_duties, link)
            pairs = _pairs(own, higher, link, places)
            for target in own:
                here = found.get(id(target), Beside())
                ups = [up for low, up in pairs if low is target]
                said = tuple(_above_words(upper.document, up) for up in ups)
                changes = without_contrary(c for c in link.changes if _concerns(c, target, ups))
                found[id(target)] = Beside((*here.words, *said), (*here.changes, *changes))
    return found


def _pairs(
    own: Sequence[Target], higher: Sequence[Target], link: Link, places: PlaceNames
) -> list[tuple[Target, Target]]:
    """Figures and those above them: as the link compares them, the rest by their words. An upper total
    that nobody carries stands beside the figure that is most like it."""
    pairs: list[tuple[Target, Target]] = []
    dropped: set[int] = set()
    for change in link.changes:
        if not change.kind.startswith("target_") or not change.upper:
            continue
        ups = [up for up in higher if _overlap(up.evidence.quote, change.upper)]
        lows = [low for low in own if _overlap(low.evidence.quote, change.lower)]
        if change.lower:
            pairs += zip(lows[:1], ups[:1], strict=False)
        else:
            dropped.update(id(up) for up in ups)
    rest = [low for low in own if all(low is not each for each, _ in pairs)]
    free = [up for up in higher if all(up is not each for _, each in pairs)]
    pairs += pair_targets(rest, [up for up in free if id(up) not in dropped], places)
    return pairs + pair_targets(own, [up for up in free if id(up) in dropped], places)


def _overlap(one: str, other: str | None) -> bool:
    short, long = sorted((squeezed(one), squeezed(other)), key=len)
    return bool(short) and short in long


def _targets_of(duties: Iterable[Duty], link: Link) -> list[Target]:
    if link.upper is None:
        return []
    return [t for duty in touched(duties, link.upper.clause, link.upper.quote) for t in duty.task.targets]


def _above_words(document: Document, target: Target) -> str:
    day = (target.deadline.isoformat(),) if target.deadline else ()
    return "\n".join((words.target(target), *day, words.basis(document, target.clause, several=True)))


def _concerns(change: Change, target: Target, uppers: Sequence[Target]) -> bool:
    """Whether a change of the sentence is about this figure or its day."""
    if kind_of(change) is None:
        return False
    if change.kind.startswith("deadline_"):
        # The detail names the upper day first and the lower one last.
        stated = _ISO_DATE.findall(change.detail)
        day = target.deadline.isoformat() if target.deadline else None
        return stated[-1:] == [day] if day else change.kind == "deadline_dropped"
    if not change.kind.startswith("target_"):
        return False
    if change.lower:
        return _overlap(target.evidence.quote, change.lower)
    return any(_overlap(up.evidence.quote, change.upper) for up in uppers)


def _row(duty: Duty, target: Target, beside: Beside, number: int, several: bool) -> Row:
    deviations = (words_ for change in beside.changes if (words_ := told(change)) is not None)
    cells = (
        str(number),
        words.plain(target.indicator or "") or UNWRITTEN,
        words.value(target),
        words.plain(target.scope or target.qualifier or "") or NOTHING,
        words.due(duty),
        words.title_of(duty),
        words.units(duty),
        "\n".join(dict.fromkeys(beside.words)) or NOTHING,
        "\n".join(dict.fromkeys(deviations)) or NOTHING,
        words.basis(duty.notice.document, duty.path, several),
    )
    return Row(
        cells,
        notice=duty.notice.document.id,
        clause=duty.path,
        quote=target.evidence.quote,
        group=duty.group,
        seals=tuple(_seals(beside.changes)),
        events=words.events((duty,)),
        missing=missing_of(duty),
    )


def _seals(changes: Iterable[Change]) -> Iterator[tuple[str, str]]:
    for change in changes:
        kind = kind_of(change)
        if kind is not None:
            yield ("due" if kind.startswith("deadline_") else "value"), kind
