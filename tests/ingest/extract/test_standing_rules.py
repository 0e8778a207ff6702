"""Rules stated once for all that follows."""

from __future__ import annotations

import pytest

from ingest.extract.standing_rules import find_standing, without_standing
from ingest.pages import Line, Pages
from ingest.parse import parse_notice
from kb.model import Notice, Source
from kb.tasks import tasks_of
from kb.trace.sentences import passages

RULES = [
    ("以下各项均需各乡镇政府落实，不再列出", ("各乡镇政府",), "responsible"),
    ("以下任务均由县民政局牵头。", ("县民政局",), "lead"),
    ("以下工作均须各乡镇政府、县财政局配合", ("各乡镇政府", "县财政局"), "cooperating"),
    ("以下简称图书角", (), None),
    ("以下情形均不予补贴", (), None),
]


@pytest.mark.parametrize(("words", "units", "role"), RULES)
def test_who_answers_for_all_that_follows(words: str, units: tuple[str, ...], role: str | None) -> None:
    found = list(find_standing(words))
    assert [(rule.units, rule.role) for rule in found] == ([(units, role)] if role else [])


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("责任单位：县文旅局；以下各项均需各乡镇政府落实，不再列出", "责任单位：县文旅局"),
        ("责任单位：县文旅局", "责任单位：县文旅局"),
    ],
)
def test_the_bracket_reads_on_without_its_rule(words: str, rest: str) -> None:
    assert without_standing(words) == rest


def read(*body: str) -> Notice:
    lines = ("青禾县图书角建设方案", *body)
    numbered = tuple(Line(text, None, number) for number, text in enumerate(lines, start=1))
    return parse_notice(Pages("html", numbered, wrapped=False), Source("a.html", "0" * 64))


def responsible(notice: Notice) -> dict[str, list[str]]:
    return {task.clause.path: [name for _, name in task.units] for task in tasks_of(notice) if task.clause}


def test_a_rule_in_a_bracket_holds_to_the_end() -> None:
    notice = read(
        "一、做好选址。年底前选好地点。（责任单位：县文旅局；以下各项均需各乡镇政府落实，不再列出）",
        "二、做好采购。年底前配齐图书。（责任单位：县教育局）",
        "三、做好服务。及时登记造册。",
    )
    assert responsible(notice) == {
        "一": ["县文旅局"],
        "二": ["县教育局", "各乡镇政府"],
        "三": ["各乡镇政府"],
    }
    assert sum(passage.assignment is not None for passage in passages(notice)) == 2


def test_a_rule_that_opens_a_clause_holds_below_it() -> None:
    notice = read(
        "一、建好图书角",
        "以下任务均由县文旅局牵头。",
        "（一）配齐图书。及时更新图书。",
        "二、管好借阅",
        "（一）登记造册。逐册登记造册。",
    )
    assert responsible(notice) == {"一": ["县文旅局"], "一/（一）": ["县文旅局"], "二/（一）": []}
