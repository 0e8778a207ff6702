"""Which duties are in: the same question in every view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.matrix.duties import Duty, duties_of
from kb.matrix.table import UNWRITTEN, Event, Missing, Request
from kb.matrix.who import Roll, Wanted
from kb.model import Notice
from kb.search.entries import RECURRING, periods_of
from kb.search.text import fold

MISSING_WORDS: Mapping[Missing, str] = {
    "lead": "未写牵头单位",
    "unit": "未写任何单位",
    "deadline": "未写完成时限",
    "target": "没有目标指标",
}


@dataclass(frozen=True, slots=True)
class Sieve:
    """A request with what it takes to answer it: the body meant by `unit`, and for a search the
    beginnings of the sentences that it finds, by notice."""

    request: Request
    wanted: Wanted | None = None
    found: Mapping[str, frozenset[int]] | None = None

    def duties(self, notice: Notice) -> tuple[Duty, ...]:
        """The notice's duties that pass."""
        roll = Roll(notice)
        return tuple(duty for duty in duties_of(notice) if self.passes(duty, roll))

    def passes(self, duty: Duty, roll: Roll) -> bool:
        """Whether a duty is in."""
        request = self.request
        return (
            (request.principles or not is_principle(duty))
            and (request.annexes or not in_annex(duty.path))
            and (self.found is None or duty.start in self.found.get(duty.notice.document.id, ()))
            and (not request.due or due_in(duty, request.due))
            and (not request.missing or bool(set(request.missing) & set(missing_of(duty))))
            and (self.wanted is None or bool(roll.held(duty, self.wanted)))
        )


def is_principle(duty: Duty) -> bool:
    """True for sentences that only state principles, and for all below a heading such as 基本原则."""
    if duty.task.obligation.modality == "principle":
        return True
    path = duty.path
    while path:
        clause = duty.notice.clause(path)
        if clause is not None and (clause.heading or "").endswith("原则"):
            return True
        path = path.rpartition("/")[0]
    return False


def in_annex(path: str | None) -> bool:
    """True for clauses of annexes."""
    return (path or "").startswith("附")


def missing_of(duty: Duty) -> tuple[Missing, ...]:
    """Which facts the notice does not state for this duty."""
    task = duty.task
    stated: dict[Missing, bool] = {
        "lead": any(role == "lead" for role, _ in task.units),
        "unit": bool(task.units),
        "deadline": bool(task.deadlines) or any(target.deadline for target in task.targets),
        "target": bool(task.targets),
    }
    return tuple(name for name, there in stated.items() if not there)


def due_in(duty: Duty, period: str) -> bool:
    """Whether the duty is due in a period (2030上半年, 2030年, 定期, 持续推进) or has no term (未写)."""
    known = {value for value, _ in periods_of(duty.task)}
    wanted = _folded(period)
    if wanted == UNWRITTEN:
        return known == {UNWRITTEN}
    return any(value == wanted or value.startswith(wanted.removesuffix("年")) for value in known)


def events_in(events: Iterable[Event], period: str) -> tuple[Event, ...]:
    """Of a row's events those of the period asked for: a sentence with several days is in for one of them,
    and the calendar of a half-year holds no day of another."""
    wanted = _folded(period)
    if wanted == RECURRING:
        return tuple(event for event in events if event.date is None)
    if not wanted[:4].isdigit():
        return tuple(events)
    halves = ((event, "上半年" if event.date.month <= 6 else "下半年") for event in events if event.date)
    return tuple(
        event
        for event, half in halves
        if event.date and f"{event.date.year}{half}".startswith(wanted.removesuffix("年"))
    )


def _folded(period: str) -> str:
    return fold(period).replace("年上半年", "上半年").replace("年下半年", "下半年").removesuffix("前")
