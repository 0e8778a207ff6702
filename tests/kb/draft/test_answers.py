"""Answers in the place of their tokens; empty ones take the words around them along."""

from __future__ import annotations

import pytest

from kb.draft.answers import answered_text
from kb.draft.model import Question, QuestionKind

CASES: list[tuple[str, QuestionKind, str | None, str | None, str]] = [
    ("建成【待定1】。", "figure", "50个以上", "3个以上", "建成3个以上。"),
    ("建成【待定1】。", "figure", "50个以上", "3", "建成3个以上。"),
    ("建成【待定1】。", "figure", "50个以上", None, "建成【待定1】。"),
    ("建好站点，建成【待定1】，覆盖各村。", "figure", "50个以上", "", "建好站点，覆盖各村。"),
    ("建好站点，建成【待定1】。", "figure", "50个以上", "", "建好站点。"),
    ("【待定1】，建成3处。", "deadline", None, "", "建成3处。"),
    ("抓好建设，【待定1】，建成3处。", "deadline", None, "6月底前", "抓好建设，6月底前，建成3处。"),
    ("（责任单位：县商务局、【待定1】、各镇）", "unit", "甲", "", "（责任单位：县商务局、各镇）"),
    ("（责任单位：【待定1】、各镇）", "unit", "甲", "", "（责任单位：各镇）"),
    ("推进建设。（责任单位：【待定1】）", "unit", "甲", "", "推进建设。"),
    ("（【待定1】牵头，县商务局配合）", "unit", "甲", "", "（县商务局配合）"),
    ("（牵头单位：【待定1】；责任单位：县商务局、县财政局）", "lead", None, "", "（责任单位：县商务局、县财政局）"),
    ("（牵头单位：【待定1】；责任单位：县商务局、县财政局）", "lead", None, "县商务局", "（牵头单位：县商务局；责任单位：县财政局）"),
    ("抓好宣传。【待定1】。", "place", "咨询电话", "", "抓好宣传。"),
    ("报送进展（【待定1】）。", "place", "咨询电话", "", "报送进展。"),
    ("重点打造【待定1】等项目。", "place", "青禾苹果", "", "重点打造项目。"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "upper", "answer", "printed"), CASES)
def test_answers_are_printed(
    text: str, kind: QuestionKind, upper: str | None, answer: str | None, printed: str
) -> None:
    assert answered_text(text, [Question(1, kind, "", "", upper, answer=answer)]) == printed


LADDER = (
    "抓好示范，【待定1】，打造【待定2】等【待定3】级、【待定4】级、【待定5】级的项目。（责任单位：县商务局）"
)
KINDS: tuple[QuestionKind, ...] = ("deadline", "place", "figure", "figure", "figure")


@pytest.mark.parametrize(
    ("answers", "printed"),
    [
        (
            ("年底前", "藕", "90", "50", ""),
            "抓好示范，年底前，打造藕等90件级、50件级的项目。（责任单位：县商务局）",
        ),
        (
            ("年底前", "藕", "", "50", "9"),
            "抓好示范，年底前，打造藕等50件级、9件级的项目。（责任单位：县商务局）",
        ),
        (("年底前", "藕", "", "", ""), "抓好示范。（责任单位：县商务局）"),
        ((None, None, "", "", ""), "抓好示范。（责任单位：县商务局）"),
    ],
)
def test_figures_of_a_list(answers: tuple[str | None, ...], printed: str) -> None:
    questions = [
        Question(number, kind, "", "", None if kind == "deadline" else "7件", answer=answer)
        for number, (kind, answer) in enumerate(zip(KINDS, answers, strict=True), start=1)
    ]
    assert answered_text(LADDER, questions) == printed
