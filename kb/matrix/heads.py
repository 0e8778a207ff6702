"""The columns of the matrix: bodies as they are met, with their names and totals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.matrix.table import COOPERATING_MARK, LEAD_MARK, NOTHING, RESPONSIBLE_MARK, Column
from kb.matrix.who import is_group
from kb.model import Role, Unit
from kb.tasks import GROUP_FUNCTIONS, UNKNOWN_FUNCTION

NONE_MARK = "·"
OTHERS = "others"
COMPANY = "（企业）"
"""Stands behind the name of an enterprise: it is no part of the government."""
_WIDTH, _WIDEST = 4.0, 5.6
"""Chinese characters; a company may be wider, for its remark to stand in a line of its own."""
MOST_COLUMNS = 60
"""From more bodies on a column stands for a function: no page and no Word table carries so many."""
FUNCTIONS_SHOWN = 40
MARKS: Mapping[Role, str] = {
    "lead": LEAD_MARK,
    "responsible": RESPONSIBLE_MARK,
    "cooperating": COOPERATING_MARK,
}


@dataclass
class Heads:
    """The columns in the making. With `by_function` a column stands for all bodies of a function; once
    all rows are met, `kept` are the functions that have one."""

    by_function: bool = False
    names: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    units: dict[str, Unit] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    totals: dict[str, Counter[Role]] = field(default_factory=lambda: defaultdict(Counter))
    kept: frozenset[str] | None = None
    rows: int = 0
    others: int = 0
    prose: bool = False

    @property
    def too_many(self) -> bool:
        """Whether there are more bodies than a table can carry."""
        return not self.by_function and len(self.names) > MOST_COLUMNS

    def meet(self, key: str, name: str, unit: Unit, place: str) -> None:
        """Remember a name of the body with this key."""
        self.names[key][name] += 1
        self.units.setdefault(key, unit)
        self.places.setdefault(key, place)

    def shows(self, function: str) -> bool:
        """Whether a function has a column."""
        return function != UNKNOWN_FUNCTION and (self.kept is None or function in self.kept)

    def keep_most(self) -> None:
        """Leave columns to the functions with most marks; the units of the others stand in 其他."""
        ranked = sorted(self.totals, key=lambda key: -self.totals[key].total())
        self.kept = frozenset(ranked[:FUNCTIONS_SHOWN])
        self.others += len(ranked) > FUNCTIONS_SHOWN

    def order(self) -> tuple[str, ...]:
        """Bodies as they are met, groups behind them."""
        shown = (key for key in self.names if self.kept is None or key in self.kept)
        return tuple(sorted(shown, key=lambda key: is_group(self.units[key])))

    def columns(self) -> tuple[Column, ...]:
        """A column for each body, and one for all who have none."""
        shown = {key: self._shown(key) for key in self.order()}
        same = Counter(shown.values())
        found = [
            Column(
                key,
                f"{name}（{self.places[key]}）" if same[name] > 1 else name,
                _width(name),
                centred=True,
            )
            for key, name in shown.items()
        ]
        return (*found, Column(OTHERS, "其他", 8)) if self.others else tuple(found)

    def _shown(self, key: str) -> str:
        name = self.names[key].most_common(1)[0][0]
        company = self.units[key].kind == "enterprise" and not self.by_function
        return f"{name}{COMPANY}" if company else name

    def total(self, key: str) -> str:
        """`★2 ●3`."""
        counts = self.totals[key]
        return " ".join(f"{mark}{counts[role]}" for role, mark in MARKS.items() if counts[role]) or NONE_MARK

    def total_of_others(self) -> str:
        """How many rows name somebody without a column; not counted where functions have the columns."""
        return NOTHING if self.by_function else f"{self.others} 行"


def function_of(unit: Unit) -> str:
    """The function of a unit, or what stands for it."""
    return unit.function or GROUP_FUNCTIONS.get(unit.kind, UNKNOWN_FUNCTION)


def _width(title: str) -> float:
    name = title.removesuffix(COMPANY)
    return _WIDTH if name == title else min(_WIDEST, max(_WIDTH, len(name) + 0.6))
