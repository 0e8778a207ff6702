"""Takes a list of units apart: 省教育厅、科技厅等部门，各市、县〔区〕人民政府 → three units.

Units stay as printed: an elided prefix stays elided, remarks in brackets fall away (one that
defines the unit, （含…，下同）, is kept apart), 等 and its 部门 fall away, a class noun behind 等 is a
unit of its own. 、 inside an enumerated group (各镇、街道) does not separate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.tables import load_rows
from kb.bodies import is_body_name

BRACKET = re.compile(r"[（(〔\[［]([^（()）〔〕\[\]［］]*)[）)〕\]］]")
ADMINISTRATIVE = r"(?:省|自治区|直辖市|设区市|市|州|盟|地区|县级市|自治县|自治旗|县|区|旗|开发区|功能区|园区|高新区|经开区|新区|管理区|示范区|度假区|风景区|乡|镇|街道|街|场|农场|林场|兵团|村居|社区|村|居|地)"
WORDS_OF_PLACES = re.compile(
    rf"^{ADMINISTRATIVE}(?:[、，,和及]?{ADMINISTRATIVE})*(?:人民政府|政府|办事处|管委会)?$"
)
"""What a bracket inside the name of a group holds: 各县（市、区）人民政府."""
GROUP_OPENING = re.compile(
    rf"^(?:各|全省各|全市各|全县各|全区各)(?:有关)?{ADMINISTRATIVE}+(?:[（(〔][^）)〕]*[）)〕])?$"
)
"""各镇, 各市, 各县（市、区）: a group whose name goes on after 、."""
TOWNSHIP_PAIR = re.compile(r"^各?(?:乡|镇|街道|乡镇)(?:人民政府|政府|办事处|党委|党工委)?$")
GROUP_REST = re.compile(
    rf"^(?:{ADMINISTRATIVE}+(?:[（(〔][^）)〕]*[）)〕])?)(?:人民政府|政府|办事处|管委会|党工委|党委|党政办)?$"
)
PARTY_SIDE = re.compile(r"(?:党委|党工委|[省市州县区旗]委)$")
GOVERNMENT_SIDE = re.compile(r"^(?:人民政府|政府|管委会|管理委员会|办事处)$")
"""各镇党委、政府: both sides of one place, named once."""
JOINT = re.compile(
    r"(?<=[局委办厅部会社府院司中心所站处位门团行区构])(?:以及|及其|及|和|与|或)(?!(?:人民)?政府$|管委会$|管理委员会$)(?=各|有关|相关|市|省|县|区|州|国|所|其他|全|驻|属地|乡|镇|街道|[^、，]{2,14}(?:局|委|办|厅|部|会|社|院|公司|中心|政府|部门|单位)$)"
)
GLUED = re.compile(
    r"(?<=[局委办厅])(?=[省市州县区](?!委?政府|委)[\u4e00-\u9fff]{2,10}(?:局|委|办|厅|中心|公司)(?:$|[省市州县区]))"
)
SPACED = re.compile(r"(?<=[局委办厅部会府院司室心所站社团])[\s\u3000]+(?=[\u4e00-\u9fff]{2})")
"""Units separated by blanks only."""
DEFINING = re.compile(r"^(?:含|包括|包含|下含|即)\s*[:：]?")
TAIL = re.compile(
    r"(?:按照|按|依|根据|依据|结合)(?:各自)?(?:职责|职能|责任|分工).*$|分工(?:负责)?$|(?<=[局委办厅部会府])牵头$"
)
LEADING = re.compile(r"^(?:由|以及|及|和|与|会同|并由|其中[，,]?|[:：；;，,、。\s]+)")
BLANKS, SEPARATOR = re.compile(r"\s+"), re.compile(r"[、，,；;。:：]")
LIFTED, LIFTED_OR_OTHERS = re.compile(r"[\ue000-\uf8ff]"), re.compile(r"[\ue000-\uf8ff]|等$")
"""Private characters that stand for brackets."""
NOT_IN_UNITS = re.compile(r"[“”《》？！]")
NO_UNIT = re.compile(r"[\d年月日前底]+(?:完成)?|下同|略|[\W\d]+")
MAX_UNIT = 40
"""A unit's name is at most this long, in characters."""


@dataclass(frozen=True, slots=True)
class UnitList:
    """Units in reading order, and the definitions that remarks gave (unit → members)."""

    units: tuple[str, ...]
    expands: tuple[tuple[str, tuple[str, ...]], ...] = ()


@lru_cache(maxsize=8192)
def split_units(text: str) -> UnitList:
    """The units named in `text`, a list without its role words."""
    text = BLANKS.sub("", SPACED.sub("、", text))
    text, remarks = _lift_brackets(text)
    text = TAIL.sub("", text).strip("：:；;，,、。. ")
    names: list[str] = []
    for piece in _pieces(text):
        _add(names, piece)
    units, expands = [], []
    for name in names:
        clean, inside = _put_back(name, remarks) if remarks else (name, ())
        if not _is_unit(clean):
            continue
        units.append(clean)
        members = [_members(remark) for remark in inside if DEFINING.match(remark)]
        if members:
            expands.append((clean, members[0]))
    return UnitList(tuple(units), tuple(expands))


