"""From a request to a table: `build`. The views themselves know no store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.base import KnowledgeBase
from kb.matrix.choices import Choices, choices_in
from kb.matrix.duties import Duty
from kb.matrix.errors import UnitMissing
from kb.matrix.filters import MISSING_WORDS, Sieve, events_in
from kb.matrix.grid import grid_table
from kb.matrix.lines import Lines, Loaded
from kb.matrix.seals import Seals, seals_of
from kb.matrix.table import Request, Table, View
from kb.matrix.targets import targets_table
from kb.matrix.tasks import tasks_table
from kb.matrix.trace import trace_table
from kb.matrix.unit import unit_table
from kb.matrix.wanted import wanted_of
from kb.model import Document, Link, Notice
from kb.search import FACET_LABELS, Query
from kb.store.linking import Pair

HITS_AT_ONCE = 1_000
"""So many hits are held at a time while the sentences of a search are gathered."""


def build(base: KnowledgeBase, request: Request) -> Table:
    """The table that answers the request, made from what the base knows.

    Raises NoticeNotFound for an id that is not there, AmbiguousBody and BodyNotFound for `unit`, and
    UnitMissing for a list of duties without a unit.
    """
    table = _VIEWS[request.view](_asked(base, request))
    if due := request.due:
        made = table.rows
        in_time = Lines(lambda: (replace(row, events=events_in(row.events, due)) for row in made))
        table = replace(table, rows=in_time)
    return replace(table, chosen=chosen_words(request))


def choices(base: KnowledgeBase, request: Request) -> Choices:
    """The units and periods to choose from under the request's other filters."""
    asked = _asked(base, replace(request, unit=None, due=None))
    return choices_in(asked.notices, asked.sieve)


def _asked(base: KnowledgeBase, request: Request) -> Asked:
    found = sentences_found(base, request.query) if request.query is not None else None
    sources = sources_of(base, request, found)
    notices = Loaded(tuple(document.id for document in sources), base.store.notice)
    wanted = wanted_of(request.unit, notices) if request.unit else None
    return Asked(base, request, notices, Sieve(request, wanted, found), sources, _whole(request, sources))


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with all that a view needs to answer it."""

    base: KnowledgeBase
    request: Request
    notices: Loaded
    sieve: Sieve
    sources: tuple[Document, ...]
    whole: str | None

    def above(self, notice: Notice) -> Iterator[tuple[Notice, Sequence[Link]]]:
        """The upper notices of a notice, each with the links of the pair, one at a time."""
        store, own = self.base.store, notice.document.id
        return ((store.notice(upper), store.links_between(own, upper)) for upper in store.uppers(own))


def _tasks(asked: Asked) -> Table:
    def seals(notice: Notice, duties: tuple[Duty, ...]) -> Seals:
        return seals_of(notice, duties, asked.base.store.links(notice.document.id))

    return tasks_table(asked.notices, asked.sieve, asked.sources, seals, asked.whole)


def _grid(asked: Asked) -> Table:
    return grid_table(asked.notices, asked.sieve, asked.sources, asked.whole)


def _unit(asked: Asked) -> Table:
    if asked.sieve.wanted is None:
        raise UnitMissing
    return unit_table(asked.notices, asked.sieve, asked.sieve.wanted, asked.sources, asked.whole)


def _targets(asked: Asked) -> Table:
    return targets_table(asked.notices, asked.sieve, asked.sources, asked.above, asked.whole)


def _trace(asked: Asked) -> Table:
    store, documents = asked.base.store, {document.id: document for document in asked.sources}
    pairs: list[Pair] = []
    for notice_id in documents:
        upward = [(notice_id, upper) for upper in store.uppers(notice_id)]
        # A notice that stands at the top of its line is compared with those below it.
        alone = asked.request.notices and not upward
        pairs += upward or ([(lower, notice_id) for lower in store.lowers(notice_id)] if alone else [])
    pairs = list(dict.fromkeys(pairs))
    for notice_id in (each for pair in pairs for each in pair):
        if notice_id not in documents:
            documents[notice_id] = store.notice(notice_id).document
    shown = tuple(documents[each] for each in dict.fromkeys(each for pair in pairs for each in pair))
    load = store.notice

    def loaded() -> Iterator[tuple[Notice, Notice, Sequence[Link]]]:
        return ((load(low), load(up), store.links_between(low, up)) for low, up in pairs)

    return trace_table(loaded, asked.sieve, shown or asked.sources, several=len(pairs) > 1)


_VIEWS: Mapping[View, Callable[[Asked], Table]] = {
    "tasks": _tasks,
    "grid": _grid,
    "unit": _unit,
    "targets": _targets,
    "trace": _trace,
}


def sources_of(
    base: KnowledgeBase, request: Request, found: Mapping[str, frozenset[int]] | None
) -> tuple[Document, ...]:
    """The notices asked for in the order asked, else the whole shelf from the top level down; of a
    search those that it finds something in."""
    if request.notices:
        wanted = tuple(dict.fromkeys(request.notices))
        documents = tuple(base.store.notice(notice_id).document for notice_id in wanted)
    else:
        documents = tuple(summary.document for summary in base.store.summaries())
    return tuple(document for document in documents if found is None or document.id in found)


def sentences_found(base: KnowledgeBase, query: Query) -> Mapping[str, frozenset[int]]:
    """Where the sentences that a search finds begin, by notice; the query's own page does not count."""
    found: dict[str, set[int]] = defaultdict(set)
    page = 1
    while True:
        results = base.index.search(replace(query, page=page, per_page=HITS_AT_ONCE))
        for hit in results.hits:
            found[hit.notice_id].add(hit.start)
        if page >= results.pages:
            return {notice_id: frozenset(starts) for notice_id, starts in found.items()}
        page += 1


def _whole(request: Request, sources: tuple[Document, ...]) -> str | None:
    if request.notices or request.query is not None or len(sources) == 1:
        return None
    return f"全部 {len(sources)} 件文件"


def chosen_words(request: Request) -> tuple[str, ...]:
    """Which filters hold, in words."""
    words = []
    if request.query is not None:
        if request.query.text:
            words.append(f"检索“{request.query.text}”")
        for name, values in request.query.facets.items():
            words.append(f"{FACET_LABELS.get(name, name)}：{'、'.join(values)}")
    if request.unit:
        words.append(f"单位：{request.unit}")
    if request.due:
        words.append(f"完成时限：{request.due}")
    words += [] if request.principles else ["不含基本原则"]
    words += [] if request.annexes else ["不含附件"]
    words += [f"只看{MISSING_WORDS[name]}的" for name in request.missing]
    words += ["展开各镇、街道等"] if request.expand else []
    return tuple(words)
