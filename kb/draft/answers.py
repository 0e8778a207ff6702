"""Answers put in the place of their tokens; an empty answer takes the words around it along, commas included."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.draft.figures import completed
from kb.draft.model import TOKEN, Question

_PART = re.compile(r"[，。；：\n（）〔〕]")
_GONE = "\ue0ff"
_EMPTY_BRACKET = re.compile(
    r"[（〔](?:[^（）〔〕，、：]{0,6}(?:单位|部门)：)?(?:等)?(?:按职责分工)?(?:负责|牵头|配合)?[）〕]"
)


def answered_text(text: str, questions: Sequence[Question]) -> str:
    """The text as it is printed: answers in, words that an empty answer leaves out gone, open tokens kept."""
    known = {question.number: question for question in questions}
    for token in reversed(list(TOKEN.finditer(text))):
        question = known.get(int(token.group(1)))
        if question is None or question.answer is None:
            continue
        answer = completed(question.upper, question.answer) if question.kind == "figure" else question.answer
        if answer and question.kind == "lead":
            text = text[: token.start()] + answer + _without_unit(text[token.end() :], answer)
        elif answer:
            text = text[: token.start()] + answer + text[token.end() :]
        elif question.kind == "figure":
            text = _without_part(text, *token.span())
        else:
            text = text[: token.start()] + _GONE + text[token.end() :]
    return _mended(text)


def _without_unit(text: str, name: str) -> str:
    """The rest of a bracket without the unit that leads now: nobody leads and is responsible besides."""
    end = re.search("[）〕\n]", text)
    rest = text[: end.start()] if end else text
    listed = re.search(rf"(?<=[、，：]){re.escape(name)}[、，]|[、，]{re.escape(name)}(?=$|[、，])", rest)
    return text[: listed.start()] + text[listed.end() :] if listed else text


def _without_part(text: str, start: int, end: int) -> str:
    """The text without the words between punctuation marks that hold the figure, its comma included."""
    left = max((m.end() for m in _PART.finditer(text, 0, start)), default=0)
    behind = _PART.search(text, end)
    right = behind.start() if behind else len(text)
    if right < len(text) and text[right] == "，":
        return text[:left] + text[right + 1 :]
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
    text = re.sub(f"，{_GONE}(?=[，。；）〕])", "", text)
    text = text.replace(_GONE, "")
    text = _EMPTY_BRACKET.sub("", text)
    text = re.sub("（，", "（", text)
    return re.sub("，(?=[。；）〕])", "", text)
