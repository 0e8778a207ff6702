"""The coverage table as the page 覆盖 and its downloads show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kb.base import KnowledgeBase
from kb.linking import traced_pair
from kb.model import LEVELS, Assignment, Clause, Document, Link, Notice
from kb.regions import NATIONAL, members
from kb.trace.allocation import Allocation, allocations
from kb.trace.coverage import Cell, Coverage, Nearest, Row, State, coverage, nearest
from kb.trace.same_subject import UNCITED
from web import present

STATE_WORDS: dict[State, str] = {
    "verbatim": "原文", "adapted": "改写", "weakened": "弱化", "not_carried": "未承接", "justified": "已说明",
}  # fmt: skip
STATE_SIGNS: dict[State, str] = {
    "verbatim": "●", "adapted": "◐", "weakened": "▽", "not_carried": "✕", "justified": "—",
}  # fmt: skip
Show = Literal["all", "holes", "weak", "justified"]
SHOWS: dict[Show, tuple[str, State | None]] = {
    "all": ("全部", None),
    "holes": ("有空白", "not_carried"),
    "weak": ("有弱化", "weakened"),
    "justified": ("已说明", "justified"),
}
REASONS = ("职责不在本级", "已由其他文件承接", "暂不具备条件")
WORDS_OF_CLAUSE = 26


@dataclass(frozen=True, slots=True)
class Chosen:
    """The selected cell with what stands on both sides of it."""

    row: Row
    cell: Cell
    lower: Notice
    near: Nearest | None


@dataclass(frozen=True, slots=True)
class Covered:
    """The table under one filter, and how each lower notice was found."""

    table: Coverage
    whole: Coverage
    show: Show
    links: dict[str, tuple[Link, ...]]
    uncited: tuple[Document, ...]

    def groups(self) -> Iterator[tuple[str | None, list[Row]]]:
        """The rows under the heading of the clause above them."""
        titles = {clause.path: clause for clause in self.table.upper.clauses}
        last: str | None = "—"
        rows: list[Row] = []
        for row in self.table.rows:
            parent = row.clause.parent
            if parent != last and rows:
                yield _title(titles.get(last or "")), rows
                rows = []
            last = parent
            rows.append(row)
        if rows:
            yield _title(titles.get(last or "")), rows

    def count(self, show: Show) -> int:
        """How many clauses a filter stands for."""
        return sum(_shown(row, show) for row in self.whole.rows)


def covered(base: KnowledgeBase, upper: Notice, lower_ids: Sequence[str], show: Show) -> Covered:
    """The table of the upper notice and these lower ones; pairs without links are compared now."""
    store, upper_id = base.store, upper.document.id
    lowers = [store.notice(lower_id) for lower_id in lower_ids]
    links = {
        lower.document.id: store.links_between(lower.document.id, upper_id)
        or traced_pair(store, lower, upper)
        for lower in lowers
    }
    whole = coverage(upper, lowers, links)
    kept = replace(whole, rows=tuple(row for row in whole.rows if _shown(row, show)))
    found = [
        low.document for low in lowers if any(k.rationale.startswith(UNCITED) for k in links[low.document.id])
    ]
    return Covered(kept, whole, show, links, tuple(found))


def _shown(row: Row, show: Show) -> bool:
    state = SHOWS[show][1]
    return state is None or row.has(state)


def chosen_cell(view: Covered, base: KnowledgeBase, path: str | None, lower_id: str | None) -> Chosen | None:
    """The cell that the address names, None where it names none."""
    row = next((row for row in view.whole.rows if row.clause.path == path), None)
    cell = view.whole.cell(path or "", lower_id or "")
    if row is None or cell is None:
        return None
    lower = base.store.notice(cell.lower)
    near = nearest(row.clause, view.whole.upper.document, lower) if not cell.clauses else None
    return Chosen(row, cell, lower, near)


def who(notice: Notice, path: str) -> tuple[tuple[str, str], ...]:
    """The units in charge of a clause, from the clause itself or the nearest above that names any."""
    here: str | None = path
    while here:
        named: list[Assignment] = [a for a in notice.assignments if a.clause == here and not a.in_prose]
        if named:
            return tuple(dict.fromkeys(pair for assignment in named for pair in assignment.units()))
        here = here.rpartition("/")[0] or None
    return ()


def words_of(clause: Clause) -> str:
    """The clause's heading, or how its text begins."""
    text = " ".join(clause.text[clause.body_start - clause.start :].split())
    return clause.heading or (text if len(text) <= WORDS_OF_CLAUSE else f"{text[:WORDS_OF_CLAUSE]}……")


def without_notice(view: Covered) -> tuple[int, tuple[str, ...]]:
    """How many places lie directly below the upper notice's, and the names of those without a column."""
    document = view.whole.upper.document
    code = NATIONAL if document.level == "national" else document.region_code
    below = members(code) if code else ()
    here = {lower.region_code for lower in view.whole.lowers}
    return len(below), tuple(place.short for place in below if place.code not in here)


def can_be_added(base: KnowledgeBase, upper: Document, shown: Sequence[str]) -> list[Document]:
    """Notices of lower levels that could be one more column: those that are linked first."""
    linked = base.store.lowers(upper.id)
    rank = LEVELS.index(upper.level) if upper.level else -1
    documents = [summary.document for summary in base.store.summaries()]
    lower = [d for d in documents if d.level and LEVELS.index(d.level) > rank and d.id not in shown]
    return sorted(lower, key=lambda document: (document.id not in linked, document.id))[:20]


def table_of(view: Covered) -> tuple[list[str], list[list[str]]]:
    """The shown rows as a table to take away: three columns for each lower notice."""
    columns = ["条", "上级要求", "上级责任单位"]
    for document in view.table.lowers:
        name = f"{present.place(document)} {document.doc_number or ''}".strip()
        columns += [name, f"{name} 条款", f"{name} 说明"]
    rows = []
    for row in view.table.rows:
        units = "、".join(name for _, name in who(view.table.upper, row.clause.path))
        cells = [row.clause.path, words_of(row.clause), units]
        for cell in row.cells:
            note = cell.reason or "；".join(cell.notes)
            cells += [STATE_WORDS[cell.state], "＋".join(cell.clauses), note]
        rows.append(cells)
    return columns, rows


def _title(clause: Clause | None) -> str | None:
    if clause is None:
        return None
    if clause.label.startswith("附"):
        return f"{clause.label}　{clause.heading or ''}"
    mark = "、" if clause.label[-1:].isalnum() else ""
    return f"{clause.label}{mark}{clause.heading or ''}"


def allocated(base: KnowledgeBase, upper: Notice, lower_ids: Sequence[str]) -> tuple[Allocation, ...]:
    """The totals of the upper notice that these lower ones carry in part, with the sum of their shares."""
    store = base.store
    return allocations(
        upper, [(store.notice(each), store.links_between(each, upper.document.id)) for each in lower_ids]
    )
