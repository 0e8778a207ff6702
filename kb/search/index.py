"""The index of all tasks."""

from __future__ import annotations

from pathlib import Path

from kb.search.values import Query, Results


class Index:
    """The tasks of all current notices, to be searched from any thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def search(self, query: Query) -> Results:
        """The tasks that answer the query. Raises QueryError with a message in Chinese."""
        raise NotImplementedError

    def close(self) -> None:
        """Give back all readers."""
