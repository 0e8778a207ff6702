"""Dated and recurring duties. The notice is of 15 March 2023."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.extract.deadlines import find_deadlines
from ingest.extract.targets import find_targets
from kb.model import Clause, Deadline, Document

NOTICE = Document(id="yunxi-2023-8", title="云溪县水利方案", date=date(2023, 3, 15))


def _read(body: str) -> tuple[Deadline, ...]:
    text = f"一、{body}"
    clauses = (Clause("一", "一、", False, None, 0, len(text), 2, text),)
    return find_deadlines(text, clauses, NOTICE, find_targets(text, clauses, NOTICE))


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2023年6月底前，出台实施细则。", ["2023-06-30"]),
        ("2023年6月底前，完成流域面积100平方公里以上河流划界。", ["2023-06-30"]),
        ("完成3处水站的选址、报批等前期工作。（6月底前完成，牵头单位：县水务局）", ["2023-06-30"]),
        ("6月底前制定方案，9月底前启动试点，年底前全面推开。", ["2023-06-30", "2023-09-30", "2023-12-31"]),
        ("上半年完成招标，下半年开工建设。", ["2023-06-30", "2023-12-31"]),
        ("第二季度完成方案编制。", ["2023-06-30"]),
        ("面积不超过3公顷，6月底前完成选址，9月底前投入使用。", ["2023-06-30", "2023-09-30"]),
        ("2023年6月中旬前完成自查。", ["2023-06-20"]),
        ("请于2023年4月10日前报送联系人。", ["2023-04-10"]),
        ("到2025年，基本建成现代水网。", ["2025-12-31"]),
        ("“十四五”末，形成供水体系。", ["2025-12-31"]),
        ("2023—2025年，持续实施水网工程。", ["2025-12-31"]),
        ("今年底前建成平台，明年6月底前投入运行。", ["2023-12-31", "2024-06-30"]),
        ("2024年6月底前制定办法，12月底前全面施行。", ["2024-06-30", "2024-12-31"]),
        ("自本方案印发之日起30日内，各镇制定实施细则。", ["2023-04-14"]),
        ("力争三年内实现城乡供水一体化。", ["2026-03-15"]),
        ("启动阶段（2023年3月—4月）。各镇召开会议。", ["2023-04-30"]),
        ("启动阶段(5月8日-5月20日)。各镇召开会议。", ["2023-05-20"]),
        ("启动阶段（5月8日至20日）。各镇召开会议。", ["2023-05-20"]),
        ("修订办法。（责任单位：县水务局；完成时限：2023年10月底前）", ["2023-10-31"]),
        ("修订办法。\n牵头单位：县水务局。完成时限：2023年12月。", ["2023-12-31"]),
    ],
)
def test_the_last_day_of_the_period(text: str, dates: list[str]) -> None:
    assert [str(deadline.date) for deadline in _read(text)] == dates


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("各镇每月10日、20日前将进展报县水务局。", "每月10日、20日前"),
        ("每季度末将台账报送办公室。", "每季度末"),
        ("每年5月底前完成评估。", "每年5月底前"),
        ("于每年一季度前制定计划。", "每年一季度前"),
        ("于3月、6月、12月开展检查。", "于3月、6月、12月"),
        ("实行一月一督查，一季一通报。", "一月一督查，一季一通报"),
        ("建立月调度、季通报制度。", "月调度、季通报"),
        ("建立“周调度、月通报”机制。", "周调度、月通报"),
        ("定期召开联席会议。", "定期"),
        ("工作成效纳入年底绩效考核。", "年底"),
        ("按月公布水质。", "按月"),
        ("每年汛期前开展检查。", "每年汛期前"),
        ("重阳节前举办活动。", "重阳节前"),
        ("每年11月底前，各镇应将供水情况报送县水务局。", "每年11月底前"),
        ("巡查结果于季度末报县水务局。", "季度末"),
        ("每周五下班前报送人数。", "每周五下班前"),
    ],
)
def test_recurring_duties(text: str, recurrence: str) -> None:
    (deadline,) = _read(text)
    assert (deadline.recurrence, deadline.date) == (recurrence, None)


@pytest.mark.parametrize(
    "text",
    [
        "适时开展督查。",
        "不定期开展抽查。",
        "2023年6月底前新建站点10个。",
        "水厂于2023年年底前全部配备化验员。",
        "每季度至少开展1次检查。",
        "本办法自2023年5月1日起施行，有效期至2028年4月30日。",
        "政策执行期限为2024年3月1日至2026年2月28日。",
        "2022年以来，各地积极推进。",
        "2000年底前建成的小区要应改尽改。",
        "2024年起，全面实行新标准。",
        "2023年是水网规划的关键一年，做好供水意义重大。",
        "新建水站不少于8个，改造管网5公里。\n完成时限：2023年12月底前",
        "每月工资按时发放。",
        "从现在至2024年12月，分三个阶段进行。",
        "整治行动到2023年12月底，分为三个阶段实施：",
        "贯彻《水网规划（2021—2025年）》。",
    ],
)
def test_what_is_no_deadline(text: str) -> None:
    assert _read(text) == ()


def test_work_without_an_end() -> None:
    (deadline,) = _read("加强巡查。\n牵头单位：县水务局。完成时限：长期坚持。")
    assert (deadline.ongoing, deadline.date, deadline.recurrence) == (True, None, "长期坚持")


def test_work_without_an_end_may_be_told_in_the_bracket_of_the_units() -> None:
    (deadline,) = _read("加强巡查。（长期坚持，牵头单位：县水务局）")
    assert (deadline.ongoing, deadline.recurrence, deadline.duty) == (True, "长期坚持", "加强巡查")


@pytest.mark.parametrize("line", ["（2023年3月15日）", "（2023年3月15日县政府第8次常务会议通过）"])
def test_the_day_in_a_line_under_the_title_is_no_deadline(line: str) -> None:
    text = f"青禾县水利方案\n{line}\n一、建设水站。"
    start = text.index("一、")
    clause = Clause("一", "一、", False, None, start, len(text), start + 2, text[start:])
    assert find_deadlines(text, (clause,), NOTICE, ()) == ()


def test_the_duty_is_told_without_its_date() -> None:
    (deadline,) = _read("各镇每月10日前将进展报县水务局。")
    assert deadline.duty == "各镇将进展报县水务局"
    assert deadline.evidence.quote == "各镇每月10日前将进展报县水务局"


def test_without_a_year_a_month_has_no_day() -> None:
    text = "一、6月底前出台细则。"
    clauses = (Clause("一", "一、", False, None, 0, len(text), 2, text),)
    assert find_deadlines(text, clauses, Document(id="draft", title="水利方案"), ()) == ()


def test_what_stands_behind_the_day_is_due_whatever_its_verb() -> None:
    assert [str(found.date) for found in _read("2025年底前有效遏制非法采砂。")] == ["2025-12-31"]


def test_all_of_the_year_in_a_field_is_its_last_day() -> None:
    assert [str(found.date) for found in _read("修好水渠。\n完成时限：全年")] == ["2023-12-31"]


def test_years_of_a_ban_are_no_year_end() -> None:
    assert _read("弄虚作假的，三年内不得申报补助。") == ()


def test_a_day_of_the_last_month_of_each_quarter() -> None:
    assert [found.recurrence for found in _read("每季度末月25日前报送进展。")] == ["每季度末月25日前"]


def test_a_day_falls_into_the_years_of_its_stage() -> None:
    heading = "总结阶段（2025年7月—12月）"
    text = f"（三）{heading}。各镇于11月15日前上报总结。"
    clause = Clause("三", "（三）", False, heading, 0, len(text), len(heading) + 4, text)
    found = find_deadlines(text, (clause,), NOTICE, ())
    assert [str(deadline.date) for deadline in found] == ["2025-12-31", "2025-11-15"]


def test_the_title_of_an_annex_has_no_day() -> None:
    heading = "2024年水网建设任务表"
    text = f"附件\n{heading}\n1.修好水渠。"
    clause = Clause("附件", "附件", False, heading, 0, len(text), len(heading) + 3, text)
    assert find_deadlines(text, (clause,), NOTICE, ()) == ()
