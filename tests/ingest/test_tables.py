"""Task tables become numbered items with their units."""

from ingest.pages import Line, Pages, Table
from ingest.paragraphs import to_paragraphs
from ingest.tables import with_table_clauses

HEAD = ("序号", "重点任务", "牵头单位", "责任单位", "完成时限")


def texts(*rows):
    pages = Pages(
        "docx", (Line("附件1", None, 1), Line("任务分工表", None, 2)), (Table(rows, None, 2),), wrapped=False
    )
    return [paragraph.text for paragraph in with_table_clauses(to_paragraphs(pages), pages)]


def test_a_row_becomes_an_item_and_its_units():
    found = texts(HEAD, ("1", "建成菜园20处", "县甲局", "县乙局\n县丙局", "2024年6月"))
    assert found[2:] == [
        "1.建成菜园20处",
        "牵头单位：县甲局。责任单位：县乙局、县丙局。完成时限：2024年6月。",
    ]


def test_a_cell_over_several_rows_and_a_heading_row():
    found = texts(
        HEAD, ("一、完善设施", "", "", "", ""), ("1", "配水源", "县甲局", "", ""), ("2", "", "县乙局", "", "")
    )
    assert found[2:] == ["一、完善设施", "1.配水源", "牵头单位：县甲局。", "2.配水源", "牵头单位：县乙局。"]


def test_any_other_table_keeps_its_words():
    assert texts(("名称", "面积"), ("甲园", "20亩"))[2:] == ["名称 ｜ 面积", "甲园 ｜ 20亩"]
