"""Cue words out of the tables, as alternations for patterns."""

from __future__ import annotations

import re
from functools import cache

from corpus.tables import load_rows


@cache
def cues(table: str, *classes: str) -> tuple[str, ...]:
    """The words of these classes in a table of (word, class), the longest first."""
    words = {row[0] for row in load_rows(table) if row[1] in classes}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def last_match(pattern: re.Pattern[str], text: str, start: int = 0) -> re.Match[str] | None:
    """The last place at which the pattern matches, None where it does not."""
    found = None
    for match in pattern.finditer(text, start):
        found = match
    return found


@cache
def any_of(table: str, *classes: str) -> str:
    """A non-capturing group that matches any word of these classes, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in cues(table, *classes)) + ")"
