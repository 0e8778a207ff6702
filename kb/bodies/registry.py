"""The registry of functions: which names belong to which function, from corpus/tables/functions.tsv."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from corpus.tables import load_rows
from kb.model import Level

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
    country's body bears. `until` is the year when the name was given up."""

    function: str
    own: str | None = None
    national: bool = False
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Registry:
    """All functions by key, and the aliases by name."""

    functions: Mapping[str, Function]
    aliases: Mapping[str, tuple[Alias, ...]]
    stems: Mapping[str, tuple[str, ...]]
    longest: int


def _cells(text: str) -> tuple[str, ...]:
    return tuple(cell for cell in text.split("|") if cell and cell != "-")


def _dated(name: str) -> tuple[str, int | None]:
    """`国土局~2018` → the name and the year when it was given up."""
    bare, _, year = name.partition("~")
    return bare, int(year) if year else None


def _official(row: tuple[str, ...]) -> dict[Level, str | None]:
    """The full name at each level, from the four columns; `=` repeats the level above."""
    names: dict[Level, str | None] = {}
    above: str | None = None
    for level, cell in zip(_OFFICIAL, row[5:9], strict=True):
        first = _dated(cell.split("|")[0])
        above = above if cell == "=" else (None if cell in ("", "-") or first[1] else first[0])
        names[level] = above
    return names


def _function(row: tuple[str, ...]) -> Function:
    into, year = _dated(row[10]) if len(row) > 10 else ("", None)
    return Function(row[0], row[1], row[2], _cells(row[3]), _official(row), into or None, year)


def _listed(row: tuple[str, ...]) -> dict[str, Alias]:
    """The names that a row lists as a whole; the later columns do not overrule the earlier ones."""
    found: dict[str, Alias] = {}
    for column in range(5, 10):
        for cell in _cells(row[column].replace("=", "")):
            own = cell.startswith("+")
            name, until = _dated(cell.removeprefix("+"))
            found.setdefault(name, Alias(row[0], name if own else None, column == 5, until))
    return found


def _formed(row: tuple[str, ...], taken: Mapping[str, Alias]) -> dict[str, Alias]:
    """The names that stem and ending form: 发改 + 局. A stem's own year holds for all its names."""
    found: dict[str, Alias] = {}
    for cell in _cells(row[3]):
        stem, until = _dated(cell)
        for ending in row[4].split("|"):
            name = stem + ending
            if name not in taken and (ending or not row[4]):
                found.setdefault(name, Alias(row[0], until=until))
    return found


@cache
def registry() -> Registry:
    """The whole table, read once. A name that is listed as a whole anywhere belongs to that function
    only; a name that several functions form keeps them all, which makes it ambiguous."""
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
            stems[_dated(stem)[0]].append(row[0])
    aliases = {name: tuple(found) for name, found in {**formed, **listed}.items()}
    return Registry(
        functions={row[0]: _function(row) for row in rows},
        aliases=aliases,
        stems={stem: tuple(dict.fromkeys(keys)) for stem, keys in stems.items()},
        longest=max(map(len, aliases)),
    )


def functions() -> tuple[Function, ...]:
    """All functions in the order of the table."""
    return tuple(registry().functions.values())


def aliases_of(name: str) -> tuple[Alias, ...]:
    """The functions whose bodies bear this name, without any place before it."""
    return registry().aliases.get(name, ())


def official_name(function: str, level: Level) -> str | None:
    """The usual full name, without its place, of the body with this function (its key or its name)
    at a level; None where the level has none or the function is unknown."""
    known = registry().functions.get(function)
    known = known or next((entry for entry in functions() if entry.name == function), None)
    return known.official.get(level) if known is not None else None


def function_of(name: str) -> str | None:
    """The function of a body's name (`县发改局` → 发展改革), whatever its place; None where unknown
    or where several functions share the name."""
    from kb.bodies.units import resolve_unit  # the resolver stands above the registry

    return resolve_unit(name, None, None).function
