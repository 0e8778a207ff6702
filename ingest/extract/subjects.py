"""Printed subjects of a sentence: the bodies that it directs, with the words that show it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.tables import load_column
from ingest.extract.parties import party_of
from ingest.extract.unit_lists import is_unit_like, split_units

MODAL = r"(?:应当|必须|务必|负责|牵头|会同|将(?:对|把|会同|通过|组织|适时|定期|根据|进一步)|要(?!求|素)|应(?!用|急)|须)"
DUTY = r"(?:至少|积极(?!性)|成立|梳理|细化|印发|编制|出台|制订|公布|明确|报送|上报|不得|可(?:以)?(?![靠持再])|设立|建立|组织|结合|完善|制定|定期|根据|按照|按|抓好|切实|加强|指导|统筹|给予(?:一定|适当)?|研究|做好|开展|加快|落实|承担|每|依法(?!治)|依规|保障|拨付)"
LEAD_IN = re.compile(
    r"^(?:[^，。；：]{2,16}：)?(?:同时，|此外，|其中，)?(?:(?:到|在)?\d{4}年[^，]{0,8}，|[^，]{1,8}底前，?)?"
)
AGENT = re.compile(r"(?<![自经理缘事消少免])由(?=((?:[^，。；“”（）]|（[^（）]*）){2,40}))")
AGENT_VERB = re.compile(
    r"会同|牵头|负责|协调|组织|统筹|通过|根据|研究|按|与|兜底|给予|制定|共同|代|提供|承担|予以|在|对|协商|确定|实施|落实|开展|建立|每|另行|统一|进行|出具|审查|认定|发放|征求|承办|参与|联合|委托|逐|筛选|约谈|督促|督办|解释|监督|受理|核定|公布|发布|依法(?!治)|指导(?!组|委|中心)"
)
OFFICE = re.compile(r"办公室设在([^，。；（）()]{2,24}?)(?=[，。；）)]|$)")
DUTY_VERB = re.compile(rf"{MODAL}|{DUTY}")
ENCOURAGED = re.compile(
    r"(?:鼓励|支持|引导)(?:(?:和|、)?(?:鼓励|支持|引导|扶持|帮助))?(?=((?:[^，。；“”（）]|（[^（）]*）){2,50}))"
)
UPPER_BODIES = ("委", "政府")
PART_OF_UPPER = re.compile(
    r"(?:中共)?[\u4e00-\u9fff]{1,8}?(?:委|政府)[\u4e00-\u9fff]{2,12}(?:部|办|办公室|室|局|委员会)"
)
OPENING_BODIES = re.compile(r"(?P<bodies>[^，。；：:“”《》]{2,60})[：:](?=[^，。；]{4})")
"""A list of duties by body: 市财政局：负责…."""
BEHIND_MARK = re.compile(r"(?<=[，；])")
NOT_IN_HEAD = re.compile(r"[，。；：“”《》]")
MAX_HEAD = 60
BUSINESSES = ("企业", "公司", "机构", "协会", "合作社", "银行", "平台")
"""Bodies that often stand at the head of a sentence as those whom a rule favours: they count as
subject only with 要, 应 and their like."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A body named as subject: offsets in the sentence, how the sentence shows it (`agent` 由A…,
    `office` 办公室设在A, `subject` A要…, `encouraged` 鼓励A…), and where the group of names begins
    that it was named in (A、B要…)."""

    name: str
    start: int
    end: int
    shown_by: str
    group: int


@lru_cache(maxsize=2048)
def subjects_of(sentence: str) -> tuple[Subject, ...]:
    """All subjects of a sentence in reading order, each name once."""
    found: list[Subject] = []
    if "由" in sentence:
        for match in AGENT.finditer(sentence):
            _add(found, _agent(match.group(1)), match.start(1), "agent")
    if "办公室设在" in sentence:
        for match in OFFICE.finditer(sentence):
            _add(found, match.group(1), match.start(1), "office")
    _add(found, _opening(sentence), 0, "subject")
    offset = 0
    for part in BEHIND_MARK.split(sentence):
        lead = LEAD_IN.match(part)
        begin = lead.end() if lead else 0
        _add(found, _head(part[begin:]), offset + begin, "subject")
        offset += len(part)
    if not found:
        for match in ENCOURAGED.finditer(sentence):
            _encourage(found, match.group(1), match.start(1))
    unique = {subject.name: subject for subject in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda subject: subject.start))


def _encourage(found: list[Subject], words: str, start: int) -> None:
    """Adds the parties behind 鼓励."""
    for name in party_of(words):
        position = words.find(name)
        found.append(Subject(name, start + position, start + position + len(name), "encouraged", start))


def _head(part: str) -> str:
    """The bodies at the head of a part: as far as the first verb of duty that leaves only bodies before
    it. A business counts only with 要, 应 and their like."""
    if part.startswith(load_column("no_subjects")):
        return ""
    for verb in DUTY_VERB.finditer(part, 0, MAX_HEAD + 4):
        words = part[: verb.start()]
        if len(words) > MAX_HEAD or NOT_IN_HEAD.search(words) or words.startswith("办公室设在"):
            return ""
        if words.endswith(UPPER_BODIES):
            words = _longer(part, verb.end(), DUTY_VERB) or words
        names = split_units(words).units
        business = words.endswith(BUSINESSES) and not re.match(MODAL, part[verb.start() :])
        if names and not business and all(_may_be_subject(name, "subject") for name in names):
            return words
    return ""


def _agent(words: str) -> str:
    """The bodies behind 由: as far as a verb that leaves only names before it."""
    for verb in AGENT_VERB.finditer(words):
        head = words[: verb.start()]
        if head.endswith(UPPER_BODIES):
            head = _longer(words, verb.end(), AGENT_VERB) or head
        named = split_units(head).units
        if named and all(is_unit_like(name) or name == "企业" for name in named):
            return head
    return ""


def _longer(words: str, start: int, verbs: re.Pattern[str]) -> str | None:
    """The name of a part of a committee or government whose name holds a verb (市委组织部), where the
    words up to the next verb are one."""
    following = verbs.search(words, start)
    name = words[: following.start()] if following else ""
    own = re.split(r"[、和及与]", name)[-1]
    return name if PART_OF_UPPER.fullmatch(own) and is_unit_like(own) else None


def _opening(sentence: str) -> str:
    """The bodies whose duties the sentence tells behind a colon (市财政局：负责…), none where it is no such."""
    opening = OPENING_BODIES.match(sentence)
    if opening is None:
        return ""
    names = split_units(opening["bodies"]).units
    return opening["bodies"] if names and all(_may_be_subject(name, "subject") for name in names) else ""


def _add(found: list[Subject], words: str, start: int, shown_by: str) -> None:
    """Adds a group of names, all or none: one that is no body shows that the words are an object."""
    if not words:
        return
    names = split_units(words).units
    if not all(_may_be_subject(name, shown_by) for name in names):
        return
    position = 0
    for name in names:
        position = words.find(name, position)
        if position < 0:
            return
        found.append(Subject(name, start + position, start + position + len(name), shown_by, start))


def _may_be_subject(name: str, shown_by: str) -> bool:
    if "由" in name or name.startswith(load_column("no_subjects")):
        return False
    return is_unit_like(name) or (name == "企业" and shown_by == "agent")
