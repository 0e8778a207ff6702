"""How strongly a sentence binds: mandatory, encouraged, forbidden or principle.

Policy: what stands under 基本原则 or 指导思想 is principle. Else the strongest directive decides:
a ban with nothing directed before it; a strong cue (必须, 要, 确保) wherever it stands; a bare
directive (建设, 完善, 给予) that no 鼓励 governs; encouraged where only encouraging cues are left.
Cues: `corpus/tables/modality_cues.tsv`, bare directives: `directive_verbs.tsv`.
"""

from __future__ import annotations

import re
from functools import cache

from corpus.tables import load_column, load_rows
from kb.model import Modality

PRINCIPLE_HEADING = re.compile(r"基本原则|总体原则|工作原则|指导思想|指导原则|总体思路")
GUIDED_BY = re.compile(r"^(?:坚持)?以[^，。]{2,40}(?:思想|精神)为(?:指导|指引|统领|引领)")
SUBJECT_MODAL = re.compile(
    r"(?<![重主需必只首次概简纲提摘扼不])要(?![求素点件闻道领约义害务])"
    r"|(?<![供适反响效相对顺呼接回感理报因])应(?![用急对届邀变力聘])|(?<![必无])须(?!知)"
)
QUOTED = re.compile(r"“[^”]*”|《[^》]*》|（[^（）]*）|\([^()]*\)")
CONDITION = re.compile(r"在?[^，。；]{0,24}(?:前提(?:条件)?下?|基础上|条件下|情况下)")
CONDITION_WORD = re.compile(r"前提|基础上|条件下|情况下")
RUN_IN = re.compile(r"^[^，。；：]{2,16}：")
MAY = re.compile(
    r"(?<![许认宁不尽])可(?!持续|复制|推广|循环|追溯|再生|靠|视|行|及|见|信|查|感|控|用|预期|降解|回收|量化|支配|能|操作|比|观)"
)
LIMIT = re.compile(r"不(?:得|准)(?:高于|低于|超过|少于|多于|大于|小于)|[看拿测瞄]不准")
SUBJECT = re.compile(
    r"^(?:各|有关|相关|市|县|区|省|镇|乡|行业|本)[^，。]{0,14}?(?=积极|大力|鼓励|支持|引导|推动|推广|探索|主动|率先)"
)
STOPS = re.compile(r"[，,；;。]")
BY_WHOM = re.compile(r"由[^，]{2,30}?(?:承担|负责|制定|组织|落实|统一|兜底)")
TAKES = re.compile(r"将[^，]{1,60}")
LEAD_IN = re.compile(
    r"^(?:积极|大力|着力|进一步|持续|深入|全面|稳步|有序|逐步|广泛|充分|主动|率先|同时|并|还|也|要|依法依规|因地制宜|统筹|共同|适时|继续|逐项|逐一|分类|分级|定期|及时|切实|加快|加大力度|重点(?=鼓励|支持|引导|推动|推广|探索))+"
)
SETTING = re.compile(
    r"^(?:在|对|对于|以|按|按照|根据|依托|通过|结合|围绕|聚焦|针对|面向|从|就|(?:到)?\d{4}年|\d{1,2}月|年底前|年内|除|凡|本着)"
)
PURE_SETTING = re.compile(
    r"(?:方式|手段|途径|措施|办法|形式|契机|重点|基础|主体|主线|导向|目标|抓手|载体|需求|要求|原则|规定|标准|程序|精神|部署|实际|工作|过程|过程中|领域|方面|环节|阶段|时|后|中|上|下|内|外|的|等|机会|机遇|优势|作用)$"
)
"""Ends so a part that only says where, when or how; another may act behind its setting."""
FREED = re.compile(
    r"^(?:按规定|按照规定|按标准|依法)?(?:给予|发放|纳入|将[^，]{1,40}(?:纳入|列入))|^对[^，]{1,60}给予|^同时|^\d{4}年|^各(?:级|地|市|县|区|镇|部门|有关)"
)
"""What no 鼓励 before it governs: support that the government gives, a date, a government subject."""


