"""Checks of words that belong to another place or level: 全市, 市商务局, names of other counties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.bodies import resolve_unit
from kb.draft.answers import answered_text
from kb.draft.checks_setting import Looked, answers, made
from kb.draft.localise_places import other_places
from kb.draft.localise_setting import titles_in
from kb.draft.localise_units import known_end
from kb.draft.localise_words import level_words_left
from kb.draft.model import Check, Entry
from kb.draft.places import class_word
from kb.regions import NATIONAL, Region


def word_checks(looked: Looked) -> Iterator[Check]:
    """One check for each word or name, clause by clause. What a person answered is left alone."""
    place = looked.place
    if place is None:
        return
    for entry in looked.draft.entries:
        if not entry.printed:
            continue
        text = _without_titles(answered_text(f"{entry.heading or ''}\n{entry.text}", entry.questions))
        decided = answers(entry)
        for above in looked.aboves:
            yield from _level(entry, text, decided, above, place)
            yield from _units(entry, text, decided, above, place)
            yield from _places(entry, text, decided, above, place)


def _without_titles(text: str) -> str:
    for left, right in reversed(titles_in(text)):
        text = text[:left] + "《》" + text[right:]
    return text


def _decided(word: str, decided: tuple[str, ...]) -> bool:
    return any(word in answer for answer in decided)


def _level(
    entry: Entry, text: str, decided: tuple[str, ...], above: Region, place: Region
) -> Iterator[Check]:
    found = level_words_left(text, class_word(above), class_word(place))
    for word in dict.fromkeys(found):
        if not _decided(word, decided):
            detail = f"还写着“{word}”，是上级的说法"
            yield made("leftover_level_words", "must", entry, detail, word)


def _units(
    entry: Entry, text: str, decided: tuple[str, ...], above: Region, place: Region
) -> Iterator[Check]:
    """Bodies of the upper place. Its branch in one's own place (市生态环境局桓台分局) is one's own."""
    word = class_word(above)
    for match in re.finditer(word, text) if word != class_word(place) and above.code != NATIONAL else ():
        end = known_end(text, match.end())
        if end is None or text.startswith((place.name, place.short), end):
            continue
        name = text[match.start() : end]
        unit = resolve_unit(name, place, place.level)
        own = unit.canonical is not None and unit.canonical.startswith(f"{place.code}/")
        if not own and not _decided(name, decided):
            yield made("unmapped_unit", "must", entry, f"“{name}”是上级单位，没有换成本级的", name)


def _places(
    entry: Entry, text: str, decided: tuple[str, ...], above: Region, place: Region
) -> Iterator[Check]:
    if above.code == NATIONAL:
        return
    for name in dict.fromkeys(text[left:right] for left, right in other_places(text, above, place)):
        if not _decided(name, decided):
            yield made("leftover_level_words", "must", entry, f"“{name}”是别的地方", name)
