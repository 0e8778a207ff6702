"""Task tables become numbered items with their units."""

import pytest

from ingest.pages import Line, Pages, Table
from ingest.paragraphs import to_paragraphs
from ingest.parse import parse_notice
from ingest.tables import with_table_clauses
from kb.model import Source

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


def test_no_column_of_a_task_table_is_lost():
    head = ("序号", "类别", "主要任务", "细化措施", "牵头单位", "资金来源")
    found = texts(
        head, ("1", "水源", "打井", "打井5口。", "县甲局", "县财政"), ("2", "", "", "配泵3台。", "县乙局", "")
    )
    assert found[2:] == [
        "水源", "1.打井。打井5口。", "牵头单位：县甲局。", "资金来源：县财政", "2.打井。配泵3台。", "牵头单位：县乙局。",
    ]  # fmt: skip


def test_a_leading_person_is_no_leading_unit():
    found = texts(("序号", "任务", "牵头领导", "牵头单位"), ("1", "打井", "周某", "县甲局"))
    assert found[2:] == ["1.打井", "牵头单位：县甲局。", "牵头领导：周某"]


def test_a_column_of_important_work_holds_the_tasks():
    found = texts(("序号", "重点工作", "牵头单位"), ("1", "打井5口", "县甲局"))
    assert found[2:] == ["1.打井5口", "牵头单位：县甲局。"]


@pytest.mark.parametrize("answers", ["责任科室", "责任处室", "责任股室", "责任部门", "承办单位"])
@pytest.mark.parametrize("due", ["完成时间", "完成期限", "办结时限", "办理期限"])
def test_who_answers_and_until_when_have_many_heads(answers, due):
    head = ("序号", "任务内容", answers, "配合单位", due)
    found = texts(head, ("1", "打井5口", "县甲局", "县乙局", "2024年6月"))
    assert found[2:] == ["1.打井5口", "责任单位：县甲局。配合单位：县乙局。完成时限：2024年6月。"]


def test_any_other_table_keeps_its_words():
    assert texts(("名称", "面积"), ("甲园", "20亩"))[2:] == ["名称 ｜ 面积", "甲园 ｜ 20亩"]


PLAN = (
    "青禾县菜园建设实施方案",
    "一、重点任务",
    "（一）建设菜园。6月底前建成菜园20处。（责任单位：县甲局）",
    "（二）配好水源。每处菜园配1口水井。（牵头单位：县乙局，责任单位：县甲局）",
    "附件",
    "责任分工表",
)
PLAN_HEAD = ("序号", "任务", "具体举措", "完成时限", "牵头单位", "责任单位")
ROWS = (
    ("1", "建设菜园", "6月底前建成菜园20处", "2024-06-30", "未写", "县甲局"),
    ("2", "配好水源", "每处菜园配1口水井", "未写", "县乙局", "县甲局"),
)


def plan_with(*rows):
    lines = tuple(Line(text, None, number) for number, text in enumerate(PLAN, start=1))
    pages = Pages("docx", lines, (Table((PLAN_HEAD, *rows), None, len(lines)),), wrapped=False)
    return parse_notice(pages, Source("plan.docx", "0" * 64))


def test_what_a_table_says_again_is_not_read_twice():
    notice = plan_with(*ROWS)
    assert [clause.path for clause in notice.clauses] == ["一", "一/（一）", "一/（二）", "附件"]
    assert len(notice.assignments) == 2
    assert len({target.evidence.quote for target in notice.targets}) == len(notice.targets) == 2
    assert "建设菜园 ｜ 6月底前建成菜园20处" in notice.text


def test_a_figure_in_words_is_the_same_figure():
    lines = tuple(
        Line(text, None, number)
        for number, text in enumerate(
            (*PLAN[:3], "（二）管好水井。每年检修不少于三次。（责任单位：县乙局）"), start=1
        )
    )
    rows = (
        ("序号", "任务", "具体举措", "目标指标", "责任单位"),
        ("1", "管好水井", "每年检修不少于三次", "检修 ≥3 次", "县乙局"),
    )
    pages = Pages("docx", lines, (Table(rows, None, len(lines)),), wrapped=False)
    notice = parse_notice(pages, Source("plan.docx", "0" * 64))
    assert [clause.path for clause in notice.clauses] == ["一", "一/（一）", "一/（二）"]


@pytest.mark.parametrize(
    ("time", "lead"), [("未写", "县丙局"), ("2025年6月底前", "县乙局")], ids=["another body", "a time"]
)
def test_a_table_that_says_more_is_read(time, lead):
    notice = plan_with(ROWS[0], ("2", "配好水源", "每处菜园配1口水井", time, lead, "县甲局"))
    assert [clause.path for clause in notice.clauses][-2:] == ["附件/1.", "附件/2."]
