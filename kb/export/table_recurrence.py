"""Recurrences as written (每月10日、20日前) into rules that a calendar can repeat.

Which words name which cycle stands in `corpus/tables/recurrences.tsv`. A bare cycle is due on its last
day (每季度 on 31 March), as every period in this project; 每周 on its Friday. What has no fixed day in the
calendar (定期, 汛期前, 每两年, 每季度初) gives no rule: the caller tells of it.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from corpus.tables import load_rows
from kb.numerals import han_number

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
_Point = tuple[int | None, int]
"""Month (None: every month) and day of the month, -1 for the last."""

LAST = -1
_FRIDAY = 4
_WORKDAYS = (0, 1, 2, 3, 4)
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31
_LEAP_YEAR = 2024
_WEEKDAYS = {sign: number for number, sign in enumerate("一二三四五六日")} | {"天": 6}
_THIRDS = {"上旬": 10, "中旬": 20, "下旬": LAST}
_LOOK_AHEAD = 366 * 5

_BEFORE = re.compile("(?:下班)?(?:之前|以前|前)$")
_BETWEEN = re.compile("(?:下班)?(?:之前|以前|前)?[、，,和及与]")
_DAY = re.compile(
    r"(?:(?P<month>\d{1,2})月份?)?(?:(?P<day>\d{1,2})[日号]|(?P<third>[上中下]旬)末?|月?[底末])?"
)
_HAN = re.compile("[一二三四五六七八九十]+(?=[月日号])")
_MONTHS = re.compile(r"[于在](?=[\d一二三四五六七八九十]{1,2}月)")
_YEAR_END = re.compile("年?[底末终]")
_RHYTHM = re.compile("(半年|季度|[日周旬月季年])[\u4e00-\u9fff]{2}")
_WHOLE: dict[str, tuple[_Point, ...]] = {
    "tenday": ((None, 10), (None, 20), (None, LAST)),
    "halfmonth": ((None, 15), (None, LAST)),
    "quarter": ((3, LAST), (6, LAST), (9, LAST), (12, LAST)),
    "halfyear": ((6, LAST), (12, LAST)),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """Parts of an RRULE (RFC 5545, 3.3.10). `days` count from the end where negative; Monday is 0.

    `last_of` keeps only the last of `days` in each month: the 30th, and in February its last day.
    """

    frequency: Frequency
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    last_of: bool = False

    def falls_on(self, day: datetime.date) -> bool:
        """Is the day one of those that the rule repeats?"""
        if self.weekdays:
            return day.weekday() in self.weekdays
        if self.months and day.month not in self.months:
            return False
        length = monthrange(day.year, day.month)[1]
        if self.last_of:
            return day.day == min(max(self.days), length)
        return not self.days or day.day in self.days or day.day - length - 1 in self.days

    def first(self, start: datetime.date) -> datetime.date:
        """The first day on or after `start` on which the rule falls."""
        days = (start + datetime.timedelta(days=ahead) for ahead in range(_LOOK_AHEAD))
        return next(day for day in days if self.falls_on(day))


def rules(words: str) -> tuple[Rule, ...]:
    """The rules that together repeat what the words say; none where a calendar cannot express them."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", words)).rstrip("。;")
    if _YEAR_END.fullmatch(text):
        return _dated([(12, LAST)])
    if _MONTHS.match(text):
        return _dated(_points(text[1:], "year"))
    for word, cycle in _cycles("period", "adverb"):
        if text.startswith(word):
            return _of_cycle(cycle, text.removeprefix(word).removeprefix("的"))
    return _of_rhythm(text)


@cache
def _cycles(*classes: str) -> tuple[tuple[str, str], ...]:
    """Word and cycle, the longest word first; the cycle is empty where no rule follows from the word."""
    rows = [row for row in load_rows("recurrences") if row[1] in classes]
    found = [(row[0], row[2] if len(row) > 2 else "") for row in rows]
    return tuple(sorted(found, key=lambda one: len(one[0]), reverse=True))


