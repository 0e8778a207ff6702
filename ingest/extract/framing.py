"""Where an offset stands: its sentence, its stretch between commas, its clause, its quote or bracket."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from ingest.extract.sentences import enclosures, split_sentences
from kb.model import Clause

REACH = 240
"""Characters on either side beyond which no words are looked at: a sentence may be endless."""
_COMMAS = re.compile(r"[，,；;。：:！？!?\n｜|\t]")
_ONLY_FIELDS = re.compile(r"[（(〔\[［【]?(?:牵头|责任|配合|完成|办理|整改|时限|主管|承办)")
_SENTENCE_END = frozenset("。！？!?\n")
_MARKS = {"“": "quote", "‘": "quote", "「": "quote", '"': "quote", "《": "title", "〈": "title"}


@dataclass(frozen=True, slots=True)
class Framing:
    """The frame of a text for the extractors; `frame` builds it once a run."""

    text: str
    pieces: tuple[tuple[int, int], ...]
    piece_starts: tuple[int, ...]
    clauses: tuple[Clause, ...]
    clause_starts: tuple[int, ...]
    quoted: bytes
    titled: bytes
    enclosed: tuple[tuple[int, int], ...]
    """Every pair of quotes or brackets by its closing."""
    brackets: tuple[tuple[int, int], ...]
    """Round and square brackets by their opening, from mark to mark."""

    def piece_at(self, offset: int) -> tuple[int, int]:
        """The sentence, split at 。 and ；, that holds the offset; an empty stretch where none does."""
        index = bisect_right(self.piece_starts, offset) - 1
        if index >= 0 and offset < self.pieces[index][1]:
            return self.pieces[index]
        return offset, offset

    def whole_sentence_at(self, offset: int) -> tuple[int, int]:
        """The sentence up to its full stop, the pieces between ； joined."""
        index = bisect_right(self.piece_starts, offset) - 1
        if index < 0:
            return offset, offset
        first = last = index
        while first > 0 and not self._ends(first - 1):
            first -= 1
        while last + 1 < len(self.pieces) and not self._ends(last):
            last += 1
        return self.pieces[first][0], self.pieces[last][1]

    def segment_at(self, offset: int) -> tuple[int, int]:
        """The stretch between commas, inside its sentence, that holds the offset.

        At most `REACH` either way, and behind the label of a clause.
        """
        start, end = self.piece_at(offset)
        start, end = max(start, offset - REACH), min(end, offset + REACH)
        left = self._behind_label(start, offset)
        for mark in _COMMAS.finditer(self.text, left, offset):
            if not self._inside(mark.start()):
                left = mark.end()
        for mark in _COMMAS.finditer(self.text, max(offset, start), end):
            if not self._inside(mark.start()):
                return left, mark.start()
        return left, end

    def segments(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The stretches between commas of `text[start:end]`, without their marks."""
        found = []
        left = start
        for mark in _COMMAS.finditer(self.text, start, end):
            if not self._inside(mark.start()):
                found.append((left, mark.start()))
                left = mark.end()
        found.append((left, end))
        return tuple((a, b) for a, b in found if a < b)

    def bracket_at(self, offset: int) -> tuple[int, int] | None:
        """The last bracket opened before the offset and closed behind it."""
        index = bisect_right(self.brackets, (offset, len(self.text))) - 1
        for start, end in reversed(self.brackets[max(0, index - 3) : index + 1]):
            if start <= offset < end:
                return start, end
        return None

    def enclosed_in(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The pairs of quotes or brackets inside a stretch, by their closing."""
        first = bisect_left(self.enclosed, start, key=_closing)
        last = bisect_right(self.enclosed, end, key=_closing)
        return tuple(pair for pair in self.enclosed[first:last] if pair[0] >= start)

    def clause_at(self, offset: int) -> Clause | None:
        """The innermost clause whose own stretch holds the offset."""
        index = bisect_right(self.clause_starts, offset) - 1
        while index >= 0:
            clause = self.clauses[index]
            if clause.start <= offset < clause.end:
                return clause
            if clause.depth == 0:
                return None
            index -= 1
        return None

    def parent_of(self, clause: Clause) -> Clause | None:
        """The clause above, None at the top or where it is missing."""
        path = clause.parent
        if path is None:
            return None
        index = bisect_right(self.clause_starts, clause.start) - 1
        return next((above for above in reversed(self.clauses[: max(index, 0)]) if above.path == path), None)

    def path_at(self, offset: int) -> str | None:
        """The path of the innermost clause, None outside all clauses."""
        clause = self.clause_at(offset)
        return clause.path if clause else None

    def in_heading(self, offset: int) -> bool:
        """True inside the heading of a clause that has more to say than who does it until when."""
        clause = self.clause_at(offset)
        if clause is None or not clause.heading or offset >= clause.body_start:
            return False
        body = self.text[clause.body_start : clause.end].strip()
        return bool(body) and not _ONLY_FIELDS.match(body)

    def _ends(self, index: int) -> bool:
        """True where the piece closes a whole sentence: a full stop, or the end of its paragraph."""
        end = self.pieces[index][1]
        if self.text[end - 1] in _SENTENCE_END:
            return True
        following = self.pieces[index + 1][0] if index + 1 < len(self.pieces) else len(self.text)
        return self.text.find("\n", end, following) >= 0 or self.text[end - 1] not in "；;"

    def _behind_label(self, start: int, offset: int) -> int:
        clause = self.clause_at(offset)
        if clause is None:
            return start
        behind = clause.start + len(clause.label)
        return behind if start <= behind <= offset else start

    def _inside(self, offset: int) -> bool:
        return bool(self.quoted[offset] or self.titled[offset])


def _closing(pair: tuple[int, int]) -> int:
    return pair[1]


@lru_cache(maxsize=2)
def frame(text: str, clauses: tuple[Clause, ...]) -> Framing:
    """Measure the text once: its sentences, its quotes and titles, its clauses in reading order.

    The last two texts are remembered, since each kind of fact asks for the same frame.
    """
    quoted, titled = bytearray(len(text)), bytearray(len(text))
    brackets: list[tuple[int, int]] = []
    enclosed = enclosures(text, 0, len(text))
    for start, end in enclosed:
        kind = _MARKS.get(text[start])
        if text[start] in "（(〔[［【":
            brackets.append((start, end))
        if kind is not None and end - start <= 150:
            mask = quoted if kind == "quote" else titled
            mask[start:end] = b"\x01" * (end - start)
    pieces = split_sentences(text, 0, len(text), enclosed)
    ordered = tuple(sorted(clauses, key=lambda clause: clause.start))
    return Framing(
        text=text,
        pieces=pieces,
        piece_starts=tuple(start for start, _ in pieces),
        clauses=ordered,
        clause_starts=tuple(clause.start for clause in ordered),
        quoted=bytes(quoted),
        titled=bytes(titled),
        enclosed=enclosed,
        brackets=tuple(sorted(brackets)),
    )
