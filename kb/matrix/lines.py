"""Rows that are made anew, notice by notice, each time they are walked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.matrix.table import VIEW_NAMES, Row, View
from kb.matrix.words import name_of
from kb.model import Document, Notice


@dataclass(frozen=True)
class Lines(Iterable[Row]):
    """The rows that `make` yields; walking them twice calls it twice."""

    make: Callable[[], Iterator[Row]]

    def __iter__(self) -> Iterator[Row]:
        return self.make()


@dataclass(frozen=True)
class Loaded(Iterable[Notice]):
    """Notices that are loaded one at a time, each time they are walked."""

    ids: Sequence[str]
    load: Callable[[str], Notice]

    def __iter__(self) -> Iterator[Notice]:
        return (self.load(notice_id) for notice_id in self.ids)

    def __len__(self) -> int:
        return len(self.ids)


def title_of(view: View, sources: Sequence[Document], whole: str | None = None) -> str:
    """任务分工表（青政办字〔2030〕21号); several notices are counted, `whole` says it in other words."""
    if whole is None:
        whole = name_of(sources[0]) if len(sources) == 1 else f"{len(sources)} 件文件"
    return f"{VIEW_NAMES[view]}（{whole}）"
