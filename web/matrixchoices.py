"""What the filters of the matrix page offer: units and periods."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kb.base import KnowledgeBase
from kb.matrix.build import choices
from kb.matrix.choices import Choice as Offered
from kb.matrix.table import UNWRITTEN, Column, Request
from kb.matrix.who import Roll, places_of
from kb.model import Unit
from kb.regions import region
from kb.search import FacetValue, Query

NAMED_UP_TO = 6
"""Of so many notices the units are offered by name, of more by function, as the search does."""
UNKNOWN_UNIT = "未识别单位"


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a select: its value in the address, its words, whether it is chosen."""

    value: str
    words: str
    chosen: bool = False


def unit_choices(base: KnowledgeBase, request: Request) -> list[Choice]:
    """The units that can be chosen, those with most tasks first; the chosen one is always among them."""
    if _few(request):
        known = [Choice(each.value, _named(each, request)) for each in choices(base, request).units]
    else:
        known = [Choice(each.value, _counted(each)) for each in over_functions(base, request)]
    return _with_chosen(known, request.unit)


def due_choices(base: KnowledgeBase, request: Request) -> list[Choice]:
    """The half years (and 未写) in which something is due."""
    values = choices(base, request).dues if _few(request) else _facet(base, request, "deadline")
    return _with_chosen([Choice(each.value, _counted(each)) for each in values if each.count], request.due)


def _few(request: Request) -> bool:
    """True where reading the notices themselves is no work: their units are then offered by name."""
    return 0 < len(request.notices) <= NAMED_UP_TO


def _named(each: Offered, request: Request) -> str:
    """The unit's name, its place before it where there are several notices."""
    place = region(each.value.partition("/")[0]) if len(request.notices) > 1 and "/" in each.value else None
    return f"{place.name}　{_counted(each)}" if place else _counted(each)


def _counted(each: Offered | FacetValue) -> str:
    return f"{each.label}（{each.count}）"


def over_functions(base: KnowledgeBase, request: Request) -> list[FacetValue]:
    """The functions of the whole choice with the number of their tasks, those with most first."""
    values = _facet(base, request, "body")
    return [each for each in values if each.count and each.value not in (UNWRITTEN, UNKNOWN_UNIT)]


def _facet(base: KnowledgeBase, request: Request, name: str) -> tuple[FacetValue, ...]:
    query = request.query or Query()
    facets = dict(query.facets)
    if request.notices:
        facets["notice"] = request.notices
    return base.index.search(replace(query, facets=facets, page=1, per_page=1)).facets.get(name, ())


def _with_chosen(known: list[Choice], chosen: str | None) -> list[Choice]:
    """The choices with the chosen one marked, added where it is not among them."""
    if chosen is None:
        return known
    marked = [replace(each, chosen=chosen in (each.value, _bare(each.words))) for each in known]
    return marked if any(each.chosen for each in marked) else [*marked, Choice(chosen, chosen, True)]


def _bare(words: str) -> str:
    """The words without place and count."""
    return words.rpartition("（")[0].rpartition("　")[2]


def group_sizes(base: KnowledgeBase, request: Request, columns: Iterable[Column]) -> dict[str, int]:
    """How many members each column of the grid that stands for a group has: those that a notice itself
    lists, else those of the table of places. Groups whose members are not known are left out."""
    rolls = [Roll(base.store.notice(each)) for each in request.notices] if _few(request) else []
    sizes = {}
    for column in columns:
        group = Unit("", None, None, "township_group", column.key)
        listed = max((len(roll.members(column.title)) for roll in rolls), default=0)
        sizes[column.key] = listed or (len(places_of(group)) if "/" in column.key else 0)
    return {key: size for key, size in sizes.items() if size}
