"""From a unit's name as printed, and the place that prints it, to one body: `resolve_unit`."""

from __future__ import annotations

import re
from functools import lru_cache

from kb.bodies.enterprises import enterprise_unit
from kb.bodies.groups import class_noun, government_unit, group_unit, town_unit, zone_unit
from kb.bodies.places import Placed, readings
from kb.bodies.ranks import places_of
from kb.bodies.registry import Alias, aliases_of, apart_in, department_words, registry
from kb.bodies.systems import system_unit
from kb.bodies.years import in_year
from kb.model import Level, Unit, UnitKind
from kb.regions import Region, candidates, line_of
from kb.regions.tree import tree

_BRACKETS = str.maketrans("()〔〕[]", "（）（）（）")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]$")
_TAIL = re.compile(r"(?:等(?:有关|相关)?(?:部门|单位)?|等$)$")
_DEPARTMENT = re.compile(r"(?:部门|机关|系统)$")
_TOWN_OFFICE = re.compile(r"(?:服务|工作|管理)?(?:所|站|办|办公室|中心|分局)$")
_DEPARTMENT_WORD = re.compile(r"(?:行政主管|主管|监督管理|行政管理|行政执法|监管|管理|行政|执法)$")
_EVERY = re.compile(r"^(?:各级|各|有关|相关)")
_OFFICE_HEAD = re.compile(r"^(?:委、?[省市州县区旗]?(?:人民)?政府|人民政府|政府|党委)(?=.{2})")
_LEADING = re.compile(
    r"(?:领导小组|工作组|协调小组|推进组|专项小组|专项组|指挥部|联席会议|专班|委员会|协调机制|推进小组|小组|专责组|指标组)(?:办公室|办|秘书处)?$"
)
_LEADING_CERTAIN = re.compile(
    r"(?:小组|指挥部|联席会议|专班|协调机制|推进组|工作组|专项组|专责组|指标组)(?:办公室|办|成员单位|秘书处)?$"
)
_BRANCH = re.compile(
    r"^(?P<upper>.+?(?:局|中心|公司|厅|处|办公室|办|委))(?P<place>.{2,12}?)(?P<kind>分局|直属分局|监管局|管理局|分中心|管理部|(?:监管)?支局|支队|大队|中队|办事处|工作站)$"
)
_PARTY_BESIDE = re.compile(r"(?:党委|党工委)[和及与、](?=人民政府$|政府$|管委会$|办事处$)")
_PLAIN = re.compile(r"^[\u4e00-\u9fff]{4,20}$")
_SUB_BODY = re.compile(
    r"(?:支队|大队|总队|处|科|股|中心|站|所|分局|办公室|院|馆|局|队|服务大厅|窗口|窗口办|委员会|办)$"
)


@lru_cache(maxsize=50_000)
def resolve_unit(name: str, region: Region | None, level: Level | None, year: int | None = None) -> Unit:
    """The body that `name` means in a notice of `region` (of `level`, where the place is unknown).

    Names of one body in one place have one canonical key, `<region code>/<function key>`. A name
    that may mean several bodies has canonical None and the keys as candidates; an unknown name has
    neither. Never a guess: see the tables functions, enterprises and zone_types for what is known.
    `year` is the notice's: it decides what changed with a reform (kb/bodies/years.py).
    """
    unit = _resolved(name, region, level)
    return in_year(unit, year) if year is not None else unit


def _resolved(name: str, region: Region | None, level: Level | None) -> Unit:
    printed = re.sub(r"\s+", "", name).translate(_BRACKETS)
    bare = _TAIL.sub("", printed) or printed
    if bare.startswith("各"):  # 各镇党委、政府 are the towns
        bare = _PARTY_BESIDE.sub("", bare)
    plain = _BRACKETED.sub("", bare) or bare
    unit = (
        group_unit(bare, region)
        or _named(bare, region, level)
        or (_named(plain, region, level) if plain != bare else None)
        or system_unit(plain, region)
        or _described(plain, region, level)
        or government_unit(bare, region, level)
        or enterprise_unit(plain, region, level)
        or _branch(plain, region, level)
        or _leading_group(bare, region, level)
        or _class(bare, region, level)
        or town_unit(bare, region)
        or zone_unit(bare, region)
        or _unknown(bare, region, level)
    )
    return Unit(name, unit.function, unit.level, unit.kind, unit.canonical, unit.candidates)


