"""Which time governs which words: inside the sentence, from its opening, from an item's time field.

A date governs across the commas of its sentence, across ；only when it opens the sentence, and
never the next sentence. A time field (完成时限：…, or a date in an assignment bracket) governs its
item back to the field before it. A date in a heading governs the clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from corpus.tables import load_column
from ingest.extract.cue_words import any_of
from ingest.extract.framing import Framing, frame
from ingest.extract.time_expressions import TimeExpression, find_times, year_of
from kb.model import Clause, Document

_FIELD_NAMES = "|".join(sorted(load_column("time_fields"), key=len, reverse=True))
_FIELD = re.compile(rf"(?:{_FIELD_NAMES})[ \t\u3000]*[：:][ \t\u3000]*(?P<value>[^。；;\n）)〕】]{{1,40}})")
_ONGOING = re.compile("|".join(sorted(load_column("ongoing_words"), key=len, reverse=True)))
_ENTRY_WORDS = re.compile(r"牵头|责任|负责|配合|完成|落实|时限")
_VALIDITY = re.compile(
    rf"{any_of('target_contexts', 'validity')}(?:为|至|到|自|从|[：:])?[ \t\u3000]*(?:截至|至|到|自|从)?[ \t\u3000]*$"
)
_VALIDITY_OF_SPAN = re.compile(rf"{any_of('target_contexts', 'validity')}[^，,。；;\n]{{0,20}}$")
_DATE_END = re.compile(r"[年月日][ \t\u3000]*$")
_FROM_DAY = re.compile(r"(?:自|从)[ \t\u3000]*$")
_GOES_ON = re.compile(r"[ \t\u3000]*(?:至|到|[—–―\-~～－]{1,2}|起)")
_AS_ATTRIBUTE = re.compile(r"[ \t\u3000]*(?:的|是(?!否)|建成的|出生|生人|参加|以前|实际)")
_ADVERBIAL = re.compile(
    r"(?:^|[，,：:；;。（(）)\s]|确保|保证|力争|争取|计划|拟|要|并|其中|实现|完成|分别|全[国省市县区州镇乡]|各[\u4e00-\u9fff（）()、]{1,10}|(?:^|[^\u4e00-\u9fff])[0-9（()）.．、一二三四五六七八九十]+[.．、）)])[ \t\u3000]*$"
)
_DIGIT = re.compile(r"[0-9]")
_IN_LIST = re.compile(r"(?:^|到|至)[ \t]*(?:20[0-9]{2}[ \t]*年(?:底|末)?[、和及])+[ \t]*$")
"""到2023年、2025年: the later years of a list."""
_IN_TURN = re.compile(r"20[0-9]{2}[ \t]*年[^，,；;。、\n]{0,20}[0-9][^，,；;。、\n]{1,6}、[ \t]*$")
"""2023年建成5个、2024年建成7个: the later years of a list of figures."""
_EACH_YEAR = re.compile(r"(?:[、和及与][ \t]*20[0-9]{2}[ \t]*年[底末]?)*[ \t]*分别")
"""占比2023年、2024年分别达到55%、57%: the years of the list."""
_COMPLETION = re.compile(
    r"[ \t\u3000]*(?:前|内|底前)?(?:必须|均|要|须|应)?"
    r"(?:(?:全部|全面|基本)(?:[\u4e00-\u9fff]{2,4})?|(?:完成|建成|实现|到位|落实|办结|达标|完工|完毕|竣工投产|竣工)?)"
)
_DATE_LINE = re.compile(r"(?:^|\n)[ \t\u3000]*$")
_GOES_ON_LATER = re.compile(
    rf"[（(〔，,；;。][ \t]*(?P<words>{_ONGOING.pattern})[ \t]*[，,；;。][^（(]{{0,80}}?(?:牵头|责任|配合)[\u4e00-\u9fff]{{0,4}}[：:]"
)
"""（长期坚持，牵头单位：…）: a bracket of units that says for how long."""
_PLAN_NAME = re.compile(r"(?:计划|方案|规划|纲要|行动|意见|要点|办法|措施)[”\"]?$")
_NEAREST = 12
"""So many times of one sentence are asked whether they govern a figure."""
_YEAR_IN_HEADING = re.compile(r"20[0-9]{2}[ \t]*年[^。]*[月季半]")
_WITHOUT_YEAR = re.compile(r"(?:到|至|于|在)?[0-9]{1,2}月")
_HEADING_TIME = re.compile(r"目标|任务|阶段|底|前|[—–~～\-]|月")


@dataclass(frozen=True, slots=True)
class TimeField:
    """A time that an item states for itself. `time` is None for work without an end (`ongoing`).

    `start`–`end` are the words of the field; it governs `since` up to `start`.
    """

    start: int
    end: int
    since: int
    time: TimeExpression | None
    ongoing: str | None


@dataclass(frozen=True, slots=True)
class Times:
    """All times of a notice, which of them are deadlines, and the time fields of its items."""

    framing: Framing
    all: tuple[TimeExpression, ...]
    deadlines: tuple[TimeExpression, ...]
    deadline_starts: tuple[int, ...]
    fields: tuple[TimeField, ...]

    def within(self, start: int, end: int) -> tuple[TimeExpression, ...]:
        """The deadlines named in `text[start:end]`."""
        left = bisect_left(self.deadline_starts, start)
        right = bisect_left(self.deadline_starts, end)
        return self.deadlines[left:right]

    def governing(self, offset: int) -> date | None:
        """The day until which the words at `offset` are due, None where no time governs them."""
        piece = self.framing.piece_at(offset)
        last = bisect_right(self.deadline_starts, offset) - 1
        if last >= 0 and self.deadline_starts[last] >= piece[0] and not self._in_turn(last, offset):
            return self.deadlines[last].day
        opening = self._from_opening(offset, piece[0])
        if opening is not None:
            return opening.day
        following = self.within(offset, piece[1])[:1]
        if following and self._completes(following[0], offset, piece[1]):
            return following[0].day
        field = self.field_of(offset)
        if field is not None:
            return field.time.day if field.time else None
        return self._from_heading(offset)

    def _in_turn(self, index: int, offset: int) -> bool:
        """其中2023年60公里、2024年70公里，漏损率…: the year of a list's figure governs that figure alone."""
        start, stop = self.framing.segment_at(self.deadline_starts[index])
        if offset < stop:
            return False
        return bool(_IN_TURN.search(self.framing.text[start : self.deadline_starts[index]]))

    def field_of(self, offset: int) -> TimeField | None:
        """The time field that governs the words at `offset`."""
        index = bisect_right(self.fields, offset, key=lambda field: field.start)
        if index < len(self.fields) and self.fields[index].since <= offset:
            return self.fields[index]
        return None

    def _from_opening(self, offset: int, piece_start: int) -> TimeExpression | None:
        """The last time that opens an earlier ；-piece of the same sentence."""
        sentence = self.framing.whole_sentence_at(offset)
        for time in reversed(self.within(sentence[0], piece_start)[-_NEAREST:]):
            start = self.framing.piece_at(time.start)[0]
            ahead = self.framing.text[start : time.start]
            if len(ahead) <= 8 and not re.search(r"[，,]", ahead):
                return time
        return None

    def _completes(self, time: TimeExpression, offset: int, piece_end: int) -> bool:
        """True for a time behind its duty: 建站点5个，6月底前全部完成; one with a figure of its own is not."""
        start = self.framing.segment_at(time.start)[0]
        if offset < start and _DIGIT.search(self.framing.text, start, time.start):
            return False
        end = min(self.framing.segment_at(time.end)[1] if time.end < piece_end else piece_end, piece_end)
        rest = self.framing.text[time.end : end].strip("。；; ）)")
        found = _COMPLETION.match(rest)
        return (
            bool(found) and len(rest) - (found.end() if found else 0) <= 1 and not re.search(r"[0-9]", rest)
        )

    def _from_heading(self, offset: int) -> date | None:
        clause = self.framing.clause_at(offset)
        while clause is not None:
            if clause.heading and clause.body_start > clause.start:
                times = self.within(clause.start, clause.body_start)
                if times and _HEADING_TIME.search(clause.heading):
                    return times[-1].day
            clause = self.framing.parent_of(clause)
        return None


