"""Which questions a line of the place's list of bodies answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kb.bodies import resolve_unit
from kb.draft.bodies import LocalBodies
from kb.draft.model import Entry, Question
from kb.draft.places import place_of
from kb.model import Notice, Unit


def upper_unit(name: str, notice: Notice | None) -> Unit:
    """The body that a name means in an upper notice."""
    named = (unit for unit in notice.units if unit.name == name) if notice else iter(())
    known = next((unit for unit in named if unit.canonical is not None), None)
    if known is not None:
        return known
    place = place_of(notice) if notice else None
    return resolve_unit(name, place, notice.document.level if notice else None)


def body_key(name: str, notice: Notice | None) -> str:
    """Under which key a body is kept in the list: its function (邮政管理), so that the saying holds for the
    bodies of all levels above; else its name as printed. `name` may be such a key already."""
    unit = upper_unit(name, notice)
    inside = unit.canonical is not None and ":" in unit.canonical
    return unit.function if unit.function and not inside else name


def asks_for(
    key: str, region: str, notices: Mapping[str, Notice]
) -> Callable[[Entry], Callable[[Question], bool]]:
    """By entry: does an open question ask for the body with this key?"""
    one = LocalBodies(region, {key: key})

    def of_entry(entry: Entry) -> Callable[[Question], bool]:
        notice = notices.get(entry.notice) if entry.notice else None

        def asks(question: Question) -> bool:
            if question.kind != "unit" or question.answer is not None or question.upper is None:
                return False
            return one.listed(upper_unit(question.upper, notice)) is not None

        return asks

    return of_entry
