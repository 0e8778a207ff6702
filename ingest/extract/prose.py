"""Duties assigned in running text: 由A会同B制定, 办公室设在A, A要…, A将…督查通报."""

from __future__ import annotations

import re

from ingest.extract.subjects import Subject, subjects_of
from ingest.extract.unit_lists import is_unit_like, split_units
from kb.model import Assignment, Evidence, Obligation

JOINED = re.compile(r"^[^，。；]{0,60}?会同")
SUPPORTED = re.compile(r"，([^，。；“”]{2,200}?)(?:共同|积极|密切)?配合(?=[，。；]|$)")
VERB = re.compile(
    r"研究|制定|组织|组建|开展|建立|负责|做好|统筹|推进|加强|联合|共同|按|对|予以|逐|筛选|进行|每|根据|细化|编制|出台|明确|完善|抓好|指导|定期|及时|将|要|在|就"
)


def find_prose_assignments(obligations: tuple[Obligation, ...]) -> tuple[Assignment, ...]:
    """One assignment for each group of subjects of an obligation (A、B要…); who is behind 会同 and who
    配合 cooperates."""
    found: list[Assignment] = []
    for obligation in obligations:
        groups: dict[tuple[str, int], list[Subject]] = {}
        for subject in subjects_of(obligation.evidence.quote):
            if subject.shown_by != "encouraged" and not subject.name.startswith("每"):  # 每个县 is a measure
                groups.setdefault((subject.shown_by, subject.group), []).append(subject)
        starts = sorted(group[0].start for group in groups.values())
        for group in groups.values():
            following = next((start for start in starts if start > group[-1].end), None)
            found.append(_assignment(obligation, tuple(group), following))
    return tuple(found)


def _assignment(obligation: Obligation, group: tuple[Subject, ...], following: int | None) -> Assignment:
    sentence, first, last = obligation.evidence.quote, group[0], group[-1]
    stop = _stretch_end(sentence, last.end, following)
    start = first.start - 1 if first.shown_by == "agent" else first.start
    start = sentence.rfind("办公室设在", 0, first.start) if first.shown_by == "office" else start
    quote = sentence[start:stop].rstrip("，")
    after = sentence[last.end : stop]
    base = obligation.evidence.start + start
    task = re.sub(r"^(?:应当|必须|要|应|将|须)", "", re.sub(r"\s+", "", after).strip("，。；、：:")) or quote
    return Assignment(
        clause=obligation.clause,
        evidence=Evidence(
            base, base + len(quote), quote, None, f"responsibility.prose.{first.shown_by}", 0.8
        ),
        lead=tuple(subject.name for subject in group),
        cooperating=_cooperating(after),
        task=task,
        governs=(obligation.evidence.start, obligation.evidence.end),
    )


def _cooperating(after: str) -> tuple[str, ...]:
    """The bodies behind 会同, as far as a verb that leaves only bodies, and those that 配合."""
    names: list[str] = []
    joined = JOINED.match(after)
    if joined:
        words = re.split(r"[。；]", after[joined.end() :])[0]
        for verb in [*VERB.finditer(words), None]:
            named = split_units(words[: verb.start()] if verb else words).units
            if named and all(is_unit_like(name) for name in named):
                names += named
                break
    supported = SUPPORTED.search(after)
    if supported:
        names += [name for name in split_units(supported.group(1)).units if is_unit_like(name)]
    return tuple(dict.fromkeys(names))


def _stretch_end(sentence: str, position: int, following: int | None) -> int:
    """The duty goes on to the end of the sentence, or to where the next group begins."""
    if following is None:
        return len(sentence)
    comma = sentence.rfind("，", position, following)
    return comma if comma > 0 else following
