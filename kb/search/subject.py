"""What a notice is about, as terms of the index: the words of its title, headings and sentences, its places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.model import Document
from kb.regions import NATIONAL, line_of
from kb.search.text import fold
from kb.search.words import words
from kb.tasks import Task

TITLE, HEADING, SENTENCE, HERE, ABOVE = "标", "题", "文", "地", "上"
"""What the first character of a term says: a word of the title, of a heading, of a sentence; the place
of the notice, a place above it."""


def profile_of(tasks: Sequence[Task]) -> frozenset[str]:
    """All terms of a notice: its subject and its places."""
    places = (place_terms(task.notice) for task in tasks[:1])
    return subject_terms(tasks).union(*places)


def subject_terms(tasks: Sequence[Task]) -> frozenset[str]:
    """The terms of a notice's subject, from its tasks."""
    found: set[str] = set()
    for task in tasks[:1]:
        found.update(_terms(TITLE, task.notice.title))
    for task in tasks:
        found.update(_terms(HEADING, task.clause.heading if task.clause else None))
        found.update(_terms(SENTENCE, task.obligation.evidence.quote))
    return frozenset(found)


def place_terms(document: Document) -> frozenset[str]:
    """The terms of a notice's place and of the places above it; none where the place is not known."""
    own, *above = line_of(place_code(document) or "") or ("",)
    return frozenset({HERE + own, *(ABOVE + code for code in above)}) if own else frozenset()


def place_code(document: Document) -> str | None:
    """The code of the notice's place; the nation's for whatever is issued for all of it."""
    return NATIONAL if document.level == "national" else document.region_code


def _terms(kind: str, text: str | None) -> Iterable[str]:
    cut = words(fold(text or ""))
    return (kind + word for word in cut if len(word) > 1 and not word.isascii())
