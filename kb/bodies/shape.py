"""The shape of bodies' names: enough to tell 县邮政公司 from 工作格局 at the head of a sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.tables import load_rows
from kb.bodies.groups import is_group
from kb.bodies.registry import aliases_of
from kb.regions.tree import tree

_LEVEL_WORD = re.compile(
    r"^(?:各|各级|有关|相关|本|我)?(?:国家|省|市|州|盟|县|区|旗|自治[区州县旗]|镇|乡)?(?:级|直)?"
)
_NOT_IN_NAMES = re.compile(r"[，。；：！？“”《》\d]|的|了|将|要|应|与|向|把|对|按|以|为")
_JOINED = re.compile(
    r"(?<=^[省市州盟县区旗][\u4e00-\u9fff]{2})(?P<more>[\u4e00-\u9fff]{0,6}?)(?<![局委办厅府部院会所])与"
    r"(?![省市州盟县区旗本各])(?=[\u4e00-\u9fff]{2,8}(?:局|厅|委|委员会)$)"
)
"""规划与自然资源局: 与 joins two of the body's fields, not two parties."""
_REMARK = re.compile(r"(?<=[局委厅办会])（[^（）]*）$")
_LONGEST = 40


@lru_cache(maxsize=1)
def _endings() -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    rows = load_rows("body_endings")
    found = [
        (row[0], int(row[1]), tuple(filter(None, row[2].split("|"))) if len(row) > 2 else ()) for row in rows
    ]
    return tuple(sorted(found, key=lambda entry: -len(entry[0])))


@lru_cache(maxsize=1)
def _all_endings() -> tuple[str, ...]:
    return tuple(ending for ending, _, _ in _endings())


@lru_cache(maxsize=1)
def _no_bodies() -> frozenset[str]:
    return frozenset(word for _, _, words in _endings() for word in words)


def _behind_place(name: str) -> bool:
    """青岛海关, 凉山州商务局: a name of the registry behind a place's."""
    names = tree()
    return any(
        aliases_of(name[cut:]) and (name[:cut] in names.by_short or name[:cut] in names.by_name)
        for cut in range(2, min(len(name) - 1, 10))
    )


@lru_cache(maxsize=20_000)
def is_body_name(text: str) -> bool:
    """True where the text as a whole is a plausible name of a body: a name of the registry, or a name
    with a body's ending (`body_endings.tsv`). A shape only: it says nothing about which body it is."""
    name = _REMARK.sub("", re.sub(r"\s+", "", text)) or text
    name = _JOINED.sub(r"\g<more>和", name)
    if not 2 <= len(name) <= _LONGEST:
        return False
    if name in _no_bodies():
        return False
    if aliases_of(name) or aliases_of(_LEVEL_WORD.sub("", name, count=1)):
        return True
    if is_group(name) or name in tree().by_name or _behind_place(name):
        return True
    if not name.endswith(_all_endings()) or _NOT_IN_NAMES.search(name):
        return False
    for ending, least, no_bodies in _endings():
        if name.endswith(ending):
            return len(name) >= least and not name.endswith(no_bodies)
    return False
