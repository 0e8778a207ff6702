"""Duties assigned in running text: 由A会同B制定, 办公室设在A, A要…, A将…督查通报.

`duties_of` reads one sentence, for the assignments here and for the actors of obligations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.extract.subjects import Subject, printed_subjects
from ingest.extract.unit_lists import is_unit_like, split_units
from kb.model import Assignment, Evidence, Obligation

JOINED = re.compile(r"^[^，。；]{0,60}?会同")
TOGETHER = re.compile(r"^(?:可)?与([^，。；]{2,24}?)(?:协商|共同|联合|协同|合作)")
SUPPORTED = re.compile(r"，([^，。；“”]{2,200}?)(?:共同|积极|密切)?配合(?=[，。；]|$)")
STATION = re.compile(r"[\u4e00-\u9fff](?:站|所|队|中心|学校|医院)$")
"""Bodies on the spot, which count where others have called them in."""
VERB = re.compile(
    r"研究|制定|组织|组建|开展|建立|负责|做好|统筹|推进|加强|联合|共同|按|对|予以|逐|筛选|进行|每|根据|细化|编制|出台|明确|完善|抓好|指导|定期|及时|将|要|在|就|适时|不定期|于|集中|共建|依法|全面|审核|审查|审定|确定|筛选|下达|拟订|拟定|起草|督促|检查|督导|考核|印发|落实|实施|承担|采取|深入|积极|给予|予以"
)


@dataclass(frozen=True, slots=True)
class Duty:
    """A group of subjects named together, who cooperates with them, and where in the sentence the words
    of their duty begin and end."""

    lead: tuple[Subject, ...]
    cooperating: tuple[str, ...]
    start: int
    stop: int

    def names(self) -> tuple[str, ...]:
        """All who act, as printed."""
        return (*(subject.name for subject in self.lead), *self.cooperating)


@lru_cache(maxsize=256)
def duties_of(sentence: str) -> tuple[Duty, ...]:
    """One duty for each group of subjects (A、B要…) of a sentence; who is behind 会同 and who 配合
    cooperates."""
    groups: dict[tuple[str, int], list[Subject]] = {}
    for subject in printed_subjects(sentence):
        if subject.shown_by != "bound":
            groups.setdefault((subject.shown_by, subject.group), []).append(subject)
    starts = sorted(group[0].start for group in groups.values())
    found = []
    for group in groups.values():
        first, last = group[0], group[-1]
        following = next((start for start in starts if start > last.end), None)
        stop = _stretch_end(sentence, last.end, following)
        found.append(
            Duty(tuple(group), _cooperating(sentence[last.end : stop]), _begin(sentence, first), stop)
        )
    return tuple(found)


def actors_of(sentence: str) -> tuple[str, ...]:
    """All who act in a sentence, without an office that a bracket tells of (A（办公室设在B）要…)."""
    names = [
        name
        for duty in duties_of(sentence)
        if duty.lead[0].shown_by != "office" or sentence[max(duty.start - 1, 0)] not in "（("
        for name in duty.names()
    ]
    names += [subject.name for subject in printed_subjects(sentence) if subject.shown_by == "bound"]
    return tuple(dict.fromkeys(names))


def find_prose_assignments(obligations: tuple[Obligation, ...]) -> tuple[Assignment, ...]:
    """One assignment for each duty that an obligation gives in running text to a named body. 每个县 is how
    many each is to have, no name."""
    return tuple(
        _assignment(obligation, duty)
        for obligation in obligations
        for duty in duties_of(obligation.evidence.quote)
        if not all(subject.name.startswith("每") for subject in duty.lead)
    )


def _begin(sentence: str, first: Subject) -> int:
    if first.shown_by == "office":
        return sentence.rfind("办公室设在", 0, first.start)
    return first.start - 1 if first.shown_by == "agent" else first.start


def _assignment(obligation: Obligation, duty: Duty) -> Assignment:
    sentence = obligation.evidence.quote
    quote = sentence[duty.start : duty.stop].rstrip("，")
    after = sentence[duty.lead[-1].end : duty.stop]
    base = obligation.evidence.start + duty.start
    task = re.sub(r"^(?:应当|必须|要|应|将|须)", "", re.sub(r"\s+", "", after).strip("，。；、：:")) or quote
    return Assignment(
        clause=obligation.clause,
        evidence=Evidence(
            base, base + len(quote), quote, None, f"responsibility.prose.{duty.lead[0].shown_by}", 0.8
        ),
        lead=tuple(subject.name for subject in duty.lead),
        cooperating=duty.cooperating,
        task=task,
        governs=(obligation.evidence.start, obligation.evidence.end),
    )


def _cooperating(after: str) -> tuple[str, ...]:
    """The bodies behind 会同, as far as a verb that leaves only bodies, those with whom a thing is agreed
    (与A协商), and those that 配合."""
    names: list[str] = []
    together = TOGETHER.match(after) if "与" in after[:2] else None
    if together:
        named = split_units(together.group(1)).units
        names += [name for name in named if is_unit_like(name) or name == "企业"]
    joined = JOINED.match(after) if "会同" in after else None
    if joined:
        words = re.split(r"[。；]", after[joined.end() :])[0]
        for verb in [*VERB.finditer(words), None]:
            named = split_units(words[: verb.start()] if verb else words).units
            if named and all(is_unit_like(name) or STATION.search(name) for name in named):
                names += named
                break
    supported = SUPPORTED.search(after) if "配合" in after else None
    if supported:
        names += [name for name in split_units(supported.group(1)).units if is_unit_like(name)]
    return tuple(dict.fromkeys(names))


def _stretch_end(sentence: str, position: int, following: int | None) -> int:
    """The duty goes on to the end of the sentence, or to where the next group begins."""
    if following is None:
        return len(sentence)
    comma = sentence.rfind("，", position, following)
    return comma if comma > 0 else following
