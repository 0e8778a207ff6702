"""Grammar of one responsibility bracket or line: which units have which role.

`牵头单位：A；责任单位：B、C` · `A牵头，B、C按职责分工负责` · `责任单位：A牵头；B落实` ·
`A、B等负责。列第一位者为牵头单位，下同` · `6月底完成，牵头单位：A`. The role words stand in
`corpus/tables/role_words.tsv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.tables import load_rows
from ingest.extract.unit_lists import SPACED, is_unit_like, split_units
from kb.model import Role

POSITION_RULE = re.compile(
    r"[。，；,;]?[（(]?(?:列|排)(?:在)?(?:第一位|首位)(?:者|的)?[^。]*?牵头[^。]*[。）)]?"
)
"""The unit named first leads (列第一位者为牵头单位)."""
OTHER_LABELS = r"(?:完成|整改|办理|实施|推进)(?:时[限间]|期限)|时限要求|时间要求|工作进度|进度安排|进度要求|(?:分管|责任|牵头|包保|联系|挂点|市级|县级)?领导|责任人|责任科室|经办人|联系人|备注|目标要求"
BLANKS = re.compile(r"\s+")
JOINT_VERB = re.compile(r"^(.+?)会同([^，,；;]+)(.*)$")
NESTED = re.compile(r"[（(〔\[［][^（()）〔〕\[\]［］]*[）)〕\]］]")


FIGURE = re.compile(r"[0-9]")
"""In a list of bodies: a sum or a day beside them (总投资2亿元，2023年12月建成)."""
REMARK = re.compile(r"不?含|不?包括|除|即|如|其中|详?见|略|下同|以下")
"""Opens a bracket that explains."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The units of one bracket by role; `first_leads` where it states the rule of position."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    expands: tuple[tuple[str, tuple[str, ...]], ...] = ()
    first_leads: bool = False
    labelled: bool = False

    def __bool__(self) -> bool:
        return bool(self.lead or self.responsible or self.cooperating)


@cache
def _words(place: str) -> tuple[tuple[str, Role], ...]:
    rows = [row for row in load_rows("role_words") if row[2] == place]
    return tuple((row[0], row[1]) for row in sorted(rows, key=lambda row: -len(row[0])))  # type: ignore[misc]


@cache
def _role_word() -> re.Pattern[str]:
    """A word without which nobody is assigned: most brackets hold none."""
    words = {word for place in ("label", "verb") for word, _ in _words(place)}
    return re.compile("|".join(map(re.escape, sorted(words))))


@cache
def label_pattern() -> re.Pattern[str]:
    """A role word with its colon, or another label that ends a list of units."""
    words = "|".join(re.escape(word) for word, _ in _words("label"))
    return re.compile(
        rf"(?:(?:省|市|州|县|区|镇|乡镇|本)级)?(?:(?P<role>{words})|(?P<other>{OTHER_LABELS}))\s*[:：]"
    )


@cache
def _verb_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word, _ in _words("verb"))
    return re.compile(rf"(?P<list>[^。；;]+?)(?P<verb>{words})(?:工作)?(?=$|[，,；;。、])")


def read_roles(content: str, *, first_leads: bool = False) -> Roles | None:
    """The roles in the words of a bracket or line, None where it assigns nobody.

    `first_leads` tells that the notice has stated the rule of position before.
    """
    content = BLANKS.sub("", SPACED.sub("、", content))
    if not _role_word().search(content):
        return None
    states_rule = "牵头" in content and bool(POSITION_RULE.search(content))
    content = POSITION_RULE.sub("", content) if states_rule else content
    found = _labelled(content) if _first_role_label(content) else _by_verbs(content)
    if found is None and "。" in content:  # a remark behind the assignment: （甲局负责。以下均需…）
        found = _by_verbs(content.split("。")[0])
    if found is None:
        return None
    groups, labelled = found
    if (states_rule or first_leads) and not groups["lead"] and groups["responsible"]:
        groups["lead"], groups["responsible"] = groups["responsible"][:1], groups["responsible"][1:]
    return Roles(
        tuple(groups["lead"]),
        tuple(groups["responsible"]),
        tuple(groups["cooperating"]),
        tuple(groups["expands"]),
        states_rule,
        labelled,
    )


