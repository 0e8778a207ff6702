"""Which unit took the place of which: in brackets that name units, and in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from corpus.tables import load_rows
from kb.model import Assignment, Change, Notice, Role, UnitKind
from kb.trace.facts.side import Comparison, Side, change
from kb.trace.neutralise import PlaceNames, is_lower_places, is_place_word, neutral, without_place
from kb.trace.words import Span

# From this likeness of names on two units are counterparts, where no function decides.
_ALIKE = 0.62
_GROUP = re.compile(r"^各|有关部门|相关部门|有关单位|相关单位|市级部门|县级部门|区级部门")
_POINTING = re.compile("^(?:所在|相关|有关|各有关|各相关|当地|同级|上级|本级|(?:省|市|县|区|镇|乡)级)")
_ENDING = re.compile("(?:管理|监督管理)?(?:局|委员会|委|厅|部门|办公室|办|总队|支队|大队|中心|服务中心)$")
_GROUPS = (
    "领导小组", "专班", "联席会议", "指挥部", "委员会办公室", "领导小组办公室", "联席会议办公室", "专班办公室",
)  # fmt: skip
_BEFORE = re.compile("(?:设在|会同|联合|报|配合|由)$")
_ENDINGS = (
    "局|委员会|委|厅|办公室|督查室|领导小组|工作专班|办事处|公司|联社|供销社|银行|监管局|管委会|"
    "部门|集体经济组织|工会|团委|妇联|残联|科协|商会|协会"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit as written, where it stands in the words, its role, and the words that put it there (设在, 会同)
    or say what it does (兜底)."""

    name: str
    role: Role | None = None
    span: Span = (0, 0)
    before: str = ""


def compare_assignments(
    pair: Comparison, more_below: Sequence[Side] = (), more_above: Sequence[Side] = ()
) -> list[Change]:
    """The changes between two brackets: counterparts, units without one, another lead.

    A unit that another bracket of a divided one has (`more_below`, `more_above`) is neither lost nor new.
    """
    low, up = pair.lower.passage.assignment, pair.upper.passage.assignment
    if low is None or up is None:
        return []
    below = [Mention(name, role) for role, name in low.units()]
    above = [Mention(name, role) for role, name in up.units()]
    matched = counterparts(below, above, pair)
    others_low, others_up = _named(more_below), _named(more_above)
    changes = [
        *_unmatched_here(below, above, matched, pair, (others_low, others_up)),
        *_lead(low, up, matched),
    ]
    return [*_mapped(matched, pair), *changes]


def _named(sides: Sequence[Side]) -> list[Mention]:
    """All units of the brackets among the sides."""
    assignments = [side.passage.assignment for side in sides if side.passage.assignment]
    return [Mention(name, role) for assignment in assignments for role, name in assignment.units()]


def compare_prose_units(pair: Comparison) -> tuple[list[Change], list[Span], list[Span]]:
    """The changes between units named in two sentences, and the spans that they account for.

    A unit that both sentences name word for word is no change; a group of places that falls away or
    is put in (各区县…) is left to the comparison of words.
    """
    below, above = _mentions(pair.lower), _mentions(pair.upper)
    rest_low, rest_up = _changed(below, pair, lower=True), _changed(above, pair, lower=False)
    matched = [
        (low, up)
        for low, up in counterparts(below, above, pair)
        if not (is_lower_places(low.name) and is_lower_places(up.name)) or _side_by_side(low, up, pair)
    ]
    changes = _mapped(matched, pair) + _prose_lead(pair)
    spans_low = [m.span for m, _ in matched]
    spans_up = [m.span for _, m in matched]
    for mention in rest_low:
        if all(mention is not low for low, _ in matched) and not _only_places(mention, pair):
            changes.append(change("unit_added", mention.name, None))
            spans_low.append(mention.span)
    for mention in rest_up:
        if all(mention is not up for _, up in matched) and not _only_places(mention, pair):
            changes.append(change("unit_dropped", None, mention.name))
            spans_up.append(mention.span)
    return changes, spans_low, spans_up


def _only_places(mention: Mention, pair: Comparison) -> bool:
    """Is the name nothing but kinds of place (各区县, 乡镇街道, 镇村 in 镇村兜底)?"""
    name = mention.name
    acting = bool(mention.before) and _acting_places().match(name + mention.before) is not None
    return acting or is_lower_places(name) or is_place_word(name, pair.places)


