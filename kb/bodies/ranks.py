"""The place of a body whose name is printed without one: its rank tells whether it is the speaker's own."""

from __future__ import annotations

import re

from kb.bodies.places import Placed
from kb.bodies.registry import Alias, registry
from kb.model import Level
from kb.regions import NATIONAL, Region, line_of
from kb.regions import region as place_of

_PROVINCIAL = re.compile(r"厅$|总队$|^(?:高级人民法院|高级法院|高院)")
_PREFECTURE = re.compile(r"^(?:中级人民法院|中级法院|中院|军分区|武警支队)")
_PREFECTURE_COURT = re.compile(r"中级人民法院$|中级法院$|中院$")
_BRIGADE = re.compile(r"支队$")


def places_of(
    found: tuple[Alias, ...], placed: Placed, within: Region | None
) -> tuple[tuple[Region, ...], Level | None]:
    """The places of a body and their level. Without a printed place: the country for names that only it
    has, the province for a 厅 or a 总队, the prefecture for a 支队 or a 中级人民法院 in a county's mouth, else the
    speaker's own place; or the prefecture's, where a county has no such body."""
    if placed.stated:
        wrong = placed.level == "county" and bool(_PREFECTURE_COURT.match(placed.rest))
        return () if wrong else placed.regions, placed.level
    root = place_of(NATIONAL)
    if root is not None and all(alias.national for alias in found):
        return (root,), "national"
    level = _rank(placed.rest, within)
    if level is not None and within is not None:
        return tuple(place for place in _line(within) if place.level == level), level
    if within is not None and within.level == "county" and all(_not_in_counties(alias) for alias in found):
        above = place_of(within.parent) if within.parent else None
        return ((*placed.regions, above), None) if above is not None else (placed.regions, placed.level)
    return placed.regions, placed.level


def _line(place: Region) -> tuple[Region, ...]:
    return tuple(found for found in map(place_of, line_of(place.code)) if found is not None)


def _rank(name: str, within: Region | None) -> Level | None:
    """The level that a name without a place states by its rank, where that is above the speaker's. The
    districts of a municipality have brigades (支队) of their own."""
    if within is None or within.level not in ("prefecture", "county"):
        return None
    if _PROVINCIAL.search(name):
        return "provincial"
    if within.level == "prefecture":
        return None
    below_a_prefecture = any(place.level == "prefecture" for place in _line(within))
    if _PREFECTURE.match(name) or (_BRIGADE.search(name) and below_a_prefecture):
        return "prefecture"
    return None


def _not_in_counties(alias: Alias) -> bool:
    """True for the bodies that a prefecture has and a county as a rule has not (海关)."""
    function = registry().functions.get(alias.function)
    if function is None or alias.own is not None:
        return False
    return function.official["prefecture"] is not None and function.official["county"] is None
