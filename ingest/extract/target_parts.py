"""What a figure is a figure of: its scope, per, qualifier, operator and kind."""

from __future__ import annotations

import re

from ingest.extract.cue_words import any_of, last_match
from ingest.extract.target_quantities import Quantity, class_of_comparator
from ingest.extract.target_setting import Setting
from ingest.extract.target_window import Window
from ingest.extract.target_wording import tidy
from kb.model import Operator, TargetKind

_OPERATORS: dict[str, Operator] = {"ge": ">=", "le": "<=", "about": "~"}
_ANYWHERE = re.compile(any_of("indicator_words", "adverb"))
_SURENESS = frozenset({"力争", "争取", "基本", "逐步", "原则上", "预计"})
_GOVERNING = re.compile(
    rf"{any_of('target_cues', 'hedge')}(?=[ \t\u3000]*(?:$|[0-9]|可|不|再|按|应|达|能|全覆盖|给予|奖励|奖补|补贴|补助|资助|支持|享受"
    rf"|{any_of('target_cues', 'hedge', 'build', 'ge_before', 'le_before', 'about_before', 'reduce', 'raise')}))"
)
_EACH_ACTS = r"(?!选|派|设|建|配|报|推|评|办|订|拟|明确|自|不[少低]|至少|新|承担|负担|占|奖|补|给)"
"""各 before a verb is each of those named before it, not the beginning of a group (甲局、乙局各选派1人)."""
_PLACES = any_of("indicator_words", "place")
_WIDE = re.compile(
    rf"全[国省市县区镇乡州](?!性|面|程|域|力)(?:范围内?)?(?:(?:所有|全部)?(?:的)?{_PLACES})?(?:所有|全部)?"
)
_ALL = re.compile(
    rf"(?:所有|全部|各{_EACH_ACTS}级?)(?:的)?(?:{_PLACES}(?:[和、及与][^，,；;。、率数量度\s]{{2,6}}$)?|[^，,；;。、\s]{{1,8}}?(?=均|都|全部|皆|$))"
)
_WHERE = re.compile(
    r"(?:^|[，,])在(?P<where>[^，,；;。]{1,24}?(?:地区|地方|区域|领域|城市|县|市|镇|乡|村|园区))(?=基本|率先|实现|开展|建设|建成|推行|$)"
)
_MEASURED = re.compile(rf"^(?P<which>.*[0-9][^，,]*?(?:以上|以下|以内)的{_PLACES})(?=[^，,])")
_SINGLE = re.compile(
    r"(?:确保|保证|做到|实现)?(?P<one>(?![全各每])[\u4e00-\u9fff]{1,8}(?:家庭|户|企业|村|社区|镇|学校))$"
)
_OPENS_WITH_VERB = re.compile(
    r"[ \t\u3000]*(?:$|至少|要|应|建|设|选|打造|培育|完成|新|确定|推荐|报送|上报|培养|遴选)"
)
_OPENING_EACH = re.compile(
    r"^[ \t\u3000]*(?P<each>各[^，,；;。、0-9]{1,12}?)(?=要|应|须|将|结合|根据|按照|每年|依托|$)"
)
_PER = re.compile(
    r"(?:每(?:新增|增加|招用|吸纳|引进|新建|培育|培训|满)[一1][ \t]*[人名家个户处亩吨座辆]"
    r"|每[0-9]{1,6}[ \t]*(?:个?(?:户|人口|居民|平方公里|公里|亩)|[名位]?[\u4e00-\u9fff]{0,6}?(?:老年人|儿童|学生|居民|人))(?=至少|不少于|不低于|应|须|要|均|[建设配办选拥安])"
    r"|每个?[县市区][（(〔][省市县区镇乡街道、]{1,4}[）)〕]"
    r"|每[百千万](?:人口|名|个|户|人)(?:[\u4e00-\u9fff]{0,4}?(?:人|儿童|居民|人口|学生|住户|家庭))?"
    r"|每(?:个(?=最[高低多少]|[0-9])|个[^，,；;。、0-9每]{1,8}?(?=至少|最|每|不|奖|补|给|配|建|设|都|均|[0-9]|$)"
    r"|(?:乡镇|季度|半年|学期|学年|街道|社区|公里|平方米|万人|千人|百人|[个家户生村镇乡县区校所年月季周日天旬亩人名次场台辆班件吨](?:[（(][省市县区镇乡街道、]{1,4}[）)])?)))+"
    r"|(?:各[^，,；;。、0-9]{1,10}[、和])?各[省市州县区镇乡](?:[、和][省市州县区镇乡]|[、和]街道)*(?:[（(〔][^（()）〔〕]{1,8}[）)〕])?(?=至少|每|[建设配办选派])"
    rf"|(?:各[^，,；;。、0-9]{{1,10}}[、和])?各{_EACH_ACTS}[^，,；;。、0-9]{{1,14}}?(?=至少|最少|不少于|不低于|不超过|最高|最多|均|都|要|须|成立|组建|建|配|设|新建|新增|完成|打造|培育|开展|组织|举办|[0-9]|$)"
)
_REDUCTION = re.compile(any_of("target_cues", "reduce"))


