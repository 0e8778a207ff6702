"""What a careful reviewer flags: each kind of finding found once, and nothing in a clean notice."""

import pytest

from ingest.pages import Line, Pages
from ingest.parse import parse_notice
from kb.checks import kind_name
from kb.model import Source

HEAD = (
    "望湖县人民政府办公室",
    "关于发展共享菜园的通知",
    "望政办发〔2024〕3号",
    "各镇人民政府：",
    "现就有关工作通知如下。",
)
FOOT = ("望湖县人民政府办公室", "2024年3月1日")


def kinds(*body):
    lines = tuple(Line(text, None, number) for number, text in enumerate((*HEAD, *body, *FOOT), start=1))
    notice = parse_notice(Pages("html", lines, wrapped=False), Source("a.html", "0" * 64))
    return {finding.kind for finding in notice.findings}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (["一、目标", "抓好菜园建设工作。", "三、保障", "抓好菜园管护工作。"], "numbering_gap"),
        (["工作目标", "抓好菜园建设工作。", "二、保障", "抓好菜园管护工作。"], "missing_number"),
        (["一、抓好菜园建设（县甲局负责。"], "unbalanced_brackets"),
        (["一、抓好菜园建设（下同）。"], "undefined_same_below"),
        (["一、抓好菜园建设。（责任单位：县教育局、县财政局、县教育局）"], "duplicate_unit"),
        (["一、抓好菜园建设。（牵头单位：县教育局；责任单位：县教育局、县财政局）"], "double_role"),
        (
            ["一、2024年12月底前，建成菜园20处。", "二、2024年12月底前，建成菜园30处。"],
            "inconsistent_figures",
        ),
        (["一、建成菜园20处。"], "missing_deadline"),
        (["一、2024年2月底前，建成菜园20处。"], "past_deadline"),
        (["一、2024年3月20日前，建成菜园20处。"], "short_time"),
        (["一、定期通报菜园建设进展情况。"], "vague_recurrence"),
    ],
)
def test_each_kind_is_found(body, kind):
    assert kind in kinds(*body)
    assert kind_name(kind) != kind


def test_a_clean_notice_has_none():
    assert kinds("一、目标", "2024年12月底前，建成菜园20处。", "二、保障", "抓好菜园管护工作。") == set()
