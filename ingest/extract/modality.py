"""How strongly a sentence binds: mandatory, encouraged, forbidden or principle.

Policy: what stands under 基本原则 or 指导思想 is principle. Else the strongest directive decides:
a ban with nothing directed before it; a strong cue (必须, 要, 确保) wherever it stands; a bare
directive (建设, 完善, 给予补贴) that no 鼓励 governs; encouraged where only encouraging cues are left.
What a party is encouraged to do stays encouraged over the following parts; words such as 提升 and 实现 direct
where they come first, and say what for behind an encouraging cue. Cues: `corpus/tables/modality_cues.tsv`,
bare directives: `directive_verbs.tsv`, verbs of outcome: `duty_verbs.tsv`, adverbs:
`manner_adverbs.tsv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.tables import load_column, load_rows
from ingest.extract.cue_words import cues
from ingest.extract.parties import firms_of, party_of
from kb.model import Modality

PRINCIPLE_HEADING = re.compile(r"基本原则|总体原则|工作原则|指导思想|指导原则|总体思路")
GUIDED_BY = re.compile(r"^(?:坚持)?以[^，。]{2,40}(?:思想|精神)为(?:指导|指引|统领|引领)")
SUBJECT_MODAL = re.compile(
    r"(?<![重主需必只首次概简纲提摘扼不])要(?![求素点件闻道领约义害务])"
    r"|(?<![供适反响效相对顺呼接回感理报因])应(?![用急对届邀变力聘])|(?<![必无])须(?!知)"
)
QUOTED = re.compile(r"“[^”]*”|《[^》]*》|（[^（）]*）")
CONDITION = re.compile(r"(?:在[^，。；]{0,24}?|[^，。；在]{0,24})(?:前提(?:条件)?下?|基础上|条件下|情况下)")
CONDITION_WORD = re.compile(r"前提|基础上|条件下|情况下")
RUN_IN = re.compile(r"^[^，。；：]{2,16}：")
MAY = re.compile(
    r"(?<![许认宁不尽])可(?!持续|复制|推广|循环|追溯|回溯|再生|穿戴|燃|靠|视|行|及|见|信|查|感|控|用|办(?![理公学])|预期|降解|回收|量化|支配|能|操作|比|观)"
)
MAY_BE = re.compile(r"可以?[^，]{2,}?(?<!相应|一定|必要|适当|相关|有关|合理|同等|具体)的[^，]{2,12}$")
"""可 inside an attribute that closes a part (可以合并办理的事项): it tells of things and allows nothing."""
BEFORE_ATTRIBUTE = re.compile(
    r"(?:^|对|将|把|凡|梳理|取消|公布|编制|明确|清理)(?:以及|和|及|或|、)$|(?:对|将|把|凡|梳理|取消|公布|明确|清理)$"
)
LIMIT = re.compile(r"不(?:得|准)(?:高于|低于|超过|少于|多于|大于|小于)|[看拿测瞄]不准")
NOUNS = re.compile(
    r"(?:支持|引导|推广|鼓励|扶持)(?=力度|政策(?!性)|措施|资金|基金|作用|体系|保护|条件)"
    r"|(?<=[^，])(?<!大力)(?<!积极)(?<!重点)(?:支持|引导|推广|鼓励)(?=$|[，、和等])"
    r"|^一般(?![设在为不由按可采配以每应要需])"
    r"|应用(?=场景|技术|水平|能力|程序)|建设(?=用地|项目|单位|工程|规划)|(?:培训|检测|评估|监督|审核)(?=机构|人员)"
)
"""支持 and other verbs as nouns or in nouns: 支持力度, 舆论引导, 给予支持, 建设用地; 一般 as an attribute."""
SUBJECT = re.compile(
    r"^(?:各|有关|相关|市|县|区|省|镇|乡|行业|本)[^，。]{0,14}?(?=积极|大力|鼓励|支持|引导|推动|推广|探索|主动|率先)"
)
STOPS = re.compile(r"[，；。]")
HALF_WIDTH = re.compile(r"[,;:()]")
FULL_WIDTH = str.maketrans(",;:()", "，；：（）")
"""Half-width marks as full-width ones, which the patterns know."""
BY_WHOM = re.compile(r"由[^，]{2,30}?(?:承担|负责|制定|组织|落实|统一|兜底)")
IN_CHARGE = re.compile(
    r"^[^，]{2,24}?负责(?![人制的])(?![^，]{1,20}的(?:部门|单位|机构|处室|科室|人员?)[^，]{0,4}$)[^，]{2}"
)
"""A负责协调…: it directs like 由A负责, but 负责登记的部门 is a name."""
TAKES = re.compile(r"(?:将|把)[^，]{1,60}")
FIGURE_GOAL = re.compile(
    r"(?:达到?|达成|实现|新增|突破|力争|建成|完成|提高到|提升至|提升到|降至|压减至|覆盖率)[^，]{0,24}?(?:\d|全覆盖|全部)"
)
"""A goal with a figure, which has a subject of its own: 推动 in the part before does not govern it."""
FIGURE_SCOPE = re.compile(r"^(?:对|凡|除)|未达|\d[^，]{0,8}的(?![^，]*(?:目标|水平|任务|要求)$)[^，]{1,8}$")
"""The figure says who is meant."""
PUBLIC_MONEY = re.compile(r"(?:给予|予以|发放|拨付|安排)[^，]{0,40}?(?:补贴|补助|奖励|奖补|资助|资金|经费)")
SUPPORT = re.compile(r"(?:给予|予以)[^，]{0,40}?(?:支持|扶持|便利|优惠|减免|倾斜|救助|保障)")
FOR_WHOM = re.compile(
    r"^为[^，]{2,}?(?:提供|开展|办理|配备|建立)(?![^，]*(?:支撑|保障|便利|动力|基础|条件|环境|助力)$)"
)
SETTING = re.compile(
    r"^(?:在|对|对于|以|按|按照|根据|依托|通过|结合|围绕|聚焦|针对|面向|从|就|(?:到)?\d{4}年|\d{1,2}月|年底前|年内|除|凡|本着)"
)
PURE_SETTING = re.compile(
    r"(?:方式|手段|途径|措施|办法|形式|契机|重点|基础|主体|主线|导向|目标|抓手|载体|需求|要求|原则|规定|标准|程序|精神|部署|实际|工作|过程|过程中|领域|方面|环节|阶段|时|后|中|上|下|内|外|的|等|机会|机遇|优势|作用|进度|情况)$"
)
"""Ends so a part that only says where, when or how; another may act behind its setting."""
FREED = re.compile(
    r"^(?:按规定|按照规定|按标准|依法)?(?:给予|发放|纳入|将[^，]{1,40}(?:纳入|列入))|^对[^，]{1,60}给予|^同时|^\d{4}年|^各(?:级|地|市|县|区|镇|部门|有关)"
)
"""What no 鼓励 before it governs: support that the government gives, a date, a government subject."""
IN_FIELD = re.compile(
    r"^在[^，]{1,20}?(?:领域|地区|行业|方面|环节|区域|范围内?|单位|部门)(?:全面|率先)?(?:实施|开展|推行|实行|建立|设立)"
)
DATED = re.compile(r"^(?:到)?(?:\d{4}年)?(?:\d{1,2}月)?[^，]{0,4}?(?:底前|年内|底|前)")
NOT_A_CUE = re.compile(r"(?:政策|力度|资金|体系|作用)")
ACTS_ON = re.compile(
    r"进行|实施|开展|予以|依法|给予|加强|加大|减免|免除|实行|优先|落实|提供|统一|分类|及时|单独"
)
ENCOURAGING = frozenset({"governing", "own"})
DIRECTING = frozenset({"directive", "strong", "ban", "freed"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The modality, and whether cues of another one stood beside the one that decided."""

    modality: Modality
    contested: bool = False


