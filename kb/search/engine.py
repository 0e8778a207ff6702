"""Whoosh behind its wall: the fields, opening, writing, the postings of a term."""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import formats
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter
from whoosh.fields import ID, KEYWORD, STORED, Schema
from whoosh.index import EmptyIndexError, FileIndex, create_in, open_dir
from whoosh.index import IndexError as ForeignIndex
from whoosh.reading import IndexReader, TermNotFound
from whoosh.writing import LockError

from kb.errors import BaseBusy, IndexUnreadable
from kb.search.entries import keys_of, to_json
from kb.search.subject import profile_of
from kb.search.text import grams
from kb.search.words import words
from kb.tasks import Task

NAME = "tasks3"
"""The index's name; a change of its fields takes the next number, and doctor builds it anew."""
Ids = NDArray[np.int64]


def _terms() -> KEYWORD:
    """A field that only says which documents have a term."""
    field = KEYWORD(scorable=False)
    field.format = formats.Existence()
    return field


def _schema() -> Schema:
    return Schema(
        notice=ID, stamp=STORED, subject=_terms(), grams=_terms(), words=_terms(), keys=STORED, shown=STORED
    )


DAMAGE = (
    EmptyIndexError,
    ForeignIndex,
    IndexError,
    OSError,
    EOFError,
    ValueError,
    KeyError,
    AttributeError,
    AssertionError,
    struct.error,
    zlib.error,
    pickle.UnpicklingError,
)
"""What Whoosh raises on files that are cut off, foreign or gone; it has no error of its own for that."""


@contextmanager
def damage_told() -> Iterator[None]:
    """Any damage met while the index is opened becomes an IndexUnreadable."""
    try:
        yield
    except DAMAGE as error:
        raise IndexUnreadable(f"{type(error).__name__}: {error}") from error


def exists(folder: Path) -> bool:
    """Whether there is an index in the folder, whole or not."""
    return any(folder.glob(f"_{NAME}_*.toc"))


def open_index(folder: Path) -> FileIndex:
    """The index in the folder. Raises IndexUnreadable where it is damaged."""
    with damage_told():
        return open_dir(str(folder), indexname=NAME)


def make_index(folder: Path) -> FileIndex:
    """A new, empty index in the folder; one that is there is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    return create_in(str(folder), _schema(), indexname=NAME)


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes postings without asking for field lengths, which none of our fields has.

    Whoosh would look for a file of lengths once for every posting, two thirds of all its time.
    """

    def add_postings(self, schema: Schema, lengths: object, items: object) -> None:
        super().add_postings(schema, None, items)


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own format, in longer blocks."""

    def __init__(self) -> None:
        super().__init__(blocklimit=1024, compression=0)

    def field_writer(self, storage: object, segment: object) -> _FieldWriter:
        return _FieldWriter(self, storage, segment)


class IndexWriter:
    """Changes to the index, which nobody sees before `commit`. A with block commits or cancels."""

    def __init__(self, index: FileIndex, timeout: float) -> None:
        try:
            self._writer = index.writer(timeout=timeout, delay=0.05, codec=_Codec())
        except LockError as error:
            raise BaseBusy(timeout) from error

    def put(self, notice_id: str, revision: int, tasks: Iterable[Task]) -> None:
        """Put the tasks of this writing of the notice in the place of its earlier ones."""
        self.remove(notice_id)
        tasks = tuple(tasks)
        self._writer.add_document(
            notice=notice_id, stamp=(notice_id, revision), subject=sorted(profile_of(tasks))
        )
        for order, task in enumerate(tasks):
            keys = keys_of(task)
            self._writer.add_document(
                notice=notice_id,
                grams=list(grams(keys.sentence, keys.heading)),
                words=sorted({*words(keys.sentence), *words(keys.heading)}),
                keys=keys.plain(),
                shown=to_json(task, order),
            )

    def remove(self, notice_id: str) -> None:
        """Remove all tasks of the notice."""
        self._writer.delete_by_term("notice", notice_id)

    def __enter__(self) -> IndexWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._writer.commit()
        else:
            self._writer.cancel()


def ids_of(reader: IndexReader, field: str, term: str) -> Ids:
    """The numbers of all documents that have the term, ascending; deleted ones are left out."""
    try:
        matcher = reader.postings(field, term)
    except TermNotFound:
        return np.empty(0, dtype=np.int64)
    return np.fromiter(matcher.all_ids(), dtype=np.int64)


def segments(reader: IndexReader) -> Iterator[tuple[str, int, IndexReader]]:
    """The parts of the index: a name that stands for the part's content, its first number, its reader."""
    for leaf, first in reader.leaf_readers():
        if leaf.doc_count_all():
            yield leaf.segment().segment_id(), first, leaf


def stored(reader: IndexReader) -> Iterator[dict[str, Any]]:
    """The stored fields of every document in order, deleted ones too."""
    perdoc = reader._perdoc
    for number in range(reader.doc_count_all()):
        yield perdoc.stored_fields(number)
