"""Responsibility brackets and lines: who is in charge of the sentences before them.

Finds them in every shape: 〔…〕 （…） (…) […] at the end of a sentence or in the middle of an item,
and lines of their own (牵头单位：…). Each governs the sentences since the last one in its clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from ingest.extract.framing import Framing, frame
from ingest.extract.roles import Roles, label_pattern, read_bare_units, read_roles
from ingest.extract.standing_rules import find_standing, reach, without_standing
from kb.model import Assignment, Clause, Evidence, Role

BRACKETS = "（(〔[［【"
LINE_START = re.compile(
    r"(?:^|(?<=[\n。；）)〕\]］】]))(?=[^\n，。]{0,2}(?:牵头|责任|配合|协办|协作|协助|协同|参与|主管|落实|参加|承办|主办))"
)


def find_responsibilities(
    text: str, clauses: tuple[Clause, ...], spans: tuple[tuple[int, int], ...]
) -> tuple[Assignment, ...]:
    """The assignments by bracket or line in the stretches `spans` of the clean text (body and annexes).

    One assignment per bracket or line, under the innermost clause that holds it.
    """
    framing = frame(text, clauses)
    found: list[Assignment] = []
    first_leads = False
    governed_from: dict[str | None, int] = {}
    last: dict[str | None, Assignment] = {}
    for start, end, rule in _places(framing, spans):
        content = _content(text[start:end], rule)
        clause = framing.clause_at(start)
        if "以下" in content:
            span_end = next(b for a, b in spans if a <= start < b)
            found += _standing(text, start, end, clause, reach(clauses, clause, end, span_end))
            content = without_standing(content)
        roles = read_roles(content, first_leads=first_leads)
        if roles is None and rule == "bracket" and _stands_alone(text, start, end):
            roles = read_bare_units(content)
        if not roles:
            continue
        first_leads = first_leads or roles.first_leads
        path = clause.path if clause else None
        begin = governed_from.get(path, clause.body_start if clause else start)
        previous = last.get(path)
        if (
            previous is not None
            and not text[previous.evidence.end : start].strip(" \n。；;，,")
            and previous.governs
        ):
            begin, stop = previous.governs
        else:
            stop = start
        assignment = _assignment(text, start, end, rule, path, roles, (min(begin, stop), stop))
        found.append(assignment)
        last[path] = assignment
        governed_from[path] = end
    return tuple(found)


def _standing(
    text: str, start: int, end: int, clause: Clause | None, governs: tuple[int, int]
) -> Iterator[Assignment]:
    """The standing rules in a bracket, each an assignment of its own that governs what follows."""
    for rule in find_standing(text, start, end):
        units: dict[Role, tuple[str, ...]] = {rule.role: rule.units}
        yield Assignment(
            clause=clause.path if clause else None,
            evidence=Evidence(
                rule.start, rule.end, text[rule.start : rule.end], None, "responsibility.standing", 0.9
            ),
            lead=units.get("lead", ()),
            responsible=units.get("responsible", ()),
            cooperating=units.get("cooperating", ()),
            governs=governs,
        )


def _assignment(
    text: str, start: int, end: int, rule: str, path: str | None, roles: Roles, governs: tuple[int, int]
) -> Assignment:
    confidence = 0.98 if roles.labelled else 0.95
    return Assignment(
        clause=path,
        evidence=Evidence(start, end, text[start:end], None, f"responsibility.{rule}", confidence),
        lead=roles.lead,
        responsible=roles.responsible,
        cooperating=roles.cooperating,
        expands=roles.expands,
        governs=governs,
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A bracket behind a full stop and at the end of its line or sentence."""
    return start > 0 and text[start - 1] in "。；" and text[end : end + 1] in "\n。；"


def _content(words: str, rule: str) -> str:
    return words[1:-1] if rule == "bracket" else words


def _places(framing: Framing, spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int, str]]:
    """Brackets and lines that may assign, in reading order, none inside another."""
    text = framing.text
    for start, end in spans:
        brackets = _outer_brackets(text, framing.enclosed_in(start, end))
        places = [(a, b, "bracket") for a, b in brackets]
        for match in LINE_START.finditer(text, start, end):
            label = label_pattern().search(text, match.end(), min(end, match.end() + 14))
            if label is None or not label.group("role") or label.start() > match.end() + 4:
                continue
            if any(a <= match.end() < b for a, b in brackets):
                continue
            stop = text.find("\n", match.end(), end)
            places.append((match.end(), stop if stop >= 0 else end, "line"))
        taken = start
        for place in sorted(places):
            if place[0] >= taken:
                yield place
                if place[2] == "line":
                    taken = place[1]


def _outer_brackets(text: str, enclosed: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    pairs = [pair for pair in enclosed if text[pair[0]] in BRACKETS]
    quotes = _outermost(pair for pair in enclosed if text[pair[0]] in "“《")
    return _outermost(pair for pair in pairs if not _held(pair, quotes))


def _outermost(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs that stand in no other, in order."""
    outer: list[tuple[int, int]] = []
    for pair in sorted(pairs):
        if not outer or pair[0] >= outer[-1][1]:
            outer.append(pair)
    return outer


def _held(pair: tuple[int, int], quotes: list[tuple[int, int]]) -> bool:
    index = bisect_left(quotes, pair) - 1
    return index >= 0 and pair[1] <= quotes[index][1]
