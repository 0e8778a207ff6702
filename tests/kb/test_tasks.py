"""Which units, targets and deadlines belong to a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kb.model import Assignment, Deadline, Evidence
from kb.tasks import UNKNOWN_FUNCTION, Task, tasks_of
from tests.kb.builders import CITY, city, evidence, notice


def names(task: Task) -> list[str]:
    return [name for _, name in task.units]


def test_units_of_the_clause() -> None:
    first, second, third, fourth = tasks_of(city())
    assert names(first) == names(second) == ["市商务局", "市交通运输局"]
    assert first.functions == ("商务", "交通运输")
    assert names(fourth) == ["市财政局"]
    assert third.clause and third.clause.path == "二"


def test_targets_and_deadlines_of_the_sentence() -> None:
    first, second, third, _ = tasks_of(city())
    assert [target.value for target in first.targets] == [1]
    assert second.targets == () == second.deadlines
    assert [deadline.duty for deadline in third.deadlines] == ["9月底前"]


def test_a_clause_without_units_takes_those_above() -> None:
    made = notice(CITY, ("一", "甲", "统筹推进。", "市商务局"), ("一/（一）", "乙", "建成站点。", ""))
    assert names(tasks_of(made)[1]) == ["市商务局"]


def test_each_assignment_governs_its_own_sentences() -> None:
    made = notice(CITY, ("一", "甲", "建成站点。安排资金。另行通报。", ""))
    first, second, _ = (obligation.evidence for obligation in made.obligations)
    put = (
        Assignment("一", first, responsible=("市商务局",), governs=(first.start, first.end)),
        Assignment("一", second, lead=("市财政局",), governs=(second.start, second.end)),
    )
    assert [names(task) for task in tasks_of(replace(made, assignments=put))] == [
        ["市商务局"],
        ["市财政局"],
        [],
    ]


def test_units_in_running_text_join_those_of_the_bracket_leads_first() -> None:
    made = notice(CITY, ("一", "甲", "由市财政局会同市商务局制定办法。", ""))
    whole = made.obligations[0].evidence
    put = (
        Assignment("一", whole, responsible=("市商务局",), governs=(whole.start, whole.end)),
        Assignment("一", evidence(made.text, "由市财政局会同市商务局"), lead=("市财政局",), task="制定办法"),
    )
    task = tasks_of(replace(made, assignments=put))[0]
    assert task.units == (("lead", "市财政局"), ("responsible", "市商务局"))
    assert task.functions == (UNKNOWN_FUNCTION,)


def test_running_text_comes_on_top_of_a_bracket_of_unknown_reach() -> None:
    made = notice(CITY, ("一", "甲", "由市财政局制定办法。", "市商务局"))
    spoken = Assignment("一", evidence(made.text, "由市财政局"), lead=("市财政局",), task="制定办法")
    task = tasks_of(replace(made, assignments=(*made.assignments, spoken)))[0]
    assert task.units == (("lead", "市财政局"), ("responsible", "市商务局"))


def test_a_line_that_dates_the_item_counts_for_all_its_sentences() -> None:
    made = notice(CITY, ("一", "甲", "建成站点。安排资金。", ""), ("二", "乙", "另行通报。", ""))
    line = Evidence(len(made.text), len(made.text) + 5, "9月底完成", 1, "test")
    term = Deadline("一", line, date(2030, 9, 30), None, "完成")
    tasks = tasks_of(replace(made, deadlines=(term,)))
    assert [task.deadlines for task in tasks] == [(term,), (term,), ()]
