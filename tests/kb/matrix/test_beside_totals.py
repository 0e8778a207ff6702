"""指标清单: figures beside those that the link compares them with, and totals that are to be shared out."""

from __future__ import annotations

import pytest

from ingest.importer import import_file
from kb.base import KnowledgeBase
from kb.matrix.build import build
from kb.matrix.seals import without_contrary
from kb.matrix.table import Request, Table
from kb.model import Change
from tests.kb.matrix.test_tasks import cells

CITY = """樾州市人民政府办公室关于加快农村寄递物流建设的通知
樾政办字〔2030〕31号
各县人民政府：
一、工作目标
2031年上半年实现全市行政村寄递服务全覆盖。
二、主要任务
（一）加快站点建设。各县完善县镇村三级寄递节点，坚持共建共用，至少建成1处寄递分拨中心，全市建设县级寄递共同分拨中心6个以上，镇级寄递共同分拨站40个以上，实现县有中心、镇有站点。（责任单位：市商务局、各县人民政府）
（二）加强宣传。应当每季度通报一次进展情况。（责任单位：市商务局）
樾州市人民政府办公室
2030年12月20日
"""
COUNTY = """青禾县人民政府办公室关于加快农村寄递物流建设的实施方案
青政办字〔2031〕12号
各镇人民政府：
根据《樾州市人民政府办公室关于加快农村寄递物流建设的通知》（樾政办字〔2030〕31号），制定本方案。
一、工作目标
2031年实现全县行政村寄递服务全覆盖。
二、主要任务
（一）加快站点建设。完善县镇村三级寄递节点，坚持共建共用，6月底前，至少建成1处县级寄递共同分拨中心，各镇至少建成1处镇级寄递公共服务中心，7月底前各村至少建成1处村级寄递网点，实现县有中心、镇有站点。（责任单位：县商务局、各镇）
青禾县人民政府办公室
2031年5月20日
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    base = KnowledgeBase.open(tmp_path_factory.mktemp("totals"))
    for name, text in (("city", CITY), ("county", COUNTY)):
        assert import_file(base, text.encode(), f"{name}.txt").outcome == "new"
    return base


def table(base: KnowledgeBase, view: str) -> Table:
    return build(base, Request(view, (base.store.find("青政办字〔2031〕12号"),)))  # type: ignore[arg-type]


def test_a_figure_stands_beside_the_one_that_it_is_compared_with(base: KnowledgeBase) -> None:
    _, centre, station, point = cells(table(base, "targets"), "指标", "上级指标", "偏差")
    assert centre[1].split("\n")[0] == "寄递分拨中心 ≥1 处"
    assert "≥1处 → ≥1处，寄递分拨中心 → 县级寄递共同分拨中心" in centre[2]
    assert station[1].split("\n")[0] == "镇级寄递共同分拨站 ≥40 个" and "≥40个 → ≥1处" in station[2]
    assert point[1] == "—" and "新增指标" in point[2]


def test_an_upper_total_stands_with_the_figure_most_like_it(base: KnowledgeBase) -> None:
    centre = cells(table(base, "targets"), "上级指标", "偏差")[1]
    assert "县级寄递共同分拨中心 ≥6 个" in centre[0] and "待分解" in centre[1]


def test_a_day_is_not_told_to_be_both_added_and_later() -> None:
    later = Change("deadline_later", "7月 底前", "2031年上半年", "推迟31天", "severe")
    added = Change("deadline_added", "7月底前", None)
    other = Change("deadline_added", "6月底前", None)
    assert without_contrary((added, other, later)) == (other, later)


def test_rows_of_the_comparison_know_both_clauses(base: KnowledgeBase) -> None:
    upper = base.store.find("樾政办字〔2030〕31号")
    rows = list(table(base, "trace").rows)
    assert ("二/（一）", (upper, "二/（一）")) in [(row.clause, row.upper) for row in rows]
    assert all(row.upper == (upper, row.cells[2]) for row in rows if row.cells[2] != "—")
