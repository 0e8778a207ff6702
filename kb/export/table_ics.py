"""The days of a table as a calendar (RFC 5545): an all-day event for each dated or recurring duty.

A recurrence that no calendar can repeat (定期, 汛期前) becomes a to-do without a day, and the calendar's
own description tells of it: nothing is left out in silence.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from icalendar import Alarm, Calendar, Todo, vText
from icalendar import Event as CalendarEvent

from kb.export.table_cells import Links, clean
from kb.export.table_recurrence import Rule, rules
from kb.matrix.table import NOTHING, Event, Row, Table
from kb.model import Document

_PRODUCT = "-//Tiaokuai//Tiaokuai//ZH"
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NOT_TOLD = frozenset({"number", "modality"})
_DAYS_AHEAD: Mapping[str, int] = {"YEARLY": 7, "MONTHLY": 3, "WEEKLY": 1}
_DAYS_AHEAD_ONCE = 7
_MORNING = datetime.timedelta(hours=9)


@dataclass(frozen=True, slots=True)
class _Duty:
    """One event of one row; `ordinal` counts the row's events with the same day."""

    row: Row
    event: Event
    ordinal: int


def write_ics(table: Table, out: BinaryIO, links: Links | None = None) -> None:
    """Writes the calendar. Recurrences begin with the notice's date, or today where it has none."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    # Programs older than RFC 7986 read the names with X-WR; the library escapes only those it knows.
    for name in ("name", "x-wr-calname"):
        calendar.add(name, vText(clean(table.title)))
    told = [*table.chosen, *(f"没有排进日历：{line}" for line in not_in_calendar(table))]
    if told:
        for name in ("description", "x-wr-caldesc"):
            calendar.add(name, vText(clean("\n".join(told))))
    head, end, rest = calendar.to_ical().rpartition(b"END:VCALENDAR")
    out.write(head)
    for component in _all_components(table, links):
        out.write(component.to_ical())
    out.write(end + rest)


def not_in_calendar(table: Table) -> tuple[str, ...]:
    """The recurrences that no calendar can repeat, as written, each with what is due."""
    return tuple(dict.fromkeys(line for row in table.rows for line in without_day(row)))


def without_day(row: Row) -> Iterator[str]:
    """The recurrences of a row that no calendar can repeat: `定期：通报情况`."""
    for event in row.events:
        if event.date is None and not rules(event.recurrence or ""):
            yield f"{event.recurrence}：{event.summary}"


def _all_components(table: Table, links: Links | None) -> Iterator[Any]:
    """Each once: a unit's list may name one duty in several rows."""
    documents = {document.id: document for document in table.sources}
    written: set[str] = set()
    for duty in _duties(table):
        for component in _components(table, duty, documents, links):
            if component["uid"] not in written:
                written.add(component["uid"])
                yield component


def _duties(table: Table) -> Iterator[_Duty]:
    for row in table.rows:
        seen: dict[tuple[datetime.date | None, str | None], int] = {}
        for event in row.events:
            due = (event.date, event.recurrence)
            seen[due] = seen.get(due, -1) + 1
            yield _Duty(row, event, seen[due])


def _components(
    table: Table, duty: _Duty, documents: Mapping[str, Document], links: Links | None
) -> Iterator[Any]:
    """One event for a day, one for each rule of a recurrence, a to-do where there is no rule."""
    document = documents.get(duty.row.notice or "")
    about = _description(table, duty, document)
    url = links(duty.row) if links else None
    if duty.event.date is not None:
        yield _event(duty, about, url, duty.event.date, None, 0)
        return
    found = rules(duty.event.recurrence or "")
    start = document.date if document and document.date else datetime.date.today()
    for number, rule in enumerate(found):
        yield _event(duty, about, url, rule.first(start), rule, number)
    if not found:
        todo = Todo()
        _fill(todo, duty, f"周期：{duty.event.recurrence}（没有确定的日子）\n{about}", url, 0)
        yield todo


def _event(
    duty: _Duty, about: str, url: str | None, day: datetime.date, rule: Rule | None, number: int
) -> Any:
    event = CalendarEvent()
    about = about if rule is None else f"周期：{duty.event.recurrence}\n{about}"
    _fill(event, duty, about, url, number)
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    if rule is not None:
        event.add("rrule", _rrule(rule))
    ahead = _DAYS_AHEAD_ONCE if rule is None else _DAYS_AHEAD.get(rule.frequency, 0)
    if ahead:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", _MORNING - datetime.timedelta(days=ahead))
        alarm.add("description", clean(duty.event.summary))
        event.add_component(alarm)
    return event


def _fill(component: Any, duty: _Duty, about: str, url: str | None, number: int) -> None:
    component.add("uid", _uid(duty, number))
    component.add("dtstamp", datetime.datetime.now(datetime.UTC))
    component.add("summary", clean(duty.event.summary))
    component.add("description", clean(about))
    if url:
        component.add("url", clean(url))


def _uid(duty: _Duty, number: int) -> str:
    """The same for the same words of the same clause, so that a calendar read in again is not doubled."""
    day = duty.event.date.isoformat() if duty.event.date else duty.event.recurrence
    parts = (duty.row.notice, duty.row.clause, duty.row.quote, day, str(duty.ordinal), str(number))
    digest = hashlib.sha256("\n".join(part or "" for part in parts).encode()).hexdigest()
    return f"{digest[:32]}@tiaokuai"


def _description(table: Table, duty: _Duty, document: Document | None) -> str:
    """The row in words, its sentence, and the notice that it stands in."""
    lines = [
        f"{column.title}：{cell}"
        for column, cell in zip(table.columns, duty.row.cells, strict=True)
        if cell != NOTHING and column.key not in _NOT_TOLD
    ]
    if duty.row.quote:
        lines.append(f"原文：{duty.row.quote}")
    if document:
        number = f"（{document.doc_number}）" if document.doc_number else ""
        lines.append(f"来源：《{document.title or document.id}》{number} {duty.row.clause or ''}".rstrip())
    return "\n".join(lines)


def _rrule(rule: Rule) -> dict[str, Any]:
    parts: dict[str, Any] = {"freq": rule.frequency}
    if rule.months:
        parts["bymonth"] = list(rule.months)
    if rule.days:
        parts["bymonthday"] = list(rule.days)
    if rule.weekdays:
        parts["byday"] = [_WEEKDAYS[number] for number in rule.weekdays]
    if rule.last_of:
        parts["bysetpos"] = -1
    return parts
