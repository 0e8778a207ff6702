"""Word by word: what a page marks in two sentences."""

import pytest

from kb.trace.neutralise import PlaceNames
from kb.trace.words import word_changes

LOWER = "6月底前，全县至少建成1处镇级泵站，培训渠长。"
UPPER = "全市至少建成2处镇级泵站，落实经费，培训渠长。"


def test_the_segments_give_both_texts_back() -> None:
    segments = word_changes(LOWER, UPPER)
    assert "".join(segment.lower for segment in segments) == LOWER
    assert "".join(segment.upper for segment in segments) == UPPER


def test_each_change_is_named_for_what_it_is() -> None:
    changes = {(s.kind, s.lower, s.upper) for s in word_changes(LOWER, UPPER) if s.kind != "same"}
    assert changes == {
        ("inserted", "6月底前，", ""),
        ("place", "全县", "全市"),
        ("replaced", "1", "2"),
        ("dropped", "", "落实经费，"),
    }


@pytest.mark.parametrize(
    ("lower", "upper", "kinds"),
    [
        ("修好水渠。", "修好水渠。", ["same"]),
        ("修好“水渠”。", '修好"水渠"。', ["same"]),
        ("修好 水渠。", "修好水渠。", ["same"]),
        ("", "修好水渠。", ["dropped"]),
        ("修好水渠。", "", ["inserted"]),
        ("", "", []),
    ],
)
def test_edges(lower: str, upper: str, kinds: list[str]) -> None:
    assert list(dict.fromkeys(segment.kind for segment in word_changes(lower, upper))) == kinds


def test_names_of_the_places_are_no_change() -> None:
    segments = word_changes("云岭水渠。", "青山水渠。", PlaceNames(("云岭", "青山")))
    assert {segment.kind for segment in segments} <= {"place", "same"}
