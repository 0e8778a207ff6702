"""Times in running text, read as the last day of their period."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.extract.time_expressions import find_times, year_of
from kb.model import Document

NOTICE = Document(id="yunxi-2023-8", title="云溪县水利方案", date=date(2023, 3, 15))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2023年6月底前", "2023-06-30"), ("2023 年 9 月 5 日前", "2023-09-05"), ("2024年2月底", "2024-02-29"),
        ("到2025年底", "2025-12-31"), ("2023年上半年", "2023-06-30"), ("三季度末", "2023-09-30"),
        ("12月底前", "2023-12-31"), ("年内", "2023-12-31"), ("本月底前", "2023-03-31"), ("明年6月底前", "2024-06-30"),
        ("“十五五”末", "2030-12-31"), ("2023—2025年", "2025-12-31"), ("二〇二五年底", "2025-12-31"),
        ("2023年3月至6月", "2023-06-30"), ("2023年10月上旬", "2023-10-10"),
    ],
)  # fmt: skip
def test_last_day(words: str, day: str) -> None:
    (time,) = find_times(f"请在规定时间{words}完成。"[2 if words[0] == "到" else 0 :], NOTICE)
    assert str(time.day) == day


@pytest.mark.parametrize("words", ["2023年版目录", "2023年度计划", "第61次会议", "编号2023", "不定期"])
def test_no_time(words: str) -> None:
    assert find_times(words, NOTICE) == ()


def test_the_year_comes_from_date_number_or_title() -> None:
    assert year_of(Document(id="a", title="水利方案", doc_number="云政发〔2021〕3号")) == 2021
    assert year_of(Document(id="b", title="云溪县2022年水利要点")) == 2022
    assert year_of(Document(id="c", title="水利方案")) is None
