"""The units of text that are laid side by side: sentences, and the brackets that name units."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from kb.model import Assignment, Clause, Modality, Notice, Obligation

PassageKind = Literal["duty", "sentence", "bracket", "term"]

_ENDS = frozenset("。；！？;!?\n")
_OPEN = "（(〔[【《“‘「"
_CLOSE = "）)〕]】》”’」"
_TRIM = " \t\r\n\u3000"
_TERM = re.compile("(?:完成|办结|实施|工作)?(?:时限|时间|期限)(?:要求)?[：:]")
# Shorter than this a stretch between two full stops is a label, a name or debris, not a sentence.
_SHORTEST = 6
# A bracket or quote that is still open after so many characters was never closed.
_LONGEST_ENCLOSURE = 400


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a notice that is aligned as one.

    `kind` is "duty" for a sentence that directs somebody, "sentence" for any other sentence of a
    clause, "bracket" for units put in charge (lines that follow one another are one), "term" for
    the line that dates an item (完成时限：…). `words` is what counts in comparing: the quote
    without brackets that name units. `start`–`end` are offsets into the notice's text.
    """

    number: int
    kind: PassageKind
    clause: str | None
    start: int
    end: int
    quote: str
    words: str
    modality: Modality | None = None
    assignment: Assignment | None = None


def passages(notice: Notice) -> tuple[Passage, ...]:
    """All passages of a notice in reading order: duties, brackets, and what else stands in clauses."""
    brackets = _joined(notice, [a for a in notice.assignments if not a.in_prose and not a.standing])
    found = [_bracket(notice, assignment) for assignment in brackets]
    found += [_duty(notice, obligation, brackets) for obligation in notice.obligations]
    taken = sorted((p.start, p.end) for p in found)
    for clause in notice.clauses:
        found += _others(notice, clause, taken)
    found.sort(key=lambda p: (p.start, p.end))
    return tuple(replace(passage, number=number) for number, passage in enumerate(found))


def split(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The sentences of `text[start:end]` as trimmed offsets: at 。；！？ outside quotes and brackets."""
    pieces: list[tuple[int, int]] = []
    left = start
    opened: list[int] = []
    for index in range(start, end):
        char = text[index]
        if opened and (char == "\n" or index - opened[0] > _LONGEST_ENCLOSURE):
            opened.clear()
        if char in _OPEN:
            opened.append(index)
        elif char in _CLOSE and opened:
            opened.pop()
        elif char in _ENDS and not opened:
            pieces.append((left, index + 1))
            left = index + 1
    pieces.append((left, end))
    return tuple(piece for piece in (_trimmed(text, *p) for p in pieces) if piece[0] < piece[1])


def _joined(notice: Notice, assignments: list[Assignment]) -> list[Assignment]:
    """The lines 牵头单位：… and 责任单位：… of one item as one assignment."""
    joined: list[Assignment] = []
    for assignment in sorted(assignments, key=lambda a: a.evidence.start):
        if joined and _next_line(notice, joined[-1], assignment):
            joined[-1] = _both(notice, joined[-1], assignment)
        else:
            joined.append(assignment)
    return joined


def _next_line(notice: Notice, first: Assignment, second: Assignment) -> bool:
    between = notice.text[first.evidence.end : second.evidence.start]
    lines = first.evidence.quote[0] not in _OPEN and second.evidence.quote[0] not in _OPEN
    return lines and first.clause == second.clause and not between.strip(_TRIM + "。；;")


def _both(notice: Notice, first: Assignment, second: Assignment) -> Assignment:
    start, end = first.evidence.start, second.evidence.end
    return replace(
        first,
        evidence=replace(first.evidence, end=end, quote=notice.text[start:end]),
        lead=first.lead + second.lead,
        responsible=first.responsible + second.responsible,
        cooperating=first.cooperating + second.cooperating,
        expands=first.expands + second.expands,
    )


def _bracket(notice: Notice, assignment: Assignment) -> Passage:
    evidence = assignment.evidence
    return Passage(
        0, "bracket", assignment.clause, evidence.start, evidence.end, evidence.quote, evidence.quote,
        assignment=assignment,
    )  # fmt: skip


def _duty(notice: Notice, obligation: Obligation, brackets: list[Assignment]) -> Passage:
    evidence = obligation.evidence
    words = _without(notice.text, evidence.start, evidence.end, brackets)
    return Passage(
        0, "term" if _TERM.match(words) else "duty", obligation.clause, evidence.start, evidence.end, evidence.quote, words,
        modality=obligation.modality,
    )  # fmt: skip


def _without(text: str, start: int, end: int, brackets: list[Assignment]) -> str:
    """The words of `text[start:end]` without the brackets that lie inside."""
    parts, left = [], start
    for assignment in brackets:
        inner = assignment.evidence
        if left <= inner.start and inner.end <= end:
            parts.append(text[left : inner.start])
            left = inner.end
    parts.append(text[left:end])
    return "".join(parts)


def _others(notice: Notice, clause: Clause, taken: list[tuple[int, int]]) -> list[Passage]:
    """The sentences of a clause's own body that neither an obligation nor a bracket covers."""
    found = []
    for start, end in _free(clause.body_start, clause.end, taken):
        for left, right in split(notice.text, start, end):
            if right - left >= _SHORTEST:
                quote = notice.text[left:right]
                kind: PassageKind = "term" if _TERM.match(quote) else "sentence"
                found.append(Passage(0, kind, clause.path, left, right, quote, quote))
    return found


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of start–end outside the taken stretches."""
    gaps, left = [], start
    for taken_start, taken_end in taken:
        if taken_end <= start or taken_start >= end:
            continue
        if taken_start > left:
            gaps.append((left, taken_start))
        left = max(left, taken_end)
    if left < end:
        gaps.append((left, end))
    return gaps


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return start, end
