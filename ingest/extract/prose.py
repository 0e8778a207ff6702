"""Duties assigned in running text: 由A会同B制定, 办公室设在A, A要…, A将…督查通报."""

from __future__ import annotations

import re

from ingest.extract.subjects import Subject, subjects_of
from ingest.extract.unit_lists import is_unit_like, split_units
from kb.model import Assignment, Evidence, Obligation

JOINED = re.compile(
    r"^[^，。；]{0,30}?会同([^，。；“”]{2,30}?)(?=研究|制定|组织|开展|建立|负责|做好|统筹|推进|加强|联合|共同|按|对|，|。|；)"
)
SUPPORTED = re.compile(r"，([^，。；“”]{2,40}?)(?:共同|积极|密切)?配合(?=[，。；]|$)")


def find_prose_assignments(obligations: tuple[Obligation, ...]) -> tuple[Assignment, ...]:
    """One assignment per subject of each obligation; 会同's object and who 配合 cooperate."""
    found: list[Assignment] = []
    for obligation in obligations:
        sentence = obligation.evidence.quote
        for subject in subjects_of(sentence):
            if subject.shown_by != "encouraged":
                found.append(_assignment(obligation, sentence, subject))
    return tuple(found)


def _assignment(obligation: Obligation, sentence: str, subject: Subject) -> Assignment:
    stop = _stretch_end(sentence, subject)
    start = subject.start - 1 if subject.shown_by == "agent" else subject.start
    start = sentence.rfind("办公室设在", 0, subject.start) if subject.shown_by == "office" else start
    quote = sentence[start:stop].rstrip("，")
    after = sentence[subject.end : stop]
    cooperating = [
        name
        for match in (JOINED.match(after), SUPPORTED.search(after))
        if match
        for name in split_units(match.group(1)).units
        if is_unit_like(name)
    ]
    base = obligation.evidence.start + start
    task = re.sub(r"\s+", "", after).strip("，。；") or quote
    return Assignment(
        clause=obligation.clause,
        evidence=Evidence(
            base,
            base + len(quote),
            quote,
            obligation.evidence.page,
            f"responsibility.prose.{subject.shown_by}",
            0.8,
        ),
        lead=(subject.name,),
        cooperating=tuple(cooperating),
        task=task,
        governs=(obligation.evidence.start, obligation.evidence.end),
    )


def _stretch_end(sentence: str, subject: Subject) -> int:
    """The duty goes on to the end of the sentence, or to where the next subject begins."""
    following = [other.start for other in subjects_of(sentence) if other.start > subject.end]
    if not following:
        return len(sentence)
    comma = sentence.rfind("，", subject.end, following[0])
    return comma if comma > 0 else following[0]
