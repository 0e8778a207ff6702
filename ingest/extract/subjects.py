"""Printed subjects of a sentence: the bodies that it directs, with the words that show it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.tables import load_column
from ingest.extract.unit_lists import is_unit_like, split_units

MODAL = r"(?:应当|必须|务必|负责|牵头|会同|将(?:对|把|会同|通过|组织|适时|定期|根据|进一步)|要(?!求|素)|应(?!用|急)|须)"
DUTY = r"(?:至少|积极|设立|建立|组织|结合|完善|制定|定期|根据|按照|按|抓好|切实|加强|指导|统筹|给予(?:一定|适当)?|研究|做好|开展|加快|落实|承担|每)"
LEAD_IN = re.compile(
    r"^(?:[^，。；：]{2,16}：)?(?:同时，|此外，|其中，)?(?:(?:到|在)?\d{4}年[^，]{0,8}，|[^，]{1,8}底前，?)?"
)
AGENT = re.compile(r"(?<![自经理缘事])由(?=((?:[^，。；“”（）]|（[^（）]*）){2,40}))")
AGENT_VERB = re.compile(
    r"会同|牵头|负责|协调|组织|统筹|通过|根据|研究|按|与|兜底|给予|制定|共同|代|提供|承担|予以|在|对|协商|确定|实施|落实|开展|建立|每"
)
OFFICE = re.compile(r"办公室设在([^，。；（）()]{2,24}?)(?=[，。；）)]|$)")
NAME = r"[^，。；：“”《》]{2,40}?(?:[（(〔][^（()）〕]{1,40}[）)〕][^，。；：“”《》]{0,12}?)?"
SUBJECT = re.compile(rf"^({NAME})(?={MODAL}|{DUTY})")
ENCOURAGED = re.compile(
    r"(?:鼓励|支持|引导)(?:和支持|支持|引导|扶持)?((?:各|有条件的)?[^，。；：、]{2,24}?(?:企业|公司|社会资本|合作社|平台|机构|协会|组织|银行|农户|群众|家庭农场)(?:和[^，。；：、]{2,6}?(?=在|为|与|对|参与|开展|利用|依托|建设|采用|通过|设立))?)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A body named as subject: offsets in the sentence, and how the sentence shows it
    (`agent` 由A…, `office` 办公室设在A, `subject` A要…, `encouraged` 鼓励A…)."""

    name: str
    start: int
    end: int
    shown_by: str


def subjects_of(sentence: str) -> tuple[Subject, ...]:
    """All subjects of a sentence in reading order, each name once."""
    found: list[Subject] = []
    for match in AGENT.finditer(sentence):
        _add(found, _agent(match.group(1)), match.start(1), "agent")
    for match in OFFICE.finditer(sentence):
        _add(found, match.group(1), match.start(1), "office")
    offset = 0
    for part in re.split(r"(?<=[，；])", sentence):
        lead = LEAD_IN.match(part)
        begin = lead.end() if lead else 0
        named = SUBJECT.match(part[begin:])
        if named and not named.group(1).startswith("办公室设在"):
            _add(found, named.group(1), offset + begin, "subject")
        offset += len(part)
    if not found:
        for match in ENCOURAGED.finditer(sentence):
            found.append(Subject(match.group(1), match.start(1), match.end(1), "encouraged"))
    unique = {subject.name: subject for subject in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda subject: subject.start))


def _agent(words: str) -> str:
    """The bodies behind 由: as far as a verb that leaves only names before it."""
    for verb in AGENT_VERB.finditer(words):
        named = split_units(words[: verb.start()]).units
        if named and all(is_unit_like(name) or name == "企业" for name in named):
            joint = re.match(r"与([^，。；]{2,8}?)(?=协商|共同|联合|签订)", words[verb.start() :])
            return words[: verb.start() + joint.end()] if joint else words[: verb.start()]
    return ""


def _add(found: list[Subject], words: str, start: int, shown_by: str) -> None:
    for name in split_units(words).units:
        position = words.find(name)
        known = is_unit_like(name) or (name == "企业" and shown_by == "agent")
        if known and position >= 0 and "由" not in name and not name.startswith(load_column("no_subjects")):
            found.append(Subject(name, start + position, start + position + len(name), shown_by))
