"""Words that differ without a fact of their own: renamed, of another scope, reworded, dropped, inserted."""

from __future__ import annotations

from functools import cache

from rapidfuzz import fuzz

from corpus.tables import load_column
from kb.model import Change
from kb.trace.facts.names import is_name
from kb.trace.facts.side import Comparison, change, overlaps
from kb.trace.neutralise import levels_named, neutral
from kb.trace.words import Edit, Span, Token, tokens

# A changed word is widened to a term of at most so many characters.
_LONGEST_TERM = 24
# From this likeness on two terms may be two names of one thing.
_ALIKE = 0.3
# From this likeness on a dropped part and an inserted one are one part that moved.
_MOVED = 0.8
# The end of a part stands for what is left of it from this share of the characters left on.
_MOSTLY = 0.6
_PARTICLES = frozenset("由要的等对将和与及在为应从向")
_PUNCTUATION = frozenset("，。；：、！？,.;:!?（）()〔〕【】“”‘’《》\"' \n")


def compare_terms(pair: Comparison, taken_low: list[Span], taken_up: list[Span]) -> list[Change]:
    """The changes that no other comparison accounts for; `taken` are the spans already explained."""
    changes: list[Change] = []
    moved = _moved(pair)
    for edit in pair.edits:
        if edit.kind == "same" or edit in moved:
            continue
        left_low = _left_over(pair.lower_words(edit.lower), edit.lower, taken_low)
        left_up = _left_over(pair.upper_words(edit.upper), edit.upper, taken_up)
        found = _change(pair, edit, left_low, left_up) if left_low or left_up else None
        if found is not None and found not in changes:
            changes.append(found)
    return changes


def _moved(pair: Comparison) -> set[Edit]:
    """Whole parts that only stand elsewhere in the sentence: neither dropped nor inserted."""
    dropped = [e for e in pair.edits if e.kind == "dropped" and _whole_part(pair, e)]
    inserted = [e for e in pair.edits if e.kind == "inserted" and _whole_part(pair, e)]
    found: set[Edit] = set()
    for up in dropped:
        for low in inserted:
            words = pair.lower_words(low.lower), pair.upper_words(up.upper)
            alike = fuzz.ratio(*(neutral(_trimmed(text), pair.places) for text in words)) / 100
            if low not in found and alike >= _MOVED:
                found |= {up, low}
                break
    return found


def _left_over(words: str, span: Span, taken: list[Span]) -> str:
    """The words of a span that no other change accounts for; empty where only marks are left."""
    kept = [char for offset, char in enumerate(words, span[0]) if not overlaps((offset, offset + 1), taken)]
    return "" if all(char in _PUNCTUATION for char in kept) else "".join(kept)


def _change(pair: Comparison, edit: Edit, left_low: str, left_up: str) -> Change | None:
    low, up = pair.lower_words(edit.lower), pair.upper_words(edit.upper)
    if _whole_part(pair, edit):
        return _plain(_not_told(low, left_low), _not_told(up, left_up))
    terms = _terms(pair, edit)
    if terms is not None:
        return change("renamed", *terms)
    if edit.kind == "place":
        return change("scope_mapped", low, up)
    # What other changes account for is cut off; a particle that is left over is not worth a word.
    low, up = (left if set(left) - _PARTICLES else "" for left in (left_low, left_up))
    return _plain(low, up)


def _not_told(words: str, left: str) -> str:
    """What of a whole part is still to be told: nothing where most of it is accounted for, its end where
    the beginning is, else all of it."""
    if 2 * len(left) < len(words):
        return ""
    end = next(words[at:] for at in range(len(words) + 1) if left.endswith(words[at:]))
    return end.lstrip("）) ") if len(end) >= _MOSTLY * len(left) else words


def _plain(low: str, up: str) -> Change | None:
    low, up = (_trimmed(words) for words in (low, up))
    if low and up:
        return change("reworded", low, up)
    if low or up:
        return change("inserted", low, None) if low else change("dropped", None, up)
    return None


def _whole_part(pair: Comparison, edit: Edit) -> bool:
    """A part between commas that only one side has."""
    return sum(other.part == edit.part for other in pair.edits) == 1


def _terms(pair: Comparison, edit: Edit) -> tuple[str, str] | None:
    """The two names that the edit is a part of, None where the words are no names of one thing."""
    low_words, up_words = pair.lower_words(edit.lower), pair.upper_words(edit.upper)
    if edit.kind == "place" and not (levels_named(low_words) and levels_named(up_words)):
        return None
    ends = is_name(low_words) and is_name(up_words)
    low = _widened(pair.lower.words, edit.lower, rightward=not ends)
    up = _widened(pair.upper.words, edit.upper, rightward=not ends)
    low_words, up_words = pair.lower_words(low), pair.upper_words(up)
    if low_words == up_words or not is_name(low_words) or not is_name(up_words):
        return None
    alike = fuzz.ratio(neutral(low_words, pair.places), neutral(up_words, pair.places)) / 100
    return (low_words, up_words) if ends or alike >= _ALIKE else None


def _widened(text: str, span: Span, *, rightward: bool) -> Span:
    """The span up to the borders of the term around it; empty where it holds a border itself."""
    words = tokens(text, 0, len(text))
    inside = [i for i, token in enumerate(words) if token.start < span[1] and span[0] < token.end]
    if inside:
        first, last = inside[0], inside[-1] + 1
    else:
        first = next((i for i, token in enumerate(words) if token.start >= span[0]), len(words))
        last = first
    # A name of its own may hold a verb (协调站); other words stop at one.
    stops = _border if rightward else _mark
    if any(stops(token) for token in words[first:last]):
        return span[0], span[0]
    while first > 0 and not _border(words[first - 1]) and _short(words, first - 1, last):
        first -= 1
    while rightward and last < len(words) and not _border(words[last]) and _short(words, first, last + 1):
        last += 1
    return (words[first].start, words[last - 1].end) if first < last else (span[0], span[0])


def _short(words: tuple[Token, ...], first: int, last: int) -> bool:
    return words[last - 1].end - words[first].start <= _LONGEST_TERM


def _border(token: Token) -> bool:
    return _mark(token) or token.text in _borders()


def _mark(token: Token) -> bool:
    text = token.text.strip()
    return not text or text[0] in _PUNCTUATION or text[0].isdigit()


@cache
def _borders() -> frozenset[str]:
    return frozenset(load_column("term_borders"))


def _trimmed(words: str) -> str:
    return words.strip("，。；：、,;: \n")
