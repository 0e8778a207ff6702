"""Sentence borders: full stops and semicolons outside quotes and brackets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.sentences import sentences


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲县建站点。乙县修路；丙县清河。", ["甲县建站点。", "乙县修路；", "丙县清河。"]),
        ("落实“先建后补；多建多补。”办法。完。", ["落实“先建后补；多建多补。”办法。", "完。"]),
        ("开展巡查（县级每月；镇级每周）。完。", ["开展巡查（县级每月；镇级每周）。", "完。"]),
        ("修好渠。（责任：水务局；各镇）建好站。", ["修好渠。", "（责任：水务局；各镇）", "建好站。"]),
        ("修好水渠（责任单位：水务局）。建好泵站。", ["修好水渠（责任单位：水务局）。", "建好泵站。"]),
        ("修好水渠。（水务局负责）。建好泵站。", ["修好水渠。", "（水务局负责）。", "建好泵站。"]),
        ("（一）修好水渠。（二）建好泵站。", ["（一）修好水渠。", "（二）建好泵站。"]),
        ("第一段没有句号\n第二段。", ["第一段没有句号", "第二段。"]),
        ("他说：“水是命脉。”各地要护水。", ["他说：“水是命脉。”", "各地要护水。"]),
        ("牢记“水是命脉。”的嘱托。", ["牢记“水是命脉。”的嘱托。"]),
        ("引号“没有收住。下一句。", ["引号“没有收住。", "下一句。"]),
        ("宽窄混用（水务局;各镇)牵头;各村配合。", ["宽窄混用（水务局;各镇)牵头;", "各村配合。"]),
        ('形成”农地清单";农地清单"随地交付。', ['形成”农地清单";', '农地清单"随地交付。']),
        ('落实"先建;后补"办法。完。', ['落实"先建;后补"办法。', "完。"]),
        ("真的？！好。", ["真的？！", "好。"]),
        ("", []),
    ],
)
def test_borders(text: str, expected: list[str]) -> None:
    assert _split(text) == expected


MARKS = '甲乙。；！“”（）()〔〕《》"\n 一'


@given(st.text(alphabet=MARKS, max_size=60), st.integers(0, 70), st.integers(0, 70))
def test_borders_lie_in_the_range_and_lose_nothing(text: str, start: int, end: int) -> None:
    found = sentences(text, start, end)
    assert all(start <= left < right <= min(end, len(text)) for left, right in found)
    kept = "".join(text[left:right] for left, right in found)
    assert "".join(kept.split()) == "".join(text[start:end].split())