def _side_by_side(low: Mention, up: Mention, pair: Comparison) -> bool:
    """Do two groups of places stand in parts that were laid side by side? Else each has its own duty."""
    low_parts = {e.part for e in pair.edits if e.lower[0] < low.span[1] and low.span[0] < e.lower[1]}
    up_parts = {e.part for e in pair.edits if e.upper[0] < up.span[1] and up.span[0] < e.upper[1]}
    return bool(low_parts & up_parts)


def counterparts(
    below: Sequence[Mention], above: Sequence[Mention], pair: Comparison
) -> list[tuple[Mention, Mention]]:
    """Pairs of units, surest first, each used once: same name, same function, like name, both groups."""
    ranked = sorted(
        ((_likeness(low, up, pair), i, j) for i, low in enumerate(below) for j, up in enumerate(above)),
        key=lambda item: (-item[0], abs(item[1] - item[2]), item[1]),
    )
    used_low: set[int] = set()
    used_up: set[int] = set()
    found: list[tuple[int, int]] = []
    for likeness, i, j in ranked:
        if likeness >= _ALIKE and i not in used_low and j not in used_up:
            used_low.add(i)
            used_up.add(j)
            found.append((i, j))
    return [(below[i], above[j]) for i, j in sorted(found)]


def _likeness(low: Mention, up: Mention, pair: Comparison) -> float:
    """Same name, same function, same name but for the level, same place in the sentence, like name."""
    if low.name == up.name:
        return 2.0
    if is_lower_places(low.name) and is_lower_places(up.name):
        return 1.0
    functions = _function(low.name, pair.lower.notice), _function(up.name, pair.upper.notice)
    if None not in functions and functions[0] == functions[1]:
        return 1.5
    one, other = _bare(low.name, pair.places), _bare(up.name, pair.places)
    if one == other or neutral(low.name, pair.places) == neutral(up.name, pair.places):
        return 1.4
    if _stem(one) == _stem(other):
        return 1.2
    if (low.before and low.before == up.before) or (one.endswith(_GROUPS) and other.endswith(_GROUPS)):
        return 0.9
    if functions[0] and functions[1]:
        # 邮政 beside 邮政公司: the office above, its enterprise below.
        return 0.8 if functions[0][:2] == functions[1][:2] else 0.0
    if _GROUP.search(low.name) or _GROUP.search(up.name):
        return 0.0
    return float(fuzz.ratio(one, other)) / 100


def _stem(name: str) -> str:
    """A name without its ending: 民政局 and 民政部门 → 民政; whole where nothing would be left."""
    stem = _ENDING.sub("", name)
    return stem if len(stem) >= 2 else name


def _bare(name: str, places: PlaceNames) -> str:
    """A unit's name without place, level and pointing word: 所在村集体组织 → 村集体组织."""
    return without_place(_POINTING.sub("", name), places)


def _function(name: str, notice: Notice) -> str | None:
    return next((unit.function for unit in notice.units if unit.name == name), None)


def _mapped(matched: Sequence[tuple[Mention, Mention]], pair: Comparison) -> list[Change]:
    """A pointing word more or less (所在) is no other unit; an enterprise in an office's place is told."""
    changes = []
    for low, up in matched:
        if _POINTING.sub("", low.name) != _POINTING.sub("", up.name):
            kinds = _kind(low.name, pair.lower.notice), _kind(up.name, pair.upper.notice)
            detail = "行政机关 → 企业" if kinds == ("enterprise", "department") else ""
            changes.append(change("unit_mapped", low.name, up.name, detail))
    return changes


def _kind(name: str, notice: Notice) -> UnitKind | None:
    return next((unit.kind for unit in notice.units if unit.name == name), None)


def _unmatched_here(
    below: Sequence[Mention], above: Sequence[Mention], matched: Sequence[tuple[Mention, Mention]],
    pair: Comparison, others: tuple[Sequence[Mention], Sequence[Mention]],
) -> list[Change]:  # fmt: skip
    """What neither side's partner nor another bracket accounts for; one left on each side stay apart."""
    added = [m for m in below if all(m is not low for low, _ in matched)]
    dropped = [m for m in above if all(m is not up for _, up in matched)]
    added = [m for m in added if all(_likeness(m, up, pair) < _ALIKE for up in others[1])]
    dropped = [m for m in dropped if all(_likeness(low, m, pair) < _ALIKE for low in others[0])]
    return [
        *(change("unit_dropped", None, m.name, "下级没有对应单位") for m in dropped),
        *(change("unit_added", m.name, None, "上级未列") for m in added),
    ]


