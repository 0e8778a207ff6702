"""An upper text in own words: what is exchanged, what is asked, what is left alone."""

from __future__ import annotations

import pytest

from kb.draft.model import QuestionKind
from tests.kb.draft.making import localised

EXCHANGED = [
    ("place and level", "在全市推广，市级有关部门按我市实际推进。", "在全县推广，县级有关部门按我县实际推进。"),
    ("the city's name", "樾州市将充电服务纳入规划。", "荻溪县将充电服务纳入规划。"),
    ("other words stay", "城市社区、超市门口、全市场主体和市民都可参与。", "城市社区、超市门口、全市场主体和市民都可参与。"),
    ("市政 stays, 市政府 does not", "市政设施由市政府统筹。", "市政设施由县政府统筹。"),
    ("own level has one name", "县（区）级中心由区县级站点支撑。", "县级中心由县级站点支撑。"),
    ("lower places", "各县（区）要按月报送进展。", "各乡镇（街道）要按月报送进展。"),
    ("lower governments", "由各县（区）人民政府报送。", "由各乡镇人民政府、街道办事处报送。"),
    ("one's own duty", "各县（区）要建设县级充电中心。", "要建设县级充电中心。"),
    ("a facility of one's own level", "事项向区县政务服务中心集中。", "事项向县政务服务中心集中。"),
    ("towns make no policies on money", "各县（区）要出台财政支持政策。", "要出台财政支持政策。"),
    ("a level among levels", "贯通县（区）、乡镇和村。", "贯通县、乡镇和村。"),
    ("bodies", "由市商务局会同市财政局、市卫生健康委办理。", "由县商务局会同县财政局、县卫生健康局办理。"),
    ("a department's function", "市财政、商务等部门要配合。", "县财政、商务等部门要配合。"),
    ("names of documents", "按照《樾州市充电设施管理办法》执行。", "按照《樾州市充电设施管理办法》执行。"),
    ("a group that is founded", "成立市充电服务工作专班。", "成立县充电服务工作专班。"),
    ("brackets of units", "抓好建设。（责任单位：市商务局）推进管护。〔责任单位：市商务局、市财政局〕", "抓好建设。（责任单位：县商务局）推进管护。（责任单位：县商务局、县财政局）"),
    ("brackets that are all alike", "推进建设。〔责任单位：市商务局〕", "推进建设。〔责任单位：县商务局〕"),
    ("numbers of documents", "按国办发〔2030〕1号推进。(责任单位:市商务局)", "按国办发〔2030〕1号推进。（责任单位:县商务局）"),
    ("健全 holds no 全市", "健全市、县、乡三级网络，健全市级台账。", "健全市、县、乡三级网络，健全县级台账。"),
    ("hotlines are the same everywhere", "公布12345投诉电话。", "公布12345投诉电话。"),
    ("bodies above the city", "按省商务厅要求办理。", "按省商务厅要求办理。"),
]  # fmt: skip
ASKED: list[tuple[str, str, QuestionKind, str]] = [
    ("a total", "全市建成充电站50个以上。", "figure", "50个以上"),
    ("full coverage", "实现全市行政村充电服务全覆盖。", "figure", "全覆盖"),
    ("a body without a twin", "由市邮政管理局代送。（责任单位：市邮政管理局）", "unit", "市邮政管理局"),
    ("a leading group", "市充电服务工作领导小组统筹推进。", "unit", "市充电服务工作领导小组"),
    ("who pays", "市财政给予补助。", "place", "市财政"),
    ("another county", "推广青禾县做法。", "place", "青禾县做法"),
    ("a brand", "统一使用“樾州快充”标识。", "place", "樾州"),
    ("a system of the city", "接入樾州市充电管理平台。", "place", "樾州市"),
    (
        "whom to call",
        "业务咨询联系市商务局某科老周，电话0990—7654321。",
        "place",
        "业务咨询联系市商务局某科老周，电话0990—7654321",
    ),
    (
        "a bracket with a number",
        "每月报送进展（联系人：老周，0990-7654321）。",
        "place",
        "联系人：老周，0990-7654321",
    ),
    ("what belongs to the city", "市属企业带头建设。", "place", "市属"),
]


@pytest.mark.parametrize(("upper", "own"), [row[1:] for row in EXCHANGED], ids=[row[0] for row in EXCHANGED])
def test_words_that_change(upper: str, own: str) -> None:
    found = localised(upper)
    assert (found.text, found.questions) == (own, ())


@pytest.mark.parametrize(("text", "kind", "words"), [row[1:] for row in ASKED], ids=[row[0] for row in ASKED])
def test_words_that_are_asked_for(text: str, kind: QuestionKind, words: str) -> None:
    found = localised(text)
    question = next(each for each in found.questions if each.upper == words)
    assert question.kind == kind and f"【待定{question.number}】" in found.text
    assert words not in found.text.replace("荻溪", "")


def test_swaps_stand_where_they_say() -> None:
    found = localised("在全市推广，由市商务局牵头，设立市级配送中心。")
    assert [(s.kind, s.upper, found.text[s.start : s.end]) for s in found.swaps] == [
        ("level", "全市", "全县"),
        ("unit", "市商务局", "县商务局"),
        ("facility", "市级", "县级"),
    ]


def test_what_each_place_of_ones_level_owes_is_ones_own() -> None:
    assert localised("抓紧建设，各县（区）至少建成1处充电站。").text == "抓紧建设，至少建成【待定1】充电站。"


def test_an_upper_total_is_never_offered_as_ones_own() -> None:
    (question,) = localised("全市建成充电站50个以上。").questions
    assert question.suggestions == () and "总量" in question.known


def test_a_standard_may_be_taken_with_one_click() -> None:
    (question,) = localised("单站面积不少于30平方米。").questions
    assert [offer.answer for offer in question.suggestions] == ["30平方米"]


@pytest.mark.parametrize(
    ("names", "own"),
    [
        ({"postal": "县邮政公司"}, "（责任单位：县商务局、县邮政公司）"),
        ({"邮政管理": "县邮政公司"}, "（责任单位：县商务局、县邮政公司）"),
        ({"990100/postal": "县邮政公司"}, "（责任单位：县商务局、县邮政公司）"),
        ({"postal": ""}, "（责任单位：县商务局）"),
    ],
)
def test_the_places_own_list_of_bodies_decides(names: dict[str, str], own: str) -> None:
    found = localised("推进建设。（责任单位：市商务局、市邮政管理局）", names=names)
    assert found.text == f"推进建设。{own}" and not found.questions


def test_two_upper_bodies_with_one_counterpart_stand_once() -> None:
    names = {"grain-reserves": "县发展改革局", "development-reform": "县发展改革局"}
    found = localised("推进建设。（责任单位：市发展改革委、市粮食和储备局、市商务局）", names=names)
    assert found.text == "推进建设。（责任单位：县发展改革局、县商务局）"


def test_a_township_is_asked_for_every_department() -> None:
    found = localised("由市民政局办理。", code="990122100")
    assert [question.kind for question in found.questions] == ["unit"]