def _lift_brackets(text: str) -> tuple[str, list[str]]:
    """Each bracket as one private character, so that separators inside it do not split."""
    remarks: list[str] = []

    def lift(match: re.Match[str]) -> str:
        remarks.append(match.group())
        return chr(0xE000 + len(remarks) - 1)

    before = None
    while before != text:
        before, text = text, BRACKET.sub(lift, text)
    return text, remarks


def _put_back(name: str, remarks: list[str]) -> tuple[str, Sequence[str]]:
    """The unit's name with the brackets that belong to it, and the remarks that do not."""
    inside: list[str] = []

    def put(match: re.Match[str]) -> str:
        remark = remarks[ord(match.group()) - 0xE000]
        content = remark[1:-1]
        if WORDS_OF_PLACES.match(content):
            return remark
        inside.append(content)
        return ""

    return LIFTED.sub(put, name), inside


def _members(remark: str) -> tuple[str, ...]:
    remark = re.sub(r"[，,、；;]?(?:下同|以下同|以下简称[^，]*|下略)$", "", DEFINING.sub("", remark))
    return tuple(name for name in re.split(r"[、，,；;]|以及|和(?=[^、]{2,}$)", remark) if name)


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for part in SEPARATOR.split(text):
        if not part:
            continue
        if pieces and _goes_on(pieces[-1], part):
            pieces[-1] += "、" + part
            continue
        pieces += [name for piece in JOINT.split(part) if piece for name in _unglued(piece)]
    return pieces


def _unglued(piece: str) -> list[str]:
    """Names that lost the blank between them (县甲局县乙局), each with its class word; else the piece."""
    names = GLUED.split(piece) if len(piece) > 7 else [piece]
    return names if len(names) > 1 and all(is_body_name(name) for name in names) else [piece]


def _goes_on(before: str, part: str) -> bool:
    """各镇 + 街道; 各市 + 县〔区〕人民政府; 各镇人民政府 + 街道办事处; 各委 + 办 + 局."""
    bare_before, bare_part = (LIFTED_OR_OTHERS.sub("", text) for text in (before, part))
    last = bare_before.rpartition("、")[2]
    group = bool(GROUP_OPENING.match(bare_before.partition("、")[0])) and bool(GROUP_REST.match(bare_part))
    townships = bare_before.startswith("各") and bool(
        TOWNSHIP_PAIR.match(last) and TOWNSHIP_PAIR.match(bare_part)
    )
    organs = bool(re.search(r"各(?:委|办|局|部)$", last)) and bare_part in ("办", "局", "委", "直属机构")
    organs = organs or (last in ("办", "局", "委") and bare_part in ("办", "局") and "各" in bare_before)
    both = bool(PARTY_SIDE.search(last)) and bool(GOVERNMENT_SIDE.match(bare_part))
    return (group or townships or organs or both) and not bare_part.startswith("各")


def _add(names: list[str], piece: str) -> None:
    """Adds one piece, split at 等: 银保监会等国务院相关部门 is two units."""
    piece = TAIL.sub("", LEADING.sub("", piece))
    head, found, tail = piece.partition("等")
    if not found or not _closes_list(head, tail):
        names.append(piece)
        return
    names.append(head)
    closing = {row[0] for row in load_rows("unit_class_nouns") if row[1] == "no"}
    tail = TAIL.sub("", LEADING.sub("", tail))
    tail = re.sub(r"^\d*个?", "", tail) if re.match(r"\d+个", tail) else tail
    if tail and tail not in closing:
        names += [part for part in JOINT.split(tail) if part]


def _closes_list(head: str, tail: str) -> bool:
    """等 as 'and others', not inside a name (平等, 高等教育)."""
    return not head.endswith(("平", "高", "中", "初", "同", "对", "均", "甲")) and not tail.startswith("级")


def _is_unit(name: str) -> bool:
    if not 2 <= len(name) <= MAX_UNIT or NOT_IN_UNITS.search(name):
        return False
    return not NO_UNIT.fullmatch(name)


GROUP_NAME = re.compile(
    rf"^(?:各|有关|相关|所在|属地|辖区|本级|市级|省级|县级|区级)[^，。]{{0,24}}(?:{ADMINISTRATIVE}|部门|单位|地区|地|机构|级|办|村居|村|社区|企业|委|局|组织|政府|办事处|园)(?:[（(〔][^）)〕]*[）)〕])?$"
    rf"|^{ADMINISTRATIVE}+[（(〔][^）)〕]*[）)〕]$|^(?:村|居|社区|村居)[^，。]{{0,8}}组织$|^(?:省|市|县|区|镇|乡)财政$"
    r"|^(?:省|市|州|县|区|旗|镇|乡|街道)[\u4e00-\u9fff]{1,16}(?:所|院|站|队|馆|处|支行|分局)$"
)
"""Groups, class nouns and bodies of villages, which no registry lists."""


@lru_cache(maxsize=8192)
def is_unit_like(name: str) -> bool:
    """Does the name look like a body (kb.bodies), a group (各…) or a class noun (…部门)?"""
    return is_body_name(BRACKET.sub("", name)) or bool(GROUP_NAME.match(name))
