"""The lead unit named in a clause's bracket of responsible units."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.draft.model import TOKEN, Question

LEAD_CODES = ("no_lead",)
_BRACKET = re.compile(
    r"[（〔\[](?:责任单位|责任部门)[:：]([^（）〔〕]*(?:（[^（）]*）[^（）〔〕]*)*)[）〕\]]"
)
_LED = re.compile(r"[（〔\[]牵头(?:单位|部门)[:：]([^；，（）〔〕]*)(?=[^（）〔〕]*[）〕\]]\s*$)")
_GROUP = ("各", "有关", "相关")
"""With these words begin groups, which no single lead can be."""
_BELOW = frozenset(("街道", "街道办事处", "镇", "乡"))
_COMMA = re.compile(r"[、，](?![^（]*）)")


def units_in(text: str, questions: Sequence[Question]) -> tuple[str, ...]:
    """The single units that the clause's last bracket names, answered ones by their answer."""
    found = list(_BRACKET.finditer(text))
    if not found:
        return ()
    answers = {q.number: q.answer or "" for q in questions}
    listed = TOKEN.sub(lambda token: answers.get(int(token.group(1)), ""), found[-1].group(1))
    names = (part.strip() for part in _COMMA.split(listed))
    return tuple(name for name in names if name and not name.startswith(_GROUP) and name not in _BELOW)


def with_lead(text: str, name: str) -> str:
    """The text with `name` as 牵头单位 before the other units of its last bracket; without a bracket one is
    put at its end."""
    found = list(_BRACKET.finditer(text))
    led = _LED.search(text)
    if not found and led:
        return f"{text[: led.start(1)]}{name}{text[led.end(1) :]}"
    if not found:
        return f"{text.rstrip()}（牵头单位：{name}）"
    bracket = found[-1]
    rest = "、".join(part for part in _COMMA.split(bracket.group(1)) if part.strip() != name)
    named = f"牵头单位：{name}" + (f"；责任单位：{rest}" if rest else "")
    inside = bracket.group()
    return f"{text[: bracket.start()]}{inside[0]}{named}{inside[-1]}{text[bracket.end() :]}"
