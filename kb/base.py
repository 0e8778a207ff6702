"""The knowledge base as one thing: its shelf of originals, its store of facts, its search index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from corpus.shelf import DamagedOriginal, NotOnShelf, Shelf
from kb.errors import OriginalDamaged, OriginalMissing
from kb.lock import WriteLock
from kb.search import Index
from kb.store import Store

SHELF_FOLDER = "originals"
INDEX_FOLDER = "index"
DATABASE_FILE = "tiaokuai.sqlite3"
LOCK_FILE = "write.lock"


class KnowledgeBase:
    """Everything under one home folder. Any thread may read; writers hold `writing()`."""

    def __init__(self, home: Path, shelf: Shelf, store: Store, index: Index) -> None:
        self.home = home
        self.shelf = shelf
        self.store = store
        self.index = index
        self._lock = WriteLock(home / LOCK_FILE)

    @classmethod
    def open(cls, home: Path, url: str | None = None) -> KnowledgeBase:
        """Open the base in `home`, made new where there is none.

        `url` is an SQLAlchemy address for the facts (PostgreSQL); by default they lie in an SQLite
        file in `home`. Raises KnowledgeBaseError with a message in Chinese.
        """
        home.mkdir(parents=True, exist_ok=True)
        lock = WriteLock(home / LOCK_FILE)
        with lock.held():
            store = Store.open(url or f"sqlite:///{home / DATABASE_FILE}")
        return cls(
            home, Shelf(home / SHELF_FOLDER), store, Index(home / INDEX_FOLDER, lambda: bool(store.ids()))
        )

    @contextmanager
    def writing(self, timeout: float = 30.0) -> Iterator[None]:
        """Hold the right to write; raises BaseBusy after `timeout` seconds of waiting."""
        self._lock.timeout = timeout
        with self._lock.held():
            yield

    def original(self, notice_id: str, version: int | None = None) -> bytes:
        """The bytes of the file that a notice came from.

        Raises NoticeNotFound, OriginalMissing or OriginalDamaged.
        """
        source = self.store.notice(notice_id, version).document.source
        if source is None:
            raise OriginalMissing(notice_id)
        try:
            return self.shelf.get(source.sha256)
        except NotOnShelf as error:
            raise OriginalMissing(source.file) from error
        except DamagedOriginal as error:
            raise OriginalDamaged(source.file) from error

    def close(self) -> None:
        """Give back files and connections."""
        self.index.close()
        self.store.close()

    def __enter__(self) -> KnowledgeBase:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
