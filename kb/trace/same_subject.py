"""Upper notices that a notice does not cite but carries: the pure part of the decision.

Two notices of one line of places are upper and lower where their titles and headings are alike enough
to look at, and a fifth of what the shorter one demands stands in the other. On the notices that the
limits were set on, true pairs had more than half, and pairs of one line that are not upper and lower
(same field, other task) less than a tenth.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.model import LEVELS, Document, Link, Notice
from kb.regions import is_above
from kb.trace.candidates import Candidate, compare_subjects

WORTH_A_LOOK = 0.33
"""From this likeness of titles and headings on, two notices are on one subject."""
CARRIED_SHARE = 0.2
FEWEST_SENTENCES = 3
UNCITED = "未引用，按同题找到"
"""How the rationale of every link begins whose lower notice does not cite the upper one."""


def stands_above(upper: Document, lower: Document) -> bool:
    """Is the one of a higher level, and the lower one's place inside its place?"""
    if upper.level is None or lower.level is None or LEVELS.index(upper.level) >= LEVELS.index(lower.level):
        return False
    if upper.level == "national":
        return True
    known = upper.region_code is not None and lower.region_code is not None
    return known and is_above(upper.region_code or "", lower.region_code or "")


def on_one_subject(lower: Notice, others: Iterable[Notice]) -> tuple[Candidate, ...]:
    """The others whose titles and headings are like those of the notice, the likeliest first."""
    found = (compare_subjects(lower, other) for other in others)
    alike = [candidate for candidate in found if candidate.score >= WORTH_A_LOOK]
    return tuple(sorted(alike, key=lambda candidate: (-candidate.score, candidate.notice)))


def nearest_first(
    candidates: Sequence[Candidate], uppers: Sequence[Notice]
) -> list[tuple[Candidate, Notice]]:
    """Candidates with their notices, from the level right above upward, the likeliest of a level first."""
    notices = {upper.document.id: upper for upper in uppers}
    paired = [(candidate, notices[candidate.notice]) for candidate in candidates]
    return sorted(paired, key=lambda pair: (-_rank(pair[1].document), -pair[0].score, pair[0].notice))


def carries(lower: Notice, upper: Notice, links: Iterable[Link]) -> bool:
    """Do these links show that enough of the one notice stands in the other?"""
    pairs = [link for link in links if link.lower and link.upper and link.lower.quote and link.upper.quote]
    below = {(link.lower.clause, link.lower.quote) for link in pairs if link.lower}
    above = {(link.upper.clause, link.upper.quote) for link in pairs if link.upper}
    if min(len(below), len(above)) < FEWEST_SENTENCES:
        return False
    shares = (
        len(below) / max(1, len(lower.obligations)),
        len(above) / max(1, len(upper.obligations)),
    )
    return max(shares) >= CARRIED_SHARE


def _rank(document: Document) -> int:
    return LEVELS.index(document.level) if document.level else -1
