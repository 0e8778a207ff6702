"""Spans to HTML: whatever overlaps, what comes out is well formed and holds every character once."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from web.marks import Insert, Mark, occurrences, render

TEXT = "六月底前建成三处驿站"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], "六月底前建成三处驿站"),
        ([Mark(0, 4, "a")], '<span class="a">六月底前</span>建成三处驿站'),
        (
            [Mark(0, 10, "out"), Mark(4, 6, "in")],
            '<span class="out">六月底前<span class="in">建成</span>三处驿站</span>',
        ),
        (
            [Mark(0, 6, "a"), Mark(4, 8, "b")],
            '<span class="a">六月底前<span class="b">建成</span></span><span class="b">三处</span>驿站',
        ),
        (
            [Mark(0, 4, "a", href="/x"), Mark(1, 3, "b", href="/y")],
            '<a class="a" href="/x">六<span class="b">月底</span>前</a>建成三处驿站',
        ),
        ([Mark(2, 2, "empty"), Mark(8, 99, "e")], '六月底前建成三处<span class="e">驿站</span>'),
    ],
)
def test_marks_nest_or_are_split(marks: list[Mark], expected: str) -> None:
    assert render(TEXT, marks) == expected


def test_text_and_attributes_are_escaped() -> None:
    html = render("<b>&", [Mark(0, 3, "m", href='/?a="b"&c', title="<i>")])
    assert "&lt;b&gt;" in html and "<b>" not in html
    assert 'href="/?a=&#34;b&#34;&amp;c"' in html and 'title="&lt;i&gt;"' in html


def test_an_id_is_given_once_where_a_mark_is_split() -> None:
    html = render(TEXT, [Mark(0, 6, "a"), Mark(4, 8, "b", id="only")])
    assert html.count('id="only"') == 1


def test_a_seal_stands_behind_its_word_and_once_between_two_ranges() -> None:
    seal = [Insert(4, Markup("<i>晚</i>"))]
    assert render(TEXT, [Mark(0, 4, "d")], seal) == '<span class="d">六月底前</span><i>晚</i>建成三处驿站'
    assert render(TEXT, [], seal, end=4) + render(TEXT, [], seal, start=4) == "六月底前<i>晚</i>建成三处驿站"


def test_units_are_found_in_their_order() -> None:
    assert occurrences("县局、乡镇、县局", ["县局", "乡镇", "县局", "没有"]) == [(0, 2), (3, 5), (6, 8)]


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not (tag == "a" and "a" in self.open)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(
    st.text(alphabet="甲乙<>&丙\n", max_size=20),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.booleans()), max_size=8),
)
def test_any_spans_give_balanced_html_with_the_whole_text(
    text: str, spans: list[tuple[int, int, bool]]
) -> None:
    marks = [Mark(start, end, "m", href="/" if link else None) for start, end, link in spans]
    html = str(render(text, marks))
    parser = _Balance()
    parser.feed(html)
    assert parser.open == []
    assert unescape(re.sub(r"<[^>]+>", "", html)) == text
