"""What is laid side by side: sentences, brackets, and the lines that date an item."""

from dataclasses import replace

import pytest

from kb.model import Assignment, Evidence
from kb.trace.sentences import passages, split
from tests.kb.trace.making import notice


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("修好水渠。更换电机；培训渠长。", ["修好水渠。", "更换电机；", "培训渠长。"]),
        ("张贴“先修渠。后放水。”的告示。", ["张贴“先修渠。后放水。”的告示。"]),
        ("各镇（含街道；下同）要巡渠。", ["各镇（含街道；下同）要巡渠。"]),
        ("未关的引号“先修渠。\n后放水。", ["未关的引号“先修渠。", "后放水。"]),
        (" \n ", []),
    ],
)
def test_sentences_end_outside_quotes_and_brackets(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in split(text, 0, len(text))] == expected


def test_duties_brackets_and_lines_in_reading_order() -> None:
    made = notice(
        "一、修渠\n每周组织渠长巡渠。（责任单位：县水利局）\n完成时限：6月底前\n二、管护\n落实管护经费来源。"
    )
    assert [(p.kind, p.clause) for p in passages(made)] == [
        ("duty", "一"), ("bracket", "一"), ("term", "一"), ("duty", "二"),
    ]  # fmt: skip


def test_a_sentence_that_no_one_took_for_a_duty_is_there_too() -> None:
    made = replace(notice("一、修渠\n水渠是农田的血脉所在。"), obligations=())
    assert [(p.kind, p.quote) for p in passages(made)] == [("sentence", "水渠是农田的血脉所在。")]


def test_lines_of_one_item_that_name_units_are_one() -> None:
    made = notice("一、修渠\n组织巡渠。\n牵头单位：县水利局\n责任单位：县财政局")
    lines = ("牵头单位：县水利局", "责任单位：县财政局")
    found = [Evidence(at := made.text.index(line), at + len(line), line, None, "test") for line in lines]
    assigned = (
        Assignment("一", found[0], lead=("县水利局",)),
        Assignment("一", found[1], responsible=("县财政局",)),
    )
    duties = tuple(o for o in made.obligations if "单位" not in o.evidence.quote)
    bracket = passages(replace(made, assignments=assigned, obligations=duties))[-1]
    assert bracket.assignment is not None
    assert (bracket.assignment.lead, bracket.assignment.responsible) == (("县水利局",), ("县财政局",))


def test_a_bracket_inside_a_sentence_is_no_part_of_its_words() -> None:
    made = notice("一、修渠\n组织巡渠（县水利局负责）并及时上报。")
    words = "（县水利局负责）"
    start = made.text.index(words)
    inside = Assignment(
        "一", Evidence(start, start + len(words), words, None, "test"), responsible=("县水利局",)
    )
    duty = next(p for p in passages(replace(made, assignments=(inside,))) if p.kind == "duty")
    assert duty.words == "组织巡渠并及时上报。"