def function_of(name: str) -> str | None:
    """The function of a body's name (`县发改局` → 发展改革), whatever its place; None where unknown
    or where several functions share the name."""
    return resolve_unit(name, None, None).function


def _kind(alias: Alias) -> UnitKind:
    """A key that is no function's is a company's (shared_names.tsv)."""
    function = registry().functions.get(alias.function)
    return "enterprise" if function is None or function.kind == "enterprise" else "department"


def _known(rest: str) -> bool:
    return bool(_aliases(rest))


def _aliases(rest: str) -> tuple[Alias, ...]:
    """The aliases of a name without its place; 政府 or 人民政府 before an office falls away."""
    found = aliases_of(rest)
    if found:
        return found
    shorter = _OFFICE_HEAD.sub("", rest)
    if shorter != rest:
        return aliases_of(shorter) or aliases_of("委" + shorter) or aliases_of("政府" + shorter)
    return aliases_of(rest[1:]) if rest.startswith(("委", "直")) else ()


def _named(name: str, within: Region | None, level: Level | None) -> Unit | None:
    """A name that the registry has, behind any place."""
    for placed in readings(name, within, level, _known):
        found = _aliases(placed.rest)
        if found:
            named = tuple(alias for alias in found if alias.named)
            head = name.removesuffix(placed.rest)
            return _unit(name, named if named and head in tree().by_short else found, placed, within)
    return None


def _described(name: str, within: Region | None, level: Level | None) -> Unit | None:
    """A body named by its function (商务部门) or as a part of another (公安局治安支队)."""
    for placed in readings(name, within, level, _known):
        unit = _function_words(name, placed) or _sub_body(name, placed, within)
        if unit is not None:
            return unit
    return None


def _unit(name: str, found: tuple[Alias, ...], placed: Placed, within: Region | None) -> Unit:
    keys = {alias.function for alias in found}
    function = registry().functions[found[0].function].name if len(keys) == 1 else None
    places, level = places_of(found, placed, within)
    canonicals = tuple(
        dict.fromkeys(
            f"{place.code}/{_key(alias, place, placed.rest)}" for place in places for alias in found
        )
    )
    if len(canonicals) == 1:
        return Unit(name, function, places[0].level, _kind(found[0]), canonicals[0])
    return Unit(name, function, level, _kind(found[0]), None, canonicals)


def _key(alias: Alias, place: Region, name: str) -> str:
    """The second part of the key: the function, and what sets the body apart from its main body there."""
    apart = apart_in(alias.function, name)
    beside = next((own for code, own in apart.items() if code in line_of(place.code)), None)
    own = alias.own or beside
    return f"{alias.function}:{own}" if own else alias.function


def _function_words(name: str, placed: Placed) -> Unit | None:
    """商务部门, 市财政, 镇财政所 and 发改 in a list name a function instead of a body. With its place it is that
    place's body; without one, or with 各级, it may be a body of any level, so that the own one is only a
    candidate."""
    every = bool(_EVERY.match(placed.rest))
    rest = _EVERY.sub("", placed.rest)
    word = (_TOWN_OFFICE if placed.level == "township" else _DEPARTMENT).sub("", rest)
    as_word = word != rest
    if not as_word and not (placed.stated or every or word in department_words()):
        return None
    keys = _stem_functions(word) or (_stem_functions(_DEPARTMENT_WORD.sub("", word)) if as_word else ())
    if len(keys) != 1:
        return None
    function = registry().functions[keys[0]]
    canonicals = tuple(f"{place.code}/{function.key}" for place in placed.regions)
    own = placed.stated or (as_word and placed.level in ("county", "township"))  # none of the name below
    if own and not every and len(canonicals) == 1:
        return Unit(name, function.name, placed.level, "department", canonicals[0])
    return Unit(name, function.name, placed.level if placed.stated else None, "department", None, canonicals)


def _stem_functions(word: str) -> tuple[str, ...]:
    """The functions that a bare word of a name stands for (商务, 交警)."""
    alone = department_words().get(word)
    found = (alone,) if alone is not None else registry().stems.get(word, ())
    return found or tuple(dict.fromkeys(alias.function for alias in _aliases(word) if alias.own is None))


