"""Word's automatic numbers come back as they are printed."""

from typing import Any

from ingest.readers import read_bytes

from .making import add_item, add_num, define_list, document, element, number_it, saved, texts

OUTLINE = [
    ("chineseCountingThousand", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimalEnclosedCircle", "%4"),
]


def lines(made: Any) -> list[str]:
    return texts(read_bytes(saved(made), "方案.docx"))


def with_outline(more: str = "") -> Any:
    made = document()
    define_list(made, 90, OUTLINE, more)
    return made


def test_levels_count_and_begin_anew_below_each_heading() -> None:
    made = with_outline()
    for text, level in (
        ("总体要求", 0),
        ("重点任务", 0),
        ("建站", 1),
        ("选址", 2),
        ("公示", 2),
        ("挂牌", 3),
        ("联网", 1),
        ("验收", 2),
    ):
        add_item(made, text, 90, level)
    assert lines(made) == [
        "一、总体要求",
        "二、重点任务",
        "（一）建站",
        "1. 选址",
        "2. 公示",
        "①挂牌",
        "（二）联网",
        "1. 验收",
    ]


def test_plain_paragraphs_between_do_not_disturb() -> None:
    made = with_outline()
    add_item(made, "总体要求", 90)
    made.add_paragraph("到2024年底，服务站覆盖全部行政村。")
    add_item(made, "重点任务", 90)
    assert lines(made) == ["一、总体要求", "到2024年底，服务站覆盖全部行政村。", "二、重点任务"]


def test_level_that_never_begins_anew() -> None:
    made = document()
    define_list(made, 90, OUTLINE)
    level = made.part.numbering_part.element.xpath(
        '//w:abstractNum[@w:abstractNumId="90"]/w:lvl[@w:ilvl="1"]'
    )[0]
    level.insert(2, element('<w:lvlRestart NS w:val="0"/>'))
    for text, index in (("甲", 0), ("一项", 1), ("乙", 0), ("二项", 1)):
        add_item(made, text, 90, index)
    assert lines(made) == ["一、甲", "（一）一项", "二、乙", "（二）二项"]


def test_start_override_begins_anew_once() -> None:
    made = with_outline()
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    add_num(made, 91, 90, override)
    for text, list_id in (("甲", 90), ("乙", 90), ("丙", 91), ("丁", 91)):
        add_item(made, text, list_id)
    assert lines(made) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_lists_with_one_definition_count_on() -> None:
    made = with_outline()
    add_num(made, 91, 90)
    for text, list_id in (("甲", 90), ("乙", 91), ("丙", 90)):
        add_item(made, text, list_id)
    assert lines(made) == ["一、甲", "二、乙", "三、丙"]


def test_start_value_and_several_levels_in_one_label() -> None:
    made = document()
    define_list(made, 90, [("decimal", "第%1章"), ("decimal", "%1.%2")])
    made.part.numbering_part.element.xpath('//w:abstractNum[@w:abstractNumId="90"]//w:start')[0].set(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", "3"
    )
    add_item(made, "总则", 90)
    add_item(made, "2024年起施行", 90, 1)
    assert lines(made) == ["第3章 总则", "3.1 2024年起施行"]


def test_numbers_that_stand_in_the_style() -> None:
    made = with_outline()
    style = made.styles["Heading 1"]
    style.element.get_or_add_pPr().append(
        element('<w:numPr NS><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>')
    )
    made.add_heading("总体要求", 1)
    made.add_heading("重点任务", 1)
    number_it(made.add_heading("不编号的标题", 1), 0)
    assert lines(made) == ["一、总体要求", "二、重点任务", "不编号的标题"]


def test_bullets_give_no_label_and_unknown_formats_a_remark() -> None:
    made = document()
    define_list(made, 90, [("bullet", "\uf0b7"), ("hebrew1", "%2)")])
    add_item(made, "甲", 90)
    add_item(made, "乙", 90, 1)
    pages = read_bytes(saved(made), "方案.docx")
    assert texts(pages) == ["甲", "1)乙"]
    assert pages.remarks == ("自动编号的格式 hebrew1 无法识别，已写成数字",)


def test_list_that_does_not_exist_gives_no_label() -> None:
    made = document()
    add_item(made, "甲", 4711)
    assert lines(made) == ["甲"]
