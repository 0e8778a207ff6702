"""Answers put in the place of their tokens; an empty answer takes the words around it along, commas included."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kb.draft.figures import completed
from kb.draft.model import TOKEN, Question

_PART = re.compile(r"[，。；：\n（）〔〕]")
_STEP = re.compile(rf"{TOKEN.pattern}[^，。；：、\n（）〔〕【】]{{0,3}}")
_LADDER = re.compile(
    rf"{TOKEN.pattern}(?P<behind>[^，。；：、\n（）〔〕【】]{{0,3}})(?:、{TOKEN.pattern}(?P=behind))+"
)
_TOKEN_BEFORE = re.compile(rf"{TOKEN.pattern}，$")
_GONE = "\ue0ff"
_EMPTY_BRACKET = re.compile(
    r"[（〔](?:[^（）〔〕，、：]{0,6}(?:单位|部门)：)?(?:等)?(?:按职责分工)?(?:负责|牵头|配合)?[）〕]"
)


def answered_text(text: str, questions: Sequence[Question]) -> str:
    """The text as it is printed: answers in, words that an empty answer leaves out gone, open tokens kept."""
    known = {question.number: question for question in questions}
    text = _without_items(text, known)
    end = len(text)
    while token := _last_token(text, end):
        # What is left out may take earlier tokens along: they are looked for anew each time.
        end = token.start()
        question = known.get(int(token.group(1)))
        if question is not None and question.answer is not None:
            text = _filled(text, token.span(), question, known)
    return _mended(text)


def _last_token(text: str, end: int) -> re.Match[str] | None:
    return next(reversed(list(TOKEN.finditer(text, 0, min(end, len(text))))), None)


def _filled(text: str, span: tuple[int, int], question: Question, known: Mapping[int, Question]) -> str:
    """The text with the answer in the place of the token at `span`."""
    (start, end), answer = span, question.answer
    if answer and question.kind == "figure":
        return text[:start] + completed(question.upper, answer) + text[end:]
    if answer and question.kind == "lead":
        return text[:start] + answer + _without_unit(text[end:], answer)
    if answer:
        return text[:start] + answer + text[end:]
    if question.kind == "figure":
        return _without_part(text, start, end, known)
    return text[:start] + _GONE + text[end:]


def _without_items(text: str, known: Mapping[int, Question]) -> str:
    """The text without the figures left out of a list in which others stay: 100级、50级、10级的 → 100级、50级的."""
    for found in reversed(list(_LADDER.finditer(text))):
        steps = list(_STEP.finditer(found.group()))
        gone = [
            (q := known.get(int(step.group(1)))) is not None and q.kind == "figure" and q.answer == ""
            for step in steps
        ]
        kept = [step.group() for step, left_out in zip(steps, gone, strict=True) if not left_out]
        if kept and any(gone):
            text = text[: found.start()] + "、".join(kept) + text[found.end() :]
    return text


def _without_unit(text: str, name: str) -> str:
    """The rest of a bracket without the unit that leads now: nobody leads and is responsible besides."""
    end = re.search("[）〕\n]", text)
    rest = text[: end.start()] if end else text
    listed = re.search(rf"(?<=[、，：]){re.escape(name)}[、，]|[、，]{re.escape(name)}(?=$|[、，])", rest)
    return text[: listed.start()] + text[listed.end() :] if listed else text


def _without_part(text: str, start: int, end: int, known: Mapping[int, Question]) -> str:
    """The text without the words between punctuation marks that hold the figure, its comma included; a day
    that was put in for this figure goes with it."""
    left = max((m.end() for m in _PART.finditer(text, 0, start)), default=0)
    behind = _PART.search(text, end)
    right = behind.start() if behind else len(text)
    if right < len(text) and text[right] == "，":
        return text[:left] + text[right + 1 :]
    day = _TOKEN_BEFORE.search(text, 0, left)
    if day and (asked := known.get(int(day.group(1)))) and asked.kind == "deadline" and asked.upper is None:
        left = day.start()
    if left and text[left - 1] == "，":
        return text[: left - 1] + text[right:]
    at_end = right < len(text) and text[right] in "。；" and (not left or text[left - 1] in "。；\n")
    return text[:left] + text[right + (1 if at_end else 0) :]


def _mended(text: str) -> str:
    """Commas and labels around words that fell away put right."""
    if _GONE not in text:
        return text
    text = re.sub(f"(?:牵头单位|责任单位|配合单位)：{_GONE}[，；]", "", text)
    text = re.sub(f"{_GONE}、|、{_GONE}|{_GONE}等(?![级于])", "", text)
    text = re.sub(f"(?<=[（〔，]){_GONE}(?:牵头|配合|负责)(?=[，）〕])[，]?", "", text)
    text = re.sub(f"(?:(?<=[，。；：（\n])|^){_GONE}，", "", text)
    text = re.sub(f"(?:(?<=[。；\n])|^){_GONE}[。；]", "", text)
    text = re.sub(f"，{_GONE}(?=[，。；）〕])", "", text)
    text = text.replace(_GONE, "")
    text = _EMPTY_BRACKET.sub("", text)
    text = re.sub("（，", "（", text)
    return re.sub("，(?=[。；）〕])", "", text)
