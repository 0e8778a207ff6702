"""Numbers in digits and in characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.numbers import number_of, whole_number_of


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12", 12), ("1,200", 1200), ("3.5", 3.5), ("９５", 95), ("97.6", 97.6),
        ("五", 5), ("十", 10), ("十二", 12), ("二十", 20), ("一百零五", 105), ("两千", 2000),
        ("三百六十五", 365), ("二〇二五", 2025), ("半", 0.5),
    ],
)  # fmt: skip
def test_value(words: str, value: float) -> None:
    assert number_of(words) == value


@pytest.mark.parametrize("words", ["", "若干", "第三", "1.2.3"])
def test_not_a_number(words: str) -> None:
    assert number_of(words) is None


def test_a_fraction_is_no_count() -> None:
    assert whole_number_of("2.5") is None
    assert whole_number_of("十二") == 12


@given(st.text(max_size=12))
def test_never_raises(words: str) -> None:
    number_of(words)
