"""The index of all tasks: written notice by notice, searched from any thread."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from whoosh.index import FileIndex
from whoosh.reading import IndexReader

from kb.errors import IndexUnreadable
from kb.search import engine, matching
from kb.search.alike import Alike, alike
from kb.search.engine import Ids, IndexWriter
from kb.search.entries import from_json
from kb.search.facets import facets, notice_count
from kb.search.highlight import highlighted
from kb.search.query import Term, parse_query
from kb.search.snapshot import Snapshot
from kb.search.values import Hit, Query, Results


class Index:
    """The tasks of all current notices. Reading never writes: an index that is not there is empty.

    `expected` says whether there should be one. Where it is missing all the same (lost, or of an
    older form), searching raises IndexUnreadable, since finding nothing would be a lie.
    """

    def __init__(self, folder: Path, expected: Callable[[], bool] = lambda: False) -> None:
        self.folder = folder
        self._expected = expected
        self._guard = threading.Lock()
        self._index: FileIndex | None = None
        self._snapshot: Snapshot | None = None
        self._own = threading.local()

    # Reading

    def exists(self) -> bool:
        """Whether there is an index, whole or not."""
        return engine.exists(self.folder)

    def search(self, query: Query) -> Results:
        """The tasks that answer the query, one page of them, with all facets."""
        started = time.perf_counter()
        terms = parse_query(query.text)
        view = self._view()
        if view is None:
            return Results(query, 0, 0, (), {}, time.perf_counter() - started)
        snapshot, reader = view
        columns = snapshot.columns
        found = matching.matching(snapshot, reader, terms)
        masks = matching.chosen_masks(columns, query.facets)
        wanted = found.copy()
        for mask in masks.values():
            wanted &= mask
        ids = _sorted(snapshot, reader, query, terms, np.flatnonzero(wanted))
        first = (max(1, query.page) - 1) * query.per_page
        return Results(
            query=query,
            total=len(ids),
            notice_count=notice_count(columns, wanted),
            hits=tuple(
                _hit(reader, number, terms) for number in ids[first : first + query.per_page].tolist()
            ),
            facets=facets(columns, found, masks, query.facets),
            elapsed=time.perf_counter() - started,
        )

    def alike(
        self, terms: Iterable[str], places: Sequence[str] | None, limit: int, skip: str
    ) -> tuple[Alike, ...]:
        """The notices (but `skip`) that share most of these terms (see kb/search/subject.py), best first.

        `places` restricts them to these place terms; None means anywhere.
        """
        index = self._opened()
        if index is None:
            return ()
        with engine.damage_told():
            return alike(self._reader(index), terms, places, limit, skip)

    def stamps(self) -> dict[str, tuple[int, int]]:
        """For each notice in the index: which writing of its facts, and how many tasks."""
        view = self._view()
        if view is None:
            return {}
        snapshot, reader = view
        column = snapshot.columns.values.get("notice")
        counts = column.counts(snapshot.columns.live) if column else ()
        tasks = {
            entry[0]: int(count)
            for entry, count in zip(column.entries if column else (), counts, strict=True)
        }
        stamps = (fields["stamp"] for fields in reader.all_stored_fields() if fields.get("stamp"))
        return {notice_id: (revision, tasks.get(notice_id, 0)) for notice_id, revision in stamps}

    def _view(self) -> tuple[Snapshot, IndexReader] | None:
        """The newest state, with this thread's own reader on it; None where there is no index."""
        index = self._opened()
        if index is None:
            self._refuse_missing()
            return None
        with engine.damage_told():
            reader = self._reader(index)
            with self._guard:
                if self._snapshot is None or self._snapshot.generation != reader.generation():
                    self._snapshot = Snapshot.of(reader, self._snapshot)
                return self._snapshot, reader

    def _reader(self, index: FileIndex) -> IndexReader:
        """This thread's reader, on the newest state."""
        reader: IndexReader | None = getattr(self._own, "reader", None)
        if reader is not None and reader.generation() == index.latest_generation():
            return reader
        if reader is not None:
            reader.close()
        self._own.reader = index.reader()
        return self._own.reader

    def _opened(self) -> FileIndex | None:
        with self._guard:
            if self._index is None and engine.exists(self.folder):
                self._index = engine.open_index(self.folder)
            return self._index

    # Writing

    def writer(self, timeout: float = 30.0) -> IndexWriter:
        """A writer for a with block: what is put is seen when the block ends well, else forgotten.

        Raises BaseBusy where another writer does not finish within `timeout` seconds, and
        IndexUnreadable where the index is missing and should not be: one that begins in the middle
        would hold a part of the notices and look whole.
        """
        index = self._opened()
        if index is None:
            self._refuse_missing()
            index = self._made()
        return IndexWriter(index, timeout)

    def _refuse_missing(self) -> None:
        if self._expected():
            raise IndexUnreadable("索引不在了，或是旧格式")

    def _made(self) -> FileIndex:
        with self._guard:
            self._index = engine.make_index(self.folder)
            return self._index

    def clear(self) -> None:
        """Throw the index away, damaged or not, and begin an empty one."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        self._made()

    def close(self) -> None:
        """Give back the files. The index opens itself again when it is asked."""
        with self._guard:
            reader: IndexReader | None = getattr(self._own, "reader", None)
            if reader is not None:
                reader.close()
            self._own = threading.local()
            if self._index is not None:
                self._index.close()
            self._index = self._snapshot = None


def _sorted(snapshot: Snapshot, reader: IndexReader, query: Query, terms: tuple[Term, ...], ids: Ids) -> Ids:
    """The documents in the order asked for; equal ones newest notice first, then as they are read."""
    columns = snapshot.columns
    keys: tuple[np.ndarray, ...] = (ids, -columns.day[ids])
    if query.sort == "deadline":
        keys = (*keys, columns.due[ids])
    elif query.sort == "level":
        keys = (*keys, columns.level[ids])
    elif query.sort == "relevance":
        keys = (*keys, -matching.scores(snapshot, reader, terms, ids))
    return ids[np.lexsort(keys)]


def _hit(reader: IndexReader, number: int, terms: tuple[Term, ...]) -> Hit:
    return highlighted(from_json(reader.stored_fields(number)["shown"]), terms)
