"""Decisions meet facts that better rules read otherwise. No base, no files: what is judged is plain data."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from kb.model import Notice, Target
from kb.review.fields import plain_fact
from kb.review.judge import Judged, judge, judged_notice
from kb.store import Action, Decision, Entry
from tests.kb.builders import city, with_target

QUOTE = "至少建成1处"


def decision(each: Judged, action: Action, **value: object) -> Decision:
    assert each.machine is not None
    read = plain_fact(each.kind, each.machine)
    entry = Entry(
        "林青",
        action,
        each.kind,
        each.subject,
        each.anchor.plain(),
        "city",
        machine=read,
        value={**read, **value},
    )
    return Decision(1, datetime.now(UTC), entry)


def first(notice: Notice) -> Judged:
    return judge(notice, ()).of("target")[0]


def targets(notice: Notice, kept: Decision) -> tuple[Target, ...]:
    return judged_notice(notice, judge(notice, (kept,))).targets


def test_other_words_of_the_same_sentence() -> None:
    kept = decision(first(city()), "correct", value=2.0)
    better = with_target(replace(city(), targets=()), "一", "建成1处县级配送中心", 1)
    (fact,) = targets(better, kept)
    assert (fact.value, fact.evidence.quote, fact.evidence.rule) == (2.0, "建成1处县级配送中心", "person")


def test_a_fact_that_the_rules_no_longer_read() -> None:
    (fact,) = targets(replace(city(), targets=()), decision(first(city()), "confirm"))
    assert (fact.value, fact.evidence.quote, fact.clause) == (1.0, QUOTE, "一")
    assert city().text[fact.evidence.start : fact.evidence.end] == QUOTE


def test_a_rejected_fact_that_the_rules_no_longer_read() -> None:
    assert targets(replace(city(), targets=()), decision(first(city()), "reject")) == ()


def test_a_confirmed_value_holds_against_another_reading() -> None:
    other = replace(city(), targets=(replace(city().targets[0], value=9.0),))
    (fact,) = targets(other, decision(first(city()), "confirm"))
    assert (fact.value, fact.evidence.rule) == (1.0, "person")


def test_twins_are_told_apart() -> None:
    twice = with_target(city(), "一", QUOTE, 7)
    one, two = judge(twice, ()).of("target")
    assert one.subject != two.subject
    assert [fact.value for fact in targets(twice, decision(two, "reject"))] == [1]
