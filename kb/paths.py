"""Clause paths as people type them."""

from __future__ import annotations

import unicodedata

from kb.errors import ClauseNotFound
from kb.model import Clause, Notice


def find_clause(notice: Notice, path: str) -> Clause:
    """The clause with this path; the width of brackets and the mark behind a number do not matter.

    `三/(一)`, `三、/（一）` and `三/（一）` are the same. Raises ClauseNotFound.
    """
    wanted = path_key(path)
    found = next((clause for clause in notice.clauses if path_key(clause.path) == wanted), None)
    if found is None:
        raise ClauseNotFound(notice.document.id, path)
    return found


def path_key(path: str) -> str:
    """The comparable form of a path."""
    folded = "".join(unicodedata.normalize("NFKC", path).split())
    return "/".join(label.strip("、.,:") for label in folded.strip("/").split("/"))