@lru_cache(maxsize=2)
def read_times(text: str, clauses: tuple[Clause, ...], document: Document) -> Times:
    """Frame the text and read its times; the last two texts are remembered, as in `frame`."""
    framing = frame(text, clauses)
    found = _in_years_of_stages(find_times(text, document), clauses)
    deadlines = tuple(time for time in found if _is_deadline(framing, time, year_of(document)))
    return Times(
        framing=framing,
        all=found,
        deadlines=deadlines,
        deadline_starts=tuple(time.start for time in deadlines),
        fields=_fields(framing, found, deadlines, year_of(document)),
    )


def _in_years_of_stages(
    found: tuple[TimeExpression, ...], clauses: tuple[Clause, ...]
) -> tuple[TimeExpression, ...]:
    """总结阶段（2025年7月—12月）。11月15日前…: a day without a year falls into the stage its heading names."""
    times = list(found)
    starts = [time.start for time in found]
    for clause in clauses:
        if not _YEAR_IN_HEADING.search(clause.heading or ""):
            continue
        first, behind = bisect_left(starts, clause.body_start), bisect_left(starts, clause.end)
        ahead = [time for time in found[bisect_left(starts, clause.start) : first] if time.day]
        if not ahead or "年" not in ahead[-1].words:
            continue
        last = ahead[-1].day or date.max
        for index in range(first, behind):
            day = times[index].day
            if day and times[index].kind in ("by", "within") and _WITHOUT_YEAR.match(times[index].words):
                day = _in_year(day, last.year)
                times[index] = replace(times[index], day=day if day <= last else _in_year(day, last.year - 1))
    return tuple(times)


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _is_deadline(framing: Framing, time: TimeExpression, year: int | None) -> bool:
    """A day to come that is neither part of a name, a quote, a scope nor a period of validity."""
    if time.kind == "recurring" or time.day is None:
        return False
    text = framing.text
    if framing.titled[time.start] or (framing.quoted[time.start] and framing.quoted[time.end - 1] and time.start
                                      and framing.quoted[time.start - 1]):  # fmt: skip
        return False
    if year is not None and time.day.year < year:
        return False
    ahead = text[max(0, time.start - 16) : time.start]
    if time.words[0] in "至到" and _VALIDITY.search(ahead + time.words[0]):  # 政策执行至…
        return False
    if time.words[0] in "至到" and _DATE_END.search(ahead):
        ahead = text[max(0, time.start - 30) : time.start]
        if _VALIDITY_OF_SPAN.search(ahead):
            return False
    if (
        _VALIDITY.search(ahead)
        or (time.kind != "relative" and _FROM_DAY.search(ahead))
        or time.words.startswith("截")
    ):
        return False
    if _AS_ATTRIBUTE.match(text, time.end):
        return False
    if time.kind != "within":
        return True
    if _GOES_ON.match(text, time.end):
        return False
    start = framing.segment_at(time.start)[0]
    ahead = text[start : time.start]
    return bool(
        _ADVERBIAL.search(ahead)
        or _IN_LIST.search(ahead)
        or _IN_TURN.search(ahead)
        or _EACH_YEAR.match(text, time.end)
    )


