"""What stands in the Word file: landscape paper, repeated heads, groups that read as one."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from kb.export.table_docx import write_docx
from kb.matrix.table import Table
from tests.kb.export.tables import EMPTY, grid, row, table

GROUP = table(
    row(1, "建站点", "选好地方"),
    row(2, "建站点", "配齐货架", unit="县财政局"),
    row(3, "定标准", "写明时限", group="二"),
)


def made(one: Table) -> WordDocument:
    out = io.BytesIO()
    write_docx(one, out, lambda line: f"http://127.0.0.1/notices/{line.notice}" if line.notice else None)
    out.seek(0)
    return Document(out)


def merges(document: WordDocument, column: int) -> list[str | None]:
    cells = [line.findall(qn("w:tc"))[column] for line in document.tables[0]._tbl.tr_lst]
    found = [cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") for cell in cells]
    return [None if one is None else one.get(qn("w:val")) for one in found]


def test_paper_title_and_page_number() -> None:
    document = made(GROUP)
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (297, 210)
    assert document.paragraphs[0].text == "任务分工表"
    assert "方正小标宋简体" in document.paragraphs[0]._p.xml and "PAGE" in section.footer._element.xml


def test_the_head_is_repeated_and_rows_stay_whole() -> None:
    for one in (GROUP, EMPTY):
        head, *rows = made(one).tables[0]._tbl.tr_lst
        assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(line.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for line in rows)


def test_a_row_longer_than_a_page_may_break() -> None:
    line = made(table(row(1, "建站点", "字" * 2000))).tables[0]._tbl.tr_lst[1]
    assert line.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None


def test_equal_neighbours_of_a_group_are_one_cell() -> None:
    document = made(GROUP)
    assert merges(document, 1) == [None, "restart", "continue", "restart"]
    assert merges(document, 2) == [None, None, None, None]
    assert merges(document, 3) == [None, "restart", "restart", "restart"]


def test_a_wide_grid_becomes_several_tables_with_the_tasks_in_each() -> None:
    document = made(grid(40))
    assert len(document.tables) == 3
    assert [part.cell(1, 1).text for part in document.tables] == ["建站点"] * 3
    assert "第2部分，共3部分" in "".join(one.text for one in document.paragraphs)
    assert len(made(grid(14)).tables) == 1


def test_notes_sources_and_links_stand_with_the_table() -> None:
    document = made(GROUP)
    assert document.paragraphs[-1].text.startswith(
        "来源：《关于推进村级寄递站点建设的实施方案》（青政办发〔2024〕12号"
    )
    links = [one._target for one in document.part.rels.values() if one.is_external]
    assert links == ["http://127.0.0.1/notices/qinghe"]


def test_totals_do_not_stand_alone_on_a_page() -> None:
    lines = made(grid(3)).tables[0]._tbl.tr_lst
    kept = [line.find(f".//{qn('w:keepNext')}") is not None for line in lines]
    assert kept == [False, False, False, True, False]
