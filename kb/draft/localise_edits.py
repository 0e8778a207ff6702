"""Edits of an upper text on its way to an own text: which words are exchanged, which become questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.draft.model import Question, QuestionKind, Suggestion, Swap, SwapKind


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the making; its number is given when all edits of a clause are known."""

    kind: QuestionKind
    asks: str
    known: str
    suggestions: tuple[Suggestion, ...] = ()
    from_above: bool = True


@dataclass(frozen=True, slots=True)
class Edit:
    """`own` takes the place of the upper words at `start`–`end` (offsets into the upper notice's text).

    With `asked` a token does, between `before` and `behind`. `rank` decides between edits that
    overlap: the smaller one wins, then the longer words.
    """

    start: int
    end: int
    own: str = ""
    kind: SwapKind | None = None
    asked: Asked | None = None
    rank: int = 5
    before: str = ""
    behind: str = ""


def chosen(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that do not overlap, in reading order, the more important ones kept."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.rank, e.start - e.end, e.start)):
        if all(not _clash(edit, other) for other in kept):
            kept.append(edit)
    return tuple(sorted(kept, key=lambda e: (e.start, e.end)))


def _clash(one: Edit, other: Edit) -> bool:
    if one.start == one.end or other.start == other.end:  # an insertion may stand at a border
        inner, outer = (one, other) if one.start == one.end else (other, one)
        return outer.start < inner.start < outer.end or (one.start, one.end) == (other.start, other.end)
    return one.start < other.end and other.start < one.end


@dataclass(frozen=True, slots=True)
class Made:
    """The own text that edits made; `borders` are pairs of offsets, upper and own, at which both go on alike."""

    text: str
    swaps: tuple[Swap, ...]
    questions: tuple[Question, ...]
    borders: tuple[tuple[int, int], ...]

    def own_offset(self, upper: int) -> int:
        """Where the upper offset came to stand; the end of an exchanged stretch for one inside it. What was
        put in right there stands behind it."""
        here = [own for above, own in self.borders if above == upper]
        if here:
            return min(here)
        before = max((pair for pair in self.borders if pair[0] <= upper), default=(upper, 0))
        after = min((pair for pair in self.borders if pair[0] > upper), default=None)
        own = before[1] + upper - before[0]
        return min(own, after[1]) if after is not None else min(own, len(self.text))


def apply(text: str, start: int, edits: tuple[Edit, ...], clause_start: int, number: int = 1) -> Made:
    """The own text made of `text`, which begins at `start` of the upper notice.

    Questions are numbered from `number`; their offsets count from `clause_start`.
    """
    parts: list[str] = []
    swaps: list[Swap] = []
    questions: list[Question] = []
    borders = [(start, 0)]
    left, length = start, 0
    for edit in edits:
        parts.append(text[left - start : edit.start - start])
        length += edit.start - left
        borders.append((edit.start, length))
        words = text[edit.start - start : edit.end - start]
        if edit.asked is not None:
            own = f"{edit.before}【待定{number}】{edit.behind}"
            questions.append(_question(edit.asked, number, words, edit.start - clause_start))
            number += 1
        else:
            own = edit.own
            if edit.kind is not None and own != words:
                swaps.append(Swap(edit.kind, words, own, length, length + len(own)))
        parts.append(own)
        length += len(own)
        left = edit.end
        borders.append((left, length))
    parts.append(text[left - start :])
    return Made("".join(parts), tuple(swaps), tuple(questions), tuple(dict.fromkeys(borders)))


def _question(asked: Asked, number: int, words: str, start: int) -> Question:
    if not asked.from_above:
        return Question(number, asked.kind, asked.asks, asked.known, suggestions=asked.suggestions)
    return Question(
        number, asked.kind, asked.asks, asked.known, words, start, start + len(words), asked.suggestions
    )
