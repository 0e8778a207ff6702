"""One side of a comparison: a passage of a notice with the facts that stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from corpus.tables import load_rows
from kb.model import Change, Evidence, Notice, Severity, Target
from kb.trace.neutralise import PlaceNames
from kb.trace.periods import Period, Recurrence, periods, recurrences
from kb.trace.sentences import Passage
from kb.trace.words import Edit, Span, edits


@dataclass(frozen=True)
class Side:
    """A passage and where it stands; `words` is the passage without brackets that name units.

    `term` is the line that dates the passage's item (完成时限：…), `opens` says that the passage is
    the first duty of its clause.
    """

    notice: Notice
    passage: Passage
    term: Passage | None = None
    opens: bool = False

    @property
    def words(self) -> str:
        """The text that is compared."""
        return self.passage.words

    def holds(self, evidence: Evidence) -> bool:
        """Does the fact stand in this passage (by at least half of its words)?"""
        shared = min(evidence.end, self.passage.end) - max(evidence.start, self.passage.start)
        return shared * 2 >= evidence.end - evidence.start > 0

    def clip(self, evidence: Evidence) -> str:
        """The fact's words as far as they stand in this passage."""
        start = max(evidence.start, self.passage.start)
        return self.notice.text[start : min(evidence.end, self.passage.end)]

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """The targets that stand in the passage."""
        return tuple(target for target in self.notice.targets if self.holds(target.evidence))

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The words that state a day; a year that none is printed with is the notice's own."""
        return periods(self.words, self._year)

    @cached_property
    def term_period(self) -> Period | None:
        """The day of the item's own line, None where it has none or states none (长期坚持)."""
        stated = periods(self.term.words, self._year) if self.term else ()
        return stated[0] if stated else None

    @cached_property
    def days_of_clause(self) -> frozenset[date]:
        """All days that the passage's clause states, for what one sentence says for the others."""
        clause = self.notice.clause(self.passage.clause) if self.passage.clause else None
        return frozenset(p.day for p in periods(clause.text, self._year)) if clause else frozenset()

    @cached_property
    def recurrences(self) -> tuple[Recurrence, ...]:
        """The words that state how often something is due."""
        return recurrences(self.words)

    @property
    def _year(self) -> int | None:
        issued = self.notice.document.date
        return issued.year if issued else None


@dataclass(frozen=True)
class Comparison:
    """Two sides and the edits between their words."""

    lower: Side
    upper: Side
    places: PlaceNames

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """Word by word, from the upper words to the lower."""
        return edits(self.lower.words, self.upper.words, self.places)

    def lower_words(self, span: Span) -> str:
        """The lower words of a span."""
        return self.lower.words[slice(*span)]

    def upper_words(self, span: Span) -> str:
        """The upper words of a span."""
        return self.upper.words[slice(*span)]


def change(kind: str, lower: str | None, upper: str | None, detail: str = "") -> Change:
    """A change with the severity that the table of kinds gives it."""
    return Change(kind, lower or None, upper or None, detail, severity_of(kind))


def severity_of(kind: str) -> Severity:
    """The severity of a kind of deviation; KeyError for a kind that is not in the table."""
    severities: dict[str, Severity] = {"severe": "severe", "warning": "warning", "note": "note"}
    return next(severities[row[3]] for row in load_rows("deviation_kinds") if row[0] == kind)


def overlaps(span: Span, others: list[Span]) -> bool:
    """Does the span share a character with one of the others?"""
    return any(span[0] < end and start < span[1] for start, end in others)
