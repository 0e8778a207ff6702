"""Place and level words reduced to signs, so that 全市 and 全县 count as the same words.

The vocabulary is the table `place_level_words`; the grammar here is only how its words combine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.tables import load_rows
from kb.model import Document

# One sign a class, from a plane that no notice uses, so that a sign counts as one character.
_SIGNS = {
    "whole": "\ue001",
    "own": "\ue002",
    "inside": "\ue003",
    "level": "\ue004",
    "government": "\ue005",
    "party": "\ue006",
    "finance": "\ue007",
    "members": "\ue008",
    "place": "\ue009",
}
_UNIT_NAME = r"[\u4e00-\u9fff]{2,12}?(?:局|委员会|委|厅|办公室|办|处|公司|中心|社|会|院|部|队|所|行|馆|支队)"
_MARKS = re.compile(r"[\s“”‘’\"'*]+")
_PLACE_CLASS = re.compile(
    r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|新区|省|市|州|盟|县|区|旗|镇|乡|街道)$"
)

_LEVELS = {
    "国家": "国", "省": "省", "自治区": "省", "市": "市", "州": "市", "盟": "市",
    "区县": "县", "县区": "县", "县市": "县", "县": "县", "区": "县", "旗": "县",
    "乡镇": "乡镇", "镇街": "乡镇", "街镇": "乡镇", "镇": "乡镇", "乡": "乡镇", "街道": "乡镇",
    "村": "村", "村居": "村", "社区": "村",
}  # fmt: skip
_LEVEL_ADJECTIVE = re.compile(f"({'|'.join(sorted(_LEVELS, key=len, reverse=True))})级")


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """The names of the two places whose notices are compared, longest first."""

    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, *documents: Document) -> PlaceNames:
        """Full and short names of the documents' jurisdictions."""
        names: set[str] = set()
        for document in documents:
            if document.jurisdiction:
                names.add(document.jurisdiction)
                short = _PLACE_CLASS.sub("", document.jurisdiction)
                if len(short) >= 2:
                    names.add(short)
        return cls(tuple(sorted(names, key=len, reverse=True)))


NOWHERE = PlaceNames()
"""No names: only the words of the table are reduced."""


def neutral(text: str, places: PlaceNames = NOWHERE) -> str:
    """The text with place and level words as signs, without white space and quotation marks.

    Two texts that differ only in their level come out equal: 全市 / 全县, 市财政局 / 县财政局,
    各区县政府 / 各镇（街道）.
    """
    text = _MARKS.sub("", text)
    for name in places.names:
        text = text.replace(name, _SIGNS["place"])
    text = _members().sub(_SIGNS["members"], text)
    text = _words().sub(lambda found: _SIGNS[_classes()[found.group()]], text)
    text = _unit_prefix().sub(_SIGNS["place"], text)
    return re.sub(f"{_SIGNS['place']}+", _SIGNS["place"], text)


def without_place(name: str, places: PlaceNames = NOWHERE) -> str:
    """A unit's name without the place or level before it: 县财政局 → 财政局, 本市财政局 → 财政局."""
    name = _MARKS.sub("", name)
    for place in places.names:
        name = name.removeprefix(place)
    stripped = _leading_level().sub("", name)
    return stripped or name


def is_lower_places(text: str) -> bool:
    """True where the words name lower places as a group: 各区县政府, 各镇（街道）."""
    return _members().fullmatch(_MARKS.sub("", text)) is not None


def names_lower_places(text: str) -> bool:
    """Do the words name a group of lower places anywhere?"""
    return _members().search(_MARKS.sub("", text)) is not None


def lower_places_in(text: str) -> tuple[tuple[int, int], ...]:
    """Where the text names lower places as a group (各区县政府, 各镇（街道）), as offsets."""
    return tuple(match.span() for match in _members().finditer(text))


def is_place_word(text: str, places: PlaceNames = NOWHERE) -> bool:
    """True where the words are nothing but place and level words, or a list of kinds of place (市、区县)."""
    bare = _MARKS.sub("", text)
    reduced = neutral(bare, places)
    return bool(reduced) and (all(char in _SIGNS.values() for char in reduced) or _kinds_of_place(bare))


def _kinds_of_place(text: str) -> bool:
    # 村 and 村居 name two things, not one thing on two levels.
    rows = [row for row in load_rows("place_level_words") if row[1] in ("member", "prefix")]
    kinds = {word for word, _ in rows if not word.startswith(("村", "社区"))}
    return all(part in kinds for part in re.split("[、和及]", text.removesuffix("级")))


def levels_named(text: str) -> frozenset[str]:
    """The levels that adjectives in the words name: 镇级配送站 → 乡镇, 区县级中心 → 县."""
    return frozenset(_LEVELS[match.group(1)] for match in _LEVEL_ADJECTIVE.finditer(text))


@cache
def _classes() -> dict[str, str]:
    return {word: kind for word, kind in load_rows("place_level_words") if kind in _SIGNS}


def _of_class(kind: str) -> str:
    words = [word for word, its_kind in load_rows("place_level_words") if its_kind == kind]
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _words() -> re.Pattern[str]:
    """Any place or level word; 县财政 only where it is no part of 县财政局."""
    finance = f"(?:{_of_class('finance')})(?![局厅部所])"
    others = [word for word, kind in _classes().items() if kind != "finance"]
    longest_first = sorted(others, key=len, reverse=True)
    return re.compile("|".join([finance, *(re.escape(word) for word in longest_first)]))


@cache
def _members() -> re.Pattern[str]:
    """A list of lower places behind 各: 各县（市、区）人民政府, 各镇、街道."""
    member, behind = f"(?:{_of_class('member')})", f"(?:{_of_class('behind')})"
    listed = f"{member}(?:[、（(〔和及]{{0,2}}{member}[）)〕]?){{0,5}}"
    return re.compile(
        f"(?:各|每个|每一)(?:有关|相关)?{listed}(?:党委、?)?{behind}?(?:[、，和及]各?{member}{behind}?){{0,3}}"
    )


@cache
def _unit_prefix() -> re.Pattern[str]:
    """The one character before a unit's name that says whose unit it is (县财政局 → 县)."""
    prefix = f"(?:{_of_class('prefix')})"
    return re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=[由在和同及与报向经])){prefix}(?={_UNIT_NAME})")


@cache
def _leading_level() -> re.Pattern[str]:
    return re.compile(f"^(?:全国|国家|{_of_class('own')}|{_of_class('prefix')})(?=[\\u4e00-\\u9fff]{{2}})")
