"""Which grave deviations from the upper notices belong to which duty and column, for the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kb.matrix.duties import Duty
from kb.model import Change, Link, Notice
from kb.trace.expected import is_expected

Seals = Mapping[int, tuple[tuple[str, str], ...]]
"""By the beginning of a duty's sentence: (column key, kind of deviation)."""
_COLUMNS = (
    ("deadline_", "due"),
    ("target_", "targets"),
    ("modality_", "modality"),
    ("lead_", "lead"),
)


def seals_of(notice: Notice, duties: Iterable[Duty], links: Iterable[Link]) -> Seals:
    """The seals of a lower notice's duties from its links upward; rejected links say nothing."""
    listed = tuple(duties)
    found: dict[int, dict[tuple[str, str], None]] = defaultdict(dict)
    for link in links:
        if link.lower is None or link.lower.notice != notice.document.id or link.status == "rejected":
            continue
        sealed = tuple(_sealed(link.changes))
        for duty in touched(listed, link.lower.clause, link.lower.quote) if sealed else ():
            found[duty.start].update(dict.fromkeys(sealed))
    return {start: tuple(pairs) for start, pairs in found.items()}


def touched(duties: Iterable[Duty], path: str | None, quote: str | None) -> Iterator[Duty]:
    """The duties whose sentence these words of a clause are, or that the bracket of these words governs."""
    words = squeezed(quote)
    for duty in duties if words else ():
        if duty.path != path:
            continue
        own = squeezed(duty.quote)
        brackets = (squeezed(a.evidence.quote) for a in duty.task.assignments if not a.in_prose)
        if words == own or words in own or own in words or any(words == bracket for bracket in brackets):
            yield duty


def without_contrary(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes, a day that is told to be later or earlier not told to be added as well: it is added to
    the sentence, but another upper clause states one."""
    listed = tuple(changes)
    compared = {squeezed(c.lower) for c in listed if c.kind in ("deadline_later", "deadline_earlier")}
    return tuple(c for c in listed if c.kind != "deadline_added" or squeezed(c.lower) not in compared)


def squeezed(text: str | None) -> str:
    """The text without white space."""
    return "".join((text or "").split())


def _sealed(changes: Iterable[Change]) -> Iterator[tuple[str, str]]:
    for change in changes:
        if change.severity != "note" and not is_expected(change):
            # What was dropped stands in no cell of the lower notice: its seal goes to the clause.
            dropped = change.kind.endswith("_dropped")
            column = next((name for start, name in _COLUMNS if change.kind.startswith(start)), None)
            column = "basis" if dropped and column else column
            if column:
                yield column, change.kind
