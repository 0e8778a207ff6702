"""What a figure is a figure of: its indicator, scope, per, qualifier, operator and kind."""

from __future__ import annotations

import re

from ingest.extract.cue_words import any_of, last_match
from ingest.extract.target_judgement import Setting
from ingest.extract.target_quantities import Quantity, class_of_comparator
from kb.model import Operator, TargetKind

_OPERATORS: dict[str, Operator] = {"ge": ">=", "le": "<=", "about": "~"}
_VERB = re.compile(any_of("target_cues", "build", "give", "reduce", "raise"))
_HEDGE = re.compile(any_of("target_cues", "hedge"))
_SUFFIX_NOISE = re.compile(
    rf"(?:{any_of('target_cues', 'hedge', 'reduce', 'raise')}|分别|均|要|应|须|将|实现|到|至|按|由|在|控制)+$"
)
_LISTED = re.compile(r"(?:[^0-9，,]{0,4}?[0-9][0-9.,]*[^0-9、和及，,]{0,6}[、和及])+[^0-9、]{0,8}$")
"""The earlier values of a list (分别达到30%、)."""
_SCOPE = re.compile(r"(?:全[国省市县区镇乡州]|所有|全部|每[个家户村]|各)[^，,；;。、\s]{0,8}?(?=[\u4e00-\u9fff“])")
_WIDE = re.compile(r"全[国省市县区镇乡州]")
_PER = re.compile(
    r"(?:每(?:个[^，,；;。、0-9每]{1,8}?(?=至少|最|每|不|奖|补|给|配|建|设|都|均|[0-9]|$)"
    r"|(?:[个家户村镇乡县区校所年月季周日天旬亩人名次场台辆班件吨]|乡镇|季度|街道|社区|公里|平方米|万人|千人|百人)))+"
    r"|各[^，,；;。、0-9]{1,14}?(?=至少|最少|不少于|不低于|不超过|最高|最多|均|都|要|须|建|配|设|新建|新增|完成|打造|培育|开展|组织|举办|[0-9]|$)"
)
_REDUCTION = re.compile(any_of("target_cues", "reduce"))
_EDGES = "，,；;。、：: \t\u3000的）)"
_PREFIX_NOISE = re.compile(r"^(?:到|至|在|于|并|使|将|把|对|确保|力争|争取|推动|实现|其中|基本|全面|进一步|逐步)+")


def operator_of(quantity: Quantity, inherited: str | None = None) -> Operator:
    """The operator of a figure; an approximation outweighs a bound, the comparator behind the one before.

    达到100% is `=`: a share cannot be more than all. `inherited` is the comparator of the list it stands in.
    """
    after = class_of_comparator(quantity.after)
    before_word = quantity.before or inherited
    before = class_of_comparator(before_word)
    if "about" in (after, before):
        return "~"
    if after:
        return _OPERATORS[after]
    if quantity.unit_class == "ratio" and quantity.value == 100:
        return "="
    if before:
        return _OPERATORS[before]
    return ">=" if quantity.more else "="


def qualifier_of(quantity: Quantity, setting: Setting) -> str | None:
    """Hedges (力争, 基本, 平均, 最高) in front of the figure, and 级 behind it."""
    if quantity.after == "级":
        return "级"
    hedges = _HEDGE.findall(setting.prefix)
    return "、".join(dict.fromkeys(hedges)) or None


def kind_of(quantity: Quantity, setting: Setting, in_norm: bool) -> TargetKind:
    """The kind of a target by its unit and the verb before it."""
    if quantity.unit_class == "duration":
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


def per_of(setting: Setting) -> str | None:
    """The unit for which the figure holds each time (各镇至少1处, 每年2次)."""
    found = last_match(_PER, setting.prefix)
    return found[0].strip() if found else None


def scope_of(setting: Setting) -> str | None:
    """The area or group that the figure is taken over (全市, 所有行政村)."""
    wide = _WIDE.search(setting.prefix)
    if wide:
        return wide[0]
    found = _SCOPE.search(setting.prefix)
    return found[0].strip() if found else None


def indicator_of(quantity: Quantity, setting: Setting) -> str | None:
    """The noun that the figure measures: before it (通达率达到85%) or behind it (5个示范点)."""
    counted = quantity.unit_class in {"count", "event", "person"}
    behind = re.split(r"[，,；;。]|、(?=[^、]*[0-9])", setting.suffix)[0].strip(_EDGES)
    if counted and behind:
        return behind[:40]
    ahead = setting.subject.split("、")[-1] if counted else setting.subject
    verbs = list(_VERB.finditer(ahead)) if counted else []
    ahead = ahead[verbs[-1].end() :] if verbs and verbs[-1].end() < len(ahead) else ahead
    ahead = _LISTED.sub("", ahead)
    ahead = _SUFFIX_NOISE.sub("", _PREFIX_NOISE.sub("", ahead.strip(_EDGES)).strip(_EDGES))
    return (_WIDE.sub("", ahead).strip(_EDGES) or behind)[-40:] or None
