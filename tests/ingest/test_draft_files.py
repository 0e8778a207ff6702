"""A draft's checks and files: what changed above comes back, and a table says what the plan says."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ingest.draft_files import annexed_table, checks_of, comparison, read_plan, write_draft
from ingest.importer import import_file
from kb.base import KnowledgeBase
from kb.draft.desk import DraftDesk
from kb.draft.model import Draft

UPPER = """樾州市人民政府办公室关于推进乡村菜园建设的实施方案
樾政办发〔2030〕9号
各县（区）人民政府，市政府各部门：
为推进乡村菜园建设，制定本方案。
一、基本原则
坚持因地制宜，不搞一刀切。
二、重点任务
（一）建设菜园。全市建成菜园20处，每处不少于2亩。2031年6月底前完成。（责任单位：市农业农村局）
（二）配好水源。每处菜园应当配备灌溉设施。（责任单位：市水利局）
樾州市人民政府办公室
2030年3月1日
"""


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(tmp_path / "home") as base:
        assert import_file(base, UPPER.encode(), "city.txt").outcome == "new"
        yield base


@pytest.fixture
def draft(base: KnowledgeBase) -> Draft:
    return DraftDesk(base, "老李").new(["樾政办发2030-9"], "990121", "实施方案", today=date(2030, 4, 1))


def test_a_newer_upper_version_brings_its_clause_back(base: KnowledgeBase, draft: Draft) -> None:
    assert [each for each in checks_of(base, draft) if each.code == "upper_changed"] == []
    changed = UPPER.replace("应当配备灌溉设施", "应当配备水井和灌溉设施")
    assert import_file(base, changed.encode(), "city2.txt").outcome == "new_version"
    (flagged,) = [each for each in checks_of(base, draft) if each.code == "upper_changed"]
    entry = draft.entry(flagged.entry or "")
    assert (entry and entry.clause, flagged.state) == ("二/（二）", "must")
    desk = DraftDesk(base, "老李")
    desk.justify(draft.id, flagged.key, "已按新版改好")
    (solved,) = [
        each for each in checks_of(base, base.store.drafts.draft(draft.id)) if each.code == "upper_changed"
    ]
    assert solved.justified == "已按新版改好"


def test_the_annexed_table_is_an_offices(draft: Draft) -> None:
    table = annexed_table(draft, read_plan(draft))
    titles = [column.title for column in table.columns]
    assert titles == [
        "序号",
        "任务",
        "具体举措",
        "目标指标",
        "完成时限",
        "牵头单位",
        "责任单位",
        "配合单位",
        "依据条款",
    ]
    cells = [row.cells for row in table.rows]
    assert {row[1] for row in cells} == {"建设菜园", "配好水源"}
    assert "2031年6月30日" in {row[4] for row in cells}
    assert not any("未写" in cell for row in cells for cell in row)
    assert all(len(row) == len(titles) for row in cells)


def test_the_comparison_stands_beside_the_upper_words(base: KnowledgeBase, draft: Draft) -> None:
    table = comparison(base, draft)
    assert draft.head.title in table.title
    assert any("县水利局" in "".join(row.cells) and "市水利局" in "".join(row.cells) for row in table.rows)
    file = io.BytesIO()
    write_draft(base, draft, "table", file)
    sheet = load_workbook(file).worksheets[0]
    assert any("菜园" in str(cell.value) for row in sheet.iter_rows() for cell in row)
