"""What a calendar repeats for a recurrence as written, and what it cannot repeat."""

from __future__ import annotations

import datetime

import pytest

from corpus.tables import load_rows
from kb.export.table_recurrence import Rule, rules

QUARTERS = (3, 6, 9, 12)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("每月10日、20日前", [Rule("MONTHLY", days=(10, 20))]),
        ("每月 10 日、20 日 前", [Rule("MONTHLY", days=(10, 20))]),
        ("每月十五日前", [Rule("MONTHLY", days=(15,))]),
        ("每月底前", [Rule("MONTHLY", days=(-1,))]),
        ("每月", [Rule("MONTHLY", days=(-1,))]),
        ("按月", [Rule("MONTHLY", days=(-1,))]),
        ("每月5日和月底前", [Rule("MONTHLY", days=(5, -1))]),
        ("每月30日前", [Rule("MONTHLY", days=(28, 29, 30), last_of=True)]),
        ("每月31日前", [Rule("MONTHLY", days=(-1,))]),
        ("每季度末", [Rule("YEARLY", QUARTERS, (-1,))]),
        ("每季度末前", [Rule("YEARLY", QUARTERS, (-1,))]),
        ("逐季", [Rule("YEARLY", QUARTERS, (-1,))]),
        ("每半年", [Rule("YEARLY", (6, 12), (-1,))]),
        ("每年5月底前", [Rule("YEARLY", (5,), (-1,))]),
        ("每年的12月20日前", [Rule("YEARLY", (12,), (20,))]),
        ("每年6月10日、20日前", [Rule("YEARLY", (6,), (10,)), Rule("YEARLY", (6,), (20,))]),
        ("每年6月30日、12月31日前", [Rule("YEARLY", (6, 12), (-1,))]),
        ("每年6月30日前、11月15日前", [Rule("YEARLY", (6,), (-1,)), Rule("YEARLY", (11,), (15,))]),
        ("每年年底", [Rule("YEARLY", (12,), (-1,))]),
        ("每年上半年", [Rule("YEARLY", (6,), (-1,))]),
        ("每年第一季度末前", [Rule("YEARLY", (3,), (-1,))]),
        ("每年3月上旬", [Rule("YEARLY", (3,), (10,))]),
        ("每年", [Rule("YEARLY", (12,), (-1,))]),
        ("年底", [Rule("YEARLY", (12,), (-1,))]),
        ("于3月、6月、12月", [Rule("YEARLY", (3, 6, 12), (-1,))]),
        ("在六月底、十二月底", [Rule("YEARLY", (6, 12), (-1,))]),
        ("每周五下班前", [Rule("WEEKLY", weekdays=(4,))]),
        ("每周一、周四", [Rule("WEEKLY", weekdays=(0, 3))]),
        ("每周", [Rule("WEEKLY", weekdays=(4,))]),
        ("每天", [Rule("DAILY")]),
        ("每个工作日", [Rule("WEEKLY", weekdays=(0, 1, 2, 3, 4))]),
        ("每旬", [Rule("MONTHLY", days=(10, 20, -1))]),
        ("每半月", [Rule("MONTHLY", days=(15, -1))]),
        ("月调度、季通报", [Rule("MONTHLY", days=(-1,)), Rule("YEARLY", QUARTERS, (-1,))]),
        ("一月一督查", [Rule("MONTHLY", days=(-1,))]),
        *((words, []) for words in ("定期", "汛期前", "每两年", "每季度初", "每月初", "每年春节前", "每学期")),
        *((words, []) for words in ("每年2月30日前", "每月32日", "每年13月", "每月0日", "", "每季度20日前")),
    ],
)  # fmt: skip
def test_what_is_repeated(words: str, wanted: list[Rule]) -> None:
    assert list(rules(words)) == wanted


@pytest.mark.parametrize(
    ("words", "start", "wanted"),
    [
        ("每月10日、20日前", (2024, 3, 11), (2024, 3, 20)),
        ("每月30日前", (2023, 2, 1), (2023, 2, 28)),
        ("每季度末", (2024, 4, 1), (2024, 6, 30)),
        ("每年2月底前", (2024, 1, 1), (2024, 2, 29)),
        ("每周五下班前", (2024, 3, 5), (2024, 3, 8)),
        ("每天", (2024, 3, 5), (2024, 3, 5)),
    ],
)
def test_it_begins_on_a_day_that_the_words_name(words: str, start: tuple, wanted: tuple) -> None:
    assert rules(words)[0].first(datetime.date(*start)) == datetime.date(*wanted)


def test_every_cycle_of_the_table_is_one_that_a_calendar_repeats() -> None:
    for word, kind, *cycle in load_rows("recurrences"):
        assert bool(rules(word if kind != "pair" else f"{word}督查")) == bool(cycle), word
