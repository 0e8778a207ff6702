"""Which words name a facility, a list, a platform: what can go by another name one level down."""

from __future__ import annotations

from functools import cache

from corpus.tables import load_rows


def is_name(words: str) -> bool:
    """Do the words end in a noun that names a facility, and not in one that only ends like it (特点)?"""
    return words.endswith(_nouns("name")) and not words.endswith(_nouns("not"))


@cache
def _nouns(kind: str) -> tuple[str, ...]:
    return tuple(row[0] for row in load_rows("facility_nouns") if row[1] == kind)
