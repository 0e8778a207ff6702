"""Scoring against facts made by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from kb.evaluate import Evaluation, evaluate
from kb.export.interchange import export_notice
from kb.model import Notice
from tests.kb.builders import city

LISTS = ("clauses", "responsibilities", "targets", "deadlines", "citations", "obligations")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """The city's notice, true in every fact."""
    exported = export_notice(city())
    folder = tmp_path / "city"
    folder.mkdir()
    for name in LISTS:
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(exported[name]), encoding="utf-8")
    (folder / "document.yaml").write_text(yaml.safe_dump(exported["document"]), encoding="utf-8")
    return tmp_path


def f1(result: Evaluation) -> dict[str, float]:
    return {score.kind: round(score.f1, 3) for score in result.total}


def wrong_unit(notice: Notice) -> Notice:
    first = replace(notice.assignments[0], responsible=("市商务局", "市民政局"))
    return replace(notice, assignments=(first, *notice.assignments[1:]))


def led(notice: Notice) -> Notice:
    first = replace(notice.assignments[0], responsible=(), lead=notice.assignments[0].responsible)
    return replace(notice, assignments=(first, *notice.assignments[1:]))


def later(notice: Notice) -> Notice:
    return replace(notice, targets=(replace(notice.targets[0], deadline=None),))


def fewer(notice: Notice) -> Notice:
    return replace(notice, obligations=notice.obligations[:2])


def milder(notice: Notice) -> Notice:
    first = replace(notice.obligations[0], modality="encouraged")
    return replace(notice, obligations=(first, *notice.obligations[1:]))


CASES = [
    (lambda notice: notice, {}),
    (wrong_unit, {"responsibilities": 0.75, "units": 0.75}),
    (led, {"responsibilities": 0.5}),
    (later, {"targets": 0.0}),
    (fewer, {"obligations": 0.667}),
    (milder, {"modality": 0.75}),
    (lambda notice: replace(notice, document=replace(notice.document, level="county")), {"document": 0.875}),
]


@pytest.mark.parametrize(("change", "lost"), CASES)
def test_each_kind_of_error_costs_its_kind(gold: Path, change, lost: dict[str, float]) -> None:
    scores = f1(evaluate([change(city())], gold))
    assert {kind: score for kind, score in scores.items() if score != 1.0} == lost


def test_a_notice_that_is_not_there_is_all_missed(gold: Path) -> None:
    result = evaluate([], gold)
    assert result.absent == ("city",)
    assert {score.recall for score in result.total if score.kind != "citations"} == {0.0}


def test_differences_name_the_fact(gold: Path) -> None:
    result = evaluate([wrong_unit(city())], gold)
    told = {(each.side, each.fact) for each in result.differences if each.kind == "units"}
    assert told == {("missed", "('一', '市交通运输局')"), ("extra", "('一', '市民政局')")}


def test_no_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        evaluate([], tmp_path)
