"""Two sentences side by side: changed words marked on both, each deviation numbered and sealed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from kb.model import Change
from kb.trace.expected import is_expected
from kb.trace.telling import body_of
from kb.trace.words import word_changes
from web import present
from web.marks import Element, Insert, Mark, render
from web.seals import Seal, seal_of

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
OPEN_HINTS = 2
PAIRED_KINDS = ("unit_mapped", "scope_mapped", "renamed", "lead_changed", "reworded")
Span = tuple[int, int]


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
        """What changed, in one line: the figures or words above → those below."""
        return body_of(self.change)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Both sentences as HTML and the deviations between them, gravest first."""

    upper: Markup
    lower: Markup
    cards: tuple[Card, ...]


def quiet_first(cards: Sequence[Card]) -> tuple[tuple[Card, ...], tuple[Card, ...]]:
    """The cards to show and those to fold: of many hints only the first stand open."""
    hints = [card for card in cards if card.seal.tone == "hint"]
    folded = hints[OPEN_HINTS:] if len(hints) > OPEN_HINTS + 1 else []
    return tuple(card for card in cards if card not in folded), tuple(folded)


def side_by_side(
    lower: str, upper: str, changes: Sequence[Change] = (), first_number: int = 1, verbatim: bool = False
) -> SideBySide:
    """The two texts with their differences; `first_number` is the number of the first deviation.

    A side that is missing is the empty string; no words are then marked as changed.
    """
    cards = _cards(lower, upper, changes, first_number)
    low_inserts: list[Insert] = []
    up_inserts: list[Insert] = []
    low_taken: list[Span] = []
    up_taken: list[Span] = []
    lower_marks: list[Mark] = []
    upper_marks: list[Mark] = []
    for card in cards:
        below = _spot(lower, card.change.lower, low_taken)
        above = _spot(upper, card.change.upper, up_taken)
        if below:
            lower_marks += _box(below, card, "d-lower")
            low_inserts.append(Insert(below[1], _reference(card)))
        if above:
            upper_marks += _box(above, card, "d-upper" if card.change.lower else "d-gone")
            up_inserts.append(Insert(above[1], _reference(card)))
    if lower and upper and not verbatim:
        _mark_pairs(lower, upper, changes, lower_marks, upper_marks)
        _mark_words(lower, upper, lower_marks, upper_marks)
    return SideBySide(
        render(upper, upper_marks, up_inserts),
        render(lower, lower_marks, low_inserts),
        tuple(sorted(cards, key=lambda card: (card.seal.rank, card.number))),
    )


def card_of(change: Change, number: int = 0) -> Card | None:
    """The change as a card of its own; None where it is no deviation."""
    seal = seal_of(change)
    return Card(seal, number, change, _delay(change)) if seal else None


def _cards(lower: str, upper: str, changes: Sequence[Change], first_number: int) -> list[Card]:
    """The deviations among the changes, numbered as the upper sentence and then the lower one reads."""
    sealed = [(seal, change) for change in changes if (seal := seal_of(change)) is not None]
    sealed.sort(key=lambda pair: _place(pair[1], lower, upper))
    return [Card(seal, first_number + i, change, _delay(change)) for i, (seal, change) in enumerate(sealed)]


def _mark_pairs(
    lower: str, upper: str, changes: Sequence[Change], below: list[Mark], above: list[Mark]
) -> None:
    """Add what the comparison of facts paired (市民政局 with 县民政局) to the marks of both sides."""
    for change in changes:
        if change.kind not in PAIRED_KINDS or not (change.lower and change.upper):
            continue
        taken_below, taken_above = _spans(below), _spans(above)
        low, up = _spot(lower, change.lower, taken_below), _spot(upper, change.upper, taken_above)
        # A span that is taken already was the only one: the words are marked as part of it.
        if low and up and low not in _spans(below) and up not in _spans(above):
            css = "c-place" if is_expected(change) else "c-replaced"
            below.append(Mark(*low, css))
            above.append(Mark(*up, css))


def _mark_words(lower: str, upper: str, below: list[Mark], above: list[Mark]) -> None:
    """Add what differs word by word, around the marks that are there."""
    taken_below, taken_above = _spans(below), _spans(above)
    low = up = 0
    for segment in word_changes(lower, upper):
        low_end, up_end = low + len(segment.lower), up + len(segment.upper)
        if segment.kind in ("replaced", "place", "inserted"):
            below += _outside((low, low_end), taken_below, lower, segment.kind)
        if segment.kind in ("replaced", "place", "dropped"):
            above += _outside((up, up_end), taken_above, upper, segment.kind)
        low, up = low_end, up_end


def _spans(marks: Sequence[Mark]) -> list[Span]:
    return [(mark.start, mark.end) for mark in marks]


def _outside(span: Span, taken: Sequence[Span], text: str, kind: str) -> list[Mark]:
    """Marks on the parts of `span` that no pair of facts has taken; commas alone are not marked."""
    here, parts = span[0], []
    for start, end in sorted(taken):
        if start < span[1] and here < end:
            parts.append((here, min(start, span[1])))
            here = max(here, end)
    parts.append((here, span[1]))
    element: Element = {"inserted": "ins", "dropped": "del"}.get(kind, "span")  # type: ignore[assignment]
    return [
        Mark(start, end, f"c-{kind}", element=element)
        for start, end in parts
        if start < end and any(character.isalnum() for character in text[start:end])
    ]


def _box(span: Span, card: Card, css: str) -> list[Mark]:
    """Only grave deviations get a red box; the others keep the tint of the changed words."""
    return [Mark(*span, css, title=card.seal.name)] if card.seal.tone == "severe" else []


def _spot(text: str, words: str | None, taken: list[Span]) -> Span | None:
    """Where the change's words stand, behind an earlier change of the same words; white space aside."""
    if not words or not words.strip():
        return None
    pattern = re.compile(r"\s*".join(map(re.escape, "".join(words.split()))))
    spans = [match.span() for match in pattern.finditer(text)]
    free = next((span for span in spans if span not in taken), spans[0] if spans else None)
    if free:
        taken.append(free)
    return free


def _place(change: Change, lower: str, upper: str) -> Span:
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
