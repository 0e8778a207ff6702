"""Units that are not one body: class nouns (有关部门), groups of governments and townships, and
governments, party committees and towns themselves."""

from __future__ import annotations

import re
from functools import cache

from corpus.tables import load_rows
from kb.bodies.places import readings
from kb.model import Level, Unit, UnitKind
from kb.regions import Region, candidates, region
from kb.regions.tree import zone_code

_EACH = r"(?:各|每个?|有关|相关|所辖|辖区(?:内)?(?:各)?|其他|属地|所在|所在地|全[市县区省州](?:各)?|事发地|涉及(?:的)?|试点)"
_JOIN = r"(?:[、，,]|和|及|以及|或)?(?:各|有关|相关)?"
_TOWN_WORD = r"(?:镇区街道|镇街区|镇区街|区镇|镇区|乡镇|镇街|镇乡|街镇|街乡镇|乡镇场|乡镇办|镇办|乡|镇|场|街道办事处|街道办|街道|苏木|办事处|管理区|民族乡)"
_TOWN_TAIL = r"(?:人民)?(?:政府)?(?:[、，,]?(?:街道)?(?:办事处|办|管委会))?(?:党委|党工委)?"
_TOWNS = re.compile(
    rf"^(?P<place>.*?)(?:{_EACH}|本)?(?:{_JOIN}[（(]?{_TOWN_WORD}[）)]?{_TOWN_TAIL}(?:（[^（）]{{1,12}}）)?)+"
    r"(?:[、，,](?:各)?(?:[^、，,]{0,8}(?:管委会|开发区|园区|林场|农场|管理区|新区)))*$"
)
_AREA_WORD = r"(?:地级以上市|省辖市|省级|市级|县级|区级|自治县|自治州|自治区|直辖市|设区市|区县|县区|县市区|县市|市县|县级市|开发区|功能区|省|市|州|盟|县|区|旗|地区|地方|地)"
_AREAS = re.compile(
    rf"^(?P<place>.*?)(?P<each>{_EACH})(?P<areas>(?:{_JOIN}[（(]?{_AREA_WORD}[）)]?(?:人民政府|行政公署|行署)?)+)"
    r"(?:[（(][^）)]*[）)])?(?:（?市、区）?)?(?:党委、?)?(?:人民)?(?:政府|党委|管委会|管理委员会|党工委)?"
    r"(?:[、，,和及](?:各)?[^、，,]{0,12}(?:管委会|管理委员会|开发区|园区|功能区|区))*$"
)
_BARE_AREAS = re.compile(
    r"^(?:(?:县区|区县|县市区|市县|县市|县（市、区）|县（市）|区（市）|市（县）|县（区）|市（州）|区（县）)(?:(?:人民)?政府)?"
    r"|(?:县|区)级(?:人民)?政府|区县（市）(?:(?:人民)?政府)?)$"
)
_ANY_GOVERNMENT = re.compile(
    r"^(?:(?:各|有关|相关)?(?:地方|基层|(?:各)?级(?:地方)?)|.{0,4}城市|市县两级|市县|省市县)(?:各级)?(?:党委[、和]?)?(?:人民)?政府$"
)
"""Governments without a place (地方政府, 各级人民政府, 试点城市政府)."""
_BARE_TOWNS = ("乡镇", "镇街", "街镇", "镇乡", "街道", "镇街道", "乡镇街道", "街道办", "街道办事处")
_TOWN = re.compile(
    r"^(?P<name>[\u4e00-\u9fff]{1,7}(?:镇|乡|街道|苏木))(?:人民)?(?:政府|办事处|党委|党工委)?$"
)
_GOVERNMENT = re.compile(r"^(?:人民)?政府$|^行(?:政公)?署$|^(?:党)?(?:管委会|管理委员会|工管委|管委|执委会)$")
_PARTY = re.compile(r"^委$|^(?:党)?工委$|^党委$")
_BOTH = re.compile(r"^(?:党)?委(?:和政府|、?[省市州盟县区旗]?(?:人民)?政府)$|^(?:党)?工委、?管委会$")
_AREA_LEVELS: tuple[tuple[str, Level], ...] = (
    ("省辖市", "prefecture"), ("地级", "prefecture"),
    ("省", "provincial"), ("直辖市", "provincial"), ("自治区", "provincial"),
    ("设区市", "prefecture"), ("自治州", "prefecture"), ("州", "prefecture"),
    ("盟", "prefecture"), ("市", "prefecture"), ("县", "county"), ("区", "county"), ("旗", "county"),
)  # fmt: skip


