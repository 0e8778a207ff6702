"""What the page offers to choose from, and what it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.matrix.duties import Duty
from kb.matrix.filters import Sieve
from kb.matrix.table import Missing, Row
from kb.matrix.who import Roll
from kb.model import Notice
from kb.search.entries import ONGOING, RECURRING, periods_of
from kb.search.values import UNSTATED

_LAST = (RECURRING, ONGOING, UNSTATED)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter: what stands in the address, what is shown, how many duties have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Choices:
    """The units, those with most duties first, and the periods, in the order of time."""

    units: tuple[Choice, ...]
    dues: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows a table has, totals aside, and in how many of them each fact is not stated."""

    rows: int
    missing: Mapping[Missing, int]


def tally(rows: Iterable[Row]) -> Tally:
    """Count the rows; they are walked once."""
    count, missing = 0, Counter[Missing]()
    for row in rows:
        if row.kind == "row":
            count += 1
            missing.update(row.missing)
    return Tally(count, dict(missing))


def choices_in(notices: Iterable[Notice], sieve: Sieve) -> Choices:
    """The units and periods of the duties that pass."""
    units: Counter[str] = Counter()
    names: dict[str, Counter[str]] = {}
    dues: Counter[tuple[str, str]] = Counter()
    for notice in notices:
        roll = Roll(notice)
        for duty in sieve.duties(notice):
            dues.update(periods_of(duty.task))
            for key, name in _units(duty, roll).items():
                units[key] += 1
                names.setdefault(key, Counter())[name] += 1
    listed = (Choice(key, names[key].most_common(1)[0][0], count) for key, count in units.most_common())
    periods = (Choice(value, label, count) for (value, label), count in sorted(dues.items(), key=_in_time))
    return Choices(tuple(listed), tuple(periods))


def _units(duty: Duty, roll: Roll) -> dict[str, str]:
    """Key and name of each unit of a duty; one that no table knows goes by its name."""
    return {roll.unit(name).canonical or name: name for _, name in duty.task.units}


def _in_time(period: tuple[tuple[str, str], int]) -> tuple[int, str]:
    value = period[0][0]
    return (_LAST.index(value) + 1 if value in _LAST else 0), value
