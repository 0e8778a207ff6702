"""The own counterpart of an upper body: the place's own list first, then the table of functions, or unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from corpus.tables import load_rows
from kb.bodies.registry import Function, aliases_of, registry
from kb.draft.places import class_word, is_city_district
from kb.model import Level, Unit
from kb.regions import Region, region

NOT_HERE = ""
"""Stands in a list of bodies for an upper body that is not written in this place's plans."""
_BRANCH = "分局"


@dataclass(frozen=True, slots=True)
class LocalBodies:
    """The bodies of one place (`region` is its code), edited once and kept.

    `names`: key of the upper body (`370300/postal`) or name or key of a function (邮政管理, `postal`)
    → own name as it is to be printed; the empty text means that plans of this place do not write it.
    An upper body that is absent is unknown here.
    """

    region: str
    names: Mapping[str, str] = field(default_factory=dict)

    def listed(self, unit: Unit) -> str | None:
        """The own name that the list gives for an upper unit, None where it has none."""
        keys = (unit.canonical, unit.name, unit.function, _function_key(unit))
        return next((self.names[key] for key in keys if key is not None and key in self.names), None)


def own_name(unit: Unit, place: Region, bodies: LocalBodies) -> str | None:
    """What the place writes where an upper notice writes `unit`; empty: nothing; None: unknown, to be asked.

    The list of the place decides; else the function's usual name at the place's level, provided that
    such a body stands in every place of the level (see the table draft_asked_bodies).
    """
    listed = bodies.listed(unit)
    return listed if listed is not None else usual_name(unit, place)


def usual_name(unit: Unit, place: Region) -> str | None:
    """The function's usual own name with the place's class word (县商务局), None where it must be asked."""
    key = _function_key(unit)
    if key is None or unit.kind != "department" or why_asked(unit, place) is not None:
        return None
    function, above = registry().functions[key], _place_of(unit)
    official = function.official.get(place.level)
    if official is None or above is None:
        return None
    head, rest = _split(unit.name, above, function)
    if not _names(rest, function):
        return None  # 市财政 names a purse, no body
    if official.endswith(_BRANCH) and place.level == "county" and not is_city_district(place):
        return _branch(official, place)
    own = _styled(rest, function, above, place, official)
    return f"{_prefix(head, above, place)}{own}"


def _branch(official: str, place: Region) -> str:
    """The body that the city dispatches to the county: 市生态环境局青禾分局."""
    city = region(place.parent) if place.parent else None
    word = class_word(city) if city is not None else ""
    return f"{word}{official.removesuffix(_BRANCH)}局{place.short}{_BRANCH}"


def why_asked(unit: Unit, place: Region) -> str | None:
    """Why no own body is taken for granted: in words for the drafter, None where one may be."""
    key = _function_key(unit)
    if place.level == "township":
        return "乡镇、街道不设对应的部门，由哪个办公室或站所承担要由本级定"
    if key is None:
        return "机构表中没有这个单位"
    if unit.canonical is not None and ":" in unit.canonical:
        return "这是部门下设的单位，本级是否单设要由本级定"
    official = registry().functions[key].official.get(place.level)
    asked = _asked().get((key, place.level))
    return asked or ("机构表中本级没有对应单位" if official is None else None)


@cache
def _asked() -> dict[tuple[str, str], str]:
    return {
        (key, level): why
        for key, levels, why, *_ in load_rows("draft_asked_bodies")
        for level in levels.split("|")
    }


def _function_key(unit: Unit) -> str | None:
    if unit.canonical is not None:
        key = unit.canonical.partition("/")[2].partition(":")[0]
        return key if key in registry().functions else None
    named = (f.key for f in registry().functions.values() if unit.function and f.name == unit.function)
    return next(named, None)


def _place_of(unit: Unit) -> Region | None:
    return region(unit.canonical.partition("/")[0]) if unit.canonical else None


def _split(name: str, above: Region, function: Function) -> tuple[str, str]:
    """A printed name as its head (市, 樾州市, nothing) and the rest that names the function."""
    for head in (above.name, above.short, class_word(above), "国家", "中国", "国务院"):
        rest = name.removeprefix(head)
        if rest != name and _names(rest, function):
            return head, rest
    return "", name


def _names(rest: str, function: Function) -> bool:
    """Is the rest a name of a body with this function? People's organisations go by their bare stem (残联)."""
    if any(alias.function == function.key for alias in aliases_of(rest)):
        return True
    return function.kind in ("mass", "party", "court") and function.key in registry().stems.get(rest, ())


def _prefix(head: str, above: Region, place: Region) -> str:
    """Printed as above: with the whole name, with the short one, with the class word, with nothing."""
    if above.level == "national":
        return class_word(place)
    if head in (above.name, above.short) and len(head) > 1:
        return place.name
    return class_word(place) if head else ""


def _styled(rest: str, function: Function, above: Region, place: Region, official: str) -> str:
    """The own name in the style of the upper one: 发展改革委 → 发展改革局, 交通局 → 交通局."""
    if rest.startswith("政府") and official.startswith("人民政府"):
        # Most prefectures have an 办公室 and no 办公厅.
        word = "厅" if place.level == "provincial" else "室"
        return official.removeprefix("人民").replace("办公厅", f"办公{word}")
    same_as_above = function.official.get(above.level) == official
    if (same_as_above or is_city_district(place)) and not _of_upper_only(rest, function):
        return rest
    if rest.endswith("委") and official.endswith("委员会") and _bears(rest, function):
        return rest
    if function.kind in ("institution", "party") and above.level == "national":
        return official
    stem = _stem(rest, function)
    ending = _ending(official, function)
    if stem and ending and _bears(stem + ending, function):
        return stem + ending
    return official


def _of_upper_only(rest: str, function: Function) -> bool:
    return any(alias.national for alias in aliases_of(rest)) or rest.endswith(("厅", "总队"))


def _stem(text: str, function: Function) -> str:
    stems = (cell.partition("~")[0] for cell in function.stems)
    inside = [stem for stem in stems if text.startswith(stem) or (text.find(stem) > 0 and len(stem) > 1)]
    return max(inside, key=len, default="")


def _ending(official: str, function: Function) -> str:
    stem = _stem(official, function)
    return official.removeprefix(stem) if stem else ""


def _bears(name: str, function: Function) -> bool:
    found = aliases_of(name)
    return bool(found) and all(a.function == function.key and a.own is None and not a.until for a in found)


def officials(unit: Unit, level: Level) -> str | None:
    """The function's usual full name at a level, without place: a suggestion where it must be asked."""
    key = _function_key(unit)
    return registry().functions[key].official.get(level) if key is not None else None


def offered_names(unit: Unit, place: Region) -> tuple[str, ...]:
    """Names, without the place, of bodies that often carry the function where there is no certain counterpart."""
    key = _function_key(unit)
    if key is None or place.level == "township":
        return ()
    rows = (
        row for row in load_rows("draft_asked_bodies") if row[0] == key and place.level in row[1].split("|")
    )
    keys = next((row[3] for row in rows), "-").split("|")
    names = [
        _same(unit, place, key) if each == "=" else registry().functions[each].official.get(place.level)
        for each in keys
        if each != "-"
    ]
    return tuple(dict.fromkeys(name for name in names if name))


def _same(unit: Unit, place: Region, key: str) -> str | None:
    """The function's own body as the upper name would have it."""
    function, above = registry().functions[key], _place_of(unit)
    official = function.official.get(place.level)
    if official is None or above is None:
        return official
    return _styled(_split(unit.name, above, function)[1], function, above, place, official)
