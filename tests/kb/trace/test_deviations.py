"""What changed between two sentences, fact by fact, with the words on both sides."""

from dataclasses import replace
from datetime import date

import pytest

from kb.model import Change, Notice
from kb.trace import trace
from tests.kb.trace.making import notice, target

UNITS = {
    "县水利局": "水利",
    "市水利局": "水利",
    "县财政局": "财政",
    "市财政局": "财政",
    "县供水公司": "供水公司",
    "市供水处": "供水",
}


def both(lower: str, upper: str, issued: date = date(2031, 3, 1)) -> tuple[Notice, Notice]:
    below = notice(f"一、支渠建设\n{lower}", issued=issued, units=UNITS)
    return below, notice(f"一、支渠建设\n{upper}", "prefecture", "青山市", date(2031, 1, 5), UNITS)


def changes(below: Notice, above: Notice) -> list[Change]:
    return [change for link in trace(below, above) for change in link.changes]


def told(found: list[Change]) -> set[tuple[str, str | None, str | None]]:
    return {(change.kind, change.lower, change.upper) for change in found}


@pytest.mark.parametrize(
    ("lower", "upper", "expected"),
    [
        ("2031年底前完成全县支渠改造。", "2031年上半年完成全市支渠改造。",
         {("deadline_later", "2031年底前", "2031年上半年"), ("scope_mapped", "全县", "全市")}),
        ("5月底前完成支渠改造，验收合格。", "6月底前完成支渠改造，验收合格。", {("deadline_earlier", "5月底前", "6月底前")}),
        ("完成支渠改造，验收合格。", "6月底前完成支渠改造，验收合格。", {("deadline_dropped", None, "6月底前")}),
        ("6月底前完成支渠改造，验收合格。", "完成支渠改造，验收合格。", {("deadline_added", "6月底前", None)}),
        ("各镇要在每月20日前报送支渠改造进度。", "各区县要在每月10日前报送支渠改造进度。",
         {("deadline_later", "每月20日前", "每月10日前"), ("unit_mapped", "各镇", "各区县")}),
        ("每季度报送一次支渠改造进度。", "每月报送一次支渠改造进度。", {("deadline_later", "每季度", "每月")}),
        ("年底前完成支渠改造任务的验收。", "年底前完成支渠改造任务的验收。", set()),
    ],
)  # fmt: skip
def test_deadlines(lower: str, upper: str, expected: set[tuple[str, str | None, str | None]]) -> None:
    assert told(changes(*both(lower, upper))) == expected


def test_the_delay_is_counted_in_days_and_severe() -> None:
    found = changes(*both("2031年底前完成支渠改造任务。", "2031年上半年完成支渠改造任务。"))
    assert [(c.severity, "184天" in c.detail) for c in found] == [("severe", True)]


def test_a_plan_of_ones_own_is_due_later_and_no_delay() -> None:
    found = changes(*both("各镇要在6月底前制定支渠改造方案。", "各区县要在4月底前制定支渠改造方案。"))
    assert [c.kind for c in found] == ["unit_mapped"]


@pytest.mark.parametrize(
    ("lower", "upper", "kind"),
    [
        (
            "支渠衬砌率达到80%以上，渗漏率不超过5%。",
            "支渠衬砌率达到90%以上，渗漏率不超过5%。",
            "target_lowered",
        ),
        (
            "支渠衬砌率达到95%以上，渗漏率不超过5%。",
            "支渠衬砌率达到90%以上，渗漏率不超过5%。",
            "target_raised",
        ),
        ("接到报修后到场抢修不超过3小时。", "接到报修后到场抢修不超过2小时。", "target_lowered"),
        ("对更换电机的泵站每处补助8000元。", "对更换电机的泵站每处补助1万元。", "target_lowered"),
    ],
)
def test_numbers_that_the_reader_took_for_no_target(lower: str, upper: str, kind: str) -> None:
    assert [c.kind for c in changes(*both(lower, upper))] == [kind]


def test_a_target_may_be_lowered_dropped_or_added() -> None:
    below, above = both("新修支渠30公里以上，新建蓄水池6座以上。", "新修支渠50公里以上，培训渠长100名以上。")
    below = replace(
        below,
        targets=(
            target(below, "新修支渠30公里以上", 30, "公里", "支渠"),
            target(below, "新建蓄水池6座以上", 6, "座", "蓄水池"),
        ),
    )
    above = replace(
        above,
        targets=(
            target(above, "新修支渠50公里以上", 50, "公里", "支渠"),
            target(above, "培训渠长100名以上", 100, "名", "渠长"),
        ),
    )
    assert told(changes(below, above)) == {
        ("target_lowered", "新修支渠30公里以上", "新修支渠50公里以上"),
        ("target_dropped", None, "培训渠长100名以上"),
        ("target_added", "新建蓄水池6座以上", None),
    }


