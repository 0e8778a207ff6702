"""From what a person types for a body to the body meant: a key, a name as written, or a function."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from corpus.tables import load_rows
from kb.bodies import functions, resolve_unit
from kb.matrix.errors import AmbiguousBody, BodyNotFound
from kb.matrix.who import Roll, Wanted
from kb.model import Notice
from kb.regions import leading_region, region

_KEY = re.compile(r"^\d{6}[^/]*/.+$")
_BRACKETS = str.maketrans("()", "（）")


@dataclass
class _Scope:
    """All units of the notices in question, and what the words asked for would mean in each of them."""

    asked: str
    keys: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    functions: set[str] = field(default_factory=set)
    exact: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    unknown: dict[tuple[str, str], str] = field(default_factory=dict)
    meant: set[str] = field(default_factory=set)
    in_groups: set[str] = field(default_factory=set)

    @cached_property
    def absolute(self) -> frozenset[str]:
        """The body that a name with its place means, whoever says it: 青禾县商务局, 青禾县苇湾镇."""
        opened = leading_region(self.asked)
        inner = resolve_unit(opened[1], opened[0], opened[0].level) if opened and opened[1] else None
        found = (resolve_unit(self.asked, None, None), inner)
        return frozenset(unit.canonical for unit in found if unit is not None and unit.canonical)

    def read(self, notice: Notice) -> None:
        """Take in the units of one notice."""
        roll = Roll(notice)
        place = notice.document.jurisdiction or notice.document.title or notice.document.id
        actors = (name for obligation in notice.obligations for name in obligation.actors)
        for name in dict.fromkeys((*(unit.name for unit in notice.units), *actors)):
            unit = roll.unit(name)
            if unit.function:
                self.functions.add(unit.function)
            if unit.canonical:
                self.keys[unit.canonical][name] = None
            if squeezed(name) == self.asked:
                if unit.canonical:
                    self.exact[unit.canonical][place] = None
                else:
                    self.unknown[notice.document.id, name] = place
            self.in_groups.update(key for key, _ in roll.members(name))
        here = roll.unit(self.asked).canonical
        self.meant |= {here} if here else set()
        for key in {*self.absolute, *self.meant} - self.in_groups:
            if any(roll.has_member(unit.name, Wanted("", frozenset({key}))) for unit in notice.units):
                self.in_groups.add(key)


def wanted_of(asked: str, notices: Iterable[Notice]) -> Wanted:
    """The one body, or the function, that these words mean in these notices.

    Raises AmbiguousBody where a name stands for bodies of several places, BodyNotFound where no notice
    names such a body or a group that it belongs to.
    """
    scope = _Scope(squeezed(asked))
    for notice in notices:
        scope.read(notice)
    found = _by_key(scope) or _by_name(scope) or _by_function(scope) or _by_meaning(scope)
    if found is None:
        raise BodyNotFound(asked)
    return found


def squeezed(name: str) -> str:
    """A name without blanks, its brackets full width."""
    return "".join(name.split()).translate(_BRACKETS)


def _by_key(scope: _Scope) -> Wanted | None:
    if not _KEY.match(scope.asked) or not (scope.asked in scope.keys or scope.asked in scope.in_groups):
        return None
    names = tuple(scope.keys.get(scope.asked, ()))
    return Wanted(_label(scope.asked, names[0] if names else None), frozenset({scope.asked}))


def _label(key: str, name: str | None) -> str:
    """The name as written; the place's own name for the government of a place that no notice names."""
    place = region(key.partition("/")[0])
    return name or (place.name if place else key)


def _by_name(scope: _Scope) -> Wanted | None:
    if not scope.exact and not scope.unknown:
        return None
    places = {key: "、".join(found) for key, found in scope.exact.items()}
    places |= {f"{notice}：{name}": place for (notice, name), place in scope.unknown.items()}
    same_place = len(set(places.values())) == 1 and not scope.exact
    if len(places) > 1 and not same_place:
        raise AmbiguousBody(scope.asked, tuple((place, key) for key, place in sorted(places.items())))
    return Wanted(scope.asked, frozenset(scope.exact), names=frozenset(scope.unknown))


def _by_function(scope: _Scope) -> Wanted | None:
    stems = {name for f in functions() if scope.asked in (f.key, f.name, *f.stems) for name in (f.name,)}
    stems |= {row[1] for row in load_rows("enterprises") if scope.asked in (row[1], *row[2].split("|"))}
    known = frozenset(stems & scope.functions)
    return Wanted(scope.asked, functions=known) if known else None


def _by_meaning(scope: _Scope) -> Wanted | None:
    """A name that nobody writes so: in full (青禾县商务局), or of a town that belongs to a group."""
    there = {*scope.keys, *scope.in_groups}
    known = sorted(scope.absolute & there or scope.meant & there)
    if len(known) > 1:
        raise AmbiguousBody(scope.asked, tuple((_place_of(key), key) for key in known))
    return Wanted(scope.asked, frozenset(known)) if known else None


def _place_of(key: str) -> str:
    """The place of a key; of a town that only its name tells, the place above it."""
    place = region(key.partition("/")[0])
    above = region(place.parent) if place and place.parent and "-" in place.code else None
    return (above or place).name if place else key