def class_noun(name: str) -> bool:
    """True for words that name a class and no body: 有关部门, 市直有关单位, 各成员单位. Asked after
    the registry, for 商务部门 and 公安机关 do name a function."""
    return bool(_CLASS.match(name))


_CLASS = re.compile(
    r"^.{0,24}(?:部门|部门、单位|单位|成员单位|委办局|委[、，]?办[、，]?局|机关|直属机构|职责机构|中介机构|社会组织|指标组|各方)$"
)


def group_unit(name: str, within: Region | None) -> Unit | None:
    """The unit for a group of townships or of governments below; None for anything else."""
    towns = _TOWNS.match(name)
    if towns and _is_group(name) and _place_fits(towns["place"]):
        place = None if _SOME.search(name) else _place(towns["place"], within)
        return _group(name, "township_group", "township", place, "townships")
    areas = _AREAS.match(name)
    if areas and _place_fits(areas["place"]):
        place = _place(areas["place"], within)
        level = _area_level(areas["areas"], place)
        place = None if _SOME.search(name) else place
        return _group(name, "government", level, place, _areas_key(areas["areas"], level, place))
    if _BARE_AREAS.match(name):
        level = _area_level(name, within)
        return _group(name, "government", level, within, _areas_key(name, level, within))
    if _ANY_GOVERNMENT.match(name):
        return Unit(name, None, None, "government", None)
    return None


# Some of them, not all: no set that a key could name.
_SOME = re.compile(r"有关|相关|所在|属地|事发|涉及|试点")


def is_group(name: str) -> bool:
    """True for a group of townships or governments by its shape, whatever the place: 各镇、街道."""
    return bool(_BARE_AREAS.match(name) or _AREAS.match(name) or (_TOWNS.match(name) and _is_group(name)))


def _is_group(name: str) -> bool:
    """各镇、街道 and 镇（街道） are groups, 悦庄镇 is a town."""
    without = re.sub(_TOWN_TAIL + "$", "", name)
    return (
        name in _BARE_TOWNS
        or bool(re.match(rf"^.*?{_EACH}", name))
        or len(re.findall(r"乡|镇|街道|苏木", without)) > 1
    )


def _place_fits(text: str) -> bool:
    return not text or text in _PLACE_WORDS or (len(text) < 12 and bool(candidates(text)))


_PLACE_WORDS = (
    "全市",
    "全县",
    "全区",
    "全省",
    "全州",
    "本市",
    "本县",
    "市",
    "县",
    "区",
    "省",
    "市县",
    "有关",
    "相关",
)


def _place(text: str, within: Region | None) -> Region | None:
    if not text or text in _PLACE_WORDS:
        return within
    found = candidates(text, within.code if within is not None else None)
    return found[0] if len(found) == 1 else None


def _area_level(words: str, within: Region | None) -> Level | None:
    """The highest level that the words name; 市 below a prefecture is a county-level city."""
    if re.search(r"地区|地方|^各?地$", words):
        return None
    level = next((level for word, level in _AREA_LEVELS if word in words), None)
    if level == "prefecture" and within is not None and within.level in ("prefecture", "county"):
        return "county"
    if level == "prefecture" and re.search(r"县市区|县[（(]市|县、市|区县市|县市", words):
        return "prefecture" if _CITIES_FIRST.match(words) else "county"
    return level


_CITIES_FIRST = re.compile(r"^(?:地级以上|设区|省辖)?(?:市|州|盟)[、，,]?县")  # 各市、县（市、区）