def test_a_total_above_is_allocated_and_not_lowered() -> None:
    below, above = both("全县新修支渠30公里以上。", "全市新修支渠500公里以上。")
    below = replace(below, targets=(target(below, "全县新修支渠30公里以上", 30, "公里", "支渠"),))
    above = replace(above, targets=(target(above, "全市新修支渠500公里以上", 500, "公里", "支渠"),))
    assert [(c.kind, c.severity) for c in changes(below, above) if c.kind != "scope_mapped"] == [
        ("to_be_allocated", "note")
    ]


def test_so_many_for_the_city_and_one_for_each_town_is_another_kind() -> None:
    below, above = both("完善三级供水，各镇至少建成1处镇级泵站。", "完善三级供水，全市建成镇级泵站50处以上。")
    below = replace(
        below, targets=(target(below, "各镇至少建成1处镇级泵站", 1, "处", "镇级泵站", per="各镇"),)
    )
    above = replace(above, targets=(target(above, "全市建成镇级泵站50处以上", 50, "处", "镇级泵站"),))
    found = [c for c in changes(below, above) if c.kind.startswith("target")]
    assert [(c.kind, c.severity) for c in found] == [("target_changed", "warning")]


def test_an_aim_without_a_figure_may_be_dropped() -> None:
    found = changes(
        *both("按期完成支渠和泵站改造任务。", "按期完成支渠和泵站改造任务，争创全国节水示范城市。")
    )
    assert told(found) == {("target_dropped", None, "争创全国节水示范城市")}


@pytest.mark.parametrize(
    ("lower", "upper", "kinds"),
    [
        (
            "鼓励受益农户把支渠管护写进村规民约。",
            "受益农户应当把支渠管护写进村规民约。",
            ["modality_weakened"],
        ),
        (
            "受益农户必须把支渠管护写进村规民约。",
            "鼓励受益农户把支渠管护写进村规民约。",
            ["modality_strengthened"],
        ),
        ("受益农户要把支渠的重要设施管护好。", "受益农户应把支渠的主要设施管护好。", []),
    ],
)
def test_modality(lower: str, upper: str, kinds: list[str]) -> None:
    found = [c.kind for c in changes(*both(lower, upper)) if c.kind.startswith("modality")]
    assert found == kinds


def test_units_in_brackets() -> None:
    duty = "组织渠长每周巡查支渠，发现垮塌及时上报。"
    found = changes(
        *both(
            f"{duty}（责任单位：县水利局、县供水公司、各镇、县残联）",
            f"{duty}（责任单位：市水利局、市供水处、各区县政府、市气象台）",
        )
    )
    assert told(found) == {
        ("unit_mapped", "县水利局", "市水利局"), ("unit_mapped", "县供水公司", "市供水处"),
        ("unit_mapped", "各镇", "各区县政府"), ("unit_added", "县残联", None), ("unit_dropped", None, "市气象台"),
    }  # fmt: skip


def test_another_lead() -> None:
    duty = "组织渠长每周巡查支渠，发现垮塌及时上报。"
    found = changes(*both(f"{duty}（县财政局牵头，县水利局配合）", f"{duty}（市水利局牵头，市财政局配合）"))
    assert ("lead_changed", "县财政局", "市水利局") in told(found)


def test_the_same_lead_one_level_down_is_no_change_of_lead() -> None:
    duty = "组织渠长每周巡查支渠，发现垮塌及时上报。"
    found = changes(*both(f"{duty}（县水利局牵头，县财政局配合）", f"{duty}（市水利局牵头，市财政局配合）"))
    assert {c.kind for c in found} == {"unit_mapped"}


@pytest.mark.parametrize(
    ("lower", "upper", "expected"),
    [
        ("在渠首设立镇级用水服务中心。", "在渠首设立镇级用水协调站。", {("renamed", "镇级用水服务中心", "镇级用水协调站")}),
        ("依托农技推广服务点开展培训。", "依托农技推广服务站开展培训。", {("renamed", "农技推广服务点", "农技推广服务站")}),
        ("结合支渠特点制定管护办法。", "结合水渠特点制定管护办法。", {("reworded", "支渠", "水渠")}),
        ("发动群众、学校参与护渠。", "发动群众、企业、学校参与护渠。", {("dropped", None, "企业")}),
        ("发动群众和学校参与护渠，张榜公示。", "发动群众和学校参与护渠。", {("inserted", "张榜公示", None)}),
        ("张榜公示，发动群众参与护渠。", "发动群众参与护渠，张榜公示。", set()),
        ("县政府督查室将对支渠改造进行督查。", "市政府督查室将对支渠改造进行督查。",
         {("unit_mapped", "县政府督查室", "市政府督查室")}),
    ],
)  # fmt: skip
def test_words(lower: str, upper: str, expected: set[tuple[str, str | None, str | None]]) -> None:
    assert told(changes(*both(lower, upper))) == expected


def test_words_of_changes_stand_in_the_texts() -> None:
    below, above = both(
        "各镇6月底前至少建成1处镇级用水服务中心，配齐人员。",
        "各区县至少建成2处镇级用水协调站，落实经费，配齐人员。",
    )
    for change in changes(below, above):
        assert change.lower is None or change.lower in below.text
        assert change.upper is None or change.upper in above.text


