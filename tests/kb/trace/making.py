"""Short notices of a fictional place, made from a few lines of text."""

import re
from datetime import date

from kb.model import (
    Assignment,
    Clause,
    Document,
    Evidence,
    Level,
    Modality,
    Notice,
    Obligation,
    Source,
    Target,
    Unit,
)
from kb.trace.sentences import split

LABEL = re.compile(r"^(?:([一二三四五六七八九])、|(（[一二三四五六七八九]）))")
MAY = ("鼓励", "支持", "引导")


def notice(
    text: str,
    level: Level = "county",
    place: str = "云岭县",
    issued: date = date(2031, 3, 1),
    units: dict[str, str] | None = None,
) -> Notice:
    """A notice of clauses 一、…/（一）标题。…; brackets 责任单位/牵头 become assignments."""
    clauses = _clauses(text)
    duties, brackets = [], []
    for clause in clauses:
        for start, end in split(text, clause.body_start, clause.end):
            words = text[start:end]
            evidence = Evidence(start, end, words, None, "test")
            if words.startswith("（"):
                brackets.append(_assignment(clause.path, evidence))
            else:
                modality: Modality = "encouraged" if words.startswith(MAY) else "mandatory"
                duties.append(Obligation(clause.path, evidence, modality))
    document = Document(
        f"{place}-1",
        f"{place}修渠通知",
        level=level,
        jurisdiction=place,
        date=issued,
        source=Source("a", "0" * 64),
    )
    named = tuple(Unit(name, function, level, "department", None) for name, function in (units or {}).items())
    return Notice(
        document, text, clauses=clauses, obligations=tuple(duties), assignments=tuple(brackets), units=named
    )


def target(of: Notice, quote: str, value: float, unit: str, indicator: str, **more: object) -> Target:
    """A target at the first place where its words stand."""
    start = of.text.index(quote)
    clause = of.clause_at(start)
    fields = {"op": ">=", "kind": "count", **more}
    evidence = Evidence(start, start + len(quote), quote, None, "test")
    return Target(clause.path if clause else None, evidence, indicator, value=value, unit=unit, **fields)  # type: ignore[arg-type]


def _clauses(text: str) -> tuple[Clause, ...]:
    marks = []
    offset, top = 0, ""
    for line in text.splitlines(keepends=True):
        match = LABEL.match(line)
        if match:
            label = match.group(1) or match.group(2)
            top = label if match.group(1) else top
            path = label if match.group(1) or not top else f"{top}/{label}"
            heading = line[match.end() :].split("。")[0].strip()
            body = offset + match.end() + len(heading) + 1
            marks.append((path, label, heading, offset, body))
        offset += len(line)
    ends = [*(mark[3] for mark in marks[1:]), len(text)][: len(marks)]
    return tuple(
        Clause(path, label, False, heading, start, end, min(body, end), text[start:end])
        for (path, label, heading, start, body), end in zip(marks, ends, strict=True)
    )


def _assignment(path: str, evidence: Evidence) -> Assignment:
    words = evidence.quote.strip("（）。")
    if "牵头" in words:
        lead, _, rest = words.partition("牵头，")
        return Assignment(
            path, evidence, lead=(lead,), responsible=tuple(rest.removesuffix("配合").split("、"))
        )
    return Assignment(path, evidence, responsible=tuple(words.removeprefix("责任单位：").split("、")))