def _areas_key(words: str, level: Level | None, place: Region | None) -> str:
    """The key's second part. 各市、县 of a province are all levels below it, not its cities alone, and
    各开发区 are no counties."""
    if _ZONES_ONLY.match(words):
        return "governments-zones"
    if place is not None and place.level == "provincial" and level == "prefecture" and "县" in words:
        return "governments-below"
    return f"governments-{level or 'below'}"


_ZONES_ONLY = re.compile(r"^(?:(?:开发区|功能区)[、，,和及各]*)+$")


def _group(name: str, kind: UnitKind, level: Level | None, place: Region | None, key: str) -> Unit:
    return Unit(name, None, level, kind, f"{place.code}/{key}" if place is not None else None)


def government_unit(name: str, within: Region | None, level: Level | None) -> Unit | None:
    """A government or its party committee (市政府, 江北区政府, 高新区管委会, 县委); None otherwise."""
    for placed in readings(name, within, level, lambda rest: bool(_GOVERNMENT.match(rest))):
        kind = (
            "government"
            if _GOVERNMENT.match(placed.rest)
            else "party-committee"
            if _PARTY.match(placed.rest)
            else "party-and-government"
            if _BOTH.match(placed.rest)
            else None
        )
        if kind is None or not (placed.stated or kind == "government"):
            continue
        keys = tuple(f"{place.code}/{kind}" for place in placed.regions)
        return Unit(
            name,
            None,
            placed.level,
            "government" if kind == "government" else "other",
            keys[0] if len(keys) == 1 else None,
            keys if len(keys) > 1 else (),
        )
    return _bare_place(name, within)


def _bare_place(name: str, within: Region | None) -> Unit | None:
    """A place's name alone in a list of units (高新区, 青禾县) stands for its government."""
    places = candidates(name, within.code if within is not None else None)
    places = tuple(place for place in places if name not in (place.short,) or "-" in place.code)
    if not places:
        return None
    keys = tuple(f"{place.code}/government" for place in places)
    levels = {place.level for place in places}
    level = levels.pop() if len(levels) == 1 else None
    if name in _class_zones():  # 物流园区: the own one, or any
        return Unit(name, None, level, "government", None, keys)
    return Unit(
        name, None, level, "government", keys[0] if len(keys) == 1 else None, keys if len(keys) > 1 else ()
    )


@cache
def _class_zones() -> frozenset[str]:
    """Names of zones that alone may mean their class."""
    return frozenset(row[0] for row in load_rows("zone_types") if len(row) > 3 and row[3] == "class")


def town_unit(name: str, within: Region | None) -> Unit | None:
    """One town or street office by name. It is known as itself within a county's own notice."""
    match = _TOWN.match(name)
    if match is None or name.startswith(("各", "有关", "相关")):
        return None
    places = candidates(match["name"], within.code if within is not None else None)
    if not places and within is not None and within.level == "county":
        own = region(zone_code(within.code, match["name"]))
        places = (own,) if own is not None else ()
    canonical = f"{places[0].code}/government" if len(places) == 1 else None
    return Unit(name, None, "township", "government", canonical)


def zone_unit(name: str, within: Region | None) -> Unit | None:
    """A zone that no table knows (大唐新区, 正阳工业园区管委会): known as itself where its notice speaks."""
    match = _ZONE.match(name)
    if match is None:
        return None
    place = within
    own = re.sub(r"^(?:[省市州县区](?!域)|本[省市州县区])", "", match["name"])
    for head in (place.name, place.short) if place is not None else ():
        own = own.removeprefix(head) if len(own) > len(head) + 3 else own  # 温州湾新区 is no 湾新区
    return Unit(
        name, None, None, "government", f"{place.code}-{own}/government" if place is not None else None
    )


_ZONE = re.compile(
    r"^(?P<name>(?!各|有关|相关|全)[\u4e00-\u9fff]{2,10}(?:新区|新城|工业园区?|产业园区?|开发区|高新区|经开区|度假区|风景区|"
    r"风景名胜区|示范区|保税区|科学城|科技城|管理区|园区|片区|合作区|试验区|实验区|起步区|保护区|林区|景区|产业集聚区|工业集中区|工业区))(?:党工委、?)?(?:管委会|管理委员会|管委|执委会)?$"
)