def _lead(low: Assignment, up: Assignment, matched: Sequence[tuple[Mention, Mention]]) -> list[Change]:
    """Another lead than the counterpart of the upper one, which is there but does not lead.

    Where the upper lead has no counterpart below at all, a unit is dropped and no lead is changed. A
    lower text that names no lead is a finding of its own, not a change of lead.
    """
    counterpart = {m_up.name: m_low.name for m_low, m_up in matched}
    below = [counterpart[name] for name in up.lead if name in counterpart]
    if not low.lead or not below or any(name in low.lead for name in below):
        return []
    return [change("lead_changed", low.lead[0], up.lead[0], "牵头单位不是上级牵头单位的对应单位")]


def _prose_lead(pair: Comparison) -> list[Change]:
    """Another lead in a duty that running text gives to one unit together with others."""
    low, up = _shared_duty(pair.lower), _shared_duty(pair.upper)
    if low is None or up is None:
        return []
    below = [Mention(name, role) for role, name in low.units()]
    above = [Mention(name, role) for role, name in up.units()]
    return _lead(low, up, counterparts(below, above, pair)) if low.lead else []


def _shared_duty(side: Side) -> Assignment | None:
    """The one assignment in running text with lead and cooperating units; None if there are several."""
    shared = [a for a in side.notice.assignments if a.in_prose and a.cooperating and side.holds(a.evidence)]
    return shared[0] if len(shared) == 1 else None


def _mentions(side: Side) -> list[Mention]:
    """Units and groups of places named in the words, longest at each place, in reading order."""
    names = {unit.name for unit in side.notice.units}
    for assignment in side.notice.assignments:
        names |= {name for _, name in assignment.units()}
    matches = [match for name in names for match in re.finditer(re.escape(name), side.words)]
    matches += _unit_shape().finditer(side.words)
    found = [_mention(match, side.words) for match in matches]
    found += [
        Mention(match["who"], None, match.span("who"), match["does"])
        for match in _acting_places().finditer(side.words)
    ]
    found.sort(key=lambda m: (m.span[0], -m.span[1]))
    return _outermost(found)


def _mention(match: re.Match[str], words: str) -> Mention:
    before = _BEFORE.search(words[max(0, match.start() - 2) : match.start()])
    return Mention(match.group(), None, (match.start(), match.end()), before.group() if before else "")


def _outermost(found: Sequence[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.span[0] >= kept[-1].span[1]:
            kept.append(mention)
    return kept


def _changed(mentions: Sequence[Mention], pair: Comparison, *, lower: bool) -> list[Mention]:
    """The mentions that lie in words that differ."""
    spans = [e.lower if lower else e.upper for e in pair.edits if e.kind != "same"]
    return [m for m in mentions if any(s < m.span[1] and m.span[0] < e for s, e in spans)]


@cache
def _acting_places() -> re.Pattern[str]:
    """Kinds of place that act, without 各: 镇村兜底, 乡镇组织."""
    kinds = sorted((row[0] for row in load_rows("place_level_words") if row[1] == "member"), key=len)
    names = "|".join(re.escape(kind) for kind in reversed(kinds) if kind != "地")
    return re.compile(
        rf"(?<![\u4e00-\u9fff])(?P<who>(?:{names}){{1,2}})(?P<does>兜底|负责|承担|牵头|组织实施)"
    )


@cache
def _unit_shape() -> re.Pattern[str]:
    """A unit by its form: a level's sign, a name, an ending (县财政局, 市政府督查室); or 各 and places."""
    prefixes = "|".join(row[0] for row in load_rows("place_level_words") if row[1] == "prefix")
    own = r"(?:人民)?政府(?:督查室|办公室)?|财政(?!事权|支出|资金|收入|预算|奖补|补贴|投入|政策|局|厅|所)"
    named = rf"(?:{prefixes})(?!级)(?:{own}|[\u4e00-\u9fff]{{2,10}}?(?:{_ENDINGS})(?:督查室|办公室)?)"
    group = r"各[省市州盟县区旗镇乡街道（）()、]{1,12}(?:人民政府|政府|办事处)?"
    same_level = r"(?:同级|省级|市级|县级|区级|镇级)[\u4e00-\u9fff]{2,8}?部门"
    founded = r"(?<=成立)[\u4e00-\u9fff“”]{2,24}?(?:领导小组|工作专班|指挥部)"
    return re.compile(
        rf"{founded}|{same_level}|(?<![\u4e00-\u9fff])(?:{named})|(?<=[由在和同及与报对将]){named}|{group}"
    )
