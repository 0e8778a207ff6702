"""Names of places: the upper place's becomes one's own; other places of the upper level are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.tables import load_column
from kb.draft.localise_edits import Asked, Edit
from kb.draft.localise_setting import Setting, titles_in
from kb.draft.model import Suggestion
from kb.regions import NATIONAL, Region, line_of, members
from kb.regions.resolve import relative_zone_names

_ITEM = re.compile(r"[\u4e00-\u9fff]{0,8}?(?=[、，。；：）（”“]|等|的|和|及|$)")
_JOIN = re.compile(r"^[、和及]$")
_QUOTED = re.compile(r"“[^“”]*”")
_ISSUED = re.compile(r"^(?:市|省|区|县)?(?:政)?[办发字]+〔")


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
        own = setting.place.name if match.group() == above.name else setting.place.short
        if any(a < match.start() and match.end() < b for a, b in quoted):
            asked = Asked(
                "place",
                f"名称里的“{match.group()}”，{setting.here}怎么写？",
                "引号里的名称可能是上级统一的品牌。",
                (Suggestion(match.group(), "照用上级名称"), Suggestion(own, "换成本地名称")),
            )
            yield Edit(*match.span(), asked=asked, rank=3)
        else:
            yield Edit(*match.span(), own, "place", rank=3)


def _others(text: str, setting: Setting, above: Region) -> Iterator[Edit]:
    """Other places below the upper one, with what is named after them, neighbours in a list as one."""
    spans: list[tuple[int, int]] = []
    for match in re.finditer(_pattern(above, setting.place), text):
        end = match.end()
        item = _ITEM.match(text, end)
        end = item.end() if item is not None and len(item.group()) < 8 else end
        if spans and match.start() < spans[-1][1]:
            continue
        if spans and _JOIN.match(text[spans[-1][1] : match.start()]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((match.start(), end))
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
    """The names of the places below the upper one, those on one's own line and below it left out."""
    own = set(line_of(place.code))
    common = set(load_column("draft_common_place_words"))
    names: list[str] = []
    for child in members(above.code):
        if child.code in own:
            names += [
                each.name
                for each in members(child.code)
                if each.code not in own and place.level == "township"
            ]
            continue
        names.append(child.name)
        if len(child.short) > 1 and child.short not in common and "-" not in child.code:
            names.append(child.short)
        if above.level == "provincial":
            names += [each.name for each in members(child.code) if "-" not in each.code]
    zones = [f"{above.short}{name}" for name in relative_zone_names()]
    names = sorted(set(names) | set(zones), key=len, reverse=True)
    return "|".join(map(re.escape, names)) or r"(?!)"
