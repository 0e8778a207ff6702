"""How a place speaks of itself and of the places below it: 全县, 县级, 各镇（街道）."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from kb.model import LEVELS, Notice
from kb.regions import Region, members, region

_CLASS_WORDS = ("街道", "苏木", "省", "市", "州", "盟", "县", "区", "旗", "镇", "乡")


def class_word(place: Region) -> str:
    """The word with which the place names itself in 全县, 县级, 县政府; 区 for zones and autonomous regions."""
    if place.level == "national":
        return "国"
    if place.name.endswith("自治区"):
        return "自治区"
    found = (word for word in _CLASS_WORDS if place.name.endswith(word))
    return next(found, {"provincial": "省", "prefecture": "市", "township": "镇"}.get(place.level, "区"))


def is_city_district(place: Region) -> bool:
    """A district of a municipality: its departments are named like the city's own."""
    above = region(place.parent) if place.parent else None
    return place.level == "county" and above is not None and above.level == "provincial" and (
        above.name.endswith("市") and place.name.endswith("区")
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Below:
    """The places below one's own as a group. `noun` 镇（街道）, `each` 各镇（街道）, `listed` 各镇、街道 (in a
    list of units), `governments` 各镇人民政府、街道办事处."""

    noun: str
    each: str
    listed: str
    governments: str


GROUP_KEY = "下级统称"
"""Under this key a place's list of bodies holds how it writes the places below in a list of units."""


def called(group: Below, name: str | None) -> Below:
    """The group under a name of the place's own (各镇、街道、开发区) where units are listed."""
    return replace(group, listed=name) if name else group


def below(place: Region, texts: Iterable[str] = ()) -> Below:
    """The group of the places below. Which kinds there are is known from the tables, else from how
    `texts` (own earlier notices, then the upper ones) speak of them."""
    if place.level == "township":
        return Below("村（社区）", "各村（社区）", "各村（社区）", "各村（居）民委员会")
    if place.level == "county":
        return _towns(_town_kinds(place, tuple(texts)))
    if place.level == "national":
        return Below(
            "省（自治区、直辖市）",
            "各省（自治区、直辖市）",
            "各省（自治区、直辖市）",
            "各省（自治区、直辖市）人民政府",
        )
    return _areas(place)


@cache
def _town_kinds(place: Region, texts: tuple[str, ...]) -> tuple[str, ...]:
    known = tuple(town.name for town in members(place.code) if town.level == "township")
    if known:
        return tuple(kind for kind in ("乡", "镇", "街道") if any(name.endswith(kind) for name in known))
    for text in texts:
        if "乡镇" in text or "乡（镇" in text:
            return ("乡", "镇", "街道")
        if "镇" in text or "街道" in text:
            return ("镇", "街道") if "镇" in text else ("街道",)
    return ("镇", "街道")


def _towns(kinds: tuple[str, ...]) -> Below:
    towns = "".join(kind for kind in ("乡", "镇") if kind in kinds)
    if not towns:
        return Below("街道", "各街道", "各街道", "各街道办事处")
    if "街道" not in kinds:
        return Below(towns, f"各{towns}", f"各{towns}", f"各{towns}人民政府")
    return Below(
        f"{towns}（街道）", f"各{towns}（街道）", f"各{towns}、街道", f"各{towns}人民政府、街道办事处"
    )


def _areas(place: Region) -> Below:
    """Below a province the prefectures, below a prefecture the counties."""
    names = [each.name for each in members(place.code) if "-" not in each.code]
    if place.level == "provincial" and class_word(place) != "市":
        kinds = [kind for kind in ("市", "州", "盟") if any(name.endswith(kind) for name in names)] or ["市"]
    else:
        kinds = [kind for kind in ("县", "市", "区", "旗") if any(name.endswith(kind) for name in names)]
        kinds = kinds or ["县", "区"]
    if set(kinds) == {"县", "区"}:
        noun = "县（区）" if place.level == "prefecture" else "区县"
    else:
        noun = kinds[0] + (f"（{'、'.join(kinds[1:])}）" if kinds[1:] else "")
    return Below(noun, f"各{noun}", f"各{noun}人民政府", f"各{noun}人民政府")


def rank(place: Region) -> int:
    """The position of the place's level from the top: 0 for the country."""
    return LEVELS.index(place.level)


def place_of(notice: Notice) -> Region | None:
    """The place that a notice speaks for, None where it is unknown."""
    document = notice.document
    if document.level == "national":
        return region("000000")
    return region(document.region_code) if document.region_code else None
