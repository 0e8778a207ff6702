"""Which two targets are about the same thing, and how their figures compare."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from corpus.tables import load_column
from kb.model import Target
from kb.trace.facts.side import Comparison
from kb.trace.neutralise import PlaceNames, is_lower_places, levels_named, neutral

# From this likeness on two targets are about the same thing.
_ALIKE = 0.5
# The same where both are shares with the same day, and nothing else is left to pair them with.
_ALIKE_SAME_DAY = 0.25
# Added where the two stand in parts that were laid side by side; added or taken off for the level named.
_BESIDE = 0.2
_SAME_LEVEL = 0.25
_OTHER_LEVEL = 0.2
# So many last characters make the head of a name; added where two names have one head.
_HEAD = 4
_SAME_HEAD = 0.2
_SAME_SETTLEMENT = 0.1
_MAGNITUDES = {"万": 1e4, "亿": 1e8, "千": 1e3, "百": 1e2}
_TOWN = re.compile("城市|城镇|社区|城区")
_CEILING = re.compile("不超过|不得超过|不高于|不得高于|不大于|以内|以下|上限|最多|之内")


def match_targets(
    below: Sequence[Target], above: Sequence[Target], pair: Comparison
) -> list[tuple[Target, Target]]:
    """Pairs of targets about the same thing, the most alike first, each used once."""

    def alike(low: Target, up: Target) -> float:
        return likeness(low, up, pair.places) + _BESIDE * _beside(low, up, pair)

    found = _best(below, above, alike, _ALIKE)
    rest_low = [t for t in below if all(t is not low for low, _ in found)]
    rest_up = [t for t in above if all(t is not up for _, up in found)]
    shares = [[t for t in side if t.unit == "%" and t.deadline] for side in (rest_low, rest_up)]
    for low, up in _best(shares[0], shares[1], alike, _ALIKE_SAME_DAY):
        if low.deadline == up.deadline:
            found.append((low, up))
    return found


def pair_targets(
    below: Sequence[Target], above: Sequence[Target], places: PlaceNames
) -> list[tuple[Target, Target]]:
    """Pairs of targets of two linked sentences by their words alone, the most alike first."""
    return _best(below, above, lambda low, up: likeness(low, up, places), _ALIKE)


def _best(
    below: Sequence[Target],
    above: Sequence[Target],
    alike: Callable[[Target, Target], float],
    least: float,
) -> list[tuple[Target, Target]]:
    ranked = sorted(
        ((alike(low, up), i, j) for i, low in enumerate(below) for j, up in enumerate(above)),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    used_low: set[int] = set()
    used_up: set[int] = set()
    found = []
    for value, i, j in ranked:
        if value >= least and i not in used_low and j not in used_up:
            used_low.add(i)
            used_up.add(j)
            found.append((below[i], above[j]))
    return found


def likeness(low: Target, up: Target, places: PlaceNames) -> float:
    """Names and words of the two commitments; more where they name one level, less where two (县级, 镇级)."""
    one, other = neutral(low.indicator or "", places), neutral(up.indicator or "", places)
    names = fuzz.ratio(one, other) / 100
    head = _SAME_HEAD if same_head(one, other) else 0.0
    words = fuzz.ratio(neutral(low.evidence.quote, places), neutral(up.evidence.quote, places)) / 100
    levels_low, levels_up = levels_named(low.indicator or ""), levels_named(up.indicator or "")
    both = bool(levels_low and levels_up)
    level = (_SAME_LEVEL if levels_low & levels_up else -_OTHER_LEVEL) if both else 0.0
    settled = _settled(low, up)
    return settled + 0.4 * names + 0.4 * words + (0.2 if same_figure(low, up) else 0.0) + level + head


def _settled(low: Target, up: Target) -> float:
    """More where both speak of villages or both of towns, less where one of each."""
    places = [("村" in t.evidence.quote, _TOWN.search(t.evidence.quote) is not None) for t in (low, up)]
    if any(village == town for village, town in places):
        return 0.0
    return _SAME_SETTLEMENT if places[0] == places[1] else -_OTHER_LEVEL


def same_head(one: str, other: str) -> bool:
    """Do two names end in the same words (青年见习岗位, 就业见习岗位)? What is counted stands last."""
    return len(one) >= _HEAD and one[-_HEAD:] == other[-_HEAD:]


def same_figure(low: Target, up: Target) -> bool:
    """The same number of the same measure."""
    return amount(low) == amount(up)


def amount(target: Target) -> tuple[float, str]:
    """The value in its plain unit: 1万元 and 10000元 are equal."""
    unit = target.unit or ""
    factor = 1.0
    while unit and unit[0] in _MAGNITUDES:
        factor *= _MAGNITUDES[unit[0]]
        unit = unit[1:]
    return round(target.value * factor, 6), unit


def comparable(low: Target, up: Target) -> bool:
    """The same measure, and both for each of something or both for the whole."""
    if (low.per is None) != (up.per is None) and low.kind == "count":
        return False
    one, other = amount(low)[1], amount(up)[1]
    counting = frozenset(("", *load_column("counting_units")))
    return one == other or (low.kind == up.kind and one in counting and other in counting)


def ceiling(target: Target) -> bool:
    """Is less more? A limit, or a number of papers or days that is to be brought down to the value."""
    brought_down = target.kind == "reduction" and target.unit != "%"
    return target.op == "<=" or brought_down or _CEILING.search(target.evidence.quote) is not None


def is_total(target: Target, places: PlaceNames) -> bool:
    """A count for a whole place (全市建成50个), not for each of its parts."""
    whole, quote = neutral("全市"), neutral(f"{target.scope or ''}{target.evidence.quote}", places)
    return target.kind == "count" and target.unit != "%" and target.per is None and whole in quote


def own_share(low: Target, up: Target) -> bool:
    """What the upper notice asks of each lower place, and this place takes upon itself in full."""
    each_place = up.per is not None and low.per is None and is_lower_places(up.per)
    return each_place and amount(low)[1] == amount(up)[1] and amount(low)[0] >= amount(up)[0]


def _beside(low: Target, up: Target, pair: Comparison) -> bool:
    """Do the two stand in parts of the sentences that were laid side by side?"""
    low_at = low.evidence.end - pair.lower.passage.start - 1
    up_at = up.evidence.end - pair.upper.passage.start - 1
    low_parts = {e.part for e in pair.edits if e.lower[0] <= low_at < e.lower[1]}
    up_parts = {e.part for e in pair.edits if e.upper[0] <= up_at < e.upper[1]}
    return bool(low_parts & up_parts)
