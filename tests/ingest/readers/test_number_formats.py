"""Word's number formats as Word prints them."""

import pytest

from ingest.readers.number_formats import format_number

CASES = [
    ("decimal", {1: "1", 12: "12", 0: "0"}),
    ("decimalZero", {7: "07", 12: "12"}),
    ("decimalFullWidth", {12: "１２"}),
    ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 51: "(51)"}),
    ("decimalEnclosedParen", {3: "⑶", 21: "21"}),
    ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一"}),
    (
        "chineseCountingThousand",
        {100: "一百", 101: "一百零一", 110: "一百一十", 111: "一百一十一", 1001: "一千零一"},
    ),
    ("japaneseCounting", {10: "十", 21: "二十一", 100: "百", 101: "百一", 110: "百十", 211: "二百十一"}),
    ("ideographDigital", {10: "一〇", 21: "二一"}),
    ("chineseLegalSimplified", {3: "叁", 11: "壹拾壹", 20: "贰拾"}),
    ("ideographTraditional", {1: "甲", 10: "癸"}),
    ("upperLetter", {1: "A", 27: "AA"}),
    ("lowerRoman", {4: "iv", 19: "xix"}),
    ("none", {3: ""}),
    ("bullet", {3: ""}),
]


@pytest.mark.parametrize(("style", "written"), CASES)
def test_numbers(style: str, written: dict[int, str]) -> None:
    assert {number: format_number(number, style) for number in written} == written


def test_unknown_format_is_told() -> None:
    assert format_number(1, "hebrew1") is None
