"""A unit's name split into its place and the rest: 县发展改革局 in 青禾县 → 青禾县 + 发展改革局."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kb.model import Level
from kb.regions import (
    NATIONAL,
    Region,
    candidates,
    is_above,
    leading_region,
    line_of,
    region,
    relative_region,
)
from kb.regions.resolve import CLASS_WORDS
from kb.regions.tree import relative_zone_names, tree

_CLASS_LEVEL: dict[str, Level] = {
    "省": "provincial", "自治区": "provincial", "州": "prefecture", "自治州": "prefecture",
    "盟": "prefecture", "地区": "prefecture", "县": "county", "旗": "county", "自治县": "county",
    "自治旗": "county",
}  # fmt: skip
_WORD = re.compile(rf"^(?:本|我|全)?(?P<word>{'|'.join(CLASS_WORDS)})(?P<grade>级|直)?")
_COUNTRY = re.compile(r"^(?:国家|中央|全国|国务院|中共中央|中国)(?P<grade>级)?")
_TOWNSHIP = re.compile(r"^(?:本|我)?(?:乡镇|镇街|镇乡|街镇|乡|镇|街道)(?:级)?(?=.)")


@dataclass(frozen=True, slots=True)
class Placed:
    """One way to read a name: the places that its head may mean (none where it cannot be told), the
    rest, the level that the head states, and whether a head was printed at all."""

    regions: tuple[Region, ...]
    rest: str
    level: Level | None
    stated: bool


def readings(
    name: str, within: Region | None, level: Level | None, known: Callable[[str], bool]
) -> list[Placed]:
    """All readings of a name, the most trustworthy first. `known` says whether a rest is a body's name;
    a short place name (青岛海关) counts only before a known rest.

    The whole name comes first, for 市场监管局 is no 场监管局 of a 市.
    """
    own = (within,) if within is not None else ()
    found = [Placed(own, name, within.level if within is not None else level, False)]
    found += _country(name)
    found += _zone(name, within)
    found += _full_name(name, within, known)
    found += _class_word(name, within, level)
    found += _short_name(name, within, known)
    if _TOWNSHIP.match(name):
        town = own if within is not None and within.level == "township" else ()
        found.append(Placed(town, _TOWNSHIP.sub("", name), "township", True))
    return found


def _country(name: str) -> list[Placed]:
    match = _COUNTRY.match(name)
    root = region(NATIONAL)
    if match is None or root is None or match.end() == len(name):
        return []
    return [Placed((root,), name[match.end() :], "national", True)]


def _full_name(name: str, within: Region | None, known: Callable[[str], bool]) -> list[Placed]:
    opened = leading_region(name, within.code if within is not None else None)
    if opened is None or not opened[1]:
        return []
    deeper = [] if known(opened[1]) else _short_name(opened[1], opened[0], known)  # 九江市庐山生态环境局
    return [*deeper, Placed((opened[0],), opened[1], opened[0].level, True)]


def _zone(name: str, within: Region | None) -> list[Placed]:
    """A zone of the speaker's own by its class name (高新区税务局, 樾州高新区管委会)."""
    if within is None:
        return []
    endings = tuple(relative_zone_names())
    for cut in range(min(len(name) - 1, 16), 1, -1):
        if not name.endswith(endings, 0, cut):
            continue
        places = tuple(place for place in candidates(name[:cut], within.code) if "-" in place.code)
        if len(places) == 1:
            return [Placed(places, name[cut:], places[0].level, True)]
    return []


def _class_word(name: str, within: Region | None, level: Level | None) -> list[Placed]:
    if name.startswith("地委") and within is not None:  # the Party committee of a 地区
        districts = relative_region("地区", within)
        return [Placed(districts, name[1:], "prefecture", True)] if districts else []
    match = _WORD.match(name)
    if match is None or match.end() == len(name):
        return []
    regions = relative_region(match["word"], within) if within is not None else ()
    stated = regions[0].level if len(regions) == 1 else _CLASS_LEVEL.get(match["word"])
    if within is None and level is not None and match["word"] in ("市", "区") and stated is None:
        stated = level if match["word"] == "市" or level == "county" else None
    return [Placed(regions, name[match.end() :], stated, True)]


def _short_name(name: str, within: Region | None, known: Callable[[str], bool]) -> list[Placed]:
    found: list[Placed] = []
    for cut in range(min(len(name) - 2, 8), 1, -1):
        if name[:cut] not in tree().by_short:
            continue
        rest = name[cut:]
        if not known(rest):
            continue
        places = topmost(candidates(name[:cut], within.code if within is not None else None), within)
        levels = {place.level for place in places}
        found.append(Placed(places, rest, levels.pop() if len(levels) == 1 else None, True))
    return found


def topmost(places: tuple[Region, ...], within: Region | None) -> tuple[Region, ...]:
    """南昌海关 is the city's: the county of the same short name always writes its class word. Where a
    lower one of the places speaks itself, or none lies above all others, they all remain."""
    tops = [
        place
        for place in places
        if all(place == other or is_above(place.code, other.code) for other in places)
    ]
    own = line_of(within.code) if within is not None else ()
    if len(tops) != 1 or any(place != tops[0] and place.code in own for place in places):
        return places
    return (tops[0],)


def inner_places(text: str, within: Region | None) -> tuple[Region, ...]:
    """The places that stand inside a system's name: 人民银行(樾州市)中心支行, 人民银行(市)中心支行."""
    if text in CLASS_WORDS:
        return relative_region(text, within) if within is not None else ()
    return topmost(candidates(text, within.code if within is not None else None), within)
