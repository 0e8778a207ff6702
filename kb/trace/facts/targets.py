"""Figures lowered, raised, dropped, added, or of another kind than above.

Compared are commitments, not numbers: 50 for a whole city beside one for each town is another kind
of figure and neither more nor less, and 8 of a city's 50 are a share of them and no less either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from corpus.tables import load_column
from kb.model import Change, Target
from kb.trace.facts.names import is_name
from kb.trace.facts.side import Comparison, Side, change, severity_of
from kb.trace.facts.target_match import (
    amount,
    ceiling,
    comparable,
    is_total,
    likeness,
    match_targets,
    own_share,
    same_figure,
)
from kb.trace.neutralise import PlaceNames, neutral
from kb.trace.periods import periods

# From this likeness on a target is among the others, or stands elsewhere in the other notice as well.
_AMONG = 0.5
_ELSEWHERE = 0.8
# Two figures of different kinds whose names are less alike than this are not one lowered or raised.
_SAME_INDICATOR = 0.6
# From this likeness on two names of counted facilities are names of one thing.
_ONE_THING = 0.3
# So many characters in a row must be common to two names of a full coverage to be about one thing.
_COMMON_NAME = 4


def compare_targets(
    pair: Comparison, more_below: Sequence[Side] = (), more_above: Sequence[Side] = ()
) -> list[Change]:
    """The changes of figures between two sentences.

    `more_below` and `more_above` are the other partners of a split or merged sentence: what they
    state is neither dropped nor added.
    """
    below, above = list(pair.lower.targets), list(pair.upper.targets)
    matched = match_targets(below, above, pair)
    changes = [found for low, up in matched if (found := _compare(low, up, pair)) is not None]
    changes += [
        found for low, up in matched for found in (_renamed(low, up, pair), _undated(low, up, pair)) if found
    ]
    left_low = [t for t in below if all(t is not low for low, _ in matched)]
    left_up = [t for t in above if all(t is not up for _, up in matched)]
    others_low = [t for side in more_below for t in side.targets]
    others_up = [t for side in more_above for t in side.targets]
    dropped = [t for t in left_up if not _among(t, others_low, pair.places)]
    added = [t for t in left_low if not _among(t, others_up, pair.places)]
    changes += [_dropped(t, pair) for t in _one_a_quote(dropped)]
    changes += [_added(t, pair) for t in _one_a_quote(added)]
    return changes + _late_against_elsewhere(added, pair) + _aims_dropped(pair)


def figure(target: Target) -> str:
    """The figure in short: ≥1处／各镇."""
    sign = {">=": "≥", "<=": "≤", "=": "＝", "~": "约"}[target.op]
    per = f"／{target.per}" if target.per else ""
    return f"{sign}{target.value:g}{target.unit or ''}{per}"


def _compare(low: Target, up: Target, pair: Comparison) -> Change | None:
    """What differs in two commitments about the same thing; None where nothing does."""
    words = pair.lower.clip(low.evidence), pair.upper.clip(up.evidence)
    places = pair.places
    detail = f"{figure(up)} → {figure(low)}"
    if own_share(low, up):
        same_thing = neutral(low.indicator or "", places) == neutral(up.indicator or "", places)
        return None if same_thing else Change("target_changed", *words, detail, "note")
    if not comparable(low, up) or _another_kind(low, up, places):
        return change("target_changed", *words, f"{detail}，不是同一类指标")
    if amount(low)[0] == amount(up)[0]:
        weaker = up.op in (">=", "=") and low.op in ("~", "<=")
        if weaker or _of_another_thing(low, up, places):
            severity = severity_of("target_changed") if weaker else "note"
            return Change("target_changed", *words, f"{detail}{_names(low, up)}", severity)
        return None
    less = amount(low)[0] < amount(up)[0]
    if less and low.kind == "count" and up.per is None and (is_total(up, places) or is_total(low, places)):
        return change("to_be_allocated", *words, f"上级总量{figure(up)}，本级承担{figure(low)}")
    return change("target_lowered" if less != ceiling(up) else "target_raised", *words, detail)


def _of_another_thing(low: Target, up: Target, places: PlaceNames) -> bool:
    """The same number, of facilities that go by two names."""
    named = is_name(low.indicator or "") and is_name(up.indicator or "")
    return named and low.kind == up.kind == "count" and not _same_words(low, up, places)


def _same_words(low: Target, up: Target, places: PlaceNames) -> bool:
    return neutral(low.indicator or "", places) == neutral(up.indicator or "", places)


def _names(low: Target, up: Target) -> str:
    return f"，{up.indicator} → {low.indicator}" if low.indicator != up.indicator else ""


def _renamed(low: Target, up: Target, pair: Comparison) -> Change | None:
    """The facility that is counted goes by another name."""
    one, other = low.indicator or "", up.indicator or ""
    if not (is_name(one) and is_name(other)) or one not in pair.lower.words or other not in pair.upper.words:
        return None
    alike = fuzz.ratio(neutral(one, pair.places), neutral(other, pair.places)) / 100
    two_names = not _same_words(low, up, pair.places) and alike >= _ONE_THING
    return change("renamed", one, other) if two_names else None


def _undated(low: Target, up: Target, pair: Comparison) -> Change | None:
    """A full coverage without its day, which the lower notice gives elsewhere, but later."""
    if low.deadline is not None or up.deadline is None or not (_full(low) and _full(up)):
        return None
    for other in pair.lower.notice.targets:
        later = other.deadline is not None and other.deadline > up.deadline
        if later and _full(other) and not pair.lower.holds(other.evidence) and _same_name(other, up):
            return _late(
                other, up, _day_words(other), f"本句未写时限，本级{other.clause or ''}为{other.deadline}"
            )
    return None


def _another_kind(low: Target, up: Target, places: PlaceNames) -> bool:
    """A full coverage beside a share of something else, and the like."""
    names = fuzz.ratio(neutral(low.indicator or "", places), neutral(up.indicator or "", places)) / 100
    return low.kind != up.kind and names < _SAME_INDICATOR and not same_figure(low, up)


def _among(target: Target, others: Sequence[Target], places: PlaceNames) -> bool:
    return any(likeness(target, other, places) >= _AMONG for other in others)


def _one_a_quote(targets: Sequence[Target]) -> list[Target]:
    """A list of figures in one stretch of words is reported once."""
    return list({(t.evidence.start, t.evidence.end): t for t in reversed(targets)}.values())[::-1]


def _dropped(target: Target, pair: Comparison) -> Change:
    """An upper figure without counterpart; a total for the whole upper place is to be allocated."""
    place = _elsewhere(target, pair.lower, pair.places)
    words = _lost_words(target, pair)
    if place is not None:
        detail = f"{figure(target)}：写在本级{place}"
        return Change("target_dropped", None, words, detail, "note")
    if is_total(target, pair.places):
        detail = f"待分解：{figure(target)}为上级总量"
        return Change("target_dropped", None, words, detail, "note")
    detail = f"{figure(target)}未承接"
    return Change("target_dropped", None, words, detail, severity_of("target_dropped"))


def _lost_words(target: Target, pair: Comparison) -> str:
    """The target's words, without those before its first figure that the lower sentence holds too."""
    words = pair.upper.clip(target.evidence)
    at = pair.upper.words.find(words)
    number = re.search(r"\d", words)
    if at < 0 or number is None:
        return words
    for edit in pair.edits:
        if edit.kind == "dropped" and edit.upper[0] <= at + number.start() < edit.upper[1]:
            return words[max(0, edit.upper[0] - at) : max(0, edit.upper[1] - at)].strip("，。；、")
    return words


