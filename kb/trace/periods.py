"""Words that state a day in a sentence, and the last day of the period that they name.

Only as much as comparing two sentences needs: where the words stand and which is the later day. A
recurrence (每月10日前), a day on which something began (自…起, …以来), the end of a validity (政策实施期限
截至…), a condition (…前签订合同的，给予…) and the name of a yearly check (年底考核) are left out.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpus.tables import load_rows

_YEARS_AHEAD = {"今年": 0, "本年": 0, "当年": 0, "年内": 0, "明年": 1, "次年": 1}
_PLANS = {"十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}
# A year right before one of these names an edition, a plan or the past, no day to keep.
_NO_DEADLINE_BEHIND = r"(?![度版印发出颁]|以来|起|开始|至|到|—|-|～|之后|以后|制定|修订|\s*年|\s*\d)"
_QUOTED = re.compile(r"《[^》]*》|〔[^〕]*〕|\[\d{4}\]|（[^）]*号）")

_PART_END = re.compile("[，；：。！？,;:!?\n]")

_CYCLES = {
    "日": 1,
    "天": 1,
    "周": 7,
    "星期": 7,
    "旬": 10,
    "半月": 15,
    "月": 30,
    "季度": 91,
    "季": 91,
    "半年": 182,
    "年": 365,
}
_WEEKDAYS = "一二三四五六日"
_END_OF_CYCLE = 9999
_RECURRENCE = re.compile(
    r"每(?:个)?(?P<cycle>半年|半月|季度|星期|日|天|周|旬|月|季|年)(?:的)?(?P<weekday>[一二三四五六日](?!次|项|个))?"
    r"(?:(?P<month>\d{1,2})月)?(?:(?P<day>\d{1,2})日)?(?P<end>底|末)?(?:下班)?(?:之前|以前|前)?"
)


@dataclass(frozen=True, slots=True)
class Period:
    """`text[start:end]` states `day`. `sure` is False for a bare year, which may name anything."""

    start: int
    end: int
    words: str
    day: date
    sure: bool


@dataclass(frozen=True, slots=True)
class Recurrence:
    """`text[start:end]` says how often: the length of the cycle in days, and how late in it (0 unsaid)."""

    start: int
    end: int
    words: str
    cycle: int
    lateness: int


def recurrences(text: str) -> tuple[Recurrence, ...]:
    """The recurrences that a text states, in order: 每月10日前, 每年12月20日前, 每季度末, 每周五."""
    found = []
    for match in _RECURRENCE.finditer(text):
        month, day = int(match["month"] or 0), int(match["day"] or 0)
        weekday = _WEEKDAYS.find(match["weekday"]) + 1 if match["weekday"] else 0
        lateness = month * 100 + day or weekday or (_END_OF_CYCLE if match["end"] else 0)
        cycle = _CYCLES[match["cycle"]]
        found.append(Recurrence(match.start(), match.end(), match.group(), cycle, lateness))
    return tuple(found)


def periods(text: str, year: int | None) -> tuple[Period, ...]:
    """The periods that a text states, in order. `year` stands in where none is printed.

    Where neither the words nor `year` give a year the words are left out: no day can be compared.
    """
    covered = [(match.start(), match.end()) for match in _QUOTED.finditer(text)]
    found: list[Period] = []
    for match in _expression().finditer(text):
        if any(start <= match.start() < end for start, end in covered):
            continue
        period = None if _binds_nobody(text, match) else _period(match, year)
        if period is not None:
            found.append(period)
    return tuple(found)


def _binds_nobody(text: str, match: re.Match[str]) -> bool:
    """Does the time end a validity, belong to a condition or a slogan, or only name a yearly check?"""
    left = max((mark.end() for mark in _PART_END.finditer(text, 0, match.start())), default=0)
    behind = _PART_END.search(text, match.end())
    right = behind.start() if behind else len(text)
    quoted = text.count("“", 0, match.start()) > text.count("”", 0, match.start())
    if quoted and not re.search(r"\d|[今明次本]年", match.group()):
        return True
    conditional = text[:right].endswith("的") and behind is not None and behind.group() in "，,"
    if conditional or _undue("validity").search(text, left, right):
        return True
    check = _undue("check").match(text, match.end())
    return check is not None and match.group() in ("年底", "年末")


def only_validity(text: str) -> bool:
    """Does a sentence of one part say nothing but how long a policy or a paper holds?"""
    body = text.strip("，。；,; \n")
    return _PART_END.search(body) is None and _undue("validity").search(body) is not None


@cache
def _undue(kind: str) -> re.Pattern[str]:
    words = [re.escape(row[0]) for row in load_rows("undue_times") if row[1] == kind]
    # With a colon behind it (实施期限：…) the word opens the line that dates an item.
    return re.compile(f"(?:{'|'.join(sorted(words, key=len, reverse=True))})(?![：:])")


@cache
def _parts_of_year() -> dict[str, tuple[int, int]]:
    return {word: (int(month), int(day)) for word, month, day in load_rows("period_words")}


@cache
def _expression() -> re.Pattern[str]:
    named = "|".join(sorted((re.escape(word) for word in _parts_of_year()), key=len, reverse=True))
    month = r"(?P<month>1[0-2]|0?[1-9])\s*月(?:份)?"
    day = r"(?:\s*(?P<day>3[01]|[12]\d|0?[1-9])\s*日|底|末|(?P<third>中旬|上旬|下旬))?"
    year = rf"(?:(?P<year>20\d\d)\s*年|(?P<relative>{'|'.join(_YEARS_AHEAD)}))"
    plan = r"“?(?P<plan>十[三四五六])五”?(?:时期|规划)?期?末"
    return re.compile(
        rf"(?<![每\d自从年])(?:到|至|截至)?"
        rf"(?:{plan}|{year}\s*(?:{month}{day}|(?P<part>{named}))?"
        rf"|(?P<bare_month>{month.replace('month', 'month2')}){day.replace('day', 'day2').replace('third', 'third2')}"
        rf"|(?P<bare_part>上半年|下半年|年底|年末|年内))"
        rf"(?:之前|以前|前|内|{_NO_DEADLINE_BEHIND})"
    )


def _period(match: re.Match[str], default: int | None) -> Period | None:
    group = match.groupdict()
    year = _year(group, default)
    day = _day(group, year) if year is not None else None
    if day is None:
        return None
    words = match.group()
    bare_year = re.fullmatch(r"20\d\d\s*年", words) is not None
    return Period(match.start(), match.end(), words, day, not bare_year)


def _year(group: dict[str, str | None], default: int | None) -> int | None:
    if group["year"]:
        return int(group["year"])
    if group["plan"]:
        return _PLANS[group["plan"]]
    if default is None:
        return None
    return default + (_YEARS_AHEAD[group["relative"]] if group["relative"] else 0)


def _day(group: dict[str, str | None], year: int) -> date | None:
    """The last day; None for a day that no calendar has (a misprint)."""
    part = group["part"] or group["bare_part"]
    if part:
        return date(year, *_parts_of_year()[part])
    month, day = group["month"] or group["month2"], group["day"] or group["day2"]
    if not month:
        return date(year, 12, 31)
    last = monthrange(year, int(month))[1]
    if day:
        return date(year, int(month), int(day)) if int(day) <= last else None
    third = group["third"] or group["third2"] or ""
    return date(year, int(month), {"上旬": 10, "中旬": 20}.get(third, last))
