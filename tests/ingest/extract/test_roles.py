"""The grammar of one responsibility bracket or line."""

import pytest

from ingest.extract.roles import read_roles

CASES = [
    # words of the bracket | lead | responsible | cooperating
    ("责任单位：县甲局、县乙局", "", "县甲局 县乙局", ""),
    ("牵头单位：县甲局；责任单位：县乙局，各镇、街道", "县甲局", "县乙局 各镇、街道", ""),
    ("牵头单位:县甲局;配合单位:县乙局", "县甲局", "", "县乙局"),
    ("县甲局牵头，县乙局、县丙局按职责分工负责", "县甲局", "县乙局 县丙局", ""),
    ("县甲局、县乙局牵头", "县甲局 县乙局", "", ""),
    ("县甲局牵头，县乙局配合", "县甲局", "", "县乙局"),
    ("县甲局牵头，县乙局参与", "县甲局", "", "县乙局"),
    ("县甲局指导，县乙局参与", "", "", "县甲局 县乙局"),
    ("县甲局负责", "", "县甲局", ""),
    ("由县甲局负责", "", "县甲局", ""),
    ("县甲局会同县乙局负责", "", "县甲局", "县乙局"),
    ("责任单位：县甲局牵头；县乙局、县丙局落实", "县甲局", "县乙局 县丙局", ""),
    ("县甲局、县乙局等负责。列第一位者为牵头单位，下同", "县甲局", "县乙局", ""),
    ("6月底完成，牵头单位：县甲局", "县甲局", "", ""),
    ("牵头单位：县甲局。责任单位：各镇（街道）。完成时限：2024年12月。", "县甲局", "各镇（街道）", ""),
    ("主办单位：县甲局；协办单位：县乙局", "县甲局", "", "县乙局"),
    (
        "县教育局牵头，县民政局、县财政局等相关部门配合，各乡镇（街道）落实",
        "县教育局",
        "各乡镇（街道）",
        "县民政局 县财政局 相关部门",
    ),
    ("牵头部门：县教育局，配合部门：县民政局、各镇街", "县教育局", "", "县民政局 各镇街"),
    ("县教育局、县民政局按职责分工负责，各镇（街道）配合", "", "县教育局 县民政局", "各镇（街道）"),
    ("责任领导：某某；责任单位：县教育局；责任人：某某", "", "县教育局", ""),
    ("市级责任单位：市教育局；县级责任单位：各县区政府", "", "市教育局 各县区政府", ""),
    ("县教育局负责牵头，县民政局配合", "县教育局", "", "县民政局"),
    ("责任单位：县教育局 县民政局", "", "县教育局 县民政局", ""),
    ("责任单位:县教育局;完成时限:2024年6月", "", "县教育局", ""),
    ("县教育局，各镇（街道）", None, None, None),
    ("县委组织部、县委编办、县人大常委会办公室负责", "", "县委组织部 县委编办 县人大常委会办公室", ""),
    ("各县（市、区）党委和政府，市直有关部门负责", "", "各县（市、区）党委和政府 市直有关部门", ""),
    (
        "国家发展改革委、市场监管总局牵头，中央网信办、最高人民法院等参加",
        "国家发展改革委 市场监管总局",
        "",
        "中央网信办 最高人民法院",
    ),
    ("县商务局牵头，县商务发展中心具体落实", "县商务局", "县商务发展中心", ""),
]


@pytest.mark.parametrize(("content", "lead", "responsible", "cooperating"), CASES)
def test_roles(content, lead, responsible, cooperating):
    roles = read_roles(content)
    if lead is None:  # a bracket without any role word
        assert not roles
        return
    assert roles is not None
    assert (list(roles.lead), list(roles.responsible), list(roles.cooperating)) == (
        lead.split(), responsible.split(), cooperating.split(),
    )  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        "谁主管、谁负责",
        "以下简称方案",
        "含开发区",
        "2024年版",
        "望政发〔2024〕3号",
        "县乡村三级",
        "步行10分钟可达",
    ],
)
def test_a_bracket_that_assigns_nobody(content):
    assert not read_roles(content)


def test_the_rule_of_position_holds_for_later_brackets():
    roles = read_roles("县甲局、县乙局负责", first_leads=True)
    assert (roles.lead, roles.responsible) == (("县甲局",), ("县乙局",))