def read_bare_units(content: str) -> Roles | None:
    """The units of a bracket that holds nothing else (【县甲局、县乙局】): they are responsible. None for
    other words."""
    content = BLANKS.sub("", content)
    units = split_units(content)
    if REMARK.match(content) or not units.units or not all(map(is_unit_like, units.units)):
        return None
    return Roles(responsible=units.units, expands=units.expands)


def _first_role_label(content: str) -> bool:
    return any(match.group("role") for match in label_pattern().finditer(NESTED.sub("", content)))


def _empty() -> dict[str, list]:
    return {"lead": [], "responsible": [], "cooperating": [], "expands": []}


def _labelled(content: str) -> tuple[dict[str, list], bool] | None:
    groups = _empty()
    roles = dict(_words("label"))
    labels = list(label_pattern().finditer(content))
    if not labels:  # a remark in brackets stands inside the label
        return None
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        if not label.group("role"):
            continue
        value = content[label.end() : following.start() if following else len(content)]
        inner = _by_verbs(value, default=roles[label.group("role")])
        if inner is not None:
            _merge(groups, inner[0])
        else:
            _take(groups, roles[label.group("role")], value)
    return (groups, True) if any(groups.values()) else None


def _by_verbs(content: str, default: Role | None = None) -> tuple[dict[str, list], bool] | None:
    """Lists closed by a verb (A牵头，B配合). What no verb closes takes the role `default`."""
    covered, lifted = _lift(content)
    groups = _empty()
    roles = dict(_words("verb"))
    position = 0
    matches = list(_verb_pattern().finditer(covered))
    if not matches:
        return None
    for match in matches:
        if not _take(
            groups, roles[match.group("verb")], _restore(match.group("list"), lifted), strict=default is None
        ):
            return None
        position = match.end()
    rest = _restore(covered[position:], lifted).strip("，,；;。、")
    if rest and not _take(groups, default or "responsible", rest, strict=True) and default is None:
        return None
    return groups, False


def _take(groups: dict[str, list], role: Role, value: str, *, strict: bool = False) -> bool:
    """Adds the units of `value`; with `strict` only where they look like units. True where added."""
    value = re.sub(r"^(?:由|并由|原则上由)", "", value.strip("，,；;。、"))
    joint = JOINT_VERB.match(value)
    if joint and role != "cooperating" and any(map(is_unit_like, split_units(joint.group(1)).units)):
        return _take(groups, role, joint.group(1), strict=strict) and _take(
            groups, "cooperating", joint.group(2)
        )
    units = split_units(value)
    if strict and (not units.units or sum(map(is_unit_like, units.units)) < 0.6 * len(units.units)):
        return False
    bodies = any(map(is_unit_like, units.units))
    groups[role] += [
        unit
        for unit in units.units
        if unit not in groups[role] and not (bodies and FIGURE.search(unit) and not is_unit_like(unit))
    ]
    groups["expands"] += units.expands
    return bool(units.units)


def _merge(groups: dict[str, list], other: dict[str, list]) -> None:
    for key, values in other.items():
        groups[key] += [value for value in values if value not in groups[key]]


def _lift(text: str) -> tuple[str, list[str]]:
    lifted: list[str] = []

    def lift(match: re.Match[str]) -> str:
        lifted.append(match.group())
        return chr(0xE800 + len(lifted) - 1)

    before = None
    while before != text:
        before, text = text, NESTED.sub(lift, text)
    return text, lifted


def _restore(text: str, lifted: list[str]) -> str:
    while re.search(r"[\ue800-\uefff]", text):
        text = re.sub(r"[\ue800-\uefff]", lambda match: lifted[ord(match.group()) - 0xE800], text)
    return text
