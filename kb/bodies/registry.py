"""The registry of functions: which names belong to which function, from corpus/tables/functions.tsv."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from corpus.tables import load_rows
from kb.model import Level

_INSTITUTION = re.compile(r"(?:中心|大厅|支队|大队|总队|站|馆|集团|公司|(?<!法)(?<!察)院)$")
# Names of the national column that only the country's body bears; 国资委 and 人民银行 are others' too.
_NATIONAL_NAME = re.compile(
    r"^(?:国家|中央|中国|国务院|全国|最高|中华|中共中央|共青团中央|团中央|中纪委|中组部|中宣部|民航局$|外汇局$)"
    r"|^(?:新华|人民日报|国铁集团|长江委|长江水利|黄委|黄河水利|[淮海珠]委|(?:淮|海|珠)[河江]水利|松辽|太湖|水利部)"
    r"|(?:部|署|总局|监会)$"
)
_OFFICIAL: tuple[Level, ...] = ("national", "provincial", "prefecture", "county")


@dataclass(frozen=True, slots=True)
class Function:
    """One function of public bodies. `official` is the usual full name at a level without its place,
    None where that level has no such body. `merged_into` is the key of the function that carries this
    one on since `merged_year`."""

    key: str
    name: str
    kind: str
    stems: tuple[str, ...]
    official: Mapping[Level, str | None]
    merged_into: str | None = None
    merged_year: int | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of a function's body. `own` is the name of a body of its own under the function
    (疾控中心 under 卫生健康), None for the function's main body. `national` marks names that only the
    country's body bears. `since` and `until` are the years when the name was taken up and given up.
    `named` says that a place's name without its class word before a shared name means this body."""

    function: str
    own: str | None = None
    national: bool = False
    until: int | None = None
    since: int | None = None
    named: bool = False

    def borne_in(self, year: int) -> bool:
        """True where bodies of this function bore the name in that year or for some part of it."""
        return (self.since or year) <= year <= (self.until or year)


@dataclass(frozen=True, slots=True)
class Registry:
    """All functions by key, and the aliases by name."""

    functions: Mapping[str, Function]
    aliases: Mapping[str, tuple[Alias, ...]]
    stems: Mapping[str, tuple[str, ...]]
    longest: int


def _cells(text: str) -> tuple[str, ...]:
    return tuple(cell for cell in text.split("|") if cell and cell != "-")


def _dated(cell: str) -> tuple[str, int | None, int | None]:
    """`银保监局@2018~2023` → the name, and the years when it was taken up and given up."""
    bare, _, until = cell.partition("~")
    name, _, since = bare.partition("@")
    return name, int(since) if since else None, int(until) if until else None


def _official(row: tuple[str, ...]) -> dict[Level, str | None]:
    """The full name at each level, from the four columns; `=` repeats the level above."""
    names: dict[Level, str | None] = {}
    above: str | None = None
    for level, cell in zip(_OFFICIAL, row[5:9], strict=True):
        first = _dated(cell.split("|")[0])
        given_up = cell in ("", "-") or first[2] is not None or cell.startswith("+")
        above = above if cell == "=" else (None if given_up else first[0])
        names[level] = above
    return names


def _function(row: tuple[str, ...]) -> Function:
    into, _, year = _dated(row[10]) if len(row) > 10 else ("", None, None)
    stems = tuple(stem.removeprefix("+") for stem in _cells(row[3]))
    return Function(row[0], row[1], row[2], stems, _official(row), into or None, year)


def _institutional(row: tuple[str, ...], name: str) -> bool:
    """True for a centre or a brigade beside a department: the two stand side by side in one place."""
    ending = _INSTITUTION.search(name)
    if row[2] not in ("department", "party", "mass") or ending is None:
        return False
    return not any(cell.endswith(ending[0]) for column in row[5:9] for cell in _cells(column))


