"""What can be asked of the store and told to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from kb.model import Citation, Document, Link, Notice
from kb.store.values import ImportRecord, MissingUpstream, NoticeSummary, Outcome, SaveOutcome, Version


class Store:
    """The facts of all notices."""

    @classmethod
    def open(cls, url: str) -> Store:
        """Open the database, bringing its tables up to date."""
        raise NotImplementedError

    def close(self) -> None:
        """Give back all connections."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes of the block happen together or not at all."""
        yield

    def save(self, notice: Notice) -> SaveOutcome:
        """Store a notice: new, unchanged (same bytes), or a new version of one that is there."""
        raise NotImplementedError

    def replace_facts(self, notice: Notice) -> SaveOutcome:
        """Write the facts of the current version anew (after re-reading); `document.id` says of which."""
        raise NotImplementedError

    def notice(self, notice_id: str, version: int | None = None) -> Notice:
        """The notice with all its facts; the current version unless told. Raises NoticeNotFound."""
        raise NotImplementedError

    def summaries(self) -> tuple[NoticeSummary, ...]:
        """All current notices from the top level down, newest first within a level."""
        raise NotImplementedError

    def versions(self, notice_id: str) -> tuple[Version, ...]:
        """All versions of the notice, the current one last."""
        raise NotImplementedError

    def find(self, reference: str) -> str:
        """The id of the notice meant by a number, an id or an unambiguous part of a title."""
        raise NotImplementedError

    def by_sha256(self, sha256: str) -> str | None:
        """The id of the notice that came from the file with these bytes (any version)."""
        raise NotImplementedError

    def citing(self, notice_id: str) -> tuple[str, ...]:
        """Ids of the notices that cite this one."""
        raise NotImplementedError

    def resolve_citation(self, citation: Citation, within: Document) -> str | None:
        """The one notice on the shelf that the citation means, None for none or several."""
        raise NotImplementedError

    def missing_upstream(self) -> tuple[MissingUpstream, ...]:
        """Documents that are cited as ground and are not on the shelf, the most cited first."""
        raise NotImplementedError

    def replace_links(self, lower_id: str, upper_id: str, links: Iterable[Link]) -> None:
        """Put these links in the place of all machine-made ones between the two notices."""
        raise NotImplementedError

    def links(self, notice_id: str) -> tuple[Link, ...]:
        """All links of this notice, upward and downward."""
        raise NotImplementedError

    def links_between(self, lower_id: str, upper_id: str) -> tuple[Link, ...]:
        """All links of the pair, gaps on both sides included."""
        raise NotImplementedError

    def links_of_clause(self, notice_id: str, path: str | None) -> tuple[Link, ...]:
        """The links that have one end in this clause, upward and downward."""
        raise NotImplementedError

    def uppers(self, notice_id: str) -> tuple[str, ...]:
        """Ids of the notices that this one is linked up to."""
        raise NotImplementedError

    def lowers(self, notice_id: str) -> tuple[str, ...]:
        """Ids of the notices that are linked up to this one."""
        raise NotImplementedError

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
        raise NotImplementedError

    def imports(self, limit: int = 50) -> tuple[ImportRecord, ...]:
        """The latest imports, newest first."""
        raise NotImplementedError
