"""Whom a sentence encourages: the parties behind 鼓励, 支持, 引导 and their like."""

from __future__ import annotations

import re
from functools import cache

from corpus.tables import load_column

LONGEST = 45
"""A party's name with its attributes is at most this long, in characters."""
JOINED = re.compile(r"、|以及|和|及|与")
AS_NOUN = re.compile(r"(?:建设|发展|改造|升级|创新|应用|研发|培训)(?=$|[，。；、和等])")
"""Behind a thing's name these make a noun of it: 支持平台建设 names no party."""
FIRM = re.compile(r"(?:企业|公司|机构|银行|院校|高校|协会|合作社)$")
CHANGE = re.compile(r"(?:转型|升级|改造|发展)(?=$|[，。；])")
THINGS = (
    "平台",
    "园区",
    "网点",
    "服务站",
    "客运站",
    "联盟",
    "组织",
    "村",
    "乡村",
    "镇",
    "县",
    "区",
    "街道",
    "城市",
)
"""Names that may stand for a thing as well as for those who act there."""


@cache
def _verbs() -> str:
    adverbs = (word for word in load_column("manner_adverbs") if len(word) > 1)
    words = {*load_column("party_verbs"), *load_column("directive_verbs"), *adverbs}
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(_verbs())


@cache
def _end() -> re.Pattern[str]:
    parties = "|".join(sorted(map(re.escape, load_column("encouraged_parties")), key=lambda word: -len(word)))
    of_change = r"(?:[^，。、]{2,3}化[、和]?)+(?:转型|发展|改造|升级)"
    return re.compile(rf"(?:{parties})(?:[（(][^（）()]{{1,12}}[）)])?(?={of_change}|{_verbs()})")


def party_of(words: str) -> tuple[str, ...]:
    """The parties at the head of words behind 鼓励, none where a verb or a thing follows."""
    for end in _end().finditer(words, 0, LONGEST + 6):
        before = words[: end.end()]
        if len(before) > LONGEST or "，" in before or _is_action(before):
            return ()
        if end.group().endswith(THINGS) and AS_NOUN.match(words, end.end()):
            return ()
        return _names(before)
    return ()


def firms_of(words: str) -> tuple[str, ...]:
    """The parties at the head of words behind 推动, where each acts by itself; of a thing that changes
    (推动企业转型) none."""
    names = party_of(words)
    return () if CHANGE.search(words) else tuple(name for name in names if FIRM.search(name))


def _is_action(before: str) -> bool:
    """A verb opens the words, and no attribute or short name (建设单位) follows: 推进各类平台…."""
    verb = _verb().match(before)
    return bool(verb) and "的" not in before and (len(before) > 6 or "、" in before)


def _names(before: str) -> tuple[str, ...]:
    """The names one by one, where each is a party; else all the words are the name of one."""
    endings = load_column("encouraged_parties")
    names = [name for name in JOINED.split(before) if name]
    whole = all(re.sub(r"[（(].*", "", name).endswith(endings) for name in names)
    return tuple(names) if whole and "的" not in before.rpartition("、")[0] else (before,)
