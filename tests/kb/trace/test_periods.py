"""Days in a sentence, and how often something is due."""

from datetime import date

import pytest

from kb.trace.periods import periods, recurrences


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("2031年上半年完成", "2031年上半年", date(2031, 6, 30)),
        ("6月底前完成", "6月底前", date(2031, 6, 30)),
        ("2032年 2月底前", "2032年 2月底前", date(2032, 2, 29)),
        ("2031年9月13日前报送", "2031年9月13日前", date(2031, 9, 13)),
        ("今年底前", "今年底前", date(2031, 12, 31)),
        ("明年一季度完成", "明年一季度", date(2032, 3, 31)),
        ("到2033年，全县", "到2033年", date(2033, 12, 31)),
        ("9月上旬", "9月上旬", date(2031, 9, 10)),
        ("2031—2035年", "2035年", date(2035, 12, 31)),
        ("2031年12月15日前制定方案", "2031年12月15日前", date(2031, 12, 15)),
        ("自2031年1月1日至2031年12月31日", "至2031年12月31日", date(2031, 12, 31)),
    ],
)
def test_the_last_day_of_the_period(text: str, words: str, day: date) -> None:
    assert [(p.words, p.day) for p in periods(text, 2031)] == [(words, day)]


@pytest.mark.parametrize(
    "text",
    [
        "每月10日前",
        "2030年度考核",
        "2030年以来",
        "《2031年修渠计划》",
        "（云政发〔2031〕2号）",
        "2031年2月30日",
        "第6条",
        "补贴政策实施期限截至2031年12月31日",
        "上述政策实施时间为2031年1月1日至2031年12月31日",
        "在2031年6月底前签订合同的，给予补贴",
        "纳入年底对各镇考核",
        "落实“开春动工、年内通水”的要求",
    ],
)
def test_what_is_no_day_to_keep(text: str) -> None:
    assert periods(text, 2031) == ()


@pytest.mark.parametrize(
    "text", ["年底前对支渠逐一检查", "实施时限：2031年6月底前", "2031年6月底前完成签约的支渠改造"]
)
def test_what_only_looks_like_it_still_binds(text: str) -> None:
    assert len(periods(text, 2031)) == 1


def test_without_a_year_nothing_is_guessed() -> None:
    assert periods("6月底前完成", None) == ()


def test_recurrences_order_by_cycle_and_by_lateness() -> None:
    monthly, late, weekly = (recurrences(text)[0] for text in ("每月8日前", "每月20日前", "每周五"))
    assert monthly.cycle == late.cycle > weekly.cycle
    assert monthly.lateness < late.lateness