def test_a_whole_sentence_lost_tells_its_day_and_figure() -> None:
    below, above = both(
        "组织渠长每周巡查支渠。", "组织渠长每周巡查支渠。\n6月底前完成泵站电机更换，逾期通报。"
    )
    assert told(changes(below, above)) == {("deadline_dropped", None, "6月底前")}


def test_the_line_that_dates_an_item_counts_as_its_deadline() -> None:
    below, above = both(
        "改造老旧支渠，统一衬砌。\n完成时限：2031年11月底前", "2031年10月底前改造老旧支渠，统一衬砌。"
    )
    assert told(changes(below, above)) == {("deadline_later", "2031年11月底前", "2031年10月底前")}


def test_what_a_city_wants_by_a_day_and_the_county_dates_later_elsewhere() -> None:
    below, above = both(
        "确保实现全部支渠通水。\n2031年底实现全部支渠通水。", "确保2031年上半年实现全部支渠通水。"
    )
    full = {"unit": "%", "indicator": "全部支渠通水", "kind": "coverage", "op": "="}
    below = replace(
        below,
        targets=(
            target(below, "确保实现全部支渠通水", 100, **full),
            target(below, "2031年底实现全部支渠通水", 100, **full, deadline=date(2031, 12, 31)),
        ),
    )
    wanted = target(above, "2031年上半年实现全部支渠通水", 100, **full, deadline=date(2031, 6, 30))
    found = changes(below, replace(above, targets=(wanted,)))
    assert "deadline_later" in {c.kind for c in found}


def test_a_counted_facility_of_another_name_is_told_with_its_figure() -> None:
    below, above = both(
        "各镇至少建成1处镇级用水服务中心，配齐管水人员。", "全市建成镇级用水协调站20个以上，配齐管水人员。"
    )
    own = target(below, "各镇至少建成1处镇级用水服务中心", 1, "处", "镇级用水服务中心", per="各镇")
    theirs = target(above, "全市建成镇级用水协调站20个以上", 20, "个", "镇级用水协调站")
    found = {c.kind for c in changes(replace(below, targets=(own,)), replace(above, targets=(theirs,)))}
    assert {"target_changed", "renamed"} <= found
    assert not found & {"dropped", "inserted", "target_dropped", "target_added"}


def test_a_bracket_shared_out_over_two_loses_no_unit() -> None:
    below, above = both(
        "加快支渠改造，统一衬砌标准。（责任单位：县水利局）\n落实支渠改造资金，按月拨付到位。（责任单位：县财政局）",
        "加快支渠改造，统一衬砌标准。\n落实支渠改造资金，按月拨付到位。（责任单位：市水利局、市财政局）",
    )
    assert [c.kind for c in changes(below, above)] == ["unit_mapped", "unit_mapped"]


def test_kinds_of_place_are_no_units_unless_they_act() -> None:
    assert told(
        changes(*both("支渠改造实行“政府主导、镇村兜底”。", "支渠改造实行“政府主导、村居兜底”。"))
    ) == {("unit_mapped", "镇村", "村居")}
    kinds = {c.kind for c in changes(*both("支渠管护向乡镇街道下沉。", "支渠管护向乡镇（街道）下沉。"))}
    assert not kinds & {"unit_added", "unit_dropped"}


def test_what_a_merged_sentence_adds_is_told_once() -> None:
    below, above = both(
        "加快老旧支渠衬砌改造，完善渠首用水计量设施，张榜公示全部工程。",
        "加快老旧支渠衬砌改造，排定工期。\n完善渠首用水计量设施，落实专人。",
    )
    assert [c.lower for c in changes(below, above) if c.kind == "inserted"] == ["张榜公示全部工程"]


def test_only_the_lost_part_of_a_figures_words_is_told() -> None:
    below, above = both(
        "培育青山稻米、青山莲藕等品牌。", "培育青山稻米、青山莲藕等品牌3000亩级、500亩级示范片。"
    )
    quote = "培育青山稻米、青山莲藕等品牌3000亩级、500亩级示范片"
    above = replace(above, targets=(target(above, quote, 3000, "亩", "示范片", op="~"),))
    assert ("target_dropped", None, "3000亩级、500亩级示范片") in told(changes(below, above))


def test_a_must_before_an_imperative_is_no_other_duty() -> None:
    below, above = both("要加快支渠改造，农户可自愿投工。", "加快支渠改造，农户可自愿投工。")
    above = replace(above, obligations=tuple(replace(o, modality="encouraged") for o in above.obligations))
    assert not [c for c in changes(below, above) if c.kind.startswith("modality")]


def test_of_a_part_that_is_mostly_accounted_for_no_rest_is_told() -> None:
    below, above = both(
        "成立云岭县支渠改造工作领导小组，负责支渠改造日常统计、协调和调度。",
        "市支渠改造工作领导小组要把支渠改造列为重点，负责支渠改造日常统计、协调和调度。",
    )
    told_words = {c.lower or c.upper for c in changes(below, above) if c.kind in ("inserted", "dropped")}
    assert not [words for words in told_words if words and "领导小组" in words]
