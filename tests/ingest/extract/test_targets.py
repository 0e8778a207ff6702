"""Which figures are targets, with operator, value, unit and deadline. The notice is of 15 March 2023."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.extract.targets import find_targets
from kb.model import Clause, Document

NOTICE = Document(id="yunxi-2023-8", title="云溪县水利方案", date=date(2023, 3, 15))


def _read(text: str, clauses: tuple[Clause, ...] = ()) -> list[str]:
    targets = find_targets(text, clauses, NOTICE)
    return [f"{t.op} {t.value:g} {t.unit}{f' {t.deadline}' if t.deadline else ''}" for t in targets]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("森林覆盖率稳定在45%以上，绿化率达到40%。", [">= 45 %", ">= 40 %"]),
        ("城市供水管网漏损率控制在9%以内。", ["<= 9 %"]),
        ("人均收入年均增长6%左右。", ["~ 6 %"]),
        ("参保率达到100%。", ["= 100 %"]),
        ("安置房不少于3套，每套不超过90平方米。", [">= 3 套", "<= 90 平方米"]),
        ("重点打造年产1000万件级、500万件级的示范项目。", ["~ 1000 万件", "~ 500 万件"]),
        ("新建污水管网120公里、改造老旧管网30公里。", ["= 120 公里", "= 30 公里"]),
        ("建成1个县级中心、12个乡镇站、150个村级点。", ["= 1 个", "= 12 个", "= 150 个"]),
        ("打造3—5个特色小镇。", [">= 3 个", "<= 5 个"]),
        ("每村至少配备2名护林员。", [">= 2 名"]),
        ("确保每户至少一人就业。", [">= 1 人"]),
        ("受理率、办结率分别达到95%、90%。", [">= 95 %", ">= 90 %"]),
        ("分别奖励不低于3万元、2万元、1万元。", [">= 3 万元", ">= 2 万元", ">= 1 万元"]),
        ("对获评甲等、乙等的水站，分别给予3万元、2万元的奖励资金。", ["= 3 万元", "= 2 万元"]),
        ("单个项目最高给予200万元补助。", ["<= 200 万元"]),
        ("由县财政按每户2000元标准给予补助。", ["= 2000 元"]),
        ("不低于土地出让收入的10%用于农业。", [">= 10 %"]),
        ("服务对象满意率达到百分之九十。", [">= 90 %"]),
        ("落实50余项便民措施，新增20余处站点。", [">= 50 项", ">= 20 处"]),
        ("各镇（街道）要选定一个行政村，开展节水试点。", ["= 1 个"]),
        ("各责任单位每季度须向县水务局上报两条节水信息。", ["= 2 条"]),
        ("可申请延期还款，期限原则上不超过1年。", ["<= 1 年"]),
        ("基金备付期限应在2年以上。", [">= 2 年"]),
        ("用水量比2020年分别下降12%、15%以上。", [">= 12 %", ">= 15 %"]),
        ("设立规模不低于2亿元的护水基金，争取不少于5亿元的融资额度。", [">= 2 亿元", ">= 5 亿元"]),
        ("每个乡镇都建有1所水文小学。", ["= 1 所"]),
        ("实现水站、闸门、泵房“三个全覆盖”，以及回访、整改“两个100%”。", ["= 100 %", "= 100 %"]),
    ],
)
def test_operators_lists_and_ranges(text: str, expected: list[str]) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("将审批环节由12个压减至5个。", ["= 5 个"]),
        ("办理时限由20个工作日压缩至5个工作日以内。", ["<= 5 个工作日"]),
        ("材料精简30%以上。", [">= 30 %"]),
        ("审批时间压缩一半。", ["= 50 %"]),
        ("自受理之日起5个工作日内办结。", ["<= 5 个工作日"]),
        ("提前15个工作日完成续贷手续。", ["= 15 个工作日"]),
        ("从受理申请到装表接电不超过15个工作日。", ["<= 15 个工作日"]),
        ("服务费不超过每千瓦时0.4元。", ["<= 0.4 元"]),
        ("水温不低于60℃。", [">= 60 ℃"]),
    ],
)
def test_reductions_and_limits(text: str, expected: list[str]) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "实现垃圾分类设施全覆盖。",
        "年内实现村村有水站。",
        "确保所有水库均安装监测设备。",
        "处置体系覆盖所有行政村。",
        "实现水质监测“全覆盖”。",
        "实现电子证照100%全覆盖。",
    ],
)
def test_total_coverage_is_all(text: str) -> None:
    targets = find_targets(text, (), NOTICE)
    assert [(t.op, t.value, t.unit) for t in targets] == [("=", 100.0, "%")]


@pytest.mark.parametrize(
    "text",
    [
        "坚持三个结合，做到五个统一。",
        "围绕5个方面、12项重点任务推进。",
        "本办法有效期5年。",
        "本办法有效期限不超过5年。",
        "签订劳动合同期限不少于1年的企业，可申请补贴。",
        "围绕三个方面选择一个主题。",
        "各镇要明确一个机制。",
        "坚持“三个全覆盖”要求。",
        "热线12345全年24小时受理。",
        "第3次常务会议研究通过。",
        "截至目前，全县已建成充电桩5000个。",
        "得分80分以上为合格。",
        "对2500人以上的行政村优先安排。",
        "对年用水量1万立方米以上的企业开展水平衡测试。",
        "签订1年以上劳动合同的，可申请补贴。",
        "对逾期30日以上未整改的，予以通报。",
        "对率先实现全覆盖的乡镇，通报表扬。",
        "在设施全覆盖的基础上，推动服务延伸。",
        "实行“24小时不打烊”，打造“15分钟生活圈”。",
        "发展5G网络和3.0版平台。",
        "社会投资项目、面积不大于300平方米的门店可一并申请。",
        "60岁以上老年人优先。",
        "加快实现最多跑一次。",
    ],
)
def test_what_is_no_target(text: str) -> None:
    assert _read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在现有20个站点的基础上，新增15个站点。", ["= 15 个"]),
        ("培育年产值10亿元以上企业5家。", ["= 5 家"]),
        ("建设面积在500平方米以上的社区食堂20家。", ["= 20 家"]),
        ("对年销售额超过1亿元的企业，给予一次性奖励50万元。", ["= 50 万元"]),
        ("规模场（存栏500头以上）粪污处理率达到90%。", [">= 90 %"]),
        ("建设日处理500吨焚烧厂1座。", ["= 1 座"]),
        ("每增加1人给予1000元补贴。", ["= 1000 元"]),
    ],
)
def test_a_figure_that_describes_is_left_out(text: str, expected: list[str]) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6月底前，完成改造300户，新建站点2座。", ["= 300 户 2023-06-30", "= 2 座 2023-06-30"]),
        ("到2025年建成5处；改造8处。新建9处。", ["= 5 处 2025-12-31", "= 8 处 2025-12-31", "= 9 处"]),
        ("建成5处；到2025年改造8处；新建9处。", ["= 5 处", "= 8 处 2025-12-31", "= 9 处 2025-12-31"]),
        ("新建农田5万亩，年底前全部完成。", ["= 5 万亩 2023-12-31"]),
        ("半径不超过3公里，6月底前完成选址，9月底前投入使用。", ["<= 3 公里"]),
        ("到2023年、2025年，普及率分别达到90%、95%。", [">= 90 % 2023-12-31", ">= 95 % 2025-12-31"]),
        ("2023年新建8处，2024年新建7处。", ["= 8 处 2023-12-31", "= 7 处 2024-12-31"]),
        ("力争到“十四五”末，建成园区10个以上。", [">= 10 个 2025-12-31"]),
        ("改造市场6家（6月底前完成，牵头单位：县商务局）。", ["= 6 家 2023-06-30"]),
        ("改造市场6家。\n牵头单位：县商务局。完成时限：2023年9月。", ["= 6 家 2023-09-30"]),
        ("确保6个项目年内竣工投产。", ["= 6 个 2023-12-31"]),
    ],
)
def test_the_date_that_governs(text: str, expected: list[str]) -> None:
    assert _read(text) == expected


def test_per_scope_and_qualifier() -> None:
    per, share = find_targets("各镇（街道）至少建成1处水站，全县通达率力争达到85%。", (), NOTICE)
    assert (per.per, per.indicator, per.kind) == ("各镇（街道）", "水站", "count")
    assert (share.scope, share.indicator, share.qualifier, share.kind) == ("全县", "通达率", "力争", "ratio")


def test_a_label_is_no_figure_and_an_annex_sets_norms() -> None:
    text = "1.面积不少于200平方米。"
    clause = Clause("附件2/1.", "1.", False, None, 0, len(text), 2, text)
    (target,) = find_targets(text, (clause,), NOTICE)
    assert (target.kind, target.indicator, target.clause) == ("standard", "面积", "附件2/1.")


def test_a_heading_promises_only_where_it_stands_alone() -> None:
    text = "1.推动监测全覆盖。加强巡查。"
    clause = Clause("1.", "1.", False, "推动监测全覆盖", 0, len(text), 10, text)
    assert _read(text, (clause,)) == []
    alone = "1.推动监测全覆盖。\n牵头单位：县水务局。"
    clause = Clause("1.", "1.", False, "推动监测全覆盖", 0, len(alone), 11, alone)
    assert _read(alone, (clause,)) == ["= 100 %"]
