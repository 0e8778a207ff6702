"""State systems, whose name stands before their branch's place: 国家税务总局樾州市税务局."""

from __future__ import annotations

import re

from kb.bodies.places import inner_places
from kb.bodies.registry import aliases_of, registry
from kb.model import Unit
from kb.regions import Region


def system_unit(name: str, within: Region | None) -> Unit | None:
    """A system's name before the place (国家税务总局樾州市税务局, 人民银行樾州市中心支行, 公安朝阳分局): the
    place's own body of that system."""
    for cut in range(min(len(name) - 3, registry().longest), 1, -1):
        keys = _system(name[:cut])
        for end in range(len(name) - 1, cut, -1) if keys else ():
            places = inner_places(name[cut:end], within)
            found = {key for key in keys if _tail_of(name[:cut], name[end:], key)} if places else set()
            if len(found) == 1:
                return _placed_system(name, found.pop(), places)
    return _league(name, within)


def _tail_of(head: str, tail: str, key: str) -> bool:
    """Whether head and tail are a name of the function: a department's branches are 分局 only."""
    function = registry().functions[key]
    if function.kind != "institution":
        return tail == "分局" and _names(head + tail, key)
    return any(_names(stem + tail, key) for stem in ("", *function.stems))


def _placed_system(name: str, key: str, places: tuple[Region, ...]) -> Unit:
    canonicals = tuple(f"{place.code}/{key}" for place in places)
    one = canonicals[0] if len(canonicals) == 1 else None
    function = registry().functions[key].name
    return Unit(
        name, function, places[0].level if one else None, "department", one, () if one else canonicals
    )


_LEAGUE = re.compile(r"^(?:中国)?共青团(?P<place>.{2,12}[省市州盟县区旗])(?:委|委员会)$")


def _league(name: str, within: Region | None) -> Unit | None:
    """共青团霁川省委: the place stands inside the name, its class word serving both."""
    match = _LEAGUE.match(name)
    places = inner_places(match["place"], within) if match else ()
    return _placed_system(name, "youth-league", places) if places else None


def _system(head: str) -> set[str]:
    """The functions of state systems that this head names, and of departments with branches."""
    keys = {
        *registry().stems.get(head, ()),
        *(alias.function for alias in aliases_of(head) if alias.national),
    }
    known = registry().functions
    return {key for key in keys if known[key].kind == "institution" or _names(f"{head}分局", key)}


def _names(text: str, key: str) -> bool:
    return any(alias.function == key and alias.own is None for alias in aliases_of(text))