@cache
def _cues(weight: str) -> tuple[str, ...]:
    rows = [row[0] for row in load_rows("modality_cues") if row[2] == weight]
    return tuple(sorted(rows, key=lambda word: -len(word)))


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: -len(word))))


@cache
def _directive() -> re.Pattern[str]:
    return re.compile(_any(load_column("directive_verbs")))


@cache
def _adverbs() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:{_any(load_column('manner_adverbs'))}|因.(?:制宜|施策)|[逐分].?[项一级类批步期](?:次)?)+"
    )


@cache
def _lead_in() -> re.Pattern[str]:
    """Adverbs, and verbs that are no more than that before an encouraging cue (加快推广)."""
    cue = f"(?={_any((*_cues('party'), *_own_without_may(), *_cues('neutral')))})"
    return re.compile(rf"(?:加快|统筹|重点|定期|及时|切实|着力|加大力度)?{cue}")


@cache
def _ban() -> re.Pattern[str]:
    return re.compile(_any(_cues("forbids")))


@cache
def _own_without_may() -> tuple[str, ...]:
    return tuple(word for word in _cues("own") if not word.startswith("可"))


@cache
def _strong() -> re.Pattern[str]:
    return re.compile(_any(_cues("strong")))


@cache
def _encouraging() -> re.Pattern[str]:
    return re.compile(_any((*_cues("party"), *_own_without_may())))


