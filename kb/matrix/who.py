"""Whose a duty is: units of a notice as bodies, members of groups, and the one body asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kb.bodies import resolve_unit
from kb.matrix.duties import Duty
from kb.model import LEVELS, Level, Notice, Role, Unit
from kb.regions import Region, members, region

_BELOW = "governments-below"
_TOWNSHIPS = "townships"
GOVERNMENT = "government"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The body asked for: canonical keys, or functions, or names of units that no table knows, each
    with its notice. `label` is what it is called in titles."""

    label: str
    keys: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    names: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Held:
    """One part that the body has in a duty: `role` (None for one whom the sentence directs without a
    role), the name as written, whether in running text, and whether only as a member of a group."""

    role: Role | None
    name: str
    in_prose: bool
    member: bool = False


class Roll:
    """The units of one notice by their names; names without a role are resolved when asked for."""

    def __init__(self, notice: Notice) -> None:
        self.notice = notice
        self._units = {unit.name: unit for unit in notice.units}
        document = notice.document
        self._place = region(document.region_code) if document.region_code else None
        self._level: Level | None = document.level
        self._year = document.date.year if document.date else None

    def unit(self, name: str) -> Unit:
        """The unit that the name means in this notice."""
        if name not in self._units:
            self._units[name] = resolve_unit(name, self._place, self._level, self._year)
        return self._units[name]

    def members(self, name: str) -> tuple[tuple[str, str], ...]:
        """Key and name of each member of a group: those that the notice itself lists, else those of the
        table of places. Empty for anything else and where they are not known."""
        listed = dict(pair for assignment in self.notice.assignments for pair in assignment.expands)
        if name in listed:
            found = ((self.unit(each).canonical, each) for each in listed[name])
            return tuple((key or self.own_key(each), each) for key, each in found)
        return tuple((f"{place.code}/{GOVERNMENT}", place.name) for place in places_of(self.unit(name)))

    def own_key(self, name: str) -> str:
        """A key for a unit that no table knows: its name in this notice's place."""
        return f"{self.notice.document.region_code or self.notice.document.id}?{name}"

    def key(self, name: str) -> str:
        """The canonical key, or one of the name's own."""
        return self.unit(name).canonical or self.own_key(name)

    def is_wanted(self, name: str, wanted: Wanted) -> bool:
        """Whether the name means the body asked for."""
        unit = self.unit(name)
        return (
            unit.canonical in wanted.keys
            or (unit.function is not None and unit.function in wanted.functions)
            or (self.notice.document.id, name) in wanted.names
        )

    def has_member(self, name: str, wanted: Wanted) -> bool:
        """Whether the name means a group that the body asked for belongs to."""
        if any(key in wanted.keys for key, _ in self.members(name)):
            return True
        return any(belongs(key, self.unit(name)) for key in wanted.keys)

    def held(self, duty: Duty, wanted: Wanted) -> tuple[Held, ...]:
        """The parts that the body has in the duty, its own before those as a member."""
        return tuple(sorted(self._held(duty, wanted), key=lambda part: part.member))

    def _held(self, duty: Duty, wanted: Wanted) -> Iterator[Held]:
        named: list[tuple[Role | None, str]] = [*duty.task.units, *((None, name) for name in duty.actors)]
        for role, name in named:
            by = duty.by(name, role) if role else ()
            in_prose = not by or all(assignment.in_prose for assignment in by)
            if self.is_wanted(name, wanted):
                yield Held(role, name, in_prose)
            elif self.has_member(name, wanted):
                yield Held(role, name, in_prose, member=True)


def is_group(unit: Unit) -> bool:
    """True for a group of townships or of governments, whole or in part (相关镇)."""
    kind = (unit.canonical or "").partition("/")[2]
    return unit.kind == "township_group" or kind == _TOWNSHIPS or kind.startswith("governments-")


@cache
def places_of(unit: Unit) -> tuple[Region, ...]:
    """The places whose governments form this group, functional zones aside; empty where not known."""
    code, _, kind = (unit.canonical or "").partition("/")
    own = region(code)
    if own is None or not is_group(unit):
        return ()
    return tuple(place for place in members(code) if not place.is_zone and place.level in _levels(kind, own))


def _levels(kind: str, own: Region) -> tuple[Level, ...]:
    if kind == _TOWNSHIPS:
        return ("township",)
    if kind == _BELOW:
        return LEVELS[LEVELS.index(own.level) + 1 :]
    return tuple(level for level in LEVELS if kind == f"governments-{level}")


def belongs(key: str, group: Unit) -> bool:
    """Whether the body with this key is the government of a place of the group, be the place in the
    tables or one that only its name tells (370323-悦庄镇)."""
    code, _, kind = key.partition("/")
    above, _, group_kind = (group.canonical or "").partition("/")
    place, own = region(code), region(above)
    if kind != GOVERNMENT or place is None or own is None or not is_group(group):
        return False
    if place.parent != above or (place.level == "county" and "-" in place.code):
        return False
    return place.level in _levels(group_kind, own)