def operator_of(quantity: Quantity, inherited: str | None = None, behind_list: str | None = None) -> Operator:
    """The operator of a figure; an approximation outweighs a bound, the comparator behind the one before.

    达到100% is `=`: a share cannot be more than all. `inherited` is the comparator before the list it stands in,
    `behind_list` the one that closes the list.
    """
    whole = quantity.unit_class == "ratio" and quantity.value == 100
    after = class_of_comparator(quantity.after or (None if whole else behind_list))
    before_word = quantity.before or inherited
    before = class_of_comparator(before_word)
    if "about" in (after, before):
        return "~"
    if after:
        return _OPERATORS[after]
    if whole:
        return "="
    if before:
        return _OPERATORS[before]
    return ">=" if quantity.more else "="


def qualifier_of(quantity: Quantity, window: Window) -> str | None:
    """Hedges (力争, 基本, 平均, 最高) that govern the figure, and 级 behind it.

    力争 governs wherever it stands, and all of its list; 最低 in 最低工资标准 is a part of a noun.
    """
    if quantity.after == "级":
        return "级"
    if not window.place:
        return hedges_in(window.head + window.base)
    found = [*_modal(window.head), *(hedges_in(window.own + window.base) or "").split("、")]
    return "、".join(dict.fromkeys(hedge for hedge in found if hedge)) or None


def hedges_in(ahead: str) -> str | None:
    """The hedges in these words that govern what comes behind them."""
    found = [*_ANYWHERE.finditer(ahead), *_GOVERNING.finditer(ahead)]
    found.sort(key=lambda match: match.start())
    return "、".join(dict.fromkeys(match[0] for match in found)) or None


def _modal(head: str) -> list[str]:
    """The hedges of how sure a goal is; a list shares them, but not 最高 and 平均."""
    hedges = (hedges_in(head) or "").split("、")
    return [hedge for hedge in hedges if hedge in _SURENESS]


def kind_of(quantity: Quantity, setting: Setting, in_norm: bool) -> TargetKind:
    """The kind of a target by its unit and the verb before it."""
    if quantity.unit_class in {"duration", "year"}:
        return "limit"
    if quantity.unit_class == "money":
        return "money"
    if _REDUCTION.search(setting.prefix[-8:]):
        return "reduction"
    if in_norm:
        return "standard"
    if quantity.unit_class in {"ratio", "point", "tenth", "times"}:
        return "ratio"
    return "count" if quantity.unit_class in {"count", "event", "person"} else "standard"


def per_of(quantity: Quantity, setting: Setting, window: Window) -> str | None:
    """The unit for which the figure holds each time (各镇至少1处, 每年2次, 每户至少1人)."""
    found = last_match(_PER, setting.prefix)
    if found:
        return found[0].strip()
    if quantity.unit_class in {"count", "person", "event"} and quantity.before in {"至少", "最少"}:
        one = _SINGLE.search(window.own.strip())
        if one and window.behind:
            return re.sub(r"^(?:确保|保证|做到|实现)", "", one["one"])
    return (
        opening_each(window)
        if quantity.unit_class in {"count", "event"} and not _named_place(window)
        else None
    )


def opening_each(window: Window) -> str | None:
    """The 各… that opens the stretch before or the sentence, the subject of this one too."""
    found = _OPENING_EACH.match(window.before) or _OPENING_EACH.match(window.opening)
    return found["each"] if found and not window.place else None


def _named_place(window: Window) -> bool:
    """True where the figure has a subject or an area of its own."""
    return bool(_WIDE.search(window.head)) or not _OPENS_WITH_VERB.match(window.own)


def scope_of(window: Window, per: str | None) -> str | None:
    """The area or group that the figure is taken over (全市, 所有行政村, 2000人以上的社区)."""
    for ahead in dict.fromkeys((window.own, window.head)):
        scope = scope_in(ahead, per)
        if scope:
            return scope
    return None


def scope_in(ahead: str, per: str | None) -> str | None:
    """The area or group named in these words, None where it is the `per`."""
    where = _WHERE.search(ahead.strip())
    if where:
        return tidy(where["where"]) or None
    measured = measured_in(tidy(ahead))
    if measured:
        return measured
    found = _WIDE.search(ahead) or _ALL.search(ahead)
    if not found or (per and per.startswith(found[0][:1])):
        return None
    return tidy_place(found[0])


def tidy_place(place: str) -> str | None:
    """The place without a 所有 that nothing follows."""
    return re.sub(r"(?:范围内?|所有|全部)$", "", place) or None


def measured_in(text: str) -> str | None:
    """The units that a size narrows, at the front (2000人以上的社区建站率), None where there are none."""
    found = _MEASURED.match(text)
    return found["which"] if found else None
