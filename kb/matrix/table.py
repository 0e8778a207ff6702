"""The plain table of a responsibility matrix, and what can be asked of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from kb.model import Document
from kb.search import Query

View = Literal["tasks", "grid", "unit", "targets", "trace"]
RowKind = Literal["row", "total"]
Missing = Literal["lead", "unit", "deadline", "target"]

VIEW_NAMES: Mapping[View, str] = {
    "tasks": "任务分工表",
    "grid": "责任矩阵",
    "unit": "单位任务清单",
    "targets": "指标清单",
    "trace": "上下对照表",
}
UNWRITTEN = "未写"
"""Stands in a cell whose fact the notice does not state; never an empty cell."""
NOTHING = "—"
"""Stands in a cell that need not hold anything, such as a task without a figure."""
LEAD_MARK, RESPONSIBLE_MARK, COOPERATING_MARK = "★", "●", "○"


@dataclass(frozen=True, slots=True)
class Request:
    """Which rows are wanted. The same fields stand in the address of the page and on the command line.

    `notices` are ids, empty for the whole shelf. `query` narrows to the sentences that a search finds.
    `unit` is a body's canonical key, its name or its function. `due` is a period such as 2021上半年, or
    未写. `principles` and `annexes` tell whether clauses of 基本原则 and clauses of annexes are in.
    `missing` keeps the rows that lack one of these facts. `expand` gives each member of a group its own
    column (grid) or row (unit).
    """

    view: View
    notices: tuple[str, ...] = ()
    query: Query | None = None
    unit: str | None = None
    due: str | None = None
    principles: bool = True
    annexes: bool = True
    missing: tuple[Missing, ...] = ()
    expand: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is stable (json), `title` is shown, `width` counts Chinese characters on an A4 landscape page.

    `merged`: equal neighbouring cells of one group are shown as one. `centred` for marks and short figures.
    """

    key: str
    title: str
    width: float
    merged: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A day for the calendar: `date`, or `recurrence` as written (每月10日、20日前), and what is due."""

    date: datetime.date | None
    recurrence: str | None
    summary: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `cells` has one text for each column, never empty: 未写 or — stand there.

    `notice`, `clause` and `quote` lead back to the words. Neighbouring rows of one `group` may have
    their equal cells merged, for the eye only. `seals` are (column key, deviation kind) for the page.
    `missing` are the facts that the notice does not state for it. `upper` is the notice and the clause in
    the column `upper_clause`, where there is one.
    """

    cells: tuple[str, ...]
    notice: str | None
    clause: str | None
    quote: str | None
    group: str
    kind: RowKind = "row"
    depth: int = 0
    seals: tuple[tuple[str, str], ...] = ()
    events: tuple[Event, ...] = ()
    missing: tuple[Missing, ...] = ()
    upper: tuple[str, str | None] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A view's columns and rows. `rows` can be walked any number of times and loads one notice at a time.

    `sources` are the notices that rows come from; `notes` are lines below the table (legend, where leads
    were read from); `chosen` says in words which filters hold.
    """

    view: View
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    sources: tuple[Document, ...] = ()
    notes: tuple[str, ...] = ()
    chosen: tuple[str, ...] = field(default=())
