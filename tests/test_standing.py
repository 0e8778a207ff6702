"""The committed state of the evaluation tells, fact by fact, what was gained and lost since."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.standing import State, load, save
from kb.evaluate import Compared, Evaluation, Score, Side

EMPTY = State({}, {})


def found(*facts: tuple[Side, str]) -> Evaluation:
    right = sum(side == "right" for side, _ in facts)
    score = Score("deadlines", right, len(facts), len(facts))
    compared = tuple(Compared("notice-1", "deadlines", side, fact) for side, fact in facts)
    return Evaluation((score,), {"notice-1": (score,)}, {"text": (score,)}, compared, ())


CASES = [
    ([("right", "a")], [("right", "a")], [], []),
    ([("right", "a")], [("missed", "a")], [], ["notice-1 deadlines missed: a"]),
    ([("missed", "a")], [("right", "a")], ["notice-1 deadlines right: a"], []),
    ([("missed", "a")], [("missed", "a")], [], []),
    ([("extra", "b")], [], ["an extra fact is gone"], []),
    # The same score, other facts: a gain does not pay for a loss.
    (
        [("missed", "a"), ("right", "b")],
        [("right", "a"), ("missed", "b")],
        ["notice-1 deadlines right: a"],
        ["notice-1 deadlines missed: b"],
    ),
]


@pytest.mark.parametrize(("then", "now", "gained", "lost"), CASES)
def test_gains_and_losses_are_told_fact_by_fact(tmp_path: Path, then, now, gained, lost) -> None:
    save(tmp_path / "state.json", EMPTY.with_figures({"set": found(*then)}, {}))
    state = load(tmp_path / "state.json")
    assert state.gains_and_losses("set", found(*now)) == (gained, lost)
    assert "a" not in (tmp_path / "state.json").read_text(encoding="utf-8").split('"')


def test_a_set_that_was_never_measured_loses_nothing() -> None:
    assert EMPTY.gains_and_losses("set", found(("missed", "a"))) == ([], [])