@cache
def _cues(weight: str) -> tuple[str, ...]:
    rows = [row[0] for row in load_rows("modality_cues") if row[2] == weight]
    return tuple(sorted(rows, key=lambda word: -len(word)))


@cache
def _directive() -> re.Pattern[str]:
    words = sorted(load_column("directive_verbs"), key=lambda word: -len(word))
    return re.compile("|".join(map(re.escape, words)))


@cache
def _ban() -> re.Pattern[str]:
    return re.compile("|".join(_cues("forbids")))


@cache
def _own_without_may() -> tuple[str, ...]:
    return tuple(word for word in _cues("own") if word != "可")


@cache
def _strong() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _cues("strong"))))


@cache
def _encouraging() -> re.Pattern[str]:
    words = [*_cues("party"), *_cues("own")]
    return re.compile(
        "|".join(re.escape(word) for word in sorted(words, key=lambda w: -len(w)) if word != "可")
    )


def modality_of(sentence: str, headings: tuple[str, ...]) -> Modality:
    """The modality of a sentence whose clause and clauses above have these `headings`."""
    if any(PRINCIPLE_HEADING.search(heading) for heading in headings) or GUIDED_BY.match(sentence):
        return "principle"
    plain = LIMIT.sub("", RUN_IN.sub("", QUOTED.sub("", sentence)))
    if CONDITION_WORD.search(plain):
        plain = CONDITION.sub("", plain)
    parts = [part for part in STOPS.split(plain) if part]
    if _forbids(parts):
        return "forbidden"
    if _strong().search(plain) or SUBJECT_MODAL.search(plain):
        return "mandatory"
    return _strongest(parts)


def _forbids(parts: list[str]) -> bool:
    """A ban stands in the sentence, and nothing is directed before it."""
    for part in parts:
        ban = _ban().search(part)
        if ban:
            return not _directive().match(_bare(part[: ban.start()]))
        if _kind(part) in ("party", "own", "directive") or SUBJECT_MODAL.search(part):
            return False
    return False


def _strongest(parts: list[str]) -> Modality:
    encouraged, governed = False, False
    for part in parts:
        kind = _kind(part)
        if kind in ("party", "own"):
            encouraged = True
            governed = governed or kind == "party"
        elif kind == "directive" and not (governed and not FREED.match(part)):
            return "mandatory"
        elif encouraged and not governed and _bare(part).startswith("推进"):
            return "mandatory"  # neutral before an encouraging cue, a directive of its own behind it
    return "encouraged" if encouraged else "mandatory"


def _bare(part: str) -> str:
    """The part without its subject and its adverbs."""
    return LEAD_IN.sub("", SUBJECT.sub("", part, count=1), count=1)


def _kind(part: str) -> str:
    """`party`, `own`, `directive`, or `open` where the part decides nothing."""
    bare = _bare(part)
    if bare.startswith(_cues("party")):
        return "party"
    if FREED.match(part) and not _encouraging().search(part) and not MAY.search(part):
        return "directive"
    if bare.startswith(_own_without_may()) or MAY.search(part):
        return "own"
    if bare.startswith(_cues("neutral")):
        return "open"
    if BY_WHOM.search(part):
        return "directive"
    if SETTING.match(bare):
        return _behind_setting(bare)
    return "directive" if _directive().match(bare) or TAKES.match(bare) else "open"


def _behind_setting(part: str) -> str:
    """A part such as 在…领域探索… or 2024年底前制定…: the first directive behind the setting."""
    dated = re.match(r"^(?:到)?(?:\d{4}年)?(?:\d{1,2}月)?[^，]{0,4}?(?:底前|年内|底|前)", part)
    rest = part[dated.end() :] if dated else part[1:]
    encouraging = _encouraging().search(rest)
    directive = _directive().match(rest) if dated else None
    if directive:
        return "directive"
    if encouraging and not re.match(r"(?:政策|力度|资金|体系|作用)", rest[encouraging.end() :]):
        return "party" if encouraging.group() in _cues("party") else "own"
    if re.match(r"^对[^，]{2,}?(?:进行|实施|开展|予以|依法)", part):
        return "directive"
    acts = _directive().search(rest, 2)
    return "directive" if acts and not PURE_SETTING.search(part) else "open"
