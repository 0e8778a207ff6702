"""The calendar of a table, read back: days, repetitions, alarms, and what could not be put in."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar

from kb.export.table_ics import not_in_calendar, write_ics
from kb.export.table_recurrence import rules
from kb.matrix.table import Event, Table
from tests.kb.export.tables import row, table

DATED = Event(datetime.date(2024, 6, 30), None, "建成站点（县商务局）")
MONTHLY = Event(None, "每月10日、20日前", "报送进展")
VAGUE = Event(None, "定期", "通报情况")
WHOLE = table(
    row(1, "建站点", "6月底前建成站点。", events=(DATED, replace(DATED, summary="=1+1"))),
    row(2, "报送", "每月10日、20日前报送进展\x0b。", events=(MONTHLY, VAGUE)),
)


def read(made: Table) -> Calendar:
    out = io.BytesIO()
    write_ics(made, out, lambda one: f"http://127.0.0.1/notices/{one.notice}")
    return Calendar.from_ical(out.getvalue())


def test_a_day_becomes_an_event_of_the_whole_day_with_an_alarm() -> None:
    event = read(WHOLE).walk("VEVENT")[0]
    assert event.decoded("dtstart") == datetime.date(2024, 6, 30)
    assert event.decoded("dtend") == datetime.date(2024, 7, 1)
    assert event["summary"] == "建成站点（县商务局）" and event["url"] == "http://127.0.0.1/notices/qinghe"
    for words in ("责任单位：县商务局", "原文：6月底前建成站点。", "青政办发〔2024〕12号", "三/（g）"):
        assert words in event["description"]
    assert event.walk("VALARM")[0].decoded("trigger") == -datetime.timedelta(days=6, hours=15)


def test_a_recurrence_repeats_from_the_date_of_the_notice() -> None:
    event = read(WHOLE).walk("VEVENT")[2]
    assert event.decoded("dtstart") == datetime.date(2024, 3, 10)
    assert event["rrule"]["freq"] == ["MONTHLY"] and event["rrule"]["bymonthday"] == [10, 20]
    assert "周期：每月10日、20日前" in event["description"] and "\x0b" not in event["description"]


def test_what_cannot_be_repeated_is_told() -> None:
    calendar = read(WHOLE)
    assert not_in_calendar(WHOLE) == ("定期：通报情况",)
    assert "没有排进日历：定期：通报情况" in calendar["description"]
    assert calendar.walk("VTODO")[0]["summary"] == "通报情况"


def test_uids_are_stable_and_each_duty_is_there_once() -> None:
    uids = [component["uid"] for component in read(WHOLE).subcomponents]
    assert uids == [component["uid"] for component in read(WHOLE).subcomponents]
    assert len(set(uids)) == len(uids) == 4
    twice = table(*WHOLE.rows, *(replace(one, group="again") for one in WHOLE.rows))
    assert len(read(twice).subcomponents) == 4


def test_a_table_without_days_is_a_calendar_without_events() -> None:
    assert not read(table(row(1, "建站点", "选地方"))).subcomponents


@pytest.mark.parametrize(
    "words", ["每月30日前", "每季度末", "每年6月30日前、11月15日前", "每周一、周四", "每旬"]
)
def test_other_programs_repeat_the_same_days(words: str) -> None:
    made = table(row(1, "报送", "报送进展", events=(Event(None, words, "报送"),)))
    start, end = datetime.date(2024, 3, 5), datetime.date(2026, 3, 5)
    days = {start + datetime.timedelta(days=ahead) for ahead in range((end - start).days)}
    found = set()
    for event in read(made).walk("VEVENT"):
        rule = rrulestr(
            event["rrule"].to_ical().decode(),
            dtstart=datetime.datetime(*event.decoded("dtstart").timetuple()[:3]),
        )
        found |= {
            day.date() for day in rule.between(datetime.datetime(2024, 3, 4), datetime.datetime(2026, 3, 5))
        }
    assert found - {end} == {day for day in days if any(rule.falls_on(day) for rule in rules(words))}
