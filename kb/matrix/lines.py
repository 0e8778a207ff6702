"""Rows that are made anew, notice by notice, each time they are walked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kb.matrix.table import VIEW_NAMES, Column, Row, View
from kb.matrix.words import name_of
from kb.model import Document, Notice

CLAUSE_COLUMNS = ("basis", "lower_clause", "upper_clause")
"""Where several notices are shown a clause in these columns has its notice's number before it."""
NUMBER_WIDTH = 2.4
"""What these columns then are wider, in Chinese characters: 〔2024〕41号 stays in one line."""


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


def numbered(columns: Sequence[Column], several: bool) -> tuple[Column, ...]:
    """The columns, those of clauses wider where each clause has its notice's number before it."""
    return tuple(
        replace(column, width=column.width + NUMBER_WIDTH)
        if several and column.key in CLAUSE_COLUMNS
        else column
        for column in columns
    )
