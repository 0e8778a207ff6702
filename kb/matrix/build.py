"""From a request to a table: `build`. The views themselves know no store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

from kb.base import KnowledgeBase
from kb.matrix.duties import Duty
from kb.matrix.filters import MISSING_WORDS, Sieve
from kb.matrix.grid import grid_table
from kb.matrix.lines import Loaded
from kb.matrix.seals import Seals, seals_of
from kb.matrix.table import Request, Table
from kb.matrix.tasks import tasks_table
from kb.matrix.wanted import wanted_of
from kb.model import Document, Notice
from kb.search import FACET_LABELS, Query

HITS_AT_ONCE = 1_000
"""So many hits are held at a time while the sentences of a search are gathered."""


def build(base: KnowledgeBase, request: Request) -> Table:
    """The table that answers the request, made from what the base knows.

    Raises NoticeNotFound for an id that is not there, AmbiguousBody and BodyNotFound for `unit`, and
    UnitMissing for a list of duties without a unit.
    """
    found = sentences_found(base, request.query) if request.query is not None else None
    sources = sources_of(base, request, found)
    notices = Loaded(tuple(document.id for document in sources), base.store.notice)
    wanted = wanted_of(request.unit, notices) if request.unit else None
    sieve = Sieve(request, wanted, found)
    table = _VIEWS[request.view](base, notices, sieve, sources, _whole(base, request, sources))
    return replace(table, chosen=chosen_words(request))


def _tasks(
    base: KnowledgeBase, notices: Loaded, sieve: Sieve, sources: tuple[Document, ...], whole: str | None
) -> Table:
    def seals(notice: Notice, duties: tuple[Duty, ...]) -> Seals:
        return seals_of(notice, duties, base.store.links(notice.document.id))

    return tasks_table(notices, sieve, sources, seals, whole)


def _grid(
    base: KnowledgeBase, notices: Loaded, sieve: Sieve, sources: tuple[Document, ...], whole: str | None
) -> Table:
    return grid_table(notices, sieve, sources, whole)


_View = Callable[[KnowledgeBase, Loaded, Sieve, tuple[Document, ...], str | None], Table]
_VIEWS: Mapping[str, _View] = {"tasks": _tasks, "grid": _grid}


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


def _whole(base: KnowledgeBase, request: Request, sources: tuple[Document, ...]) -> str | None:
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
