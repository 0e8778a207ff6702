"""From printed lines to paragraphs."""

import pytest

from ingest.pages import Line, Pages
from ingest.paragraphs import clean_text, to_paragraphs


def pages(*lines, page_of=None, wrapped=True, edges=None):
    made = []
    for number, text in enumerate(lines, start=1):
        page = page_of(number) if page_of else None
        top, bottom = edges(text) if edges else (None, None)
        made.append(Line(text, page, number, top, bottom))
    return Pages("text", tuple(made), page_count=3 if page_of else None, wrapped=wrapped)


def texts(*lines, **options):
    return [paragraph.text for paragraph in to_paragraphs(pages(*lines, **options))]


FULL = "各乡镇要把共享菜园建设列入年度重点工作细化工作举措逐项"  # 27 characters, the width of the type area


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([FULL, "抓好落实。", "一、目标"], [FULL + "抓好落实。", "一、目标"]),
        ([FULL, "", "抓好落实。"], [FULL + "抓好落实。"]),
        ([FULL + "，", "2", "抓好落实。"], [FULL + "，抓好落实。"]),
        ([FULL, "— 3 —", "抓好落实。"], [FULL + "抓好落实。"]),
        ([FULL, "2024 年 6 月 30", "日前完成。"], [FULL + "2024年6月30日前完成。"]),
        (["一、工作目标", FULL, "完成。"], ["一、工作目标", FULL + "完成。"]),
        ([FULL, "（责任单位：县甲局、", "县乙局）"], [FULL + "（责任单位：县甲局、县乙局）"]),
        (
            [FULL + "。", "牵头单位：县甲局", "责任单位：县乙局"],
            [FULL + "。", "牵头单位：县甲局", "责任单位：县乙局"],
        ),
        (
            [FULL, FULL[:-1] + "。", "　　" + FULL[:-2], "另起一段。"],
            [FULL + FULL[:-1] + "。", FULL[:-2] + "另起一段。"],
        ),
        (["第一段到此为止。", FULL, "第二段完。"], ["第一段到此为止。", FULL + "第二段完。"]),
    ],
)
def test_wrapped_lines_become_paragraphs(lines, expected):
    assert texts(*lines) == expected


def test_a_line_of_a_whole_paragraph_stays_one():
    assert texts("第一段。", "第二段。", wrapped=False) == ["第一段。", "第二段。"]


def test_a_long_paragraph_cut_by_a_page_is_mended():
    long = "推进共享菜园建设，" * 12
    assert texts(long + "鼓励有条件的村先", "", "行先试。", long + "完。") == [
        long + "鼓励有条件的村先行先试。",
        long + "完。",
    ]


def test_a_running_head_is_dropped_and_body_text_that_recurs_is_not():
    head = "望湖县人民政府办公室文件汇编"
    lines = [line for n in range(1, 4) for line in (f"{head} {n}", f"第{n}段正文到这里。")]
    found = texts(
        *lines, page_of=lambda n: (n + 1) // 2, edges=lambda t: (0.02, 0.05) if head in t else (0.4, 0.45)
    )
    assert "".join(found) == "第1段正文到这里。第2段正文到这里。第3段正文到这里。"


def test_each_character_leads_back_to_its_line():
    text, positions = clean_text(to_paragraphs(pages(FULL, "抓好落实。", "一、目标")))
    assert positions.at(text.index("抓好")).line == 2
    assert positions.at(text.index("一、")).line == 3
