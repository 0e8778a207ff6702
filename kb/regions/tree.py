"""The administrative tree: today's places, former places, functional zones, the samples' province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from corpus.tables import load_column, load_rows
from kb.model import LEVELS, Level
from kb.regions.townships import township_names

NATIONAL = "000000"
"""The code of the root, which stands for the whole country."""


@dataclass(frozen=True, slots=True)
class Region:
    """One place. `code` is the six-digit code; a functional zone or a town, which has none here,
    has the code of the place above, a hyphen and its name. `level` is that of the place's government (a county-level city is county).
    `parent` is the code of the place above, None for the country."""

    code: str
    name: str
    short: str
    level: Level
    parent: str | None

    @property
    def is_zone(self) -> bool:
        """True for a functional zone (高新区), which is no member of the groups of governments."""
        return "-" in self.code and self.level != "township"


@dataclass(frozen=True, slots=True)
class Tree:
    """All places by code, and the codes that each name may mean."""

    places: Mapping[str, Region]
    by_name: Mapping[str, tuple[str, ...]]
    by_short: Mapping[str, tuple[str, ...]]
    zones_by_name: Mapping[str, tuple[str, ...]]
    former: frozenset[str]
    children: Mapping[str, tuple[str, ...]]
    longest_name: int


def _level(text: str) -> Level:
    if text not in LEVELS:
        raise ValueError(f"no such level in a table of regions: {text}")
    return text


def _short(row: tuple[str, ...]) -> str:
    """The fifth column, or the name without its class word where a table leaves it out."""
    if len(row) > 4 and row[4]:
        return row[4]
    stem = row[1].removesuffix("自治区").rstrip("省市州盟县区旗")
    return stem if len(stem) > 1 else row[1]


def _full_names(place: Region) -> tuple[str, ...]:
    """The name, and the usual one without its peoples: 凉山州, 凉山自治州, 秀山县, 鄂伦春旗, 宁夏自治区."""
    if place.name.endswith("自治区") and len(place.name) > len(place.short) + 1:
        return (place.name, f"{place.short}自治区")
    if place.name.endswith(("自治州", "自治县", "自治旗")):
        return (place.name, place.short + place.name[-1], place.short + place.name[-3:])
    return (place.name,)


def _places(rows: Iterable[tuple[str, ...]]) -> Iterable[Region]:
    for row in rows:
        yield Region(row[0], row[1], _short(row), _level(row[2]), row[3] if len(row) > 3 and row[3] else None)


def _sample_rows() -> tuple[tuple[str, ...], ...]:
    """The made-up province of the sample notices; a shelf without samples has no such table."""
    try:
        return load_rows("sample_regions")
    except FileNotFoundError:
        return ()


def zone_code(city: str, name: str) -> str:
    """The code that we give to a functional zone or a town, which has none in our tables."""
    return f"{city}-{name}"


@cache
def relative_zone_names() -> dict[str, str]:
    """Names that zones of many places share (高新区, 经济开发区) and the form that their code uses."""
    return dict(zip(load_column("zone_types", 0), load_column("zone_types", 1), strict=True))


def _zone_form(city: Region, name: str) -> str:
    """The form of a listed zone that is its city's own by a class name (重庆高新区), else its name."""
    stem = name.removeprefix(city.name).removeprefix(city.short)
    return relative_zone_names().get(stem, name)


def _other_forms(name: str) -> tuple[str, ...]:
    """The names of a zone by the other names of its class: 长兴岛经开区 for 长兴岛经济技术开发区."""
    forms = relative_zone_names()
    cut = next((cut for cut in range(2, len(name)) if name[cut:] in forms), None)
    if cut is None:
        return ()
    return tuple(name[:cut] + other for other, form in forms.items() if form == forms[name[cut:]])


def _frozen(index: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(dict.fromkeys(codes)) for name, codes in index.items()}


@cache
def tree() -> Tree:
    """The whole tree, read once."""
    places = {place.code: place for place in _places((*load_rows("regions"), *_sample_rows()))}
    by_name: dict[str, list[str]] = defaultdict(list)
    by_short: dict[str, list[str]] = defaultdict(list)
    zones: dict[str, list[str]] = defaultdict(list)
    former: set[str] = set()
    for place in places.values():
        for name in _full_names(place):
            by_name[name].append(place.code)
        by_short[place.short].append(place.code)
    for row in load_rows("regions_former"):
        if row[0] not in places:
            places[row[0]] = Region(row[0], row[1], row[4], _level(row[2]), row[3])
            former.add(row[0])
            by_short[row[4]].append(row[0])
        by_name[row[1]].append(row[0])
    for row in load_rows("region_abbreviations"):
        by_name[row[0]].append(row[1])
    for city, name, others, *_ in load_rows("functional_zones"):
        zone = Region(zone_code(city, _zone_form(places[city], name)), name, name, "county", city)
        places[zone.code] = zone
        for alias in (name, *others.split("|")):
            for known in (alias, *_other_forms(alias)) if alias else ():
                zones[known].append(zone.code)
    children: dict[str, list[str]] = defaultdict(list)
    for place in places.values():
        if place.parent is not None and place.code not in former:
            children[place.parent].append(place.code)
    longest = max(len(name) for name in (*by_name, *zones))
    return Tree(
        places,
        _frozen(by_name),
        _frozen(by_short),
        _frozen(zones),
        frozenset(former),
        _frozen(children),
        longest,
    )


def region(code: str) -> Region | None:
    """The place with this code, None where the tables have none. A zone or town that the grammar formed
    (`370300-高新区`, `370323-悦庄镇`) exists as soon as the place above it does."""
    known = tree().places.get(code)
    upper, hyphen, name = code.partition("-")
    if known is not None or not hyphen or upper not in tree().places:
        return known
    level: Level = "township" if name.endswith(("镇", "乡", "街道", "苏木")) else "county"
    return Region(code, name, name, level, upper)


@cache
def line_of(code: str) -> tuple[str, ...]:
    """The codes from this place upward to the country, itself first; empty for an unknown code."""
    place = region(code)
    line: list[str] = []
    while place is not None:
        line.append(place.code)
        place = region(place.parent) if place.parent else None
    return tuple(line)


def is_above(upper: str, lower: str) -> bool:
    """True where the place `upper` lies on the line above `lower` (a place is not above itself)."""
    return upper != lower and upper in line_of(lower)


def members(code: str) -> tuple[Region, ...]:
    """The places directly below, in the order of their codes; functional zones last.

    Below a county these are its towns, townships and street offices, where the tables know them.
    """
    places = tree().places
    codes = sorted(tree().children.get(code, ()), key=lambda child: ("-" in child, child))
    listed = tuple(places[child] for child in codes)
    towns = (Region(zone_code(code, name), name, name, "township", code) for name in township_names(code))
    return (*towns, *listed)
