"""From what people and notices call a document to the notice on the shelf."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Row, false, or_, select

from kb.errors import AmbiguousNotice, NoticeNotFound
from kb.model import LEVELS, Citation, CitationRelation, Document, Level
from kb.store.keys import fold, number_key, plain_title, title_issuer, title_key
from kb.store.rows import citation_of
from kb.store.tables import citations, versions
from kb.store.values import MissingUpstream

UPSTREAM: tuple[CitationRelation, ...] = ("basis", "implements")
"""The relations by which a notice stands on another."""
_COLUMNS = (
    versions.c.notice_id,
    versions.c.title,
    versions.c.title_key,
    versions.c.doc_number,
    versions.c.number_key,
    versions.c.issuer,
    versions.c.level,
)
_SHORTEST_KEY = 4
"""Shorter keys (规划, 意见) say nothing about which document is meant."""


def find(connection: Connection, reference: str) -> str:
    """The id of the notice meant by an id, a number or a part of a title.

    The most exact reading wins: id, whole number, whole title, part of a number or title. Raises
    NoticeNotFound or AmbiguousNotice.
    """
    wanted = reference.strip()
    key, part = number_key(wanted), plain_title(wanted)
    shelf = _current(connection)
    readings = (
        [row for row in shelf if row.notice_id == wanted or fold(row.notice_id) == fold(wanted)],
        [row for row in shelf if row.number_key and row.number_key == key],
        [row for row in shelf if row.title and part and plain_title(row.title) == part],
        [row for row in shelf if part and _mentions(row, part, key)],
    )
    for found in readings:
        if len(found) == 1:
            return str(found[0].notice_id)
        if found:
            raise AmbiguousNotice(
                reference, tuple((row.notice_id, row.title or row.doc_number or "无标题") for row in found)
            )
    raise NoticeNotFound(reference)


def _mentions(row: Row, part: str, key: str) -> bool:
    in_title = bool(row.title) and part in plain_title(row.title)
    in_number = bool(row.number_key) and (key in row.number_key or part in plain_title(row.doc_number))
    return in_title or in_number


def _current(connection: Connection) -> list[Row]:
    return list(connection.execute(select(*_COLUMNS).where(versions.c.current.is_(True))))


def resolve(connection: Connection, citation: Citation, within: Document) -> str | None:
    """The one notice that the citation in `within` means; None for none or several.

    By number where a number is cited and the shelf has it; else by title. Never the notice itself.
    """
    found: list[Row] = []
    if citation.doc_number:
        found = _candidates(connection, versions.c.number_key == number_key(citation.doc_number), within)
    if not found and citation.title:
        found = _by_title(connection, citation, within)
    return str(found[0].notice_id) if len(found) == 1 else None


def _by_title(connection: Connection, citation: Citation, within: Document) -> list[Row]:
    assert citation.title is not None
    key = title_key(citation.title)
    if len(key) < _SHORTEST_KEY:
        return []
    found = [
        row
        for row in _candidates(connection, versions.c.title_key == key, within)
        if not _contradicts(row, citation, within)
    ]
    exact = [row for row in found if plain_title(row.title) == plain_title(citation.title)]
    return exact or found


def _candidates(connection: Connection, condition: ColumnElement[bool], within: Document) -> list[Row]:
    found = connection.execute(select(*_COLUMNS).where(versions.c.current.is_(True), condition))
    return [row for row in found if row.notice_id != within.id]


def _contradicts(row: Row, citation: Citation, within: Document) -> bool:
    """Whether number, issuer or level speak against a notice of the cited title.

    A title is often shared by the notices of a whole province, so it alone proves little.
    """
    if citation.doc_number and row.number_key:
        return True
    named = title_issuer(citation.title or "") or fold(citation.issuer_hint or "")
    issuers = (fold(row.issuer or ""), title_issuer(row.title or ""))
    if named and any(issuers):
        return not any(named in issuer or issuer in named for issuer in issuers if issuer)
    return rank(row.level) > rank(within.level)


def rank(level: Level | str | None) -> int:
    """0 for the top level; an unknown level stands below all."""
    return next((place for place, known in enumerate(LEVELS) if known == level), len(LEVELS))


def naming(connection: Connection, notice_id: str) -> tuple[str, ...]:
    """Ids of the notices with a citation of this one's number or title, decided or not."""
    return tuple(dict.fromkeys(row.notice_id for row in _naming(connection, notice_id)))


def citing(connection: Connection, notice_id: str) -> tuple[str, ...]:
    """Ids of the notices whose citations resolve to this one."""
    found = _naming(connection, notice_id)
    ids = (row.notice_id for row in found if resolve(connection, *_cited(row)) == notice_id)
    return tuple(dict.fromkeys(ids))


def _naming(connection: Connection, notice_id: str) -> list[Row]:
    own = connection.execute(
        select(*_COLUMNS).where(versions.c.current.is_(True), versions.c.notice_id == notice_id)
    ).one_or_none()
    if own is None:
        return []
    same = [citations.c.number_key == own.number_key] if own.number_key else []
    same += [citations.c.title_key == own.title_key] if own.title_key else []
    found = connection.execute(
        select(citations, versions.c.notice_id, versions.c.level)
        .join(versions, versions.c.id == citations.c.version_id)
        .where(versions.c.current.is_(True), versions.c.notice_id != notice_id, or_(false(), *same))
        .order_by(versions.c.notice_id)
    )
    return list(found)


def _cited(row: Row) -> tuple[Citation, Document]:
    """The citation of a row, and as much of its document as resolving needs."""
    return citation_of(row._mapping), Document(id=row.notice_id, title=None, level=row.level)


def missing_upstream(
    connection: Connection, notice_id: str | None, relations: Iterable[CitationRelation] = UPSTREAM
) -> tuple[MissingUpstream, ...]:
    """Documents that current notices (or this one) stand on and the shelf lacks, the most cited first.

    A title and a number that were once cited together count as one document.
    """
    wanted: list[ColumnElement[bool]] = [
        versions.c.current.is_(True),
        citations.c.relation.in_(tuple(relations)),
    ]
    if notice_id is not None:
        wanted.append(versions.c.notice_id == notice_id)
    found = connection.execute(
        select(citations, versions.c.notice_id, versions.c.level)
        .join(versions, versions.c.id == citations.c.version_id)
        .where(*wanted)
        .order_by(versions.c.notice_id, citations.c.position)
    ).all()
    missing = [row for row in found if resolve(connection, *_cited(row)) is None]
    numbers = {row.title_key: row.number_key for row in missing if row.title_key and row.number_key}
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in missing:
        key = row.number_key or numbers.get(row.title_key) or row.title_key
        if key:
            groups[key].append(row)
    listed = [_missing(rows) for rows in groups.values()]
    return tuple(sorted(listed, key=lambda each: (-len(each.cited_by), each.title or each.doc_number or "")))


def _missing(rows: list[Row]) -> MissingUpstream:
    relations = [row.relation for row in rows]
    return MissingUpstream(
        title=next((row.title for row in rows if row.title), None),
        doc_number=next((row.doc_number for row in rows if row.doc_number), None),
        cited_by=tuple(dict.fromkeys(row.notice_id for row in rows)),
        relation="basis" if "basis" in relations else relations[0],
    )
