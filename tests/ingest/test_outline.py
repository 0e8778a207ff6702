"""The clause tree by numbering grammar."""

import pytest

from ingest.layout import lay_out
from ingest.outline import read_outline
from kb.model import PositionMap


def outline(*paragraphs, attachments=()):
    return read_outline("\n".join(paragraphs), lay_out(paragraphs), attachments, PositionMap())


HEAD = ("关于发展共享菜园的通知", "现就有关工作通知如下。")


def paths(*paragraphs):
    return [clause.path for clause in outline(*HEAD, *paragraphs)]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ["一、目标", "（一）近期。建20处。", "1.选址。甲。", "（二）远期。建50处。"],
            ["一", "一/（一）", "一/（一）/1.", "一/（二）"],
        ),
        (["一、目标", "1．建园。甲乙。", "二、保障", "2．筹资。丙丁。"], ["一", "一/1.", "二", "二/2."]),
        (
            ["第一章 总则", "第一条 甲应当办。", "第二章 职责", "第二条 乙应当办。"],
            ["第一章", "第一章/第一条", "第二章", "第二章/第二条"],
        ),
        (["一、目标", "（1）甲要办。", "①乙要办。"], ["一", "一/（1）", "一/（1）/①"]),
        (["工作目标", "建20处。", "保障措施", "抓落实。", "三、附则", "抓紧办。"], ["一", "二", "三"]),
        (["一、目标", "建20处。", "二、保障", "按照其中", "（五）项办理。"], ["一", "二", "二/（五）"]),
    ],
)
def test_paths(paragraphs, expected):
    assert paths(*paragraphs) == expected


def test_inferred_numbers_are_marked():
    clauses = outline(*HEAD, "工作目标", "建20处。", "二、保障", "抓落实。")
    assert [(c.path, c.implied_label, c.heading) for c in clauses] == [
        ("一", True, "工作目标"),
        ("二", False, "保障"),
    ]


@pytest.mark.parametrize(
    ("paragraphs", "path", "heading"),
    [
        (
            ["一、目标", "（一）近期目标。建成20处菜园，覆盖全县。", "（二）远期目标。建50处。"],
            "一/（一）",
            "近期目标",
        ),
        (
            ["一、目标", "（一）完善布局，优化服务。县局要抓。", "（二）近期。办。"],
            "一/（一）",
            "完善布局，优化服务",
        ),
        (["一、标准", "1.面积不少于20平方米。", "2.配备水源。"], "一/1.", None),
        (["一、标准", "1.要选好管理员，负责日常管护。确保有人管。", "2.配备水源。"], "一/1.", None),
        (
            [
                "一、标准",
                "1.优化选址，实现步行10分钟可达。（责任单位：县甲局）",
                "2.配水源。（责任单位：县乙局）",
            ],
            "一/1.",
            None,
        ),
        (["一、目标", "建20处。"], "一", "目标"),
        # the number is followed by a running sentence, no title
        (
            ["一、水闸的日常看护由各村河长负责。看护中的情况每月汇总。", "二、要加强巡查。县局要抓。"],
            "一",
            None,
        ),
        (
            ["一、对已停用的水闸，其拆除工作另行安排。县局要加强看护。", "二、要加强巡查。县局要抓。"],
            "一",
            None,
        ),
        (["一、青禾县是霁川省的产粮大县。各镇要保护好耕地。", "二、要加强巡查。县局要抓。"], "一", None),
        (["一、对标先进，优化服务。县局要抓。", "二、加强巡查。县局要抓。"], "一", "对标先进，优化服务"),
        (["一、明辨是非，端正作风。县局要抓。", "二、加强巡查。县局要抓。"], "一", "明辨是非，端正作风"),
    ],
)
def test_headings(paragraphs, path, heading):
    assert next(c.heading for c in outline(*HEAD, *paragraphs) if c.path == path) == heading


def test_an_annex_is_a_subtree_with_its_own_title():
    clauses = outline(
        *HEAD, "一、目标", "建20处。", "附件：1.共享菜园建设标准", "附件1", "共享菜园", "建设标准", "一、选址", "1.交通便利。",
        attachments=("共享菜园建设标准",),
    )  # fmt: skip
    assert [(c.path, c.heading) for c in clauses][1:] == [
        ("附件1", "共享菜园建设标准"),
        ("附件1/一", "选址"),
        ("附件1/一/1.", None),
    ]


def test_a_closing_paragraph_belongs_to_no_clause():
    clauses = outline(*HEAD, "一、保障", "（一）组织领导。县局要抓好。", "各乡镇要结合实际抓好落实。")
    assert "各乡镇" not in clauses[-1].text


def test_body_start_is_behind_label_and_heading():
    clause = outline(*HEAD, "一、目标", "（一）近期目标。建成20处菜园。", "（二）远期目标。建成50处菜园。")[1]
    assert clause.text[clause.body_start - clause.start :] == "建成20处菜园。"


def test_a_text_without_any_number_has_no_clauses():
    assert outline("你好") == ()
