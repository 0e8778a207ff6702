"""Step 3 of a draft: the bodies above and their counterparts here, the undecided ones first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kb.base import KnowledgeBase
from kb.draft.bodies import LocalBodies, own_name, why_asked
from kb.draft.mapping import body_key
from kb.draft.model import Draft, Question, Suggestion
from kb.draft.places import GROUP_KEY
from kb.model import Notice, Unit
from kb.regions import Region, region
from web.draftview import where_of

GROUPS = ("township_group", "government")
"""Their counterparts follow from the place itself (各区县 → 各镇、街道)."""
Offer = TypeVar("Offer")


@dataclass(frozen=True, slots=True)
class BodyRow:
    """An upper body: `names` as printed above; `own` None is undecided, empty is not written here.

    `listed`: said by a person for this place; otherwise it follows from the table of functions.
    """

    key: str
    names: tuple[str, ...]
    own: str | None
    listed: bool
    why: str
    places: tuple[str, ...]
    suggestions: tuple[Suggestion, ...] = ()
    given: tuple[str, ...] = ()
    """What the clauses of this draft answered; empty words stand for 不写."""

    @property
    def undecided(self) -> bool:
        """Neither the place nor this draft has said anything."""
        return self.own is None and not self.given


def body_rows(base: KnowledgeBase, draft: Draft) -> tuple[BodyRow, ...]:
    """All bodies that the upper notices put in charge, undecided ones first, then in reading order."""
    place = region(draft.region)
    if place is None:
        return ()
    local = LocalBodies(draft.region, dict(base.store.drafts.local_bodies(draft.region)))
    rows: dict[str, BodyRow] = {}
    asked, given = _suggestions(draft), _given(draft)
    for notice_id in draft.uppers:
        notice = base.store.notice(notice_id)
        for unit in notice.units:
            if unit.kind not in GROUPS and (unit.level == notice.document.level or unit.name in asked):
                _add(rows, unit, notice, place, local)
    found = [
        replace(
            row,
            places=_places(base, draft, row.names),
            suggestions=tuple(_each(asked, row.names)),
            given=tuple(_each(given, row.names)) if row.own is None else (),
        )
        for row in rows.values()
    ]
    found += _group(draft, local)
    return tuple(sorted(found, key=lambda row: (not row.undecided, row.own is not None, row.listed)))


def _group(draft: Draft, local: LocalBodies) -> list[BodyRow]:
    """The places below as they stand in lists of units, by the place's own name for them."""
    said = local.names.get(GROUP_KEY)
    here = [
        (entry, swap)
        for entry in draft.entries
        for swap in entry.swaps
        if swap.kind == "group" and (swap.own == said or ("、" in swap.own and "政府" not in swap.own))
    ]
    if not here:
        return []
    names = tuple(dict.fromkeys(swap.upper for _, swap in here))
    places = tuple(dict.fromkeys(where_of(draft, entry.key) for entry, _ in here))
    return [BodyRow(GROUP_KEY, names, said or here[0][1].own, said is not None, "", places)]


def _add(rows: dict[str, BodyRow], unit: Unit, notice: Notice, place: Region, local: LocalBodies) -> None:
    key = body_key(unit.name, notice)
    known = rows.get(key)
    if known is None:
        own = own_name(unit, place, local)
        why = (why_asked(unit, place) or "") if own is None else ""
        rows[key] = BodyRow(key, (unit.name,), own, local.listed(unit) is not None, why, ())
    elif unit.name not in known.names:
        rows[key] = replace(known, names=(*known.names, unit.name))


def _places(base: KnowledgeBase, draft: Draft, names: tuple[str, ...]) -> tuple[str, ...]:
    """The clauses above that name the body."""
    found: dict[str, None] = {}
    for notice_id in draft.uppers:
        for assignment in base.store.notice(notice_id).assignments:
            if assignment.clause and any(name in names for _, name in assignment.units()):
                entry = next(
                    (e for e in draft.entries if (e.notice, e.clause) == (notice_id, assignment.clause)), None
                )
                found[where_of(draft, entry.key) if entry else assignment.clause] = None
    return tuple(found)


def _units_asked(draft: Draft) -> Iterator[tuple[str, Question]]:
    for entry in draft.entries:
        for question in entry.questions:
            if question.kind == "unit" and question.upper:
                yield question.upper, question


def _suggestions(draft: Draft) -> Mapping[str, tuple[Suggestion, ...]]:
    """By upper body what any clause offers, each name once, what most clauses offer first."""
    offered: dict[str, list[Suggestion]] = {}
    for upper, question in _units_asked(draft):
        offered.setdefault(upper, []).extend(each for each in question.suggestions if each.answer)
    return {upper: _often_first(found) for upper, found in offered.items()}


def _often_first(found: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    first = {each.answer: each for each in reversed(found)}
    times = Counter(each.answer for each in found)
    return tuple(first[name] for name, _ in times.most_common())


def _given(draft: Draft) -> Mapping[str, tuple[str, ...]]:
    """By upper body what the clauses answered, where none of them still asks."""
    answers: dict[str, dict[str | None, None]] = {}
    for upper, question in _units_asked(draft):
        answers.setdefault(upper, {})[question.answer] = None
    return {
        upper: tuple(each for each in found if each is not None)
        for upper, found in answers.items()
        if None not in found
    }


def _each(known: Mapping[str, tuple[Offer, ...]], names: tuple[str, ...]) -> Iterator[Offer]:
    return iter(dict.fromkeys(offer for name in names for offer in known.get(name, ())))
