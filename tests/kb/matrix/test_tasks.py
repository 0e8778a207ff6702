"""任务分工表: what stands in its cells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.base import KnowledgeBase
from kb.matrix.choices import tally
from kb.matrix.table import Row, Table
from kb.matrix.tasks import tasks_table
from kb.model import Assignment, Evidence
from tests.kb.builders import county, notice
from tests.kb.matrix.conftest import Ask

COUNTY, CITY, OTHER = "青政办字〔2030〕21号", "樾政办发〔2030〕8号", "荻政办字〔2030〕9号"


def cells(table: Table, *titles: str) -> list[tuple[str, ...]]:
    at = [[column.title for column in table.columns].index(title) for title in titles]
    return [tuple(row.cells[i] for i in at) for row in table.rows]


def row_of(table: Table, words: str) -> Row:
    return next(row for row in table.rows if any(words in cell for cell in row.cells))


@pytest.mark.parametrize(
    ("measure", "title", "words"),
    [
        ("2031年12月底前，全县建成社区修配站8处以上", "目标指标", "社区修配站 ≥8 处"),
        ("各镇至少建成1处镇级修配站", "目标指标", "镇级修配站 ≥1 处／镇"),
        ("鼓励修理师傅", "目标指标", "—"),
        ("鼓励修理师傅", "措辞", "鼓励"),
        ("坚持政府引导", "措辞", "原则"),
        ("2031年12月底前", "完成时限", "2031-12-31"),
        ("各镇、街道每月10日前", "完成时限", "每月10日前"),
        ("鼓励修理师傅", "完成时限", "未写"),
        ("开展修理技能培训", "完成时限", "2030-12-31"),  # the line that dates the item
        ("鼓励修理师傅", "牵头单位", "县商务局"),
        ("鼓励修理师傅", "责任单位", "县民政局、县邮政公司，各镇、街道"),
        ("县财政给予", "牵头单位", "县财政、县民政局"),
        ("县财政给予", "配合单位", "县财政局"),
        ("开展修理技能培训", "牵头单位", "未写"),
        ("开展修理技能培训", "配合单位", "—"),
        ("鼓励修理师傅", "依据条款", "三/（一）"),
        ("面积不少于", "任务", "修配站面积不少于30平方米"),
    ],
)
def test_cells(ask: Ask, measure: str, title: str, words: str) -> None:
    table = ask("tasks", COUNTY)
    column = [column.title for column in table.columns].index(title)
    assert row_of(table, measure).cells[column] == words


def test_a_number_for_each_clause_and_the_measure_without_bracket_and_stop(ask: Ask) -> None:
    found = cells(ask("tasks", COUNTY), "序号", "任务", "具体举措")
    assert found[2:4] == [
        ("3", "布设修配站", "各镇至少建成1处镇级修配站，2030年10月底前完成选址"),
        ("3", "布设修配站", "鼓励修理师傅进站服务"),
    ]
    assert [number for number, *_ in found] == ["1", "2", "3", "3", "4", "5", "6", "7"]


def test_no_cell_is_empty_and_rows_can_be_walked_again(ask: Ask) -> None:
    for view in ("tasks", "grid", "targets", "trace"):
        table = ask(view)
        rows = list(table.rows)
        assert rows and rows == list(table.rows)
        assert all(all(row.cells) and len(row.cells) == len(table.columns) for row in rows)


def test_several_notices_are_named_beside_the_clause(ask: Ask) -> None:
    found = cells(ask("tasks", COUNTY, OTHER), "序号", "依据条款")
    assert found[0] == ("1", f"{COUNTY}\n一")
    assert found[-1] == ("8", f"{OTHER}\n一/（一）")


def test_late_days_are_sealed_and_days_are_events(ask: Ask) -> None:
    row = row_of(ask("tasks", COUNTY), "社区修配站 ≥8 处")
    assert row.seals == (("due", "deadline_later"),)
    assert [(str(event.date), event.summary) for event in row.events] == [("2031-12-31", "社区修配站 ≥8 处")]
    again = row_of(ask("tasks", COUNTY), "每月10日前")
    assert [(event.date, event.recurrence) for event in again.events] == [(None, "每月10日前")]


def test_missing_facts_are_counted(ask: Ask) -> None:
    counted = tally(ask("tasks", COUNTY, principles=False, annexes=False).rows)
    assert (counted.rows, counted.missing["lead"], counted.missing["unit"]) == (6, 2, 2)


def test_a_notice_that_is_in_no_store() -> None:
    table = tasks_table((county(),))
    assert table.title == "任务分工表（青政办字〔2030〕21号）"
    assert cells(table, "责任单位") == [("县商务局",), ("县商务局",), ("未写",)]


def test_a_clause_that_only_assigns_has_a_row() -> None:
    made = notice(county().document, ("一", "建立机制", "建立议事机制", ""))
    bracket = Evidence(0, 1, made.text[:1], 1, "test")
    put = Assignment("一", bracket, responsible=("县法院",))
    table = tasks_table((replace(made, assignments=(put,)),))
    assert cells(table, "具体举措", "措辞", "责任单位") == [("建立议事机制", "未写", "县法院")]


def test_rows_lead_back_to_their_words(base: KnowledgeBase, ask: Ask) -> None:
    for row in ask("tasks").rows:
        assert row.notice and row.quote
        text = base.store.notice(row.notice).text
        assert row.quote in text
