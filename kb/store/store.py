"""What can be asked of the store and told to it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from kb.model import Citation, Document, Link, Notice
from kb.store import deviating, finding, linking, loading, saving
from kb.store.decisions import Decisions
from kb.store.drafts import Drafts
from kb.store.linking import Pair
from kb.store.schema import WRITES, open_engine
from kb.store.tables import imports, notices, versions
from kb.store.values import (
    ImportRecord,
    MissingUpstream,
    NoticeSummary,
    Outcome,
    SaveOutcome,
    Version,
)


class Store:
    """The facts of all notices. Any thread may use it; each has its own connection."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._open = threading.local()
        self.decisions = Decisions(self._writing, self._reading)
        self.drafts = Drafts(self._writing, self._reading)

    @classmethod
    def open(cls, url: str) -> Store:
        """Open the database, bringing its tables up to date. Raises BaseTooNew."""
        return cls(open_engine(url))

    def close(self) -> None:
        """Give back all connections."""
        self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes of the block happen together, or not at all where it raises."""
        with self._writing():
            yield

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """The transaction of this thread, begun where there is none."""
        running: Connection | None = getattr(self._open, "connection", None)
        if running is not None:
            yield running
            return
        with self._engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            self._open.connection = connection
            try:
                yield connection
            finally:
                self._open.connection = None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        running: Connection | None = getattr(self._open, "connection", None)
        if running is not None:
            yield running
            return
        with self._engine.connect() as connection:
            yield connection

    # Notices

    def save(self, notice: Notice) -> SaveOutcome:
        """Store a notice: new, unchanged (same bytes), or a new version of one that is there.

        The store decides the id: load the notice again rather than go on with `notice.document.id`.
        """
        with self._writing() as connection:
            return saving.save(connection, notice)

    def replace_facts(self, notice: Notice) -> SaveOutcome:
        """Write the facts of the current version anew (after re-reading); `document.id` says of which."""
        with self._writing() as connection:
            return saving.replace_facts(connection, notice)

    def notice(self, notice_id: str, version: int | None = None) -> Notice:
        """The notice with all its facts; the current version unless told. Raises NoticeNotFound."""
        with self._reading() as connection:
            return loading.notice(connection, notice_id, version)

    def ids(self) -> tuple[str, ...]:
        """The ids of all notices, sorted."""
        with self._reading() as connection:
            return tuple(connection.execute(select(notices.c.id).order_by(notices.c.id)).scalars())

    def summaries(self) -> tuple[NoticeSummary, ...]:
        """All current notices from the top level down, newest first within a level."""
        with self._reading() as connection:
            return loading.summaries(connection)

    def versions(self, notice_id: str) -> tuple[Version, ...]:
        """All versions of the notice, the current one last."""
        with self._reading() as connection:
            return loading.version_list(connection, notice_id)

    def find(self, reference: str) -> str:
        """The id of the notice meant by a number, an id or an unambiguous part of a title.

        Raises NoticeNotFound, or AmbiguousNotice with the candidates.
        """
        with self._reading() as connection:
            return finding.find(connection, reference)

    def by_sha256(self, sha256: str) -> tuple[str, int] | None:
        """Id and version of the notice that came from these bytes, None where there is none."""
        wanted = select(versions.c.notice_id, versions.c.number).where(versions.c.content_sha256 == sha256)
        with self._reading() as connection:
            row = connection.execute(wanted).one_or_none()
            return (row.notice_id, row.number) if row else None

    def originals(self) -> frozenset[str]:
        """The hashes of all originals that any version came from."""
        wanted = select(versions.c.sha256).where(versions.c.sha256.is_not(None))
        with self._reading() as connection:
            return frozenset(connection.execute(wanted).scalars())

    # What the index carries

    def revisions(self) -> dict[str, int]:
        """How often the facts of each notice were written, by its id."""
        with self._reading() as connection:
            found = connection.execute(select(notices.c.id, notices.c.revision))
            return {row.id: row.revision for row in found}

    def indexed_revisions(self) -> dict[str, int]:
        """Which of these writings was last handed to the index; 0 for none."""
        with self._reading() as connection:
            found = connection.execute(select(notices.c.id, notices.c.indexed_revision))
            return {row.id: row.indexed_revision for row in found}

    def mark_indexed(self, notice_id: str, revision: int) -> None:
        """Remember that the index carries this writing of the notice."""
        with self._writing() as connection:
            connection.execute(
                update(notices).where(notices.c.id == notice_id).values(indexed_revision=revision)
            )

    # Citations

    def citing(self, notice_id: str) -> tuple[str, ...]:
        """Ids of the notices that cite this one."""
        with self._reading() as connection:
            return finding.citing(connection, notice_id)

    def naming(self, notice_id: str) -> tuple[str, ...]:
        """Ids of the notices that cite this one's number or title, also where it is not decided."""
        with self._reading() as connection:
            return finding.naming(connection, notice_id)

    def resolve_citation(self, citation: Citation, within: Document) -> str | None:
        """The one notice on the shelf that the citation means, None for none or several."""
        with self._reading() as connection:
            return finding.resolve(connection, citation, within)

    def missing_upstream(self, notice_id: str | None = None) -> tuple[MissingUpstream, ...]:
        """Documents that are cited as ground (by this notice) and not on the shelf, most cited first."""
        with self._reading() as connection:
            return finding.missing_upstream(connection, notice_id)

    # Links

    def replace_links(self, lower_id: str, upper_id: str, links: Iterable[Link]) -> None:
        """Put these links in the place of those of the pair; people's judgements go over to them."""
        with self._writing() as connection:
            linking.replace(connection, lower_id, upper_id, links)

    def prune_links(self, lower_id: str, upper_ids: Iterable[str]) -> None:
        """Remove the lower notice's links to all notices but these."""
        with self._writing() as connection:
            linking.prune(connection, lower_id, upper_ids)

    def links(self, notice_id: str) -> tuple[Link, ...]:
        """All links of this notice, upward first, then downward."""
        with self._reading() as connection:
            return linking.of_notice(connection, notice_id)

    def links_between(self, lower_id: str, upper_id: str) -> tuple[Link, ...]:
        """All links of the pair, gaps on both sides included."""
        with self._reading() as connection:
            return linking.between(connection, lower_id, upper_id)

    def links_of_clause(self, notice_id: str, path: str | None) -> tuple[Link, ...]:
        """The links that have one end in this clause, upward first, then downward."""
        with self._reading() as connection:
            return linking.of_clause(connection, notice_id, path)

    def uppers(self, notice_id: str) -> tuple[str, ...]:
        """Ids of the notices that this one is linked up to."""
        with self._reading() as connection:
            return linking.uppers(connection, notice_id)

    def lowers(self, notice_id: str) -> tuple[str, ...]:
        """Ids of the notices that are linked up to this one."""
        with self._reading() as connection:
            return linking.lowers(connection, notice_id)

    def deviating(self, notice_id: str | None = None) -> tuple[tuple[Pair, Link], ...]:
        """Links of sentences with typed changes, and gaps, each with its pair (lower id, upper id)."""
        with self._reading() as connection:
            return deviating.deviating(connection, notice_id)

    def linked_pairs(self) -> tuple[Pair, ...]:
        """All (lower, upper) pairs that have links."""
        with self._reading() as connection:
            return deviating.pairs(connection)

    def functions(self, notice_ids: Iterable[str]) -> dict[tuple[str, str | None], tuple[str, ...]]:
        """The functions of the units that each clause of these notices names, by (notice, clause)."""
        with self._reading() as connection:
            return deviating.functions(connection, notice_ids)

    # Imports

    def record_import(
        self,
        file: str,
        sha256: str | None,
        outcome: Outcome,
        notice_id: str | None,
        version: int | None,
        report: dict[str, Any],
    ) -> None:
        """Remember what an import did."""
        with self._writing() as connection:
            connection.execute(
                insert(imports).values(
                    at=saving.now(),
                    file=file,
                    sha256=sha256,
                    outcome=outcome,
                    notice_id=notice_id,
                    version=version,
                    report=report,
                )
            )

    def imports(self, limit: int = 50) -> tuple[ImportRecord, ...]:
        """The latest imports, newest first."""
        wanted = select(imports).order_by(imports.c.id.desc()).limit(limit)
        with self._reading() as connection:
            return tuple(
                ImportRecord(
                    loading.utc(row.at),
                    row.file,
                    row.sha256,
                    row.outcome,
                    row.notice_id,
                    row.version,
                    row.report,
                )
                for row in connection.execute(wanted)
            )

    # For doctor

    def faults(self) -> tuple[str, ...]:
        """What the database itself finds wrong with its files and references; nothing where whole."""
        if self._engine.dialect.name != "sqlite":
            return ()
        with self._reading() as connection:
            checked = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
            dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return (
            *(str(line) for line in checked if line != "ok"),
            *(f"{row[0]} 第 {row[1]} 行指向不存在的 {row[2]}" for row in dangling),
        )