def _listed(row: tuple[str, ...]) -> dict[str, Alias]:
    """The names that a row lists as a whole; the later columns do not overrule the earlier ones."""
    found: dict[str, Alias] = {}
    for column in range(5, 10):
        for cell in _cells(row[column].replace("=", "")):
            text, since, until = _dated(cell)
            names = text.removeprefix("+").split("&")
            own = names[0] if text.startswith("+") or _institutional(row, names[0]) else None
            for name in names:
                national = column == 5 and bool(_NATIONAL_NAME.search(name))
                found.setdefault(name, Alias(row[0], own, national, until, since))
    return found


def _formed(row: tuple[str, ...], taken: Mapping[str, Alias]) -> dict[str, Alias]:
    """The names that stem and ending form: 发改 + 局. A stem's own years hold for all its names."""
    found: dict[str, Alias] = {}
    for cell in _cells(row[3]):
        stem, since, until = _dated(cell)
        apart = stem.startswith("+")
        for ending in row[4].split("|"):
            name = stem.removeprefix("+") + ending
            if name not in taken and (ending or not row[4]):
                own = name if apart or _institutional(row, name) else None
                found.setdefault(name, Alias(row[0], own, until=until, since=since))
    return found


def _shared() -> dict[str, list[Alias]]:
    """The names that bodies of two functions bear (shared_names.tsv)."""
    found: dict[str, list[Alias]] = defaultdict(list)
    for name, key, *rest in load_rows("shared_names"):
        since, until, named = (*rest, "", "", "")[:3]
        years = (int(since) if since else None, int(until) if until else None)
        found[name].append(Alias(key, until=years[1], since=years[0], named=named == "yes"))
    return found


@cache
def registry() -> Registry:
    """The whole table, read once. A name that is listed as a whole anywhere belongs to that function
    only; a name that several functions form or share keeps them all, which makes it ambiguous."""
    rows = load_rows("functions")
    listed: dict[str, list[Alias]] = defaultdict(list)
    formed: dict[str, list[Alias]] = defaultdict(list)
    stems: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        own = _listed(row)
        for name, alias in own.items():
            listed[name].append(alias)
        for name, alias in _formed(row, own).items():
            formed[name].append(alias)
        for stem in _cells(row[3]):
            stems[_dated(stem)[0].removeprefix("+")].append(row[0])
    aliases = {name: tuple(found) for name, found in {**formed, **listed, **_shared()}.items()}
    return Registry(
        functions={row[0]: _function(row) for row in rows},
        aliases=aliases,
        stems={stem: tuple(dict.fromkeys(keys)) for stem, keys in stems.items()},
        longest=max(map(len, aliases)),
    )


@cache
def department_words() -> Mapping[str, str]:
    """The words that stand alone for a department (发改), and the key of its function."""
    return {word: key for word, key, *_ in load_rows("department_words")}


@cache
def _apart() -> Mapping[tuple[str, str], Mapping[str, str]]:
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for place, function, names in load_rows("bodies_apart"):
        for name in names.split("&"):
            found[function, name][place] = names.split("&")[0]
    return found


def apart_in(function: str, name: str) -> Mapping[str, str]:
    """The places (and all below them) where the name is that of a second body beside the function's main
    one, and by which of its names that body goes."""
    return _apart().get((function, name), {})


def functions() -> tuple[Function, ...]:
    """All functions in the order of the table."""
    return tuple(registry().functions.values())


def aliases_of(name: str) -> tuple[Alias, ...]:
    """The functions whose bodies bear this name, without any place before it; 与 in it is as good as 和."""
    aliases = registry().aliases
    return aliases.get(name) or aliases.get(name.replace("与", "和"), ())


def official_name(function: str, level: Level) -> str | None:
    """The usual full name, without its place, of the body with this function (its key or its name)
    at a level; None where the level has none or the function is unknown."""
    known = registry().functions.get(function)
    known = known or next((entry for entry in functions() if entry.name == function), None)
    return known.official.get(level) if known is not None else None
