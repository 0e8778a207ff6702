"""Names of places: the upper place's becomes one's own; other places of the upper level are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.tables import load_column
from kb.draft.localise_edits import Asked, Edit
from kb.draft.localise_setting import Setting, titles_in
from kb.draft.model import Suggestion
from kb.regions import NATIONAL, Region, line_of, region
from kb.regions.tree import relative_zone_names, tree
from kb.trace.words import tokens

_ITEM = re.compile(r"[\u4e00-\u9fff]{0,8}?(?=[、，。；：）（”“〕]|等|的|和|及|负责|牵头|配合|按|要|应|将|$)")
_JOIN = re.compile(r"^[、和及]$")
_SYSTEM = re.compile(r"[^，。；、：\n]{0,24}?(?:系统|平台|数据库|网站|小程序|热线|专区)")
_QUOTED = re.compile(r"“[^“”]*”")


def place_edits(text: str, start: int, setting: Setting) -> list[Edit]:
    """Exchanges and questions for names of places in `text`, which begins at `start` of the upper notice."""
    above = setting.above
    if above is None or above.code == NATIONAL:
        return []
    closed = titles_in(text)
    found = [*_upper_names(text, setting, above), *_others(text, setting, above)]
    return [
        Edit(start + e.start, start + e.end, e.own, e.kind, e.asked, e.rank)
        for e in found
        if not any(a <= e.start and e.end <= b for a, b in closed)
    ]


def _upper_names(text: str, setting: Setting, above: Region) -> Iterator[Edit]:
    """The upper place's own name, in full or short; within quotation marks it may be a brand, so it is asked."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    zones = "|".join(sorted(map(re.escape, relative_zone_names()), key=len, reverse=True))
    for match in re.finditer(f"{above.name}|{above.short}(?!{zones})", text):
        full = match.group() == above.name
        own = setting.place.name if full else setting.place.short
        inside = any(a < match.start() and match.end() < b for a, b in quoted)
        if inside or not full or _SYSTEM.match(text, match.end()):
            asked = Asked(
                "place",
                f"名称里的“{match.group()}”，{setting.here}怎么写？",
                "可能是上级统一的品牌、平台或系统。",
                (Suggestion(match.group(), "照用上级名称"), Suggestion(own, "换成本地名称")),
            )
            yield Edit(*match.span(), asked=asked, rank=3)
        else:
            yield Edit(*match.span(), own, "place", rank=3)


def _others(text: str, setting: Setting, above: Region) -> Iterator[Edit]:
    """Other places below the upper one, with what is named after them, neighbours in a list as one."""
    spans: list[tuple[int, int]] = []
    for start, end in other_places(text, above, setting.place):
        item = _ITEM.match(text, end)
        end = item.end() if item is not None and len(item.group()) < 8 else end
        if spans and start < spans[-1][1]:
            continue
        if spans and _JOIN.match(text[spans[-1][1] : start]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    for left, right in spans:
        words = text[left:right]
        asked = Asked(
            "place",
            f"“{words}”是上级所属其他地方的，{setting.here}写什么？",
            "上级点名的是别的地方或上级的园区，不能照抄。",
            (Suggestion("", "不写"),),
        )
        yield Edit(left, right, asked=asked, rank=3)


@cache
def _pattern(above: Region, place: Region) -> str:
    """The names of the places below the upper one, former ones too; those on one's own line are left out."""
    own = set(line_of(place.code))
    full = {each.name for each in _below(above, own)} - {each.name for each in _line(place)}
    zones = {f"{above.short}{name}" for name in relative_zone_names()}
    return "|".join(map(re.escape, sorted(full | zones, key=len, reverse=True))) or r"(?!)"


@cache
def _short_names(above: Region, place: Region) -> frozenset[str]:
    """Short names of the places directly below, as far as they are no common words."""
    common = set(load_column("draft_common_place_words"))
    own = set(line_of(place.code))
    return frozenset(
        each.short
        for each in _below(above, own)
        if each.parent == above.code and 1 < len(each.short) < len(each.name) and each.short not in common
    )


def _below(above: Region, own: set[str]) -> list[Region]:
    """All places below the upper one, but those on one's own line and below one's own place."""
    return [
        each
        for each in tree().places.values()
        if each.code not in own
        and "-" not in each.code
        and above.code in line_of(each.code)[1:]
        and not (own & set(line_of(each.code)[:-1]) - set(line_of(above.code)))
    ]


def _line(place: Region) -> list[Region]:
    return [each for each in map(region, line_of(place.code)) if each is not None]


def other_places(text: str, above: Region, place: Region) -> list[tuple[int, int]]:
    """Where other places are named: in full anywhere, in short only where a word begins (整合川渝 names no 合川)."""
    found = [match.span() for match in re.finditer(_pattern(above, place), text)]
    short = _short_names(above, place)
    for token in tokens(text, 0, len(text)):
        name = next(
            (
                text[token.start : token.start + n]
                for n in (4, 3, 2)
                if text[token.start : token.start + n] in short
            ),
            None,
        )
        if name is not None:
            found.append((token.start, token.start + len(name)))
    return sorted(found, key=lambda span: (span[0], -span[1]))
