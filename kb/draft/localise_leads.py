"""A question for the lead where the upper notice names leads elsewhere, but none for this clause."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.draft.localise_setting import Setting
from kb.draft.model import TOKEN, Entry, Question, Sentence, Suggestion, Swap
from kb.model import Assignment, Clause, Notice

_BRACKET = re.compile(r"[（〔]责任(?:单位|部门)[：:]")


def with_lead_question(entry: Entry, upper: Notice, clause: Clause, setting: Setting) -> Entry:
    """The entry with a question 牵头单位 in front of its responsible units, where one is due.

    A single responsible unit needs no lead. Notices that name no lead at all are left to the checks.
    """
    brackets = [a for a in upper.assignments if not a.in_prose]
    own = [a for a in brackets if a.clause == clause.path]
    if not own or any(a.lead for a in own) or not any(a.lead for a in brackets) or not _several(own):
        return entry
    found = _BRACKET.search(entry.text)
    if found is None:
        return entry
    number = max((q.number for q in entry.questions), default=0) + 1
    words = f"牵头单位：【待定{number}】；"
    at = found.start() + 1
    asked = Question(
        number,
        "lead",
        "由谁牵头？",
        "上级其他条款写明了牵头单位，本条只写了责任单位。",
        suggestions=_units(entry, found.end()),
    )
    return in_reading_order(
        replace(
            entry,
            text=entry.text[:at] + words + entry.text[at:],
            questions=(*entry.questions, asked),
            swaps=tuple(_shifted(swap, at, len(words)) for swap in entry.swaps),
            sentences=_with(entry.sentences, found.group(), words),
        )
    )


def in_reading_order(entry: Entry) -> Entry:
    """The questions numbered in the order of their tokens; those without a token last."""
    order = [int(number) for number in TOKEN.findall(f"{entry.heading or ''}{entry.text}")]
    order += [q.number for q in entry.questions if q.number not in order]
    new = {number: index for index, number in enumerate(dict.fromkeys(order), start=1)}

    def renamed(text: str) -> str:
        return TOKEN.sub(lambda token: f"【待定{new[int(token.group(1))]}】", text)

    questions = sorted((replace(q, number=new[q.number]) for q in entry.questions), key=lambda q: q.number)
    return replace(
        entry,
        heading=renamed(entry.heading) if entry.heading else entry.heading,
        text=renamed(entry.text),
        questions=tuple(questions),
        sentences=tuple(replace(each, text=renamed(each.text)) for each in entry.sentences),
    )


def _several(brackets: list[Assignment]) -> bool:
    return any(len(a.responsible) > 1 for a in brackets)


def _units(entry: Entry, start: int) -> tuple[Suggestion, ...]:
    """The first units of the bracket that are known already."""
    listed = re.split(r"[、，）〕]", entry.text[start:])[:3]
    return tuple(
        Suggestion(name, "本条的责任单位") for name in listed if name and "【" not in name and name[0] != "各"
    )


def _shifted(swap: Swap, at: int, by: int) -> Swap:
    return replace(swap, start=swap.start + by, end=swap.end + by) if swap.start >= at else swap


def _with(sentences: tuple[Sentence, ...], opening: str, words: str) -> tuple[Sentence, ...]:
    """The sentences with the words put in behind the first bracket's opening."""
    at = next((index for index, each in enumerate(sentences) if opening in each.text), None)
    if at is None:
        return sentences
    text = sentences[at].text.replace(opening, opening[0] + words + opening[1:], 1)
    changed = replace(sentences[at], text=text, relation="adapted")
    return (*sentences[:at], changed, *sentences[at + 1 :])