def _added(target: Target, pair: Comparison) -> Change:
    place = _elsewhere(target, pair.upper, pair.places)
    detail = figure(target) + (f"：上级写在{place}" if place else "")
    return change("target_added", pair.lower.clip(target.evidence), None, detail)


def _elsewhere(target: Target, side: Side, places: PlaceNames) -> str | None:
    """The clause of the other notice that states the same commitment outside this passage."""
    for other in side.notice.targets:
        outside = same_figure(other, target) and not side.holds(other.evidence)
        if outside and likeness(target, other, places) >= _ELSEWHERE:
            return other.clause or "正文开头"
    return None


def _late_against_elsewhere(added: Sequence[Target], pair: Comparison) -> list[Change]:
    """A full coverage due later than the upper notice wants it in another of its clauses."""
    changes = []
    for low in added:
        rivals = [up for up in pair.upper.notice.targets if _earlier(low, up, pair)]
        if rivals:
            up = max(rivals, key=lambda rival: fuzz.ratio(low.indicator or "", rival.indicator or ""))
            own = next((p.words for p in pair.lower.periods if p.day == low.deadline), _day_words(low))
            detail = f"上级{up.clause or ''}要求{up.deadline}，本级{low.deadline}"
            changes.append(_late(low, up, own, detail))
    return changes


def _earlier(low: Target, up: Target, pair: Comparison) -> bool:
    """The same full coverage, wanted earlier, outside the passage that is compared."""
    if low.deadline is None or up.deadline is None or up.deadline >= low.deadline:
        return False
    return _full(low) and _full(up) and not pair.upper.holds(up.evidence) and _same_name(low, up)


def _late(low: Target, up: Target, own: str, detail: str) -> Change:
    """A later day, with the words that state the two days, wherever they stand in the two notices."""
    days = (low.deadline - up.deadline).days if low.deadline and up.deadline else 0
    return change("deadline_later", own, _day_words(up), f"{detail}，推迟{days}天")


def _day_words(target: Target) -> str:
    """The words of a target that state its day, else all its words."""
    stated = periods(target.evidence.quote, target.deadline.year if target.deadline else None)
    return next((p.words for p in stated if p.day == target.deadline), target.evidence.quote)


def _full(target: Target) -> bool:
    return target.unit == "%" and target.value == 100


def _same_name(low: Target, up: Target) -> bool:
    """Do the two names share a run of characters long enough to be about one thing?"""
    one, other = (neutral(t.indicator or "") for t in (low, up))
    runs = {one[i : i + _COMMON_NAME] for i in range(len(one) - _COMMON_NAME + 1)}
    return any(run in other for run in runs)


def _aims_dropped(pair: Comparison) -> list[Change]:
    """Aims without a figure (争创…示范市) that the lower text leaves out whole."""
    cues = load_column("goal_cues")
    return [
        change("target_dropped", None, words.rstrip("，；。"), "目标未承接")
        for edit in pair.edits
        if edit.kind == "dropped" and (words := pair.upper_words(edit.upper)).startswith(cues)
    ]
