"""One state of the index: its columns, and the documents of each term, read once and kept."""

from __future__ import annotations

import threading
from collections import OrderedDict

import numpy as np
from whoosh.reading import IndexReader

from kb.search import engine
from kb.search.columns import Columns, columns_of, joined
from kb.search.engine import Ids

_TERMS_KEPT = 4096


class Snapshot:
    """What all threads share of one generation of the index. Readers are not shared: each call brings its own."""

    def __init__(self, generation: int, columns: Columns, parts: dict[str, Columns]) -> None:
        self.generation = generation
        self.columns = columns
        self.parts = parts
        self._terms: OrderedDict[tuple[str, str], Ids] = OrderedDict()
        self._guard = threading.Lock()

    @classmethod
    def of(cls, reader: IndexReader, earlier: Snapshot | None) -> Snapshot:
        """The state that the reader sees; parts of the index that `earlier` knew are not read again."""
        parts: dict[str, Columns] = {}
        live = []
        for name, _, leaf in engine.segments(reader):
            known = earlier.parts.get(name) if earlier else None
            parts[name] = known if known is not None else columns_of(engine.stored(leaf))
            alive = np.zeros(parts[name].size, dtype=bool)
            alive[np.fromiter(leaf.all_doc_ids(), dtype=np.int64)] = True
            live.append(alive)
        return cls(reader.generation(), joined(list(parts.values()), live), parts)

    def ids(self, reader: IndexReader, field: str, term: str) -> Ids:
        """The documents that have the term, ascending."""
        key = (field, term)
        with self._guard:
            found = self._terms.get(key)
            if found is not None:
                self._terms.move_to_end(key)
                return found
        found = engine.ids_of(reader, field, term)
        with self._guard:
            self._terms[key] = found
            if len(self._terms) > _TERMS_KEPT:
                self._terms.popitem(last=False)
        return found
