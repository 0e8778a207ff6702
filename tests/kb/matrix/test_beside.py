"""指标清单 and 上下对照表: what stands above."""

from __future__ import annotations

from kb.matrix.table import Table
from tests.kb.matrix.conftest import Ask
from tests.kb.matrix.test_tasks import CITY, COUNTY, OTHER, cells


def test_a_figure_beside_the_one_above(ask: Ask) -> None:
    found = cells(ask("targets", COUNTY), "指标", "目标值", "完成时限", "上级指标", "偏差")
    assert found[0] == (
        "社区修配站",
        "≥8 处",
        "2031-12-31",
        f"社区修配站 ≥60 处\n2031-06-30\n{CITY}\n一",
        "时限推迟：“2031年6月底前” → “2031年12月底前”",
    )
    assert found[1][3].startswith("示范修配站 ≥1 处／县") and found[1][4].startswith("指标改变：")
    assert found[2][3] == "—" and found[2][4].startswith("新增指标")


def test_another_day_of_the_sentence_is_not_the_figures(ask: Ask) -> None:
    assert cells(ask("targets", COUNTY), "完成时限")[1] == ("未写",)


def test_the_title_names_the_pair(ask: Ask) -> None:
    assert ask("trace", COUNTY).title == f"上下对照表（{COUNTY} 对 {CITY}）"


def relations(table: Table) -> list[tuple[str, ...]]:
    return cells(table, "本级条款", "上级条款", "关系")


def test_sentences_of_both_sides(ask: Ask) -> None:
    found = relations(ask("trace", COUNTY))
    assert ("三/（一）", "二/（一）", "改写") in found
    assert ("—", "二/（二）", "未承接") in found
    assert ("三/（三）", "—", "本级新增") in found
    words = cells(ask("trace", COUNTY), "本级文字", "上级文字", "偏差", "上级单位")
    assert ("本级没有", "市财政局安排专项补助资金。", "上级要求未承接", "市财政局") in words


def test_units_of_a_bracket_are_those_it_names(ask: Ask) -> None:
    found = cells(ask("trace", COUNTY), "本级文字", "本级单位")
    bracket = next(units for words, units in found if words.startswith("（牵头单位"))
    assert bracket == "县商务局、县民政局、县邮政公司，各镇、街道"


def test_the_top_notice_is_laid_beside_those_below(ask: Ask) -> None:
    table = ask("trace", CITY)
    numbers = [document.doc_number for document in table.sources]
    assert set(numbers) == {COUNTY, CITY} | ({OTHER} & set(numbers))
    assert (f"{COUNTY}\n一", f"{CITY}\n一", "改写") in relations(table) or ("一", "一", "改写") in relations(
        table
    )


def test_the_whole_shelf_tells_each_pair_once(ask: Ask) -> None:
    rows = [row.cells for row in ask("trace").rows]
    assert len(rows) == len(set(rows))
