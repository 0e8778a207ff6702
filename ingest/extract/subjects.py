"""Printed subjects of a sentence: the bodies that it directs, with the words that show it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain

from corpus.tables import load_column
from ingest.extract.parties import firms_of, party_of
from ingest.extract.unit_lists import is_unit_like, split_units

MODAL = r"应当|必须|务必|负责|牵头|会同|将(?:对|把|会同|通过|组织|适时|定期|根据|进一步)|要(?!求|素)|应(?!用|急)|须"
DUTY = r"至少|积极(?!性)|成立|梳理|细化|印发|编制|出台|制订|公布|明确|报送|上报|不得|可(?:以)?(?![靠持再])|设立|建立|组织|结合|完善|制定|定期|根据|按照|按|抓好|切实|加强|指导|统筹|给予(?:一定|适当)?|研究|做好|开展|加快|落实|承担|每|依法(?!治)|依规|保障|拨付"
WEAK = r"对(?!口)|在|于(?=[^，]{0,8}(?:\d|每|前|后|内))|就(?!业|近|诊)|将|把|以(?![上下内外来及])|参照|原则上|担负|不定期|汇总|安排|统筹|认真|密切|紧密|全面|主动|至少|是(?=[^，。]{0,30}(?:主体|责任人|主管单位|主管部门|牵头单位)，)"
"""What shows a subject only of an authority: a business stands before these as often as a topic."""

LEAD_IN = re.compile(
    r"^(?:[^，。；：]{2,16}：)?(?:同时，?|此外，|其中，|特别是|尤其是|以及)?(?:(?:到|在)?\d{4}年[^，]{0,8}，|[^，]{1,8}底前，?)?"
)
AGENT = re.compile(r"(?<![自经理缘事消少免])由(?=((?:[^，。；“”（）]|（[^（）]*）){2,40}))")
AGENT_VERB = re.compile(
    r"会同|牵头|负责|协调|组织|统筹|通过|根据|研究|按|与|兜底|给予|制定|共同|代|提供|承担|予以|在|对|协商|确定|实施|落实|开展|建立|每|另行|统一|进行|出具|审查|认定|发放|征求|承办|参与|联合|委托|逐|筛选|约谈|督促|督办|解释|监督|受理|核定|公布|发布|依法(?!治)|指导(?!组|委|中心)|认领|推荐|主导|配合|包干|安排|负有|及其"
)
OFFICE = re.compile(r"办公室设在([^，。；（）()]{2,24}?)(?=[，。；）)]|$)")
DUTY_VERB = re.compile(f"{MODAL}|{DUTY}|{WEAK}")
FIRM_VERB = re.compile(f"{MODAL}|{DUTY}")
IN_ATTRIBUTE = re.compile(r"[^，。]{1,14}?的(?:部门|单位|机构|处室|科室|地区|市县|乡镇)")
"""Behind 负责 it belongs to a name: 负责登记的部门要…."""
LISTS = re.compile(r"(?:^|，)(?:主要)?(?:包括|包含)")
"""What follows is a list of things, where no body is subject without 要 and its like."""
MARKS_INSIDE = str.maketrans("，；", "、、")
HALF_WIDTH = re.compile(r"[,;:()]")
FULL_WIDTH = str.maketrans(",;:()", "，；：（）")
BRACKET = re.compile(r"（[^（）]*）")
ENCOURAGED = re.compile(
    r"(?:鼓励|支持|引导)(?:(?:和|、)?(?:鼓励|支持|引导|扶持|帮助))?(?=((?:[^，。；“”（）]|（[^（）]*）){2,50}))"
)
MODAL_VERB = re.compile(MODAL)
AGENTS = ("企业", "财政")
"""They act behind 由 only."""
OTHER_BODY = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:业委会|督查室)|[\u4e00-\u9fff]{2,14}(?:规定|确定|指定)的(?:主管|监管)?(?:部门|单位|机构)|(?:各)?试点(?:城市|县|区|乡镇|地区|单位)"
)
MOVED = re.compile(r"推动(?=([^，。；“”]{2,50}))")
BOUND = re.compile(
    r"(任何(?:单位|部门|机构|企业|组织|个人)(?:[、和]个人)?|[^，。；：不]{2,16}?(?:企业|公司|机构|协会|合作社|银行|平台|单位))(?:一律)?(?:不得|不准|严禁)"
)
ALLOWED = re.compile(
    r"([^，。；：、]{2,20}?)(?:经批准)?可(?:以|按|申请|根据|结合|给予|参照|享受|采用|自主|向|直接|提前)"
)
"""Those whom a ban binds, or who are allowed a thing: they act, though no duty is assigned to them."""
UPPER_BODIES = ("委", "政府")
PART_OF_UPPER = re.compile(
    r"(?:中共)?[\u4e00-\u9fff]{1,8}?(?:委|政府)[\u4e00-\u9fff]{2,12}(?:部|办|办公室|室|局|委员会)"
)
OPENING_BODIES = re.compile(r"(?P<bodies>[^，。；：:“”《》]{2,60})[：:](?=[^，。；]{4})")
"""A list of duties by body: 市财政局：负责…."""
BEHIND_MARK = re.compile(r"(?<=[，；])")
NOT_IN_HEAD = re.compile(r"[，。；：“”《》]")
FUNCTIONS = re.compile(r"、[^、，]+等(?:行业)?(?:主管|相关|有关|监管)?(?:部门|单位)$")
MAX_HEAD, MAX_LIST = 60, 120
BUSINESSES = ("企业", "公司", "机构", "协会", "合作社", "银行", "平台")
GENERIC = re.compile(
    r"(?<!直)(?<!有关)(?<!相关)(?<!牵头)(?<!责任)(?<!成员)(?<!预算)(?<!主管)(?<!主办)(?<!直属)(?<!属地)单位$"
)
"""A class of those who are governed: 建设单位, 用人单位."""
"""Bodies that often stand at the head of a sentence as those whom a rule favours: they count as
subject only with 要, 应 and their like."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A body named as subject: offsets in the sentence, how the sentence shows it (`agent` 由A…,
    `office` 办公室设在A, `subject` A要…, `encouraged` 鼓励A…, `bound` A不得…, A可… of those who are no
    authority), and where the group of names begins that it was named in (A、B要…)."""

    name: str
    start: int
    end: int
    shown_by: str
    group: int


def subjects_of(sentence: str) -> tuple[Subject, ...]:
    """The printed subjects of a sentence in reading order, each name once; without any, the parties that it
    encourages."""
    return printed_subjects(sentence) or _encouraged(sentence)


@lru_cache(maxsize=2048)
def printed_subjects(sentence: str) -> tuple[Subject, ...]:
    """`subjects_of`, without parties that are encouraged."""
    found: list[Subject] = []
    printed, sentence = sentence, _levelled(sentence)
    if "由" in sentence:
        for match in AGENT.finditer(sentence):
            _add(found, _agent(match.group(1)), match.start(1), "agent")
    if "办公室设在" in sentence:
        for match in OFFICE.finditer(sentence):
            _add(found, match.group(1), match.start(1), "office")
    _add(found, _opening(sentence), 0, "subject")
    offset, listing = 0, LISTS.search(sentence) if "包" in sentence else None
    for part in BEHIND_MARK.split(sentence):
        lead = LEAD_IN.match(part)
        begin = lead.end() if lead else 0
        inside = bool(listing) and offset >= listing.end()  # type: ignore[union-attr]
        head = _head(part[begin:], inside)
        _add(found, head, offset + begin, "subject")
        _add(found, "" if head else _bound(part[begin:]), offset + begin, "bound")
        offset += len(part)
    in_order = _each_once(found)
    if sentence == printed:
        return in_order
    return tuple(replace(each, name=printed[each.start : each.end]) for each in in_order)


def _encouraged(sentence: str) -> tuple[Subject, ...]:
    found: list[Subject] = []
    for match in ENCOURAGED.finditer(sentence):
        _encourage(found, party_of(match.group(1)), match)
    for match in MOVED.finditer(sentence):
        _encourage(found, firms_of(match.group(1)), match)
    return _each_once(found)


def _each_once(found: list[Subject]) -> tuple[Subject, ...]:
    unique = {subject.name: subject for subject in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda subject: subject.start))


def _levelled(sentence: str) -> str:
    """The sentence, letter by letter, with full-width marks, and with no commas inside its brackets
    or lists."""
    if HALF_WIDTH.search(sentence):
        sentence = sentence.translate(FULL_WIDTH)
    sentence = sentence.replace("，以及", "、以及")
    if "（" in sentence:
        sentence = BRACKET.sub(lambda found: found.group().translate(MARKS_INSIDE), sentence)
    return sentence


def _encourage(found: list[Subject], parties: tuple[str, ...], words: re.Match[str]) -> None:
    """Adds the parties behind 鼓励 or 推动."""
    start = words.start(1)
    for name in parties:
        position = start + words.group(1).find(name)
        found.append(Subject(name, position, position + len(name), "encouraged", start))


def _bound(part: str) -> str:
    """Whom a ban binds or a permission favours at the head of a part."""
    bound = BOUND.match(part) if "不" in part or "严禁" in part else None
    if bound is None and "可" in part:
        bound = ALLOWED.match(part)
        if bound and not bound.group(1).endswith(load_column("encouraged_parties")):
            return ""
    if bound is None or bound.group(1).startswith(load_column("no_subjects")):
        return ""
    return bound.group(1)


def _head(part: str, in_list: bool) -> str:
    """The bodies at the head of a part: as far as the first verb of duty that leaves only bodies before
    it. A business counts only with 要, 应 and their like, and so does what stands in a list."""
    openings = _openings()
    if part[:2] in openings or part[:1] in openings or part[:3] in openings:
        return ""
    longest = MAX_LIST if part.count("、") > 4 else MAX_HEAD
    for verb in DUTY_VERB.finditer(part, 0, longest + 4):
        words = part[: verb.start()]
        if len(words) > longest or NOT_IN_HEAD.search(words) or words.startswith("办公室设在"):
            return ""
        if words.count("（") > words.count("）") or (
            verb.group() == "负责" and IN_ATTRIBUTE.match(part, verb.end())
        ):
            continue
        if words.endswith(UPPER_BODIES):
            words = _longer(part, verb.end(), DUTY_VERB) or words
        if (in_list or _is_governed(words, verb)) and not MODAL_VERB.match(part, verb.start()):
            continue
        if _bodies(words, "subject"):
            return words
    return ""


@cache
def _openings() -> frozenset[str]:
    """Words that open a part without a subject: of the verbs and adverbs those that open no name (组织部)."""
    words = {*load_column("directive_verbs"), *load_column("manner_adverbs")}
    verbs = frozenset(word for word in words if len(word) == 2) - frozenset(load_column("name_openings"))
    return verbs | frozenset(load_column("no_subjects"))


def _bodies(words: str, shown_by: str) -> tuple[str, ...]:
    """The bodies that the words name, none where one is no body: then the words are an object. In a list
    that ends in 等部门 the words of functions will do."""
    names = split_units(words).units
    if FUNCTIONS.search(words) and all(len(name) <= 12 and name.isalpha() for name in names):
        return () if words.startswith(load_column("no_subjects")) else names
    return names if all(_may_be_subject(name, shown_by) for name in names) else ()


def _is_governed(words: str, verb: re.Match[str]) -> bool:
    """One whom rules favour or govern, and so a subject only with 要, 应 and their like."""
    if words.endswith(BUSINESSES):
        return True
    return bool(GENERIC.search(words)) and not FIRM_VERB.match(verb.string, verb.start())


def _agent(words: str) -> str:
    """The bodies behind 由: as far as a verb that leaves only names before it."""
    for verb in chain(AGENT_VERB.finditer(words), (None,)):
        head = words[: verb.start()] if verb else words
        if verb and head.endswith(UPPER_BODIES):
            head = _longer(words, verb.end(), AGENT_VERB) or head
        named = split_units(head).units
        if named and all(is_unit_like(name) or name in AGENTS for name in named):
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
    return opening["bodies"] if _bodies(opening["bodies"], "subject") else ""


def _add(found: list[Subject], words: str, start: int, shown_by: str) -> None:
    """Adds a group of names, all or none: one that is no body shows that the words are an object."""
    if not words:
        return
    position = 0
    for name in _bodies(words, shown_by):
        position = words.find(name, position)
        if position < 0:
            return
        found.append(Subject(name, start + position, start + position + len(name), shown_by, start))


def _may_be_subject(name: str, shown_by: str) -> bool:
    if "由" in name or name.startswith(load_column("no_subjects")):
        return False
    if shown_by == "bound" or name.startswith("任何"):
        return shown_by == "bound"
    return (
        is_unit_like(name)
        or OTHER_BODY.fullmatch(name) is not None
        or (name in AGENTS and shown_by == "agent")
    )
