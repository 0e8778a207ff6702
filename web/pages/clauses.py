"""条款: one clause, its facts and where each was read, what stands above and below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from kb.base import KnowledgeBase
from kb.checks import with_shelf_findings
from kb.errors import ClauseNotFound
from kb.model import Clause, Document, Link, Notice
from kb.store import Store
from web import present
from web.clausefacts import ClauseFacts, facts_of, governing, readings
from web.context import the_base
from web.downloads import send_json
from web.factmarks import fact_marks
from web.pairing import Comparison, Group, compare
from web.reading import Reader
from web.sheet import clause_text
from web.wire import plain

pages = Blueprint("clauses", __name__)
TWIN = ".json"


@dataclass(frozen=True, slots=True)
class Beside:
    """The clause beside another notice: its groups of sentence pairs."""

    document: Document
    lower_id: str
    upper_id: str
    groups: tuple[Group, ...]


@pages.get("/notices/<notice_id>/clauses/<path:path>")
def show(notice_id: str, path: str) -> ResponseReturnValue:
    """The clause as a page, or as JSON where the address ends in `.json`."""
    base = the_base()
    notice = with_shelf_findings(base.store.notice(notice_id), base.store.resolve_citation)
    clause = notice.clause(path)
    as_json = clause is None and path.endswith(TWIN)
    clause = notice.clause(path.removesuffix(TWIN)) if as_json else clause
    if clause is None:
        raise ClauseNotFound(present.title(notice.document), path.removesuffix(TWIN))
    facts = facts_of(notice, clause.path)
    if as_json:
        links = base.store.links_of_clause(notice_id, clause.path)
        return send_json(_as_json(notice, clause, facts, links))
    reader = Reader(base, notice)
    before, after = _around(notice, clause)
    return render_template(
        "clause.html",
        notice=notice,
        document=notice.document,
        clause=clause,
        position=notice.clauses.index(clause) + 1,
        before=before,
        after=after,
        reader=reader,
        facts=facts,
        readings=readings(notice, facts),
        above=governing(notice, clause),
        paragraphs=clause_text(
            notice, clause, fact_marks(notice, lambda _, name: f"#{name}", reader.citation_url)
        ),
        children=[c for c in notice.clauses if c.parent == clause.path],
        uppers=_beside(base, notice, clause, upward=True),
        lowers=_beside(base, notice, clause, upward=False),
    )


def _around(notice: Notice, clause: Clause) -> tuple[Clause | None, Clause | None]:
    at = notice.clauses.index(clause)
    before = notice.clauses[at - 1] if at else None
    return before, notice.clauses[at + 1] if at + 1 < len(notice.clauses) else None


def _beside(base: KnowledgeBase, notice: Notice, clause: Clause, upward: bool) -> list[Beside]:
    """The clause's rows in the comparison with each notice above (or below) it."""
    own = notice.document.id
    others = base.store.uppers(own) if upward else base.store.lowers(own)
    found = []
    for other in others:
        lower_id, upper_id = (own, other) if upward else (other, own)
        lower, upper = (notice, base.store.notice(other)) if upward else (base.store.notice(other), notice)
        links = _of_clause(base.store, lower_id, upper_id, clause.path, upward)
        comparison: Comparison = compare(lower, upper, links)
        if not any(link.lower and link.upper for link in links):
            continue
        document = (upper if upward else lower).document
        found.append(Beside(document, lower_id, upper_id, comparison.groups))
    return found


def _of_clause(store: Store, lower_id: str, upper_id: str, path: str, upward: bool) -> list[Link]:
    """The pair's links with an end in this clause, and the gaps of the clauses that it is linked to."""
    links = store.links_between(lower_id, upper_id)
    own = [k for k in links if (end := k.lower if upward else k.upper) and end.clause == path]
    linked = {end.clause for k in own if (end := k.upper if upward else k.lower)}
    gaps = [
        k
        for k in links
        if not (k.lower and k.upper)
        and (end := k.upper if upward else k.lower)
        and end.clause in linked
        and end.quote
    ]
    return [*own, *gaps]


def _as_json(notice: Notice, clause: Clause, facts: ClauseFacts, links: tuple[Link, ...]) -> dict[str, Any]:
    return {
        "notice": plain(notice.document),
        "clause": plain(clause),
        "facts": plain(facts),
        "readings": plain(readings(notice, facts)),
        "links": plain(links),
    }


@pages.app_template_global()
def clause_url(notice_id: str, path: str | None) -> str:
    """The page of a clause; of the whole notice where there is no clause."""
    if path is None:
        return url_for("notices.show", notice_id=notice_id)
    return url_for("clauses.show", notice_id=notice_id, path=path)
