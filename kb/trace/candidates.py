"""Which upper notices a notice may implement: those that it cites, and those of the same subject.

Pure: the caller brings the notices, from the shelf or from the index.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from kb.model import LEVELS, Document, Notice
from kb.regions import is_above
from kb.trace.neutralise import PlaceNames, neutral

# Below this likeness two notices are not about one subject.
SAME_SUBJECT = 0.45
_TITLE_WEIGHT = 0.5
# A heading has a counterpart from this likeness on.
_HEADING_ALIKE = 0.6
_FRAME = re.compile(
    "关于|印发|转发|的通知|的意见|实施意见|实施方案|工作方案|工作要点|行动计划|若干措施|"
    "人民政府办公厅|人民政府办公室|人民政府|办公厅|办公室|20\\d\\d\\s*年|[“”《》（）\\s]"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An upper notice that may be implemented, how likely (0 to 1), and why, in words for the reader."""

    notice: str
    score: float
    reasons: tuple[str, ...]


def cited(lower: Notice, others: Sequence[Document]) -> tuple[Candidate, ...]:
    """The higher notices among the others that the lower one names by number or by title.

    A title that several notices bear counts only with its number: where more than one candidate
    remains a person decides.
    """
    found: dict[str, Candidate] = {}
    above = [other for other in others if _higher(other, lower.document)]
    for citation in lower.citations:
        by_number = [o for o in above if _same(o.doc_number, citation.doc_number)]
        by_title = [o for o in above if citation.title and _subject(o.title) == _subject(citation.title)]
        matches = by_number or by_title
        if len(matches) == 1:
            word = f"引用{citation.doc_number}" if by_number else f"引用《{citation.title}》"
            found.setdefault(matches[0].id, Candidate(matches[0].id, 1.0, (word,)))
    return tuple(found.values())


def same_subject(lower: Notice, others: Sequence[Notice]) -> tuple[Candidate, ...]:
    """The others in the same line of places, one or more levels up, on the same subject; likeliest first."""
    found = []
    for other in others:
        if _higher(other.document, lower.document) and _in_line(other.document, lower.document):
            candidate = compare_subjects(lower, other)
            if candidate.score >= SAME_SUBJECT:
                found.append(candidate)
    return tuple(sorted(found, key=lambda candidate: (-candidate.score, candidate.notice)))


def compare_subjects(lower: Notice, other: Notice) -> Candidate:
    """How alike two notices are in title and headings, whatever their places and levels."""
    places = PlaceNames.of(lower.document, other.document)
    one, two = (neutral(_subject(n.document.title), places) for n in (lower, other))
    title = fuzz.ratio(one, two) / 100 if one and two else 0.0
    below, above = _headings(lower, places), _headings(other, places)
    counterparts = sum(any(fuzz.ratio(a, b) / 100 >= _HEADING_ALIKE for b in above) for a in below)
    headings = counterparts / min(len(below), len(above)) if below and above else 0.0
    score = _TITLE_WEIGHT * title + (1 - _TITLE_WEIGHT) * min(1.0, headings)
    reasons = (f"标题主题相似{title:.2f}", f"{counterparts}个条款标题对应")
    return Candidate(other.document.id, score, reasons)


def _headings(notice: Notice, places: PlaceNames) -> list[str]:
    return [neutral(clause.heading, places) for clause in notice.clauses if clause.heading]


def _subject(title: str | None) -> str:
    """A title without the words that every title has."""
    return _FRAME.sub("", title or "")


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other) and _plain(one) == _plain(other)


def _plain(number: str | None) -> str:
    return re.sub(r"[\s〔〕\[\]（）()]", "", number or "")


def _higher(upper: Document, lower: Document) -> bool:
    if upper.level is None or lower.level is None:
        return False
    return LEVELS.index(upper.level) < LEVELS.index(lower.level)


def _in_line(upper: Document, lower: Document) -> bool:
    """Does the lower place lie in the upper one? The nation is above every place."""
    if upper.level == "national":
        return True
    if upper.region_code is None or lower.region_code is None:
        return False
    return is_above(upper.region_code, lower.region_code)
