"""What a target is called, whom it is for, per what, and which hedge governs it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.tables import load_rows
from ingest.extract.target_wording import LONGEST, is_balanced, tidy
from ingest.extract.targets import find_targets
from kb.model import Document, Target

NOTICE = Document(id="yunxi-2023-8", title="云溪县水利方案", date=date(2023, 3, 15))


def _targets(text: str) -> tuple[Target, ...]:
    return find_targets(text, (), NOTICE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对新认定的示范农场，给予一次性奖励30万元。", ("一次性奖励", "新认定的示范农场", None)),
        ("按照每亩200元的标准发放种粮补贴。", ("种粮补贴", None, "每亩")),
        ("单个项目最高给予200万元补助。", ("补助", "单个项目", None)),
        ("对招用渔民的合作社，按每人每年3000元的标准给予补贴。", ("补贴", "招用渔民的合作社", "每人每年")),
        ("带动渔户就业的每增加1人给予800元奖补。", ("奖补", "带动渔户就业", "每增加1人")),
        ("每个泵站每年补助不超过2万元。", ("补助", None, "每个泵站每年")),
        ("对购置水泵的农户按购机价格的20%给予补贴。", ("补贴", "购置水泵的农户", None)),
        ("小型水厂按水费的30%返还。", ("水费返还", "小型水厂", None)),
        ("对返乡的渔工给予安家补助，最高不超过5万元。", ("安家补助", "返乡的渔工", None)),
        ("每引进1名水利专家，给予最高10万元支持。", ("支持", "每引进1名水利专家", None)),
        ("对举报偷排的，经查实后给予300元奖励。", ("奖励", "举报偷排", None)),
        ("对新招的水文博士，连续3年每月发放津贴2000元。", ("津贴", "新招的水文博士", "每月")),
        ("按每生每年800元的标准，对民办水校给予奖补。", ("奖补", None, "每生每年")),
        ("对主持制定水文标准的最高奖励3万元。", ("奖励", "主持制定水文标准", None)),
        ("每个最高补助3万元。", ("补助", None, "每个")),
        ("对接收实习渔工的码头给予当地最低工资标准60%的实习补贴。", ("实习补贴", "接收实习渔工的码头", None)),
    ],
)
def test_a_payment_and_whom_it_is_for(text: str, expected: tuple[str | None, ...]) -> None:
    (target,) = _targets(text)
    assert (target.indicator, target.scope, target.per) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到申请后3个工作日内完成现场核查。", ("完成现场核查", None)),
        ("取水许可3日内办结。", ("取水许可办结", None)),
        ("水务所原则上在公告发布之日起2个工作日内，通过平台完成合同备案。", ("完成合同备案", "水务所")),
        ("平均核查时限由20个工作日压缩至5个工作日以内。", ("平均核查时限", None)),
        ("应急响应时间控制在15分钟以内。", ("应急响应时间", None)),
    ],
)
def test_a_limit_is_of_the_step_done_by_then(text: str, expected: tuple[str | None, ...]) -> None:
    (target,) = _targets(text)
    assert (target.indicator, target.scope) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理率、办结率分别达到95%、90%。", ["受理率", "办结率"]),
        ("80%的乡镇和60%的村达到二级标准。", ["乡镇达到二级标准", "村达到二级标准"]),
        ("建成12个示范社区和30个便民驿站。", ["示范社区", "便民驿站"]),
        ("发放初级（五级）500元、中级（四级）800元的水工津贴。", ["水工津贴", "水工津贴"]),
        ("普通换证缩减至2个工作日最快1小时、遗失补证3个工作日。", ["普通换证", "普通换证", "遗失补证"]),
        ("用水总量、排污总量比2020年分别下降12%、15%。", ["用水总量", "排污总量"]),
        ("市区饮水合格率达到98%，县（市）达到95%。", ["市区饮水合格率", "饮水合格率"]),
        ("供水通达率2025年底前达到100%。", ["供水通达率"]),
        ("新增水文公寓不少于3万套（间）。", ["水文公寓"]),
        ("举办专场招聘会不少于3场。", ["专场招聘会"]),
        ("各乡镇、各场要确保用水户参保率必须达到95%以上。", ["用水户参保率"]),
        ("新建泵房5座，总数达到30座。", ["泵房", "泵房总数"]),
        ("供水设施覆盖90%以上乡镇和60%以上村。", ["供水设施覆盖乡镇", "供水设施覆盖村"]),
        ("河道护栏至少需达到120公里以上。", ["河道护栏"]),
        ("推广节水灌溉、管网漏损监测率达到90%。", ["管网漏损监测率"]),
        ("每人每年领取津贴次数最多不超过2次。", ["领取津贴次数"]),
        ("水质信用监管领域（行业）达到20个以上。", ["水质信用监管领域（行业）"]),
        ("实现全县“一村一井”全覆盖。", ["“一村一井”覆盖"]),
        ("新增可再生能源装机50万千瓦，在线监测率达到90%。", ["新增可再生能源装机", "在线监测率"]),
        ("实现水站、闸门“两个全覆盖”，以及回访、整改“两个100%”。", ["水站、闸门覆盖", "回访、整改"]),
        ("统一悬挂标牌、配置货架、水站监控全覆盖。", ["水站监控覆盖"]),
    ],
)
def test_the_name_of_what_is_measured(text: str, expected: list[str]) -> None:
    assert [target.indicator for target in _targets(text)] == expected


def test_the_most_for_one_is_of_the_payment_before() -> None:
    targets = _targets("对节水的企业给予每吨5元补助，单个企业每年不超过30万元。")
    assert [(target.indicator, target.scope) for target in targets] == [
        ("补助", "节水的企业"),
        ("补助", "单个企业"),
    ]


def test_whom_amounts_by_size_are_for() -> None:
    targets = _targets("对年供水首次达到1亿吨、5亿吨的，分别给予5万元、9万元奖励。")
    assert [target.scope for target in targets] == ["年供水首次达到1亿吨", "年供水首次达到5亿吨"]


def test_whom_the_amounts_of_a_list_are_for() -> None:
    for text in (
        "对水务部门举办的大型、中型、小型招工活动分别按9万元、6万元、3万元给予补助。",
        "对水务部门举办的大型、中型、小型招工活动，分别给予9万元、6万元、3万元补助。",
    ):
        scopes = [target.scope for target in _targets(text)]
        assert scopes == [f"水务部门举办的{size}招工活动" for size in ("大型", "中型", "小型")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("最低生活保障标准提高到每人每月800元。", [None]),
        ("一般登记缩减至1个工作日以内。", [None]),
        ("基本公共服务满意度力争达到90%。", ["力争"]),
        ("基本建成5个中心、70个站点。", ["基本", "基本"]),
        ("每个泵站每季最高奖励1万元。", ["最高"]),
        ("平均核查时限压缩至5个工作日，最快1小时。", ["平均", "最快"]),
    ],
)
def test_a_hedge_counts_where_it_governs(text: str, expected: list[str | None]) -> None:
    assert [target.qualifier for target in _targets(text)] == expected


@pytest.mark.parametrize(
    ("text", "scope", "per"),
    [
        ("在有条件的乡镇率先实现集中供水全覆盖。", "有条件的乡镇", None),
        ("2000人以上的行政村通邮率达到100%。", "2000人以上的行政村", None),
        ("县水务局每年对小水电站进行全覆盖检查。", "小水电站", "每年"),
        ("在全县实现“河湖长”巡河全覆盖。", "全县", None),
        ("确保低保家庭至少1人就业。", None, "低保家庭"),
        ("各镇（街道）至少建成1处水站。", None, "各镇（街道）"),
        ("各区、县（市）至少办1所水文学校。", None, "各区、县（市）"),
        ("每千名居民拥有水站3座以上。", None, "每千名居民"),
        ("每10户设置1个取水点。", None, "每10户"),
        ("每县（市）举办水展不少于3场。", None, "每县（市）"),
        ("各乡镇、各场要确保参保率达到95%。", None, "各乡镇、各场"),
        ("每季度组织不少于1次演练。", None, "每季度"),
        ("水务局、财政局各选派1名干部。", None, None),
        ("全县建成水站7个以上、闸门50个以上。", "全县", None),
    ],
)
def test_the_area_and_the_unit_it_holds_for(text: str, scope: str | None, per: str | None) -> None:
    assert {(target.scope, target.per) for target in _targets(text)} == {(scope, per)}


PARTICLES = tuple(row[0] for row in load_rows("indicator_words") if row[1] == "back")
STAYS = tuple(row[0] for row in load_rows("indicator_words") if row[1] in {"back_word"})
PIECES = [
    "建成", "达到", "不低于", "至少", "对", "由", "的", "给予", "补贴", "按", "每人", "分别", "所有", "均", "全覆盖", "实现",
    "5个", "3.5万亩", "95%", "3—5家", "10个工作日内", "20万元", "以上", "左右", "级", "率", "站点", "办结", "、", "和", "，",
    "（", "）", "“", "”", "‘", "’", '"', "《", "》", "【", "】", "(", ")", "。", "；", "\n", " ", "\u2028", "可", "最高", "响应",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=2)), max_size=30).map("".join))
def test_an_indicator_is_one_line_in_pairs_without_a_particle_at_its_end(text: str) -> None:
    for target in _targets(text):
        for words in filter(None, (target.indicator, target.scope)):
            assert len(words.splitlines()) == 1
            assert is_balanced(words)
        if target.indicator:
            assert not target.indicator.endswith(PARTICLES) or target.indicator.endswith(STAYS)
            assert len(target.indicator) <= LONGEST


@given(st.text(alphabet='“”（）"《》可按的应响A、，\n', max_size=20))
def test_tidy_is_stable(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建水站20个，其中镇级5个、村级15个。", [("水站", None), ("水站", "镇级"), ("水站", "村级")]),
        ("新建水站12个，其中2024年建成5个、2025年建成7个。", [("水站", None)] * 3),
        ("新建水站15座（苇湾镇8座、芦渚镇7座）。", [("水站", None)]),
        ("达标率2024年、2025年分别达到90%、95%。", [("达标率", None)] * 2),
    ],
)
def test_parts_of_a_sum_are_called_as_the_sum(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(target.indicator, target.scope) for target in _targets(text)] == expected