def _sub_body(name: str, placed: Placed, within: Region | None) -> Unit | None:
    """公安局治安支队: a part of a known body, with a key of its own below the body's function."""
    if not _SUB_BODY.search(placed.rest) or not _PLAIN.match(placed.rest):
        return None
    for cut in range(len(placed.rest) - 2, 2, -1):
        upper = aliases_of(placed.rest[:cut])
        if upper and len({alias.function for alias in upper}) == 1 and placed.rest[:cut].endswith(_BODY_ENDS):
            if _place_like(placed.rest[cut:], within) or _SEVERAL.match(placed.rest[cut:]):
                return None
            part = Alias(upper[0].function, placed.rest[cut:], upper[0].national)
            return _unit(name, _brigade(placed.rest[cut:]) or (part,), placed, within)
    return None


_BODY_ENDS = ("局", "厅", "委", "部", "委员会", "办公室", "中心", "院", "社", "会")


def _brigade(part: str) -> tuple[Alias, ...]:
    """公安厅交警总队 is the traffic police, which the registry knows by itself."""
    found = aliases_of(part) if re.search(r"支队$|大队$|总队$|交通管理局$", part) else ()
    return found if len({(alias.function, alias.own) for alias in found}) == 1 else ()


def _place_like(part: str, within: Region | None) -> bool:
    """True where a branch's name begins with a place: then it is the place's body (`_branch`)."""
    stem = re.sub(
        r"(?:直属)?(?:分局|监管局|管理局|分中心|管理部|支局|支队|大队|中队|办事处|工作站|站|所)$", "", part
    )
    return bool(stem) and bool(_branch_places(stem, within.code if within is not None else None))


def _branch_places(text: str, within: str | None) -> tuple[Region, ...]:
    """The places of a branch: 青禾, 樾州市, and 高新 for the zone 高新区."""
    return candidates(text, within) or (candidates(f"{text}区", within) if len(text) > 1 else ())


def _branch(name: str, within: Region | None, level: Level | None) -> Unit | None:
    """州生态环境局西昌市分局 is the body of 西昌市 that the prefecture dispatches there."""
    match = _BRANCH.match(name)
    if match is None:
        return None
    upper = _named(match["upper"], within, level)
    if upper is None or upper.function is None:
        return None
    start = (
        upper.canonical.split("/")[0] if upper.canonical else (within.code if within is not None else None)
    )
    places = _branch_places(match["place"], start)
    key = next((f.key for f in registry().functions.values() if f.name == upper.function), "")
    canonicals = tuple(f"{place.code}/{key}" for place in places)
    if len(canonicals) == 1:
        return Unit(name, upper.function, places[0].level, "department", canonicals[0])
    return Unit(name, upper.function, None, "department", None, canonicals)


_SEVERAL = re.compile(r"^(?:各|有关|相关|所属)|成员单位$")


def _leading_group(name: str, within: Region | None, level: Level | None) -> Unit | None:
    """Leading groups, their offices, task forces and joint meetings, each a body of its own name."""
    if not _LEADING_CERTAIN.search(name) and not (_LEADING.search(name) and len(name) > 7):
        return None
    best = next((placed for placed in readings(name, within, level, lambda _: False) if placed.stated), None)
    rest = best.rest if best is not None else name
    places = best.regions if best is not None else ((within,) if within is not None else ())
    stated = best.level if best is not None else (within.level if within is not None else level)
    generic = bool(
        re.fullmatch(r"(?:工作)?(?:领导小组|专班|工作组|指挥部|联席会议|委员会)(?:办公室|成员单位)?", rest)
    )
    if len(places) != 1 or generic or _SEVERAL.search(name):
        return Unit(name, None, stated, "leading_group", None)
    return Unit(name, None, stated, "leading_group", f"{places[0].code}/{rest}")


def _class(name: str, within: Region | None, level: Level | None) -> Unit | None:
    """A class noun keeps the level that it states: 市级有关部门."""
    if not class_noun(name):
        return None
    stated = next((p.level for p in readings(name, within, level, lambda _: False) if p.stated), None)
    return Unit(name, None, stated, "other", None)


def _unknown(name: str, within: Region | None, level: Level | None) -> Unit:
    """A name that no table knows keeps the level that it states and nothing else."""
    stated = next((p.level for p in readings(name, within, level, lambda _: False) if p.stated), None)
    kind: UnitKind = "department" if re.search(r"(?:局|委|厅|办|办公室|部|委员会|中心)$", name) else "other"
    return Unit(name, None, stated, kind, None)
