"""What the filters of the matrix page offer: units and periods."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kb.base import KnowledgeBase
from kb.matrix.table import UNWRITTEN, Request
from kb.model import Document
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


def unit_choices(base: KnowledgeBase, request: Request, documents: Iterable[Document]) -> list[Choice]:
    """The units that can be chosen; the chosen one is always among them."""
    listed = tuple(documents)
    named = 0 < len(listed) <= NAMED_UP_TO and request.query is None
    choices = _by_name(base, listed) if named else _by_function(base, request)
    return _with_chosen(choices, request.unit)


def due_choices(base: KnowledgeBase, request: Request) -> list[Choice]:
    """The half years (and 未写) in which something is due."""
    values = _facet(base, request, "deadline")
    known = [Choice(each.value, each.label) for each in values if each.count]
    return _with_chosen(known, request.due)


def over_functions(base: KnowledgeBase, request: Request) -> list[FacetValue]:
    """The functions of the whole choice with the number of their tasks, those with most first."""
    values = _facet(base, request, "body")
    return [each for each in values if each.count and each.value not in (UNWRITTEN, UNKNOWN_UNIT)]


def _by_name(base: KnowledgeBase, documents: tuple[Document, ...]) -> list[Choice]:
    """Every unit once, a body with several names under the first; the place before it where there
    are several notices."""
    choices: dict[str, Choice] = {}
    for document in documents:
        place = f"{document.jurisdiction}　" if len(documents) > 1 and document.jurisdiction else ""
        for unit in base.store.notice(document.id).units:
            value = unit.canonical or unit.name
            choices.setdefault(value, Choice(value, f"{place}{unit.name}"))
    return list(choices.values())


def _by_function(base: KnowledgeBase, request: Request) -> list[Choice]:
    return [Choice(each.value, each.label) for each in over_functions(base, request)]


def _facet(base: KnowledgeBase, request: Request, name: str) -> tuple[FacetValue, ...]:
    query = request.query or Query()
    facets = dict(query.facets)
    if request.notices:
        facets["notice"] = request.notices
    return base.index.search(replace(query, facets=facets, page=1, per_page=1)).facets.get(name, ())


def _with_chosen(choices: list[Choice], chosen: str | None) -> list[Choice]:
    """The choices with the chosen one marked, added where it is not among them."""
    if chosen is None:
        return choices
    marked = [replace(each, chosen=chosen in (each.value, each.words)) for each in choices]
    return marked if any(each.chosen for each in marked) else [*marked, Choice(chosen, chosen, True)]
