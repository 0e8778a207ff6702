"""责任矩阵: whose column, which mark."""

from __future__ import annotations

from dataclasses import replace

from kb.matrix import heads as columns
from kb.matrix.filters import Sieve
from kb.matrix.grid import grid_table
from kb.matrix.table import Request, Table
from kb.model import Assignment, Unit
from tests.kb.builders import CITY, evidence, notice
from tests.kb.matrix.conftest import Ask
from tests.kb.matrix.test_tasks import CITY as CITY_NUMBER
from tests.kb.matrix.test_tasks import COUNTY, OTHER


def shown(table: Table) -> dict[str, str]:
    """`★ ● ○` by task, the columns joined by blanks; sub-tasks are indented."""
    first = next(i for i, column in enumerate(table.columns) if column.key == "task")
    return {
        "　" * row.depth + row.cells[first]: " ".join(row.cells[first + 1 :])
        for row in table.rows
        if row.kind == "row"
    }


def heads(table: Table) -> list[str]:
    return [column.title for column in table.columns]


def test_marks_sub_tasks_and_totals(ask: Ask) -> None:
    table = ask("grid", COUNTY, principles=False, annexes=False)
    assert heads(table)[2:] == ["县商务局", "县民政局", "县邮政公司（企业）", "县财政局", "各镇、街道"]
    assert shown(table) == {
        "总体目标（未写责任单位）": "· · · · ·",
        "布设修配站": "★ ● ● · ●",
        "　至少建成1处镇级修配站": "· · · · ★",
        "落实资金": "· · · ● ·",
        "　给予一次性补助": "· · · ★ ·",
        "　会同县财政局制定": "· ★ · ○ ·",
        "加强宣传": "· · · · ★",
        "组织培训（未写责任单位）": "· · · · ·",
    }
    *_, last = table.rows
    assert last.kind == "total"
    assert last.cells[2:] == ("★1", "★1 ●1", "●1", "★1 ●1 ○1", "★2 ●1")


def test_bodies_of_two_places_have_two_columns(ask: Ask) -> None:
    titles = heads(ask("grid", COUNTY, OTHER))
    assert {"县商务局（青禾县）", "县商务局（荻溪县）", "县民政局"} <= set(titles)


def test_a_group_is_expanded_where_its_members_are_known(ask: Ask) -> None:
    assert "各县人民政府" in heads(ask("grid", CITY_NUMBER))
    expanded = ask("grid", CITY_NUMBER, expand=True)
    assert "青禾县" in heads(expanded) and "各县人民政府" not in heads(expanded)
    row = next(row for row in expanded.rows if "布设修配站" in row.cells)
    assert row.cells[heads(expanded).index("荻溪县")] == "●"


def test_who_is_no_body_stands_apart_and_some_towns_in_the_column_of_all() -> None:
    made = notice(CITY, ("一", "收寄服务", "由所在村居和相关镇协调场地。", "各镇"))
    names = ("各镇", "990121/townships"), ("相关镇", None), ("所在村居", None)
    kinds = {"各镇": "township_group", "相关镇": "township_group", "所在村居": "other"}
    units = tuple(Unit(name, None, None, kinds[name], key) for name, key in names)  # type: ignore[arg-type]
    spoken = Assignment(
        "一", evidence(made.text, "所在村居"), lead=("所在村居", "相关镇"), task="协调收寄场地"
    )
    made = replace(made, units=units, assignments=(*made.assignments, spoken))
    table = grid_table((made,), Sieve(Request("grid")))
    assert heads(table)[2:] == ["各镇", "其他"]
    assert shown(table) == {"收寄服务": "● ·", "　协调收寄场地": "★ ★所在村居"}


def test_many_bodies_become_functions(ask: Ask, monkeypatch: object) -> None:
    monkeypatch.setattr(columns, "MOST_COLUMNS", 3)  # type: ignore[attr-defined]
    table = ask("grid", COUNTY)
    assert {"商务", "财政", "邮政公司"} <= set(heads(table))
    assert any("按职能" in note or "同一职能" in note for note in table.notes)