def modality_of(sentence: str, headings: tuple[str, ...]) -> Modality:
    """The modality of a sentence whose clause and clauses above have these `headings`."""
    return weigh(sentence, headings).modality


def weigh(sentence: str, headings: tuple[str, ...]) -> Verdict:
    """The modality of a sentence under these `headings`, with whether it was decided between cues."""
    if HALF_WIDTH.search(sentence):
        sentence = sentence.translate(FULL_WIDTH)
    if _principled(headings) or GUIDED_BY.match(sentence):
        return Verdict("principle")
    if not (_encouraging().search(sentence) or "可" in sentence or _ban().search(sentence)):
        return Verdict("mandatory")
    plain = LIMIT.sub("", RUN_IN.sub("", QUOTED.sub("〇", sentence)))
    if CONDITION_WORD.search(plain):
        plain = CONDITION.sub("", plain)
    pieces = [part for part in STOPS.split(plain) if part]
    if not pieces:  # a condition and nothing that it is a condition of
        return Verdict("mandatory")
    parts = [_without_nouns(part, after) for part, after in zip(pieces, [*pieces[1:], ""], strict=True)]
    kinds = [_kind(part) for part in parts]
    encouraged = any(kind in ENCOURAGING for kind in kinds)
    modality = _strongest(parts, kinds)
    directing = {kind for kind in kinds if kind in DIRECTING}
    return Verdict(modality, (encouraged and bool(directing)) or ("ban" in directing and len(directing) > 1))


@lru_cache(maxsize=64)
def _principled(headings: tuple[str, ...]) -> bool:
    return any(PRINCIPLE_HEADING.search(heading) for heading in headings)


def _without_nouns(part: str, after: str) -> str:
    """The part with 支持 and its like struck out where they are nouns, and 可 where it is in an attribute:
    behind a verb or 以及, or where a ban follows that has no other object."""
    part = NOUNS.sub("〇〇", part)
    may = MAY_BE.search(part) if "可" in part else None
    if may and (BEFORE_ATTRIBUTE.search(part[: may.start()]) or _ban().match(after)):
        part = part[: may.start()] + "〇" + part[may.start() + may.group().index("可") + 1 :]
    return part


def _strongest(parts: list[str], kinds: list[str]) -> Modality:
    """The strongest directive of a sentence, whose parts in their order are of these kinds."""
    encouraged, governed = False, False
    for part, kind in zip(parts, kinds, strict=True):
        if kind == "ban" and not encouraged:
            return "forbidden"
        if kind in ("strong", "ban", "freed"):
            return "mandatory"
        if kind in ENCOURAGING:
            encouraged, governed = True, governed or kind == "governing"
        elif kind in ("directive", "goal", "neutral", "outcome") and _acts(kind, part, encouraged, governed):
            return "mandatory"
    return "encouraged" if encouraged else "mandatory"