def _fields(
    framing: Framing,
    found: tuple[TimeExpression, ...],
    deadlines: tuple[TimeExpression, ...],
    year: int | None,
) -> tuple[TimeField, ...]:
    """Time fields in reading order, each with the stretch back to the field or clause start before it."""
    stated: list[tuple[int, int, TimeExpression | None, str | None]] = []
    starts = [time.start for time in found]
    for match in _FIELD.finditer(framing.text):
        left, right = bisect_left(starts, match.start("value")), bisect_right(starts, match.end() - 1)
        dated = [time for time in found[left:right] if time.day is not None]
        ongoing = _ONGOING.search(match["value"])
        if dated or ongoing:
            time, words = dated[-1] if dated else None, ongoing[0] if ongoing else None
            stated.append((match.start(), match.end(), time, words))
        elif year is not None and match["value"].strip() == "全年":
            all_year = TimeExpression(*match.span("value"), "by", date(year, 12, 31), "全年")
            stated.append((match.start(), match.end(), all_year, None))
    keys = [time.start for time in deadlines]
    taken = [(start, end) for start, end, _, _ in stated]
    for start, end in framing.brackets:
        inside = deadlines[bisect_left(keys, start) : bisect_left(keys, end)]
        inside = inside if inside and _states_time(framing, start, end, inside[-1]) else ()
        goes_on = None if inside or framing.titled[start] else _GOES_ON_LATER.match(framing.text, start, end)
        if (inside or goes_on) and not any(left < end and start < right for left, right in taken):
            stated.append((start, end, inside[-1] if inside else None, goes_on["words"] if goes_on else None))
    stated.sort(key=lambda entry: entry[0])
    fields: list[TimeField] = []
    for start, end, time, ongoing_words in stated:
        clause = framing.clause_at(start)
        since = max(clause.start if clause else 0, fields[-1].end if fields else 0)
        fields.append(TimeField(start, end, since, time, ongoing_words))
    return tuple(fields)


def _states_time(framing: Framing, start: int, end: int, time: TimeExpression) -> bool:
    """True for a bracket that says who answers or until when: （6月底前完成，责任单位：…）.

    A bracket with nothing but a time states it too, unless it belongs to the name of a plan.
    """
    if framing.titled[start] or is_date_line(framing, start, end):
        return False
    words = framing.text[start:end]
    if re.search(r"牵头|责任|负责|时限", words):
        return True
    others = re.sub(r"[（()）〔〕\s，,；;]", "", words)
    if len(others) - len(time.words) > 8:
        return False
    named = _PLAN_NAME.search(framing.text[max(0, start - 4) : start])
    return bool(_ENTRY_WORDS.search(words)) or (not named and len(others) - len(time.words) <= 2)


def is_date_line(framing: Framing, start: int, end: int) -> bool:
    """A bracket that fills a line ahead of the clauses: the day of the notice, or of its adoption."""
    line_end = framing.text.find("\n", end)
    behind = framing.text[end : line_end if line_end >= 0 else len(framing.text)]
    ahead = framing.text[max(0, start - 40) : start]
    return framing.path_at(start) is None and bool(_DATE_LINE.search(ahead)) and not behind.strip()
