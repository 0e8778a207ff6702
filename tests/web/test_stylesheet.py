"""The stylesheet keeps what the design language promises: contrast, sizes, no foreign files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "web/static"
CSS = "".join((STATIC / name).read_text(encoding="utf-8") for name in ("tiaokuai.css", "matrix.css"))
TOKENS = dict(re.findall(r"--([a-z0-9-]+): (#[0-9A-F]{6});", CSS))
AT_11 = {".ref", ".key", ".site .count"}
"""What may be smaller than 12 px: circled references, key caps and the count in the menu."""


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", ["paper", "page", "sunk", "head"])
@pytest.mark.parametrize("text", ["ink", "ink-2", "ink-3"])
def test_text_reads_on_every_ground(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((colour, "paper") for colour in ("red", "blue", "ochre", "green", "violet")),
        ("red", "red-tint"), ("blue", "blue-tint"), ("ochre", "ochre-tint"), ("green", "green-tint"),
        ("paper", "red"), ("paper", "blue"), ("paper", "ink"), ("paper", "ink-2"),
        ("ink", "city"), ("ink", "county"), ("ink", "hit"), ("ink", "target"),
        ("struck-ink", "struck"), ("ink", "inserted"), ("ink", "replaced"), ("blue", "page"), ("ink-2", "red-tint"),
    ],
)  # fmt: skip
def test_coloured_pairs_read(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


def test_borders_of_controls_are_seen() -> None:
    assert contrast("edge", "paper") >= 3


def test_nothing_is_smaller_than_12_px() -> None:
    small = re.findall(r"([^{}]+)\{[^{}]*font(?:-size: |: [47]00 )(\d+)px", CSS)
    assert {selector.strip() for selector, size in small if int(size) < 12} <= AT_11


def test_only_the_weights_that_office_fonts_have() -> None:
    assert set(re.findall(r"font-weight: (\w+)", CSS)) <= {"400", "700", "inherit"}


def test_nothing_comes_from_elsewhere() -> None:
    assert "url(" not in CSS and "@import" not in CSS and "letter-spacing" not in CSS
