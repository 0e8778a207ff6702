"""The same filters in every view, and what they are said to be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kb.base import KnowledgeBase
from kb.matrix.build import choices
from kb.matrix.filters import events_in
from kb.matrix.table import Event, Request, View
from kb.search import Query
from tests.kb.matrix.conftest import Ask
from tests.kb.matrix.test_tasks import COUNTY, OTHER

FILTERS: list[tuple[dict[str, Any], set[str]]] = [
    ({}, {"一", "二", "三/（一）", "三/（二）", "三/（三）", "三/（四）", "附件/1."}),
    ({"principles": False, "annexes": False}, {"一", "三/（一）", "三/（二）", "三/（三）", "三/（四）"}),
    ({"due": "2030下半年"}, {"三/（一）", "三/（四）"}),
    ({"due": "2030年"}, {"三/（一）", "三/（四）"}),
    ({"due": "定期"}, {"三/（三）"}),
    ({"due": "未写"}, {"二", "三/（一）", "三/（二）", "附件/1."}),
    ({"missing": ("unit",)}, {"一", "二", "三/（四）", "附件/1."}),
    ({"unit": "县财政局"}, {"三/（二）"}),
    ({"query": Query("修理")}, {"三/（一）", "三/（四）"}),
    ({"query": Query("修理"), "due": "2030下半年"}, {"三/（四）"}),
]


@pytest.mark.parametrize("view", ["tasks", "grid", "trace"])
@pytest.mark.parametrize(("filters", "clauses"), FILTERS)
def test_same_clauses_in_every_view(ask: Ask, view: View, filters: dict[str, Any], clauses: set[str]) -> None:
    notice = next(row.notice for row in ask("tasks", COUNTY).rows)
    rows = ask(view, COUNTY, **filters).rows
    assert {row.clause for row in rows if row.notice == notice and row.kind == "row"} == clauses


def test_figures_are_filtered_by_their_own_day(ask: Ask) -> None:
    def shown(**filters: Any) -> list[str]:
        return [row.cells[1] for row in ask("targets", COUNTY, **filters).rows]

    assert shown() == ["社区修配站", "镇级修配站", "修配站面积"]
    assert shown(due="2031下半年") == ["社区修配站"]
    assert shown(due="未写", annexes=False) == ["镇级修配站"]


def test_a_search_over_the_shelf_names_its_notices(ask: Ask) -> None:
    table = ask("tasks", query=Query("5处以上"))
    assert [document.doc_number for document in table.sources] == [OTHER]
    assert table.title == f"任务分工表（{OTHER}）"


def test_filters_in_words(ask: Ask) -> None:
    table = ask(
        "tasks", query=Query("修配站", {"level": ("county",)}), due="未写", missing=("lead",), annexes=False
    )
    assert table.chosen == (
        "检索“修配站”", "级别：county", "完成时限：未写", "不含附件", "只看未写牵头单位的",
    )  # fmt: skip


def test_choices_of_units_and_periods(base: KnowledgeBase) -> None:
    found = choices(base, Request("tasks", (base.store.find(COUNTY),)))
    assert {(each.label, each.count) for each in found.units[:2]} == {("县民政局", 3), ("各镇、街道", 3)}
    assert [each.value for each in found.dues] == ["2030下半年", "2031下半年", "定期", "未写"]


JUNE, JULY = Event(date(2030, 6, 30), None, "建站"), Event(date(2030, 7, 31), None, "验收")
MONTHLY = Event(None, "每月10日前", "报送")


@pytest.mark.parametrize(
    ("period", "kept"),
    [
        ("2030上半年", (JUNE,)),
        ("2030年下半年", (JULY,)),
        ("2030年", (JUNE, JULY)),
        ("定期", (MONTHLY,)),
        ("持续推进", (JUNE, JULY, MONTHLY)),
    ],
)
def test_the_calendar_of_a_period_holds_its_days_only(period: str, kept: tuple[Event, ...]) -> None:
    assert events_in((JUNE, JULY, MONTHLY), period) == kept


def test_every_day_of_a_filtered_table_lies_in_its_period(ask: Ask) -> None:
    days = [event.date for row in ask("grid", due="2030下半年").rows for event in row.events]
    assert days and all(date(2030, 7, 1) <= day <= date(2030, 12, 31) for day in days if day)
