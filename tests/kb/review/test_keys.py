"""Which words are the same words."""

from __future__ import annotations

import pytest

from kb.review.keys import fingerprint

SAME = [
    ("建成 50 处，以上。", "建成50处以上；"),
    ("建成５０处（以上）", "建成50处(以上)"),
    ("2023—2025年建成", "2023-2025年建成"),
    ("“一件事”办成", "一件事办成"),
]
OTHER = [
    ("建成1.5万处", "建成15万处"),
    ("达到95%", "达到95‰"),
    ("建成50处", "建成50处以上"),
    ("2023-2025年", "20232025年"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same(one: str, other: str) -> None:
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other(one: str, other: str) -> None:
    assert fingerprint(one) != fingerprint(other)
