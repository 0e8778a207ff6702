"""Whose voice a notice is: from the signature (and, where that is not enough, the number) to a place."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.tables import load_column
from kb.regions.numbers import region_of_document_number
from kb.regions.resolve import candidates, leading_region
from kb.regions.tree import NATIONAL, Region, region, tree, zone_code

# What stands before the place in the names of party and mass organisations and of vertical systems.
_BEFORE_PLACE = re.compile(
    r"^(?:中国共产党|中共|共青团|政协|中国人民政治协商会议|国家税务总局|中国人民银行|国家金融监督管理总局|"
    r"国家统计局|国家能源局|国家外汇管理局|国家矿山安全监察局|中国银行保险监督管理委员会|中国证券监督管理委员会|"
    r"中华人民共和国|国网|中国邮政集团(?:有限)?公司)(?=.)"
)
_TOWN = re.compile(
    r"^(?P<town>[\u4e00-\u9fff]{1,7}?(?:镇|乡|街道|苏木))(?:人民政府|政府|办事处|党委|党工委|党政)"
)
_CITY_ZONE = re.compile(
    r"^(?P<zone>.{2,16}?(?:开发区|高新区|经开区|新区|园区|度假区|示范区|试验区|保税区|风景区))"
)


_BODY_FOLLOWS = re.compile(
    r"^(?!生产建设兵团)(?:省|市|州|盟|县|区)?"
    r"(?:(?:人民)?政府|委|.{2,10}(?:局|厅|委|委员会|办公室|领导小组)|(?:分行|中心支行|支行|分局|局|调查队|调查总队)$)"
)
_NO_PLACE = re.compile(
    r"^(?:自治区|自治州|[省市州盟县区旗])?(?:(?:人民)?政府|委|[^省市州县区]{2,14}(?:局|厅|委|室|组|部|会)$)"
)


@lru_cache(maxsize=1)
def _national_names() -> tuple[str, ...]:
    """Names of organs of the whole country, longest first."""
    return tuple(sorted(load_column("national_issuers"), key=len, reverse=True))


def _is_national(issuer: str) -> bool:
    return issuer in ("中央", "中共中央") or issuer.startswith(_national_names())


@lru_cache(maxsize=4096)
def region_of_issuer(issuer: str, doc_number: str | None = None) -> Region | None:
    """The place that speaks through this issuer: 樾州市人民政府办公室 is 樾州市.

    A full name at the head decides; the document number decides between places of one name and
    places issuers that name none (市政府办公室). None where neither says which place it is.
    """
    name = re.sub(r"\s+", "", issuer)
    hint = region_of_document_number(doc_number) if doc_number else None
    bare = _BEFORE_PLACE.sub("", name)
    within = hint.code if hint is not None else None
    found = _head(bare, within) or (_head(bare, None) if within is not None else None)
    if found is not None:
        return found
    if _is_national(name):
        return region(NATIONAL)
    return hint if hint is not None and _names_no_place(bare) else None


def _head(name: str, within: str | None) -> Region | None:
    """The place at the head of the name; a zone or a town behind it is the deeper place."""
    zone = _CITY_ZONE.match(name)
    if zone is not None:
        found = candidates(zone["zone"], within)
        if len(found) == 1:
            return found[0]
    opened = leading_region(name, within)
    if opened is None:
        return _short_head(name, within)
    place, rest = opened
    town = _TOWN.match(rest)
    if town is not None and place.level == "county":
        return region(zone_code(place.code, town["town"]))
    return place


def _short_head(name: str, within: str | None) -> Region | None:
    """凉山州政府 and 重庆发展改革委 leave out a class word: a short name counts where a public body
    follows and it means one place."""
    for cut in range(min(len(name) - 1, 8), 1, -1):
        if name[:cut] in tree().by_short and _BODY_FOLLOWS.match(name[cut:]):
            found = candidates(name[:cut], within)
            if len(found) == 1:
                return found[0]
    return None


def _names_no_place(name: str) -> bool:
    """True where the issuer speaks of its place by a class word or not at all (市政府办公室)."""
    return bool(_NO_PLACE.match(name))
