"""Two sentences side by side: changed words marked on both, each deviation numbered and sealed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from kb.model import Change
from kb.trace.words import word_changes
from web import present
from web.marks import Insert, Mark, render
from web.seals import Seal, seal_of

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST_WORDS = 26


@dataclass(frozen=True, slots=True)
class Delay:
    """The upper and the lower day of a deadline that moved, for the little line of months."""

    upper: date
    lower: date

    @property
    def days(self) -> int:
        """How many days later the lower one is (negative: earlier)."""
        return (self.lower - self.upper).days

    @property
    def first(self) -> date:
        """Where the line begins: the January of the earlier year."""
        return date(min(self.upper, self.lower).year, 1, 1)

    @property
    def last(self) -> date:
        """Where it ends: the December of the later year."""
        return date(max(self.upper, self.lower).year, 12, 31)

    def position(self, day: date) -> int:
        """Where a day stands on a line from 0 to 256."""
        return round(256 * (day - self.first).days / (self.last - self.first).days)


@dataclass(frozen=True, slots=True)
class Card:
    """A deviation in the margin: its seal, its number in the page, what became of which words."""

    seal: Seal
    number: int
    change: Change
    delay: Delay | None

    @property
    def large(self) -> bool:
        """True for the severe later deadline that has both days: it is drawn on a line."""
        return self.delay is not None and self.delay.days > 0 and self.seal.tone == "severe"

    @property
    def body(self) -> str:
        """What changed, in one line: the words above → the words below."""
        upper, lower = _short(self.change.upper), _short(self.change.lower)
        if upper and lower:
            return f"{upper} → {lower}"
        return upper or lower or self.change.detail


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Both sentences as HTML and the deviations between them, gravest first."""

    upper: Markup
    lower: Markup
    cards: tuple[Card, ...]


def side_by_side(
    lower: str, upper: str, changes: Sequence[Change] = (), first_number: int = 1, verbatim: bool = False
) -> SideBySide:
    """The two texts with their differences; `first_number` is the number of the first deviation."""
    sealed = [(seal, change) for change in changes if (seal := seal_of(change)) is not None]
    sealed.sort(key=lambda pair: _place(pair[1], lower, upper))
    cards = tuple(
        Card(seal, first_number + i, change, _delay(change)) for i, (seal, change) in enumerate(sealed)
    )
    lower_marks, upper_marks = ([], []) if verbatim else _word_marks(lower, upper)
    low_inserts, up_inserts = [], []
    low_taken: list[tuple[int, int]] = []
    up_taken: list[tuple[int, int]] = []
    for card in cards:
        below = _spot(lower, card.change.lower, low_taken)
        above = _spot(upper, card.change.upper, up_taken)
        if below:
            lower_marks += _box(below, card, "d-lower")
            low_inserts.append(Insert(below[1], _reference(card)))
        if above:
            upper_marks += _box(above, card, "d-upper" if card.change.lower else "d-gone")
            up_inserts.append(Insert(above[1], _reference(card)))
    return SideBySide(
        render(upper, upper_marks, up_inserts),
        render(lower, lower_marks, low_inserts),
        tuple(sorted(cards, key=lambda card: (card.seal.rank, card.number))),
    )


def one_side(text: str) -> Markup:
    """A sentence that has no counterpart."""
    return render(text)


def _word_marks(lower: str, upper: str) -> tuple[list[Mark], list[Mark]]:
    below: list[Mark] = []
    above: list[Mark] = []
    low = up = 0
    for segment in word_changes(lower, upper):
        low_end, up_end = low + len(segment.lower), up + len(segment.upper)
        css = {"replaced": "c-replaced", "place": "c-place"}.get(segment.kind)
        if css:
            below.append(Mark(low, low_end, css))
            above.append(Mark(up, up_end, css))
        elif segment.kind == "inserted":
            below.append(Mark(low, low_end, "c-inserted", element="ins"))
        elif segment.kind == "dropped":
            above.append(Mark(up, up_end, "c-dropped", element="del"))
        low, up = low_end, up_end
    return below, above


def _box(span: tuple[int, int], card: Card, css: str) -> list[Mark]:
    """Only grave deviations get a red box; the others keep the tint of the changed words."""
    return [Mark(*span, css, title=card.seal.name)] if card.seal.tone == "severe" else []


def _spot(text: str, words: str | None, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Where the change's words stand, behind an earlier change of the same words; white space aside."""
    if not words or not words.strip():
        return None
    pattern = re.compile(r"\s*".join(map(re.escape, "".join(words.split()))))
    spans = [match.span() for match in pattern.finditer(text)]
    free = next((span for span in spans if span not in taken), spans[0] if spans else None)
    if free:
        taken.append(free)
    return free


def _place(change: Change, lower: str, upper: str) -> tuple[int, int]:
    """Deviations are numbered in the order of the upper sentence, then of the lower one."""
    above, below = _spot(upper, change.upper, []), _spot(lower, change.lower, [])
    end = len(upper) + len(lower)
    return (above[0] if above else below[0] if below else end, below[0] if below else end)


def _reference(card: Card) -> Markup:
    return Markup('<span class="ref {}" title="{}">\u2060{}</span>').format(
        card.seal.tone, card.seal.name, present.circled(card.number)
    )


def _delay(change: Change) -> Delay | None:
    """Both days of a moved deadline, as the comparison wrote them into the detail (upper first)."""
    days = [date.fromisoformat(found) for found in _ISO_DATE.findall(change.detail)]
    if not change.kind.startswith("deadline_") or len(days) != 2:
        return None
    return Delay(days[0], days[1])


def _short(words: str | None) -> str:
    text = " ".join((words or "").split())
    return f"“{text}”" if 0 < len(text) <= LONGEST_WORDS else f"“{text[:LONGEST_WORDS]}……”" if text else ""
