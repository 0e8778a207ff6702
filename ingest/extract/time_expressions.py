"""Dates, periods and recurrences in a text, each read as the last day of its period."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from corpus.tables import load_rows
from ingest.extract.numbers import whole_number_of
from kb.model import Document

TimeKind = Literal["by", "within", "recurring", "relative"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A stretch of text that names a time.

    `by`: the words say until when (6月底前, 到2025年, 上半年); `within`: a bare period such as 2023年,
    which is a deadline only where a duty follows; `recurring`: 每月10日; `relative`: counted from the
    day of the notice. `day` is the last day, None for recurrences and where the year is unknown.
    """

    start: int
    end: int
    kind: TimeKind
    day: date | None
    words: str


_S = r"[ \t\u3000]*"
_CN_YEAR = r"[二2][〇○零0][〇○零一二三四五六七八九0-9]{2}"
_YEAR = rf"(?:(?P<year>(?:19|20)[0-9]{{2}}|{_CN_YEAR}){_S}年|(?P<word_year>今年|本年度|本年|当年|明年|次年))"
_MONTH_NUMBER = r"(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])"
_MONTH = rf"(?P<month>{_MONTH_NUMBER}){_S}月(?:{_S}份)?"
_DAY = rf"(?:{_S}(?P<day>3[01]|[12][0-9]|0?[1-9]){_S}[日号])"
_MONTH_PART = r"(?P<month_part>底|末|初|上旬|中旬|下旬|中)"
_YEAR_PART = (
    rf"(?P<half>[上下]半年)|第?(?P<quarter>[一二三四1-4]){_S}季度(?P<quarter_part>[底末初])?"
    r"|(?P<year_part>年?[底末初]|年?内|年中)"
)
_BEFORE = rf"(?P<before>{_S}(?:之前|以前|前|之内|以内))?"
_NUMERAL = "0-9一二三四五六七八九十"
# Each pattern opens by looking at one character: most places are left at once, seven times faster.
_TO = re.compile(r"(?:截至|截止到|截止|到|至|于|在)[ \t\u3000]*$")
"""A preposition before a date; looked for backwards, since a pattern that begins with it is slow."""
_DATED = re.compile(
    rf"(?=[{_NUMERAL}今本当明次])(?<![0-9]){_YEAR}(?:{_S}(?:{_MONTH}(?:{_DAY}|{_MONTH_PART})?|{_YEAR_PART}))?{_BEFORE}"
)
_UNDATED = re.compile(
    rf"(?=[{_NUMERAL}上下第本当月年岁])(?<![0-9.第每])(?:{_MONTH}(?:{_DAY}|{_MONTH_PART})?|(?P<half>[上下]半年)"
    rf"|第?(?P<quarter>[一二三四1-4]){_S}季度(?P<quarter_part>[底末初])?"
    r"|(?P<this_month>本月|当月|月)(?P<month_part2>底|末)|(?P<year_part>年[底末]|(?<![一二两三四五六七八九十几数多])年内|年中|岁末))"
    rf"{_BEFORE}"
)
_SPAN = re.compile(
    rf"(?P<first>(?:19|20)[0-9]{{2}}){_S}年?{_S}(?:[—–―\-~～－]{{1,2}}|至|到){_S}(?P<last>20[0-9]{{2}}){_S}年"
    r"(?![0-9]|\s*[0-9一二三四五六七八九十]{1,2}\s*月)(?P<end>[底末]前?)?"
)
_MONTH_SPAN = re.compile(
    rf"(?P<year>20[0-9]{{2}}){_S}年{_S}{_MONTH_NUMBER}{_S}月(?:份|[底末初]|{_S}[0-9]{{1,2}}{_S}日)?{_S}(?:[—–―\-~～－]{{1,2}}|至|到){_S}"
    rf"(?:(?P<last_year>20[0-9]{{2}}){_S}年{_S})?{_MONTH}(?:{_DAY}|{_MONTH_PART})?(?P<before>前)?"
)
_NUMERIC = re.compile(
    r"(?=2)(?<![0-9.\-/])(20[0-9]{2})[-./](1[0-2]|0?[1-9])(?:[-./](3[01]|[12][0-9]|0?[1-9]))?(?![0-9]|[-./][0-9])(之?前)?"
)
_BARE_MONTH_SPAN = re.compile(
    rf"(?=[{_NUMERAL}])(?<![0-9年每第]){_MONTH_NUMBER}{_S}月(?:份|{_S}[0-9]{{1,2}}{_S}[日号])?{_S}(?:[—–―\-~～－]{{1,2}}|至|到){_S}{_MONTH}(?:{_DAY}|{_MONTH_PART})?(?P<before>前)?"
)
_DAYS_OF_MONTH = re.compile(
    rf"(?=[{_NUMERAL}])(?<![0-9年每第]){_MONTH}{_S}[0-9]{{1,2}}{_S}[日号]?{_S}(?:[—–―\-~～－]{{1,2}}|至|到){_DAY}(?P<before>前)?"
)
_PLAN = re.compile(
    r"(?=[“\"十])[“\"]?(?P<plan>十[一二三四五六七八九])五[”\"]?(?P<part>期?末前?|期间|时期|规划期末)"
)
_RELATIVE = re.compile(
    rf"(?=[本该通方意办文规细措要计印下发施])(?:(?:本|该)?(?:通知|方案|意见|办法|文件|规定|细则|措施|要点|计划){_S}(?:印发|下发|发布|公布|公开|施行|实施|出台)|(?:^|(?<=[自从，。；\s]))(?:印发|下发|发文|施行)){_S}(?:之日起|之日后|后){_S}(?:的)?(?P<count>[0-9]{{1,3}}|[一二两三四五六七八九十]{{1,3}}){_S}"
    rf"(?P<unit>个?工作日|日|天|个?月|年){_S}(?:之内|以内|内)?",
    re.MULTILINE,
)
_YEARS_ON = re.compile(
    rf"(?:用|力争|争取|力争用|争取用|未来){_S}(?P<count>[0-9]|[一二两三四五六七八九十]){_S}年{_S}(?:左右)?(?:的?时间)?(?:之?内|左右)?"
)
_PERIODS = "|".join(
    sorted((row[0] for row in load_rows("recurrences") if row[1] == "period"), key=len, reverse=True)
)
_ADVERBS = "|".join(
    sorted((row[0] for row in load_rows("recurrences") if row[1] == "adverb"), key=len, reverse=True)
)
_SEASONS = "|".join(
    sorted((row[0] for row in load_rows("recurrences") if row[1] == "season"), key=len, reverse=True)
)
_PAIRS = "|".join(
    sorted((row[0] for row in load_rows("recurrences") if row[1] == "pair"), key=len, reverse=True)
)
_POINT = (
    rf"(?:{_MONTH_NUMBER}{_S}月(?:份)?(?:{_S}[0-9]{{1,2}}{_S}[日号])?|(?:[首末]|第[一二三]个)月(?:{_S}[0-9]{{1,2}}{_S}[日号])?|[0-9]{{1,2}}{_S}[日号]|[上下]半年"
    rf"|第?[一二三四]季度|[上中下]旬|(?:{_SEASONS})|[一二三四五六日天](?![个次名家项])(?:下班)?)(?:底|末|初)?"
)
_FIRST_OF_RECURRENCE = "".join(sorted({row[0][0] for row in load_rows("recurrences")} | {"每"}))
_RECURRING = re.compile(
    rf"(?=[{_FIRST_OF_RECURRENCE}])(?:(?:{_PERIODS})(?:的?(?:{_S}{_POINT}(?:前|之前|以前)?(?:{_S}[、和及与]{_S}{_POINT}(?:前|之前|以前)?){{0,11}}"
    rf"|{_S}(?:底|末|初|年底|年末|年初)(?:前|之前|以前)?))?"
    rf"|(?<!不)(?:{_ADVERBS})|(?:每逢)(?:{_SEASONS})|(?<![年到至])(?:{_SEASONS})(?:来临)?(?:之前|前)(?!后|夕)"
    rf"|(?:{_PAIRS})[\u4e00-\u9fff]{{2,4}}?(?=[，、。；\s,;]|$)(?:{_S}[，、,]{_S}(?:{_PAIRS})[\u4e00-\u9fff]{{2,4}}?(?=[，、。；\s,;]|$)){{0,7}})"
)
_RHYTHM = r"(?:半年|季度|[日周旬月季年])(?:调度|通报|考核|汇总|督查|报告|会商|总结|评估|例会|检查|点评|排名|研判|巡查|督导|分析|讲评|监测)"
_RHYTHMS = re.compile(
    rf"(?=[半季日周旬月年])(?<![{_NUMERAL}每本当上下个全])"
    rf"(?:(?:{_RHYTHM}[、，,]){{1,5}}{_RHYTHM}|[周月季](?:调度|通报|例会|报告))"
)
_MONTH_LIST = re.compile(
    rf"(?:于|在){_S}{_MONTH_NUMBER}{_S}月(?:份)?(?:底|末|初)?(?:{_S}[、和及]{_S}{_MONTH_NUMBER}{_S}月(?:份)?(?:底|末|初)?){{1,11}}"
)
_YEAR_END_REVIEW = re.compile(r"(?<![0-9年今明])年[底末终](?=对|进行|考核|考评|评|绩效|述|总结|集中)")

