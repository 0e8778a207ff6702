"""Labels at the beginning of a paragraph: what is one, what only looks like one."""

import pytest

from ingest.numbering import read_label
from kb.numerals import han_number, han_numeral


@pytest.mark.parametrize(
    ("text", "style", "number", "written"),
    [
        ("一、总体要求", "han", 1, "一"),
        ("二十三、附则", "han", 23, "二十三"),
        ("（三）建好驿站", "paren_han", 3, "（三）"),
        ("(十二)加强宣传", "paren_han", 12, "（十二）"),
        ("1.开展摸底", "arabic", 1, "1."),
        ("2．开展摸底", "arabic", 2, "2."),
        ("3. 开展摸底", "arabic", 3, "3."),
        ("4、开展摸底", "arabic_comma", 4, "4."),
        ("5.2024年底前建成", "arabic", 5, "5."),
        ("（6）开展摸底", "paren_arabic", 6, "（6）"),
        ("7）开展摸底", "half_paren", 7, "7）"),
        ("⑧开展摸底", "circled", 8, "⑧"),
        ("㈢建好驿站", "paren_han", 3, "（三）"),
        ("⑷开展摸底", "paren_arabic", 4, "（4）"),
        ("⒌开展摸底", "arabic", 5, "5."),
        ("第三十一条 各部门应当", "article", 31, "第三十一条"),
        ("第二章 职责", "chapter", 2, "第二章"),
    ],
)
def test_a_label_is_read_with_style_and_number(text, style, number, written):
    label = read_label(text)
    assert label is not None
    assert (label.style, label.number, label.text) == (style, number, written)


@pytest.mark.parametrize(
    "text", ["1.5万元", "2024年底前建成", "3个站点", "三个一批", "（含开发区）", "一体推进", ""]
)
def test_what_only_looks_like_a_label_is_none(text):
    assert read_label(text) is None


@pytest.mark.parametrize("number", [1, 9, 10, 11, 20, 21, 99])
def test_a_numeral_reads_back_as_its_number(number):
    assert han_number(han_numeral(number)) == number
