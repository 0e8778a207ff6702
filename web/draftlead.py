"""The lead unit named in a clause's bracket of responsible units."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.draft.model import TOKEN, Question

LEAD_CODES = ("no_lead",)
_BRACKET = re.compile(
    r"[（〔\[](?:责任单位|责任部门)[:：]([^（）〔〕]*(?:（[^（）]*）[^（）〔〕]*)*)[）〕\]]"
)
_COMMA = re.compile(r"[、，](?![^（]*）)")


def units_in(text: str, questions: Sequence[Question]) -> tuple[str, ...]:
    """The units that the clause's last bracket names, answered ones by their answer."""
    found = list(_BRACKET.finditer(text))
    if not found:
        return ()
    answers = {q.number: q.answer or "" for q in questions}
    listed = TOKEN.sub(lambda token: answers.get(int(token.group(1)), ""), found[-1].group(1))
    return tuple(name for part in _COMMA.split(listed) if (name := part.strip()))


def with_lead(text: str, name: str) -> str:
    """The text with `name` as 牵头单位 before the other units of its last bracket; without a bracket one is
    put at its end."""
    found = list(_BRACKET.finditer(text))
    if not found:
        return f"{text.rstrip()}（牵头单位：{name}）"
    bracket = found[-1]
    rest = "、".join(part for part in _COMMA.split(bracket.group(1)) if part.strip() != name)
    named = f"牵头单位：{name}" + (f"，责任单位：{rest}" if rest else "")
    inside = bracket.group()
    return f"{text[: bracket.start()]}{inside[0]}{named}{inside[-1]}{text[bracket.end() :]}"
