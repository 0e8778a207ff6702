"""What a clerk sees in the workbook, on the screen and on paper."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kb.export.table_xlsx import write_book
from kb.matrix.table import NOTHING, Column, Row, Table
from tests.kb.export.tables import AWKWARD, EMPTY, grid, row, table

GROUP = table(
    row(1, "建站点", "选好地方"),
    row(2, "建站点", "配齐货架", unit="县财政局"),
    row(3, "定标准", "写明时限", group="二"),
)


def book(*tables: Table) -> Workbook:
    out = io.BytesIO()
    write_book(tables, out, lambda one: f"http://127.0.0.1/notices/{one.notice}" if one.notice else None)
    out.seek(0)
    return load_workbook(out)


def first(*tables: Table) -> Worksheet:
    return book(*tables).worksheets[0]


def test_a_sheet_for_each_view_and_one_of_sources() -> None:
    made = book(GROUP, grid(3), GROUP)
    assert made.sheetnames == ["任务分工表", "责任矩阵", "任务分工表2", "来源"]
    notice = [cell.value for cell in made["来源"][3]]
    assert notice == [
        "1", "关于推进村级寄递站点建设的实施方案", "青政办发〔2024〕12号", "青禾县人民政府办公室", "2024-03-05", "qinghe.docx",
    ]  # fmt: skip


@pytest.mark.parametrize("made", [GROUP, EMPTY, AWKWARD], ids=["group", "no rows", "awkward"])
def test_head_filter_and_frozen_panes(made: Table) -> None:
    sheet = first(made)
    last = 3 + len(tuple(made.rows))
    assert str(sheet["A1"].value) == "任务分工表" and "A1:E1" in [
        str(one) for one in sheet.merged_cells.ranges
    ]
    assert sheet["A2"].value == "筛选：责任单位：县商务局"
    assert [cell.value for cell in sheet[3]] == [column.title for column in made.columns]
    assert sheet.freeze_panes == "C4" and sheet.auto_filter.ref == f"A3:E{last}"


def test_printed_on_a4_landscape_one_page_wide_with_its_head_on_each_page() -> None:
    sheet = first(GROUP)
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$3" and sheet.print_area == "'任务分工表'!$A$1:$E$7"
    assert "&P" in sheet.oddFooter.center.text


def test_a_grid_of_many_bodies_breaks_between_bodies_and_repeats_the_tasks() -> None:
    sheet = first(grid(40))
    breaks = [one.id for one in sheet.col_breaks.brk]
    assert len(breaks) == 2 and not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_cols == "$A:$B" and sheet.page_setup.scale >= 70
    assert first(grid(14)).page_setup.fitToWidth == 1


def test_equal_neighbours_keep_their_words_but_read_as_one() -> None:
    sheet = first(GROUP)
    above, again, other = sheet["B4"], sheet["B5"], sheet["D5"]
    assert above.value == again.value == "建站点"
    assert not [one for one in sheet.merged_cells.ranges if one.min_row in (4, 5, 6)]
    assert again.border.top is None and above.border.bottom is None and other.border.top.style == "thin"
    assert again.font.color.rgb != above.font.color.rgb and sheet["B6"].border.top.style == "thin"


def test_a_row_is_as_high_as_its_longest_cell() -> None:
    sheet = first(table(row(1, "短", "短"), row(2, "短", "字" * 100), row(3, "短", "字" * 3000)))
    heights = [sheet.row_dimensions[number].height for number in (4, 5, 6)]
    assert heights[0] < 25 < 5 * 12 < heights[1] < heights[2] <= 409
    assert sheet["C6"].font.size < sheet["C5"].font.size == 10


def test_a_row_leads_to_its_page() -> None:
    cell = first(GROUP)["E4"]
    assert cell.hyperlink.target == "http://127.0.0.1/notices/qinghe" and cell.value == "三/（g）"


def test_cells_with_one_address_share_it_and_every_row_has_its_own_link() -> None:
    sheet = first(table(*(row(number, "短", "短") for number in range(1, 31))))
    links = [sheet.cell(number, 5).hyperlink for number in range(4, 34)]
    assert [each.ref for each in links] == [f"E{number}" for number in range(4, 34)]
    assert {each.target for each in links} == {"http://127.0.0.1/notices/qinghe"}
    assert len({each.id for each in links}) == 1


def test_both_clauses_of_a_comparison_lead_to_their_pages() -> None:
    columns = (Column("lower_clause", "本级条款", 6), Column("upper_clause", "上级条款", 6))
    both = Row(("一", "二"), "qinghe", "一", None, "g", upper=("yuezhou", "二"))
    only_above = Row((NOTHING, "三"), "yuezhou", "三", None, "h", upper=("yuezhou", "三"))
    sheet = first(table(both, only_above, view="trace", columns=columns))
    found = {
        cell.coordinate: cell.hyperlink.target for line in sheet["A4:B5"] for cell in line if cell.hyperlink
    }
    assert {key: address.partition("?")[0].rpartition("/")[2] for key, address in found.items()} == {
        "A4": "qinghe",
        "B4": "yuezhou",
        "B5": "yuezhou",
    }


def test_text_that_begins_like_a_formula_stays_text() -> None:
    sheet = first(AWKWARD)
    cells = [sheet.cell(number, 3) for number in (4, 5, 6, 7, 8)]
    assert [cell.data_type for cell in cells] == ["s"] * 5 and all(cell.quotePrefix for cell in cells)


def test_sums_are_not_filtered_away() -> None:
    sheet = first(grid(3))
    assert sheet.auto_filter.ref == "A3:E6" and sheet["B7"].value == "合计" and sheet["B7"].font.bold


def test_rows_may_be_walked_only_as_they_are_written() -> None:
    class Rows:
        def __iter__(self):
            return iter([Row(("1", "建站点", "选地方", "县商务局", "三"), None, None, None, "g")])

    made = Table("tasks", "任务分工表", GROUP.columns, Rows())
    assert first(made)["C3"].value == "选地方"
