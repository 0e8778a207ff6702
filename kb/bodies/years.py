"""Names in the year of their notice: which of two functions a shared name meant then, and who carries on
the work of a body that a reform ended."""

from __future__ import annotations

from dataclasses import replace

from kb.bodies.registry import aliases_of, registry
from kb.model import Unit


def in_year(unit: Unit, year: int) -> Unit:
    """The unit as a notice of that year means it.

    Of the candidates of a shared name (市金融监管局) those remain whose bodies bore it in that year; the
    main body of a function that was merged into another in an earlier year is the other's
    (乡村振兴局 in 2025 is the sign on the door of the department of agriculture).
    """
    name = next((unit.name[cut:] for cut in range(len(unit.name)) if _shared(unit.name[cut:])), None)
    if name is not None:
        unit = _borne(unit, name, year)
    code, _, key = (unit.canonical or "").partition("/")
    into = carried_on(key, year)
    if into is None:
        return unit
    return replace(unit, canonical=f"{code}/{into}", function=registry().functions[into].name)


def carried_on(function: str, year: int) -> str | None:
    """The key of the function that carries on the work of this one in that year, None while it stands."""
    found = registry().functions.get(function)
    if found is None or found.merged_into is None or year <= (found.merged_year or year):
        return None
    return carried_on(found.merged_into, year) or found.merged_into


def _borne(unit: Unit, name: str, year: int) -> Unit:
    """The unit with a shared name, of those functions only that bore the name in that year."""
    borne = {alias.function for alias in aliases_of(name) if alias.borne_in(year)}
    read = unit.candidates or ((unit.canonical,) if unit.canonical else ())
    left = tuple(each for each in read if each.partition("/")[2] in borne)
    if not left and len(borne) == 1:  # read as the body that has the name today
        left = tuple(f"{each.partition('/')[0]}/{key}" for each in read[:1] for key in borne)
    if len(left) != 1:
        return replace(unit, canonical=None, candidates=left or read)
    function = registry().functions.get(left[0].partition("/")[2])
    name_of = function.name if function is not None else unit.function
    return replace(unit, canonical=left[0], candidates=(), function=name_of)


def _shared(name: str) -> bool:
    return len({alias.function for alias in aliases_of(name)}) > 1
