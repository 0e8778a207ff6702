"""Units of the upper notice mapped to one's own, or asked for: 市商务局 → 县商务局, 市邮政管理局 → ?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from kb.bodies import resolve_unit
from kb.bodies.registry import aliases_of, registry
from kb.draft.bodies import offered_names, own_name, why_asked
from kb.draft.localise_edits import Asked, Edit
from kb.draft.localise_setting import Setting, titles_in
from kb.draft.model import Suggestion
from kb.model import Unit
from kb.regions import Region, is_above, region
from kb.trace.neutralise import is_lower_places

_REMARK = re.compile(r"[（(](?:含|包括)[^（）()]*[）)]")
_GROUPS = ("governments-", "townships")
_LEADING = re.compile(
    r"(?!政府|委)(?:(?!成立|建立|设立|组建)[\u4e00-\u9fff“”]){2,24}?(?:领导小组|工作小组|专项小组|工作专班|专班|指挥部|联席会议|协调机制|工作组|推进组)(?:办公室)?"
)
_FOUNDED = re.compile("(?:成立|建立|设立|组建|调整充实)$")


def unit_edits(text: str, start: int, setting: Setting) -> list[Edit]:
    """Exchanges and questions for every unit named in `text`, which begins at `start` of the upper notice."""
    above = setting.above
    if above is None:
        return []
    closed = titles_in(text)
    clause = setting.upper.clause_at(start)
    found = [*_remarks(text, start, setting)]
    for left, right, unit in _mentions(text, setting, above):
        if any(a <= left and right <= b for a, b in closed) or _by_function(text, left, right, setting):
            continue
        edit = _edit(unit, left, right, setting, above, text, clause.path if clause else None)
        if edit is not None:
            found.append(edit)
    return [replace(e, start=start + e.start, end=start + e.end) for e in _each_once(found, text)]


def _by_function(text: str, left: int, right: int, setting: Setting) -> bool:
    """Is a department named by its function only (市财政、商务等部门)? Its level is exchanged as a word."""
    stems = department_stems().match(text, left + len(setting.upper_word))
    return stems is not None and text.startswith(setting.upper_word, left) and stems.end() >= right


def _each_once(edits: list[Edit], text: str) -> list[Edit]:
    """Two upper units with one own counterpart: in one list of units it stands once."""
    found: list[Edit] = []
    for edit in sorted(edits, key=lambda e: e.start):
        before = next((e for e in reversed(found) if e.own == edit.own and e.asked is None), None)
        if edit.kind == "unit" and edit.own and before is not None and before.start != edit.start:
            between = text[before.end : edit.start]
            upper = {text[before.start : before.end], text[edit.start : edit.end]}
            if len(upper) > 1 and not re.search("[。；：（）〔〕]|牵头", between):
                found.append(_without(edit.start, edit.end, text))
                continue
        found.append(edit)
    return found


def _mentions(text: str, setting: Setting, above: Region) -> Iterator[tuple[int, int, Unit]]:
    """Units that have a role in the upper notice, and bodies of its place that are only mentioned."""
    names = sorted({unit.name for unit in setting.upper.units}, key=len, reverse=True)
    for name in names:
        for match in re.finditer(re.escape(name), text):
            yield match.start(), match.end(), resolve_unit(name, above, above.level)
    word = setting.upper_word
    for match in re.finditer(re.escape(word), text) if word != "国" else ():
        end = known_end(text, match.end())
        if end is not None:
            yield match.start(), end, resolve_unit(text[match.start() : end], above, above.level)
            continue
        group = _LEADING.match(text, match.end())
        if group is not None:
            full = text.endswith(above.name, 0, match.end())
            left = match.end() - len(above.name) if full else match.start()
            yield left, group.end(), resolve_unit(text[left : group.end()], above, above.level)


def known_end(text: str, start: int) -> int | None:
    """Where the longest name of a known body that begins at `start` ends."""
    for end in range(min(len(text), start + registry().longest), start + 1, -1):
        if _is_body(text[start:end]):
            return end
    return None


@cache
def department_stems() -> re.Pattern[str]:
    """Departments named by their functions behind the word for their level: (市)财政、商务等部门."""
    stems = sorted((stem for stem in registry().stems if len(stem) > 1), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, stems))})(?:部门|、(?=[^。；：]{{0,40}}(?:部门|单位)))")


@lru_cache(maxsize=20_000)
def _is_body(name: str) -> bool:
    return bool(aliases_of(name))


def _edit(
    unit: Unit, left: int, right: int, setting: Setting, above: Region, text: str, clause: str | None
) -> Edit | None:
    """What becomes of one mention; None where it stays as it is or is no matter of units."""
    if unit.kind == "other" or is_lower_places(unit.name):
        return None
    place = region(unit.canonical.partition("/")[0]) if unit.canonical else None
    key = unit.canonical.partition("/")[2] if unit.canonical else ""
    if key.startswith(_GROUPS):
        return None
    if place is None:
        return _unknown(unit, left, right, setting, clause)
    if is_above(place.code, above.code) and place.code != above.code:
        return None
    if place.code == setting.place.code:
        return _ours(unit, left, right, setting)
    if place.code != above.code:
        return Edit(left, right, asked=_elsewhere(unit, setting), rank=2)
    if unit.kind == "government" or key == "party-committee":
        return None
    own = own_name(unit, setting.place, setting.bodies)
    if own is None and unit.kind == "leading_group" and _is_new(text, left, right):
        # What the upper place founds for itself is founded anew here; who is already there is asked for.
        own = _renamed(unit.name, setting)
    if own and setting.bodies.listed(unit) is None:
        earlier = setting.hints.own_units.get(key)
        own = earlier.answer if earlier is not None else own
    if own == "":
        return _without(left, right, text)
    if own is not None:
        return Edit(left, right, own, "unit", rank=2)
    return Edit(left, right, asked=_asked(unit, setting, clause), rank=2)


def _ours(unit: Unit, left: int, right: int, setting: Setting) -> Edit | None:
    """The upper notice speaks of this very place: 江北区政府 → 区政府."""
    own = unit.name.replace(setting.place.name, setting.own_word, 1)
    return Edit(left, right, own, "unit", rank=2) if own != unit.name else None


def _is_new(text: str, left: int, right: int) -> bool:
    """Is the group founded here, or is its name the whole heading (of the annex that lists it)?"""
    return bool(_FOUNDED.search(text[:left])) or (left, right) == (0, len(text))


def _elsewhere(unit: Unit, setting: Setting) -> Asked:
    """A unit of another place below the upper one, or of one of its zones."""
    return Asked(
        "place",
        f"{unit.name}是上级所属其他地方的，{setting.here}写什么？",
        "上级点名的是别的地方或上级的园区，不能照抄。",
        (Suggestion("", "不写"),),
    )


def _without(left: int, right: int, text: str) -> Edit:
    """A unit that plans of this place do not write falls away with its comma."""
    if text[right : right + 1] in ("、", "，"):
        return Edit(left, right + 1, "", "unit", rank=2)
    if text[left - 1 : left] in ("、", "，"):
        return Edit(left - 1, right, "", "unit", rank=2)
    return Edit(left, right, "", "unit", rank=2)


def _unknown(unit: Unit, left: int, right: int, setting: Setting, clause: str | None) -> Edit | None:
    """A unit of the upper level that the tables do not know is asked for; one without a level stays."""
    if unit.level != setting.upper.document.level or unit.kind == "government":
        return None
    if setting.upper_word not in unit.name[:2]:
        return None
    return Edit(left, right, asked=_asked(unit, setting, clause), rank=2)


def _asked(unit: Unit, setting: Setting, clause: str | None) -> Asked:
    units = setting.hints.units
    here, anywhere = units.get((clause, unit.name), ()), units.get((None, unit.name), ())
    peers = here or anywhere
    known = [why_asked(unit, setting.place) or ""]
    if unit.kind == "enterprise":
        known = ["这是上级的企业，本级对应哪一家要由本级定"]
    if unit.kind == "leading_group":
        known = ["这是上级的议事协调机构，本级是否设立要由本级定"]
    known += [offer.why for offer in peers]
    left_out = setting.hints.missing_units.get(unit.name, ())
    known += [f"{name}未写" for name in left_out]
    key = unit.canonical.partition("/")[2] if unit.canonical else ""
    earlier = setting.hints.own_units.get(key)
    offers = [*([earlier] if earlier else []), *here, *anywhere, *_usual(unit, setting)]
    answers = {offer.answer: offer for offer in reversed(offers)}
    ordered = tuple(
        answers[offer.answer] for offer in dict.fromkeys(offers) if answers.get(offer.answer) is offer
    )
    return Asked(
        "unit",
        f"{unit.name}，{setting.here}对应谁？",
        ("；".join(k for k in known if k) or "机构表不能确定") + "。",
        ordered,
    )


def _usual(unit: Unit, setting: Setting) -> list[Suggestion]:
    """What may answer although it is not certain."""
    own = setting.own_word
    if unit.kind in ("leading_group", "enterprise") or (
        unit.function is None and setting.place.level != "township"
    ):
        name = _renamed(unit.name, setting)
        return [Suggestion(name, "照上级名称改为本级")] if name != unit.name else []
    return [Suggestion(f"{own}{name}", "通常承担这项职能") for name in offered_names(unit, setting.place)]


def _renamed(name: str, setting: Setting) -> str:
    """The name with one's own place or class word at its head."""
    if setting.above is not None and name.startswith(setting.above.name):
        return setting.place.name + name.removeprefix(setting.above.name)
    return re.sub(f"^{setting.upper_word}", setting.own_word, name)


def _remarks(text: str, start: int, setting: Setting) -> Iterator[Edit]:
    """（含高新区、经开区管委会，下同）behind a group names places of the upper level: asked whether there are own."""
    for match in _REMARK.finditer(text):
        behind_group = any(
            a.evidence.start <= start + match.start() < a.evidence.end and a.expands
            for a in setting.upper.assignments
        )
        if behind_group:
            asked = Asked(
                "place",
                f"{setting.here}有没有要一并写明的开发区、园区管委会？",
                f"上级写的是“{match.group()[1:-1]}”，都是上级所属的。",
                (Suggestion("", "没有，不写"),),
            )
            yield Edit(*match.span(), asked=asked, rank=1)