_END = re.compile(r"末(?=[^，。；\n]{2})")
_PERIOD_BEFORE_END = re.compile(r"(?<=[于在，。；\n])(?:季度?|月|旬)$")
"""于季度末报送: of each quarter."""

_BORDER = re.compile(r"[。\n]")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_LAST_YEAR_OF_PLAN = {"十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}
_LATEST_YEAR = 9000
"""Nothing is counted on from here: a date must stay within the calendar."""
_YEAR_IN_NUMBER = re.compile(r"[〔\[［（(【]\s*((?:19|20)[0-9]{2})\s*[〕\]］）)】]")
_YEAR_IN_TITLE = re.compile(r"((?:19|20)[0-9]{2})\s*年?")


def year_of(document: Document) -> int | None:
    """The year that a bare month takes: of the notice's date, else its number, else its title."""
    for day in (document.date, document.print_date):
        if day is not None:
            return day.year
    for pattern, words in ((_YEAR_IN_NUMBER, document.doc_number), (_YEAR_IN_TITLE, document.title)):
        found = pattern.search(words or "")
        if found:
            return int(found[1])
    return None


def find_times(text: str, document: Document) -> tuple[TimeExpression, ...]:
    """Every time named in the text, in order and without overlaps, the longer reading first.

    A month without a year takes the year named before it in the same sentence, else the notice's.
    """
    found: list[TimeExpression] = []
    for reader in (_recurring, _spans, _month_spans, _bare_month_spans, _plans, _numeric, _relatives, _dated):
        found += reader(text, document)
    found += _undated(text, document, found)
    return _without_overlaps(found)


def _recurring(text: str, _: Document) -> list[TimeExpression]:
    times = []
    for pattern in (_RECURRING, _RHYTHMS, _MONTH_LIST, _YEAR_END_REVIEW):
        for match in pattern.finditer(text):
            times.append(TimeExpression(match.start(), match.end(), "recurring", None, _tidy(match[0])))
    for end in _END.finditer(text):
        period = _PERIOD_BEFORE_END.search(text[max(0, end.start() - 3) : end.start()])
        if period:
            start = end.start() - len(period[0])
            times.append(TimeExpression(start, end.end(), "recurring", None, text[start : end.end()]))
    return times


def _spans(text: str, _: Document) -> list[TimeExpression]:
    return [
        TimeExpression(
            m.start(), m.end(), "by" if m["end"] else "within", _last_day(int(m["last"]), 12), _tidy(m[0])
        )
        for m in _SPAN.finditer(text)
        if int(m["first"]) < int(m["last"])
    ]


def _month_spans(text: str, _: Document) -> list[TimeExpression]:
    """2023年3月至6月: the last day of the last month."""
    times = []
    for match in _MONTH_SPAN.finditer(text):
        day = _last_day_of(match, int(match["last_year"] or match["year"]))
        times.append(TimeExpression(match.start(), match.end(), "within", day, _tidy(match[0])))
    return times


def _bare_month_spans(text: str, document: Document) -> list[TimeExpression]:
    """4月至6月, 5月8日-5月20日, 5月8日至20日, in the year of the notice."""
    year = year_of(document)
    if year is None:
        return []
    return [
        TimeExpression(match.start(), match.end(), "within", _last_day_of(match, year), _tidy(match[0]))
        for pattern in (_BARE_MONTH_SPAN, _DAYS_OF_MONTH)
        for match in pattern.finditer(text)
    ]


def _plans(text: str, _: Document) -> list[TimeExpression]:
    return [
        TimeExpression(
            m.start(), m.end(), "by" if "末" in m["part"] else "within", _last_day(year, 12), _tidy(m[0])
        )
        for m in _PLAN.finditer(text)
        if (year := _LAST_YEAR_OF_PLAN.get(m["plan"])) is not None
    ]


def _numeric(text: str, _: Document) -> list[TimeExpression]:
    """2023-12-31, 2023.12: as tables print them."""
    return [
        TimeExpression(
            m.start(),
            m.end(),
            "by" if m[4] else "within",
            _day_in_month(int(m[1]), int(m[2]), m[3], None),
            _tidy(m[0]),
        )
        for m in _NUMERIC.finditer(text)
    ]


def _relatives(text: str, document: Document) -> list[TimeExpression]:
    times = []
    for match in _RELATIVE.finditer(text):
        day = _counted_on(document.date, whole_number_of(match["count"]), match["unit"])
        times.append(TimeExpression(match.start(), match.end(), "relative", day, _tidy(match[0])))
    for match in _YEARS_ON.finditer(text):
        day = _counted_on(document.date, whole_number_of(match["count"]), "年")
        times.append(TimeExpression(match.start(), match.end(), "relative", day, _tidy(match[0])))
    return times


def _dated(text: str, document: Document) -> list[TimeExpression]:
    base = year_of(document)
    times = []
    for match in _DATED.finditer(text):
        year = _year_value(match, base)
        if year is None or _is_name(text, match):
            continue
        marked = bool(
            match["before"] or match["half"] or match["quarter"] or match["year_part"] or match["month_part"]
        )
        start, preposition = _with_preposition(text, match.start())
        marked = marked or preposition in {"到", "至"}
        day = _last_day_of(match, year)
        words = _tidy(text[start : match.end()])
        times.append(TimeExpression(start, match.end(), "by" if marked else "within", day, words))
    return times


def _undated(text: str, document: Document, dated: list[TimeExpression]) -> list[TimeExpression]:
    """Months and halves without a year; where no year is known they have no day."""
    base = year_of(document)
    with_year = sorted((t for t in dated if t.day and t.kind == "by"), key=lambda t: t.start)
    times = []
    for match in _UNDATED.finditer(text):
        marked = bool(
            match["before"] or match["month_part"] or match["half"] or match["quarter"]
            or match["year_part"] or match["month_part2"]
        )  # fmt: skip
        year = _year_before(text, match.start(), with_year) or base
        if year is None:
            day = None
        elif match["this_month"]:
            day = _last_day(year, document.date.month) if document.date else None
        else:
            day = _last_day_of(match, year)
        start, _ = _with_preposition(text, match.start())
        words = _tidy(text[start : match.end()])
        times.append(TimeExpression(start, match.end(), "by" if marked else "within", day, words))
    return times


def _with_preposition(text: str, offset: int) -> tuple[int, str]:
    """The offset of the preposition before a date, and the preposition; the date's own without one."""
    window = max(0, offset - 6)
    found = _TO.search(text[window:offset])
    return (window + found.start(), found[0].strip()) if found else (offset, "")


def _year_before(text: str, offset: int, dated: list[TimeExpression]) -> int | None:
    """The year of the last dated time before `offset` in the same sentence."""
    index = bisect_right(dated, offset, key=lambda time: time.end) - 1
    if index < 0 or _BORDER.search(text, dated[index].end, offset):
        return None
    day = dated[index].day
    return day.year if day else None


def _is_name(text: str, match: re.Match[str]) -> bool:
    """True where the year belongs to a name (2023年版, 2023年度计划) rather than to a duty."""
    follows = text[match.end() : match.end() + 3].lstrip()
    return follows.startswith(("度", "版", "以来", "届", "级", "起"))


def _year_value(match: re.Match[str], base: int | None) -> int | None:
    if match["year"]:
        return whole_number_of(match["year"].replace("○", "〇"))
    if base is None or base >= _LATEST_YEAR:
        return None
    return base + 1 if match["word_year"] in {"明年", "次年"} else base


def _last_day_of(match: re.Match[str], year: int) -> date:
    """The last day of the period that the groups of a date pattern name."""
    groups = match.groupdict()
    if groups.get("month"):
        month = whole_number_of(groups["month"]) or 12
        return _day_in_month(year, month, groups.get("day"), groups.get("month_part"))
    if groups.get("half"):
        return _last_day(year, 6 if groups["half"].startswith("上") else 12)
    if groups.get("quarter"):
        month = _QUARTERS[groups["quarter"]] * 3
        return _last_day(year, month - 2 if groups.get("quarter_part") == "初" else month)
    part = groups.get("year_part") or ""
    if part.endswith("初"):
        return _last_day(year, 1)
    return _last_day(year, 6 if part.endswith("中") else 12)


def _day_in_month(year: int, month: int, day: str | None, part: str | None) -> date:
    if day:
        return date(year, month, min(int(day), calendar.monthrange(year, month)[1]))
    if part in {"初", "上旬"}:
        return date(year, month, 10)
    if part == "中旬":
        return date(year, month, 20)
    return _last_day(year, month)


@cache
def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _counted_on(day: date | None, count: int | None, unit: str) -> date | None:
    """`count` units after the day of the notice; working days skip Saturdays and Sundays."""
    if day is None or count is None or day.year >= _LATEST_YEAR:
        return None
    if unit.endswith("工作日"):
        for _ in range(count):
            day += timedelta(days=1)
            while day.weekday() >= 5:
                day += timedelta(days=1)
        return day
    if unit in {"日", "天"}:
        return day + timedelta(days=count)
    months = day.month - 1 + count * (12 if unit == "年" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _without_overlaps(times: list[TimeExpression]) -> tuple[TimeExpression, ...]:
    kept: list[TimeExpression] = []
    for time in sorted(times, key=lambda t: (t.start, -(t.end - t.start))):
        if kept and time.start < kept[-1].end:
            if time.end - time.start > kept[-1].end - kept[-1].start:
                kept[-1] = time
            continue
        kept.append(time)
    return tuple(kept)


def _tidy(words: str) -> str:
    return re.sub(r"\s+", "", words)
