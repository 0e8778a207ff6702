"""Where a decision hangs: the notice, the clause's path, the fingerprint of the sentence's words.

White space and punctuation are not part of the words, so that another print of the same sentence is
the same sentence; signs that carry meaning in figures (%, ‰, the decimal point, a hyphen between
digits) are.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from kb.model import Clause, Notice
from kb.trace.sentences import split

_MEANT = frozenset("%‰")
_IN_FIGURES = re.compile(r"(?<=\d)[.\-](?=\d)")
_DASHES = str.maketrans("—–－~～", "-----")
_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a fact stands. `words` are the whole sentence as printed, `pieces` how many sentences they
    are; `quote` are the fact's own words and `ordinal` counts facts of the same kind and quote in it."""

    clause: str | None
    fingerprint: str
    words: str
    pieces: int
    quote: str
    ordinal: int = 0

    def plain(self) -> dict[str, Any]:
        """The anchor as it is kept with a decision."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Span:
    """One or several sentences of one clause, by their offsets in the notice's text."""

    clause: str | None
    start: int
    end: int
    pieces: int


def bare(words: str) -> str:
    """The words without white space and punctuation, in one width and case."""
    text = unicodedata.normalize("NFKC", words).lower().translate(_DASHES)
    text = re.sub(r"-+", "-", text)
    kept = {match.start() for match in _IN_FIGURES.finditer(text)}
    return "".join(
        char
        for at, char in enumerate(text)
        if at in kept or char in _MEANT or unicodedata.category(char)[0] not in "PZC"
    )


def fingerprint(words: str) -> str:
    """A short hash of the bare words."""
    return hashlib.sha256(bare(words).encode()).hexdigest()[:_LENGTH]


def subject_of(kind: str, notice_id: str, anchor: Anchor) -> str:
    """The key of one fact: stable as long as its sentence, its clause and its own words are."""
    parts = (
        kind,
        notice_id,
        anchor.clause or "",
        anchor.fingerprint,
        bare(anchor.quote),
        str(anchor.ordinal),
    )
    return hashed(parts)


def unit_subject(scope: str, name: str) -> str:
    """The key of a unit's name within a jurisdiction."""
    return hashed(("unit", scope, bare(name)))


def link_subject(lower_id: str, upper_id: str, lower: Anchor | None, upper: Anchor | None) -> str:
    """The key of a link between two sentences (or two whole clauses); one end is None for a gap."""
    ends = [f"{end.clause}#{end.fingerprint}#{end.pieces}" if end else "-" for end in (lower, upper)]
    return hashed(("link", lower_id, upper_id, *ends))


def hashed(parts: tuple[str, ...]) -> str:
    """A short stable key of these parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


class Sentences:
    """The sentences of a notice, clause by clause; what lies outside of clauses has the clause None."""

    def __init__(self, notice: Notice) -> None:
        self.notice = notice
        self._of_clause: dict[str | None, tuple[tuple[int, int], ...]] = {}
        self._clauses = {clause.path: clause for clause in notice.clauses}

    def around(self, clause: str | None, start: int, end: int) -> Span:
        """The sentence or sentences that hold `start`–`end`; these offsets themselves where none does."""
        touched = [piece for piece in self.of(clause) if piece[0] < end and start < piece[1]]
        if not touched:
            return Span(clause, start, end, 1)
        return Span(clause, touched[0][0], touched[-1][1], len(touched))

    def of(self, clause: str | None) -> tuple[tuple[int, int], ...]:
        """The sentences of a clause's own stretch as offsets."""
        if clause not in self._of_clause:
            stretches = self._stretches(clause)
            self._of_clause[clause] = tuple(
                piece for start, end in stretches for piece in split(self.notice.text, start, end)
            )
        return self._of_clause[clause]

    def find(self, clause: str | None, mark: str, pieces: int) -> Span | None:
        """Where the sentences with this fingerprint stand now: in their clause, or in exactly one other."""
        here = list(self._in(clause, mark, pieces))
        if here:
            return here[0]
        elsewhere = [
            span for path in (*self._clauses, None) if path != clause for span in self._in(path, mark, pieces)
        ]
        return elsewhere[0] if len(elsewhere) == 1 else None

    def all(self) -> Iterator[Span]:
        """Every sentence."""
        for path in (*self._clauses, None):
            yield from (Span(path, start, end, 1) for start, end in self.of(path))

    def words(self, span: Span) -> str:
        """The words of a span as printed."""
        return self.notice.text[span.start : span.end]

    def _in(self, clause: str | None, mark: str, pieces: int) -> Iterator[Span]:
        sentences = self.of(clause)
        for at in range(len(sentences) - pieces + 1):
            span = Span(clause, sentences[at][0], sentences[at + pieces - 1][1], pieces)
            if fingerprint(self.words(span)) == mark:
                yield span

    def _stretches(self, clause: str | None) -> list[tuple[int, int]]:
        if clause is not None:
            own = self._clauses.get(clause)
            return [(own.start, own.end)] if own else []
        return _outside(self.notice.clauses, len(self.notice.text))


def _outside(clauses: tuple[Clause, ...], length: int) -> list[tuple[int, int]]:
    gaps, left = [], 0
    for clause in sorted(clauses, key=lambda c: c.start):
        if clause.start > left:
            gaps.append((left, clause.start))
        left = max(left, clause.end)
    return [*gaps, (left, length)] if left < length else gaps
