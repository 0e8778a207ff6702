"""From a name to a place, relative to the place that speaks. Ambiguity gives None and candidates."""

from __future__ import annotations

from functools import lru_cache

from corpus.tables import load_rows
from kb.model import Level
from kb.regions.tree import NATIONAL, Region, line_of, region, relative_zone_names, tree, zone_code

CLASS_WORDS = ("自治区", "自治州", "自治县", "自治旗", "地区", "省", "市", "州", "盟", "县", "区", "旗")
"""Words that name a class of places; alone they mean the speaker's own place or one above it."""


def _nearest(codes: tuple[str, ...], within: str | None) -> tuple[str, ...]:
    """Those of the codes that lie nearest to the speaker: on its own line, then below it, then below
    each place above it. Without a speaker all of them. Today's places go before former ones."""
    if within is not None:
        own = line_of(within)
        scopes = [tuple(code for code in codes if code in own)]
        scopes += [tuple(code for code in codes if above in line_of(code)) for above in own]
        codes = next((scope for scope in scopes if scope), ())
    today = tuple(code for code in codes if code not in tree().former)
    return today or codes


def _zone(name: str, within: str | None) -> tuple[str, ...]:
    """Functional zones are asked first, by whole names only, and never leave their city. A district of
    the same name elsewhere is meant by those who do not share the zone's province."""
    listed = _nearest(tree().zones_by_name.get(name, ()), within)
    own = line_of(within) if within is not None else ()
    if listed and (
        name not in tree().by_name or all(set(line_of(zone)[1:]) & set(own[:-1]) for zone in listed)
    ):
        return listed
    city = _city_of(within)
    if city is None:
        return ()
    stem = name.removeprefix(city.name).removeprefix(city.short)
    if stem in relative_zone_names():
        return (zone_code(city.code, relative_zone_names()[stem]),)
    return ()


def _city_of(within: str | None) -> Region | None:
    """The place whose zone a bare 高新区 is: the speaker itself, or the city where it is a zone."""
    place = region(within) if within else None
    if place is not None and "-" in place.code and place.parent:
        place = region(place.parent)
    return None if place is None or place.code == NATIONAL else place


@lru_cache(maxsize=20_000)
def candidates(name: str, within: str | None = None) -> tuple[Region, ...]:
    """All places that this whole name may mean, seen from the place with the code `within`.

    The name may be in full (樾州市), short (樾州), a chain (霁川省樾州市) or a zone's (高新区).
    """
    known = tree()
    codes = _zone(name, within)
    if not codes:
        codes = _nearest(_within_reach(known.by_name.get(name, ()), within), within)
    if not codes:
        codes = _nearest(_within_reach(known.by_short.get(name, ()), within), within)
    if codes:
        return tuple(place for place in map(region, codes) if place is not None)
    return _chain(name, within)


def _within_reach(codes: tuple[str, ...], within: str | None) -> tuple[str, ...]:
    """A county's name without the place above it (东城区, 正阳) is used in its own province only:
    elsewhere 矿区 is a mining area and 东城区 somebody's eastern town."""
    line = line_of(within) if within is not None else ()
    if len(line) < 2:
        return codes
    province = line[-2]
    places = [(code, region(code)) for code in codes]
    return tuple(c for c, place in places if place and (place.level != "county" or province in line_of(c)))


def _chain(name: str, within: str | None) -> tuple[Region, ...]:
    """A chain of names from above: its first place is resolved, the rest within that place. 西湖风景名胜区
    is named after a lake, not after the district of that short name."""
    known = tree()
    for cut in range(min(len(name) - 1, known.longest_name), 1, -1):
        head = name[:cut]
        if head not in known.by_name and head not in known.by_short:
            continue
        scenic = head not in known.by_name and relative_zone_names().get(name[cut:]) in _scenic_forms()
        below = {
            place.code: place
            for upper in candidates(head, within)
            if not (scenic and upper.level == "county")
            for place in candidates(name[cut:], upper.code)
            if upper.code in line_of(place.code)
        }
        if below:
            return tuple(below.values())
    return ()


@lru_cache(maxsize=1)
def _scenic_forms() -> frozenset[str]:
    """Forms of zones that are named after a sight, a river or a plan rather than after their county."""
    return frozenset(row[1] for row in load_rows("zone_types") if len(row) > 2 and row[2] == "sight")


def resolve_region(name: str, within: str | None = None) -> Region | None:
    """The one place that this name means, seen from `within`; None where unknown or ambiguous."""
    found = candidates(name, within)
    return found[0] if len(found) == 1 else None


def leading_region(text: str, within: str | None = None) -> tuple[Region, str] | None:
    """The place whose full name (or chain of names) opens the text, and the rest of the text.

    The longest name wins; None where the text opens with no place, or with an ambiguous one.
    """
    for cut in range(min(len(text), tree().longest_name), 1, -1):
        head = text[:cut]
        if head not in tree().by_name and head not in tree().zones_by_name:
            continue
        found = candidates(head, within)
        deeper = {
            place.code: (place, rest)
            for upper in found
            for place, rest in filter(None, (leading_region(text[cut:], upper.code),))
            if upper.code in line_of(place.code)
        }
        if len(deeper) == 1:
            return next(iter(deeper.values()))
        return (found[0], text[cut:]) if len(found) == 1 else None
    return None


def relative_region(word: str, within: Region) -> tuple[Region, ...]:
    """What a bare class word means in the mouth of a place: 市 in a county is the city above it,
    in a county-level city the city itself; 省 climbs the line. Empty where nothing fits."""
    line = tuple(place for place in map(region, line_of(within.code)) if place is not None)
    fits = tuple(place for place in line if place.code != NATIONAL and _fits(word, place, within))
    if word == "区" and fits and fits[0].code != within.code and within.level == "county":
        return ()  # 区 in a county's mouth is no autonomous region: that is written 自治区.
    return fits[:1]


def _fits(word: str, place: Region, within: Region) -> bool:
    if word == "省":
        return place.level == "provincial" and place.name.endswith(("省", "自治区"))
    if word == "州":
        return place.level == "prefecture" and place.name.endswith("州") and not place.name.endswith("市")
    if word == "区" and place.name.endswith("自治区"):
        return within.level != "county"
    if word in ("县", "旗"):
        return place.level == "county" and place.name.endswith(word)
    return place.name.endswith(word)


def regions_named_in(text: str, level: Level) -> tuple[Region, ...]:
    """The places of a level whose full or short name stands in the text (a title without an issuer);
    a name inside a longer one of the same text does not count. One place is a conclusion that the
    caller must mark as inferred; several are a question."""
    found = [
        (name, place)
        for place in tree().places.values()
        if place.level == level and "-" not in place.code
        for name in (place.name, place.short)
        if len(name) > 1 and name in text
    ]
    longest = [
        place for name, place in found if not any(name != other and name in other for other, _ in found)
    ]
    return tuple(dict.fromkeys(longest))