def _acts(kind: str, part: str, encouraged: bool, governed: bool) -> bool:
    """Does a part direct by itself, given the cues before it? 推进 is neutral before an encouraging cue and
    directs behind it; 提升 directs before one and says what for behind it."""
    if governed:
        return False
    if kind == "outcome":
        return not encouraged
    return kind != "neutral" or (encouraged and _bare(part).startswith("推进"))


def _bare(part: str) -> str:
    """The part without its subject and its adverbs, and without a verb that is one before a cue."""
    rest = _adverbs().sub("", SUBJECT.sub("", part, count=1), count=1)
    return _lead_in().sub("", rest, count=1)


def _kind(part: str) -> str:
    """What a part does: `ban`, `strong`, `freed` (no 鼓励 governs it), `governing` or `own` (encouraging),
    `directive`, `goal`, `neutral`, `outcome`, or `open` where it decides nothing."""
    bare = _bare(part)
    return _binding(part, bare) or _encouraged(part, bare) or _plain(part, bare)


def _binding(part: str, bare: str) -> str:
    strong = _strong().search(part) or SUBJECT_MODAL.search(part)
    ban = _ban().search(part)
    if (
        ban
        and not (strong and strong.end() < ban.start())
        and not _directive().match(_bare(part[: ban.start()]))
    ):
        return "ban"
    if strong or ban:
        return "strong"
    cue, may = _encouraging().search(part), MAY.search(part)
    if may:
        return ""
    freeing = PUBLIC_MONEY.search(part) or FREED.match(part)
    if (freeing and not cue) or bare.startswith(cues("duty_verbs", "frees")):
        return "freed"
    support = SUPPORT.search(part)
    return "directive" if support and not cue else ""


def _encouraged(part: str, bare: str) -> str:
    if bare.startswith(_cues("party")):
        return "governing" if _governs(bare) else "own"
    if bare.startswith(_own_without_may()):
        firm = bare.startswith("推动") and firms_of(_behind_cues(bare))
        return "governing" if firm else "own"
    return "governing" if MAY.search(part) else ""


def _governs(bare: str) -> bool:
    """鼓励 and a party govern what follows, 鼓励 and a verb only their own part."""
    rest = _behind_cues(bare)
    return bool(party_of(rest)) or not _verb_first(rest)


def _behind_cues(bare: str) -> str:
    cue = _encouraging().match(bare)
    while cue:
        bare = bare[cue.end() :].lstrip("和、并扶持")
        cue = _encouraging().match(bare)
    return bare


def _verb_first(words: str) -> bool:
    verb = _directive().match(words)
    return bool(verb and verb.group() not in load_column("manner_adverbs")) or words.startswith(
        (*_cues("neutral"), *cues("duty_verbs", "outcome"))
    )


def _plain(part: str, bare: str) -> str:
    if part.endswith(("的", "后", "时")):
        return "open"  # a condition
    if FIGURE_GOAL.search(part) and not FIGURE_SCOPE.search(part):
        return "goal"
    if bare.startswith(_cues("neutral")):
        return "directive" if part.startswith("加快") else "neutral"
    if BY_WHOM.search(part) or IN_CHARGE.match(part) or FOR_WHOM.match(part) or "原则上" in part:
        return "directive"
    if SETTING.match(bare):
        return _behind_setting(bare)
    if _directive().match(part) or _directive().match(bare) or TAKES.match(bare):
        return "directive"
    return "outcome" if bare.startswith(cues("duty_verbs", "outcome")) else "open"


def _behind_setting(part: str) -> str:
    """A part such as 在…领域探索… or 2024年底前制定…: the first directive behind the setting."""
    dated = DATED.match(part)
    rest = part[dated.end() :] if dated else part[1:]
    if dated and _directive().match(rest):
        return "directive"
    encouraging = _encouraging().search(rest)
    if encouraging and not NOT_A_CUE.match(rest, encouraging.end()):
        return _encouraged(rest[encouraging.start() :], rest[encouraging.start() :])
    if IN_FIELD.match(part):
        return "directive"
    if part.startswith("对"):
        return "directive" if ACTS_ON.search(part[part.rfind("的") + 1 :]) else "open"
    acts = _directive().search(rest, 2)
    return "directive" if acts and not PURE_SETTING.search(part) else "open"
