"""Standing rules: who answers for everything that follows (以下各项均需各县政府落实，不再列出).

Said in the first bracket, such a rule holds to the end of the plan (or annex) that it stands in; said as the
opening of a clause, for the clauses below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from corpus.tables import load_rows
from ingest.extract.unit_lists import is_unit_like, split_units
from kb.model import Assignment, Clause, Role

_SUBJECT = (
    r"以下(?:的)?(?:各|所有|全部|有关|相关)?(?:项|条|款)?(?:重点)?(?:任务|工作|措施|内容|事项|条款|各项)?"
)
_TAIL = r"(?:[，,；;](?:以下)?(?:均)?不再(?:一一|逐一|另行|单独|重复)*(?:列出|列明|标注|注明|说明))?"
_AFTER = re.compile(r"[。；;，,]?\s*$")


@dataclass(frozen=True, slots=True)
class Standing:
    """The words of a rule at `start`–`end`, the units that it names and their role."""

    start: int
    end: int
    units: tuple[str, ...]
    role: Role


@cache
def _pattern() -> re.Pattern[str]:
    verbs = "|".join(re.escape(row[0]) for row in _verbs())
    return re.compile(
        rf"{_SUBJECT}，?(?:均|都|皆)(?:需要?|由|须|要|应)?(?P<units>[^，。；;,\n]{{2,60}}?)"
        rf"(?P<verb>{verbs}){_TAIL}(?=[，。；;,）)〕\]\n]|$)"
    )


def _verbs() -> list[tuple[str, ...]]:
    rows = [row for row in load_rows("role_words") if row[2] == "verb"]
    return sorted(rows, key=lambda row: -len(row[0]))


def find_standing(text: str, start: int = 0, end: int | None = None) -> Iterator[Standing]:
    """The standing rules of a stretch of text."""
    if "以下" not in text[start:end]:
        return
    roles: dict[str, Role] = {row[0]: row[1] for row in _verbs()}  # type: ignore[misc]
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        units = split_units(match["units"]).units
        if units and all(is_unit_like(unit) for unit in units):
            yield Standing(match.start(), match.end(), tuple(units), roles[match["verb"]])


def without_standing(words: str) -> str:
    """The words of a bracket or line without its standing rules."""
    for rule in reversed(tuple(find_standing(words))):
        words = _AFTER.sub("", words[: rule.start]) + words[rule.end :]
    return words


def reach(clauses: tuple[Clause, ...], clause: Clause | None, start: int, span_end: int) -> tuple[int, int]:
    """What a rule that is stated at `start` governs, see the module's words."""
    below = [each for each in clauses if clause and each.path.startswith(f"{clause.path}/")]
    return start, max((each.end for each in below), default=span_end)


def stretched(
    assignment: Assignment, text: str, clauses: tuple[Clause, ...], spans: tuple[tuple[int, int], ...]
) -> Assignment:
    """An assignment in running text as it is, or with its reach where its sentence states a standing rule."""
    if assignment.governs is None or not any(find_standing(text, *assignment.governs)):
        return assignment
    start = assignment.governs[0]
    clause = next((each for each in clauses if each.path == assignment.clause), None)
    stop = next((b for a, b in spans if a <= start < b), assignment.governs[1])
    evidence = replace(assignment.evidence, rule="responsibility.prose.standing")
    return replace(assignment, evidence=evidence, governs=reach(clauses, clause, start, stop))
