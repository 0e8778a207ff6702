"""单位任务清单: all duties of one body and no other's, and which body a name means."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.importer import import_file
from kb.base import KnowledgeBase
from kb.errors import KnowledgeBaseError
from kb.matrix.build import build
from kb.matrix.errors import AmbiguousBody, BodyNotFound, UnitMissing
from kb.matrix.table import Request
from tests.kb.matrix.conftest import Ask
from tests.kb.matrix.test_tasks import COUNTY, OTHER, cells

REAL = Path(__file__).parents[3] / ".." / "shared"


@pytest.mark.parametrize(
    ("unit", "notices"),
    [
        ("青禾县邮政公司", [COUNTY] * 2),
        ("990121/post-company", [COUNTY] * 2),
        ("邮政公司", [COUNTY] * 2 + [OTHER]),
        ("县财政", [COUNTY]),
        ("青禾县财政局", [COUNTY]),
        ("市商务局", ["樾政办发〔2030〕8号"] * 2),
    ],
)
def test_whose_duties(ask: Ask, unit: str, notices: list[str]) -> None:
    assert sorted(number for (number,) in cells(ask("unit", unit=unit), "文件")) == sorted(notices)


def test_by_deadline_with_role_and_origin(ask: Ask) -> None:
    found = cells(ask("unit", unit="青禾县民政局"), "完成时限", "具体举措", "角色", "由来")
    assert found == [
        ("2030-10-31", "各镇至少建成1处镇级修配站，2030年10月底前完成选址", "责任", "责任单位“县民政局”"),
        ("未写", "鼓励修理师傅进站服务", "责任", "责任单位“县民政局”"),
        ("未写", "县财政给予一次性补助，具体办法由县民政局会同县财政局制定", "牵头", "正文“县民政局”"),
    ]


def test_dated_then_recurring_then_the_rest(ask: Ask) -> None:
    found = cells(ask("unit", COUNTY, unit="各镇、街道"), "完成时限")
    assert found == [("2030-10-31",), ("每月10日前",), ("未写",)]


def test_members_of_groups(ask: Ask) -> None:
    towns = cells(ask("unit", unit="青禾县苇湾镇"), "完成时限", "由来")
    assert ("每月10日前", "属“各镇、街道”") in towns
    counties = cells(ask("unit", unit="荻溪县"), "文件", "由来")
    assert counties == [("樾政办发〔2030〕8号", "属“各县”\n属“各县人民政府”")]


@pytest.mark.parametrize(
    ("unit", "error", "words"),
    [
        ("县商务局", AmbiguousBody, "青禾县（990121/commerce）；荻溪县（"),
        ("海洋局", BodyNotFound, "没有找到单位“海洋局”"),
        (None, UnitMissing, "指明单位"),
    ],
)
def test_unclear_units(ask: Ask, unit: str | None, error: type[KnowledgeBaseError], words: str) -> None:
    with pytest.raises(error, match=re.escape(words)):
        ask("unit", unit=unit)


def test_a_name_is_clear_within_one_notice(ask: Ask) -> None:
    assert len(cells(ask("unit", OTHER, unit="县商务局"), "序号")) == 1


def test_a_county_post_company_over_the_real_shelf(tmp_path: Path) -> None:
    files = [*(REAL / "notices").glob("*.txt"), *(REAL / "notices-more").glob("*.txt")]
    if not files:
        pytest.skip("../shared/notices is not there, so no shelf of real notices")
    with KnowledgeBase.open(tmp_path) as base:
        for path in files:
            import_file(base, path)
        table = build(base, Request("unit", unit="县邮政公司"))
        rows = list(table.rows)
        named = {
            (notice.document.id, assignment.clause)
            for notice in map(base.store.notice, base.store.ids())
            for assignment in notice.assignments
            if "县邮政公司" in assignment.evidence.quote
        }
    assert {(row.notice, row.clause) for row in rows} == named
    assert len(rows) == 18
    assert [row.cells[1] == "未写" for row in rows] == sorted(row.cells[1] == "未写" for row in rows)
