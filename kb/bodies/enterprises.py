"""Companies and banks: 国网青禾县供电公司, 市邮政分公司, 农业银行县支行."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.tables import load_rows
from kb.bodies.places import readings, topmost
from kb.model import Level, Unit
from kb.regions import Region, candidates

_ENDING = re.compile(
    r"(?:股份|控股|发展|有限|责任|集团|总|分|支|中心|省|市|县|区|地区|服务|投资|建设|运营|营业|管理|开发|产业|产业发展)*(?:公司|企业|集团|分行|支行|总行|银行|联社|信用社|联合社|公司等)$"
)
_FORM = r"有限责任|有限|股份|责任|控股|集团|公司|银行|支行|分行|业务|服务|联社|企业|总|分|支"
_FORM_AT_START = re.compile(rf"^(?:{_FORM})+")
_FORM_AT_END = re.compile(rf"(?:{_FORM}|经营部|营业部|行)+$")


@lru_cache(maxsize=1)
def _cores() -> tuple[tuple[str, str, str, bool], ...]:
    """(word, key, function, whether a place has but one of them), the longest words first."""
    rows = load_rows("enterprises")
    found = [(word, row[0], row[1], row[3] == "one") for row in rows for word in row[2].split("|")]
    return tuple(sorted(found, key=lambda core: -len(core[0])))


def enterprise_unit(name: str, within: Region | None, level: Level | None) -> Unit | None:
    """The unit for a company; None where the name is not one. A company of no known kind, and one
    whose place cannot be told, keeps canonical None."""
    if not _ENDING.search(name) and not re.search(
        r"供电局|电业局|(?:[农工建中]|农发|国开|邮储)行$|农商行$|农信社$|.{2,}(?:燃气|水务|热力|城投|交投|国投|供电)$",
        name,
    ):
        return _named_operator(name, within)
    core = next((core for core in _cores() if core[0] in name), None)
    if core is None or "、" in name:  # several companies in one name
        return Unit(name, None, None, "enterprise", None)
    word, key, function, single = core
    plural = name.endswith("企业") or name.startswith(("各", "有关", "相关"))
    place = None if plural else _place(_without_words(name, key), within, level)
    if place is None:
        return Unit(name, function, None, "enterprise", None)
    own = "" if single else f":{name[name.index(word) :]}"
    return Unit(name, function, place.level, "enterprise", f"{place.code}/{key}{own}")


_OPERATORS = {"移动": "mobile", "联通": "unicom", "电信": "telecom", "铁塔": "tower"}


def _named_operator(name: str, within: Region | None) -> Unit | None:
    """樾州移动: an operator behind a place's name or short name, as offices speak of its branch."""
    key = _OPERATORS.get(name[-2:])
    within_code = within.code if within is not None else None
    places = topmost(candidates(name[:-2], within_code), within) if key and len(name) > 3 else ()
    if len(places) != 1:
        return None
    function = next(core[2] for core in _cores() if core[1] == key)
    return Unit(name, function, places[0].level, "enterprise", f"{places[0].code}/{key}")


def _without_words(name: str, key: str) -> str:
    """What is left of a company's name without its kind's words and its form: its place, or nothing."""
    for word in (core[0] for core in _cores() if core[1] == key):
        name = name.replace(word, "\0")
    parts = (_FORM_AT_END.sub("", _FORM_AT_START.sub("", part)) for part in name.split("\0"))
    return "".join(parts)


def _place(text: str, within: Region | None, level: Level | None) -> Region | None:
    """The place that is left of a company's name without its own words; the speaker's own for none."""
    text = re.sub(r"^(?:国网|中国|国家|中共)", "", text)
    if not text:
        return within
    for placed in readings(text + "公司", within, level, lambda rest: rest == "公司"):
        if placed.stated and placed.rest == "公司":
            return placed.regions[0] if len(placed.regions) == 1 else None
    found = topmost(candidates(text, within.code if within is not None else None), within)
    return found[0] if len(found) == 1 else None
