"""Place and level words count as equal, everything else does not."""

import pytest

from kb.model import Document
from kb.trace.neutralise import PlaceNames, is_lower_places, levels_named, neutral, without_place

YUNLING = PlaceNames(("云岭县", "云岭"))


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ("全县修好水渠", "全市修好水渠"),
        ("结合我县实际", "结合我市实际"),
        ("县级泵站", "区县级泵站"),
        ("县财政局", "市财政局"),
        ("由县水利局验收", "由市水利局验收"),
        ("各镇（街道）要巡渠", "各县（市、区）人民政府要巡渠"),
        ("各乡镇、街道", "各区县（自治县）人民政府"),
        ("各村、社区", "各市、县〔市、区〕人民政府"),
        ("县政府督查室", "市政府督查室"),
        ("“清渠”行动", '"清渠"行 动'),
    ],
)
def test_words_of_place_and_level_are_equal(lower: str, upper: str) -> None:
    assert neutral(lower) == neutral(upper)


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ("市场监管", "县场监管"),
        ("县财政局", "县水利局"),
        ("各镇要巡渠", "各镇不巡渠"),
        ("城区水渠", "城县水渠"),
    ],
)
def test_other_words_are_not(lower: str, upper: str) -> None:
    assert neutral(lower) != neutral(upper)


def test_the_names_of_the_two_places_are_equal() -> None:
    places = PlaceNames.of(
        Document("a", None, jurisdiction="云岭县"), Document("b", None, jurisdiction="青山市")
    )
    assert neutral("云岭县水渠", places) == neutral("青山市水渠", places)
    assert neutral("云岭水渠", places) == neutral("青山水渠", places)


def test_groups_of_lower_places() -> None:
    assert is_lower_places("各镇、街道")
    assert not is_lower_places("各镇财政所")


def test_levels_named_by_adjectives() -> None:
    assert levels_named("镇级泵站") == levels_named("乡镇级泵站")
    assert levels_named("县级泵站") & levels_named("区县级泵站")
    assert not levels_named("镇级泵站") & levels_named("县级泵站")


def test_a_unit_without_its_place() -> None:
    assert without_place("县财政局") == without_place("云岭县财政局", YUNLING) == "财政局"
