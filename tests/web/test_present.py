"""Facts in the words of the office."""

from __future__ import annotations

from datetime import date

import pytest

from kb.model import Change, Document, Evidence, Level, Operator, Target
from web import present
from web.bodychoice import body_words
from web.changes import Delay, side_by_side
from web.excerpt import excerpt
from web.seals import seal_of


def target(op: Operator, value: float, unit: str | None, per: str | None = None) -> Target:
    return Target(None, Evidence(0, 1, "x", None, "r"), "指标", op, value, unit, "count", per=per)


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (target(">=", 1, "处", "各镇（街道）"), "≥1 处／镇（街道）"),
        (target("=", 100, "%"), "＝100%"),
        (target("<=", 2.5, "公里"), "≤2.5 公里"),
        (target("~", 1000, "万件"), "约 1000 万件"),
    ],
)
def test_target_values(fact: Target, words: str) -> None:
    assert present.target_value(fact) == words


@pytest.mark.parametrize(
    ("level", "place", "word"),
    [
        ("national", None, "国家"),
        ("provincial", "霁川省", "省"),
        ("provincial", "重庆市", "直辖市"),
        ("provincial", "某某自治区", "自治区"),
        ("county", "某某区", "县"),
        ("township", "苇湾镇", "乡镇"),
        (None, None, "级别未定"),
    ],
)
def test_level_badges(level: Level | None, place: str | None, word: str) -> None:
    assert present.level_word(Document("x", None, level=level, jurisdiction=place)) == word


@pytest.mark.parametrize(
    ("change", "name", "tone"),
    [
        (
            Change("deadline_later", "年底", "6月底", "2026-06-30 → 2026-12-31", "severe"),
            "时限推迟",
            "severe",
        ),
        (Change("target_dropped", None, "50个以上", "待分解：≥50个为上级总量", "note"), "待分解", "hint"),
        (Change("target_added", "5处", None), "新增指标", "added"),
        (Change("unit_mapped", "各镇", "各区县"), "单位对应", "hint"),
        (Change("unit_mapped", "县民政局", "市民政局"), None, None),
        (Change("scope_mapped", "全县", "全市"), None, None),
        (Change("reworded", "就餐点", "助餐点"), None, None),
    ],
)
def test_only_what_differs_in_substance_has_a_seal(
    change: Change, name: str | None, tone: str | None
) -> None:
    seal = seal_of(change)
    assert (seal.name if seal else None, seal.tone if seal else None) == (name, tone)


def test_a_later_day_is_boxed_on_both_sides_and_drawn() -> None:
    change = Change("deadline_later", "12月底前", "6月底前", "2026-06-30 → 2026-12-31，推迟184天", "severe")
    both = side_by_side("县局12月底前建成。", "市局6月底前建成。", [change])
    assert 'class="d-lower"' in both.lower and 'class="d-upper"' in both.upper
    assert "①" in both.lower and "①" in both.upper
    assert both.cards[0].large and both.cards[0].delay == Delay(date(2026, 6, 30), date(2026, 12, 31))
    assert both.cards[0].delay.days == 184


def test_what_the_lower_text_lacks_is_dashed_above() -> None:
    both = side_by_side(
        "建成驿站。", "建成驿站，争创示范。", [Change("target_dropped", None, "争创示范", "", "severe")]
    )
    assert '<span class="d-gone" title="指标未承接">争创示范</span>' in both.upper


@pytest.mark.parametrize(
    ("length", "spans", "expected"),
    [
        (50, [], (0, 50)),
        (300, [(5, 8)], (0, 118)),
        (300, [(200, 203)], (143, 261)),
        (300, [(297, 300)], (182, 300)),
    ],
)
def test_long_sentences_are_cut_around_their_hits(
    length: int, spans: list[tuple[int, int]], expected: tuple[int, int]
) -> None:
    start, end = excerpt("字" * length, spans)
    assert (start, end) == expected
    assert all(start <= left and right <= end for left, right in spans)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("990100/commerce", "樾州市商务局"),
        ("990121/townships", "青禾县各镇、街道"),
        ("990121/post-company", "青禾县邮政公司"),
        ("990100/government", "樾州市人民政府"),
    ],
)
def test_a_body_is_told_in_words(key: str, words: str) -> None:
    assert body_words(key) == words