def _of_cycle(cycle: str, rest: str) -> tuple[Rule, ...]:
    rest = _BEFORE.sub("", rest)
    if cycle == "day" and not rest:
        return (Rule("DAILY"),)
    if cycle == "workday" and not rest:
        return (Rule("WEEKLY", weekdays=_WORKDAYS),)
    if cycle == "week":
        return _weekly(rest)
    if cycle in _WHOLE:
        return _dated(_WHOLE[cycle]) if rest in ("", "底", "末") else ()
    if cycle in ("month", "year"):
        return _dated(_points(rest, cycle))
    return ()


def _weekly(rest: str) -> tuple[Rule, ...]:
    if rest in ("", "末", "底"):
        return (Rule("WEEKLY", weekdays=(_FRIDAY,)),)
    signs = [sign.removeprefix("周") for sign in _BETWEEN.split(rest)]
    if not all(sign in _WEEKDAYS for sign in signs):
        return ()
    return (Rule("WEEKLY", weekdays=tuple(sorted({_WEEKDAYS[sign] for sign in signs}))),)


def _points(rest: str, cycle: str) -> list[_Point]:
    """The days named in `rest`; none of them where one cannot be read."""
    rest = _HAN.sub(lambda match: str(han_number(match.group())), _BEFORE.sub("", rest))
    found: list[_Point] = []
    month: int | None = None
    for words in _BETWEEN.split(rest):
        point = _named(words) if cycle == "year" else None
        point = point or _point(words, cycle, month)
        if point is None:
            return []
        month = point[0]
        found.append(point)
    return found


def _named(words: str) -> _Point | None:
    """年底, 上半年, 一季度: periods that end with a month."""
    known = {name: (int(month), LAST) for name, month, _ in load_rows("period_words")}
    return known.get(words) or known.get(words.rstrip("末底"))


def _point(words: str, cycle: str, month: int | None) -> _Point | None:
    """`month` is that of the point before: 6月10日、20日."""
    match = _DAY.fullmatch(words)
    if match is None:
        return None
    if match["month"]:
        month = int(match["month"])
    day = int(match["day"]) if match["day"] else _THIRDS.get(match["third"] or "", LAST)
    if cycle == "month":
        return (None, day) if not match["month"] and day <= _LONGEST_MONTH and day != 0 else None
    if month is None and not words:
        month = 12
    if month is None or not 1 <= month <= 12:
        return None
    return (month, day) if day != 0 and day <= monthrange(_LEAP_YEAR, month)[1] else None


def _dated(points: Iterable[_Point]) -> tuple[Rule, ...]:
    """One rule for the points that share a month or a day, so that none falls on a day that nobody named."""
    every, months = set(), defaultdict(set)
    for month, day in points:
        if month is None:
            every.add(LAST if day == _LONGEST_MONTH else day)
        else:
            months[LAST if day == monthrange(_LEAP_YEAR, month)[1] else day].add(month)
    return (*_monthly(every), *(Rule("YEARLY", tuple(sorted(months[day])), (day,)) for day in sorted(months)))


def _monthly(days: set[int]) -> Iterator[Rule]:
    plain = tuple(sorted(day for day in days if day <= _SHORTEST_MONTH))
    if plain:
        # The last day stands behind the others, as one would say it.
        yield Rule("MONTHLY", days=(*(day for day in plain if day > 0), *(day for day in plain if day < 0)))
    for day in sorted(days - set(plain)):
        yield Rule("MONTHLY", days=tuple(range(_SHORTEST_MONTH, day + 1)), last_of=True)


def _of_rhythm(text: str) -> tuple[Rule, ...]:
    """一月一调度、一季一通报; 月调度、季通报."""
    pairs, periods = dict(_cycles("pair")), dict(_cycles("period"))
    found: list[Rule] = []
    for words in re.split("[、，,]", text):
        pair = next((pairs[word] for word in pairs if words.startswith(word)), "")
        rhythm = _RHYTHM.fullmatch(words)
        cycle = pair or (periods.get(f"每{rhythm[1]}", "") if rhythm else "")
        one = _of_cycle(cycle, "") if cycle else ()
        if not one:
            return ()
        found += [rule for rule in one if rule not in found]
    return tuple(found)
