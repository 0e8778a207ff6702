"""The index's documents as columns of numbers, made once per state of the index and shared by all threads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.search.entries import Keys, unpacked
from kb.search.text import fold

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class ValueColumn:
    """A facet's values: `documents[i]` has the value `entries[codes[i]]`, a (value, label) pair."""

    entries: tuple[tuple[str, str], ...]
    documents: Numbers
    codes: Numbers

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """Value and label of each entry as the search compares them."""
        return tuple(f"{fold(value)}\n{fold(label)}" for value, label in self.entries)

    def with_codes(self, chosen: Iterable[int], size: int) -> Mask:
        """Which of `size` documents have one of these values."""
        wanted = np.zeros(len(self.entries) + 1, dtype=bool)
        wanted[list(chosen)] = True
        mask = np.zeros(size, dtype=bool)
        mask[self.documents[wanted[self.codes]]] = True
        return mask

    def counts(self, mask: Mask) -> Numbers:
        """For each entry, how many documents of the mask have it."""
        return np.bincount(self.codes[mask[self.documents]], minlength=len(self.entries))


@dataclass(frozen=True)
class Columns:
    """All documents of a stretch of the index, one place each; places without a task are not `live`."""

    sentences: list[str]
    headings: list[str]
    level: Numbers
    day: Numbers
    due: Numbers
    live: Mask
    values: Mapping[str, ValueColumn]

    @property
    def size(self) -> int:
        """How many places there are."""
        return len(self.sentences)


_EMPTY = Keys({}, "", "", 0, 0, 0)


def columns_of(stored: Iterable[Mapping[str, Any]]) -> Columns:
    """The columns of documents with these stored fields, in their order."""
    kept = [fields.get("keys") for fields in stored]
    keys = [Keys(*plain) if plain else _EMPTY for plain in kept]
    return Columns(
        sentences=[key.sentence for key in keys],
        headings=[key.heading for key in keys],
        level=_numbers(key.level for key in keys),
        day=_numbers(key.day for key in keys),
        due=_numbers(key.due for key in keys),
        live=np.array([plain is not None for plain in kept], dtype=bool),
        values=_value_columns(keys),
    )


def _numbers(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, dtype=np.int64)


def _value_columns(keys: list[Keys]) -> dict[str, ValueColumn]:
    names = dict.fromkeys(name for key in keys for name in key.values)
    return {name: _value_column([key.values.get(name, "") for key in keys]) for name in names}


def _value_column(packs: list[str]) -> ValueColumn:
    """The column of a facet whose packed entries these are, document by document."""
    known: dict[tuple[str, str], int] = {}
    codes_of = {
        pack: [known.setdefault(entry, len(known)) for entry in unpacked(pack)] for pack in set(packs)
    }
    codes = [codes_of[pack] for pack in packs]
    documents = np.repeat(np.arange(len(packs)), [len(each) for each in codes])
    return ValueColumn(tuple(known), documents, _numbers(chain.from_iterable(codes)))


def joined(parts: list[Columns], live: list[Mask]) -> Columns:
    """The parts behind one another; `live` says which places of each part still count."""
    if not parts:
        return columns_of(())
    names = dict.fromkeys(name for part in parts for name in part.values)
    return Columns(
        sentences=[text for part in parts for text in part.sentences],
        headings=[text for part in parts for text in part.headings],
        level=np.concatenate([part.level for part in parts]),
        day=np.concatenate([part.day for part in parts]),
        due=np.concatenate([part.due for part in parts]),
        live=np.concatenate([part.live & alive for part, alive in zip(parts, live, strict=True)]),
        values={name: _joined_values(name, parts) for name in names},
    )


def _joined_values(name: str, parts: list[Columns]) -> ValueColumn:
    known: dict[tuple[str, str], int] = {}
    documents, codes, first = [], [], 0
    for part in parts:
        column = part.values.get(name)
        if column is not None:
            renamed = [known.setdefault(entry, len(known)) for entry in column.entries]
            documents.append(column.documents + first)
            codes.append(np.array(renamed, dtype=np.int64)[column.codes])
        first += part.size
    return ValueColumn(tuple(known), np.concatenate(documents), np.concatenate(codes))
