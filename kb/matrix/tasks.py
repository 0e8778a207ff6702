"""任务分工表: a row for each sentence that directs somebody, numbered by clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kb.matrix import words
from kb.matrix.duties import Duty, by_clause
from kb.matrix.filters import Sieve, missing_of
from kb.matrix.lines import Lines, numbered, title_of
from kb.matrix.seals import Seals
from kb.matrix.table import NOTHING, UNWRITTEN, Column, Request, Row, Table
from kb.model import Document, Notice

COLUMNS = (
    Column("number", "序号", 3, merged=True, centred=True),
    Column("task", "任务", 9, merged=True),
    Column("measure", "具体举措", 24),
    Column("modality", "措辞", 3, centred=True),
    Column("targets", "目标指标", 11, merged=True),
    Column("due", "完成时限", 7, merged=True),
    Column("lead", "牵头单位", 8, merged=True),
    Column("responsible", "责任单位", 10, merged=True),
    Column("cooperating", "配合单位", 7, merged=True),
    Column("basis", "依据条款", 6, merged=True),
)
NOTES = ("“未写”指文件没有写明，“—”指不需要写。牵头单位含正文中“由……牵头”“……会同……”等语句写明的。",)
NONE: Seals = {}


def _no_seals(notice: Notice, duties: tuple[Duty, ...]) -> Seals:
    return NONE


def tasks_table(
    notices: Iterable[Notice],
    sieve: Sieve | None = None,
    sources: tuple[Document, ...] | None = None,
    seals: Callable[[Notice, tuple[Duty, ...]], Seals] = _no_seals,
    whole: str | None = None,
) -> Table:
    """The tasks of these notices, which need not be in any store.

    `notices` are walked anew with every walk of the rows. `sources` are their documents, read from
    the notices where not told. `whole` stands in the title in the place of the notices' names.
    """
    chosen = sieve or Sieve(Request("tasks"))
    documents = sources if sources is not None else tuple(notice.document for notice in notices)
    several = len(documents) > 1
    return Table(
        view="tasks",
        title=title_of("tasks", documents, whole),
        columns=numbered(COLUMNS, several),
        rows=Lines(lambda: _rows(notices, chosen, several, seals)),
        sources=documents,
        notes=NOTES,
    )


def _rows(
    notices: Iterable[Notice],
    sieve: Sieve,
    several: bool,
    seals: Callable[[Notice, tuple[Duty, ...]], Seals],
) -> Iterator[Row]:
    number = 0
    for notice in notices:
        duties = sieve.duties(notice)
        sealed = seals(notice, duties)
        for group in by_clause(duties):
            number += 1
            for duty in group:
                yield row_of(duty, number, several, sealed.get(duty.start, ()))


def row_of(duty: Duty, number: int, several: bool, seals: tuple[tuple[str, str], ...]) -> Row:
    """The row of one duty."""
    cells = (
        str(number),
        words.title_of(duty),
        words.measure(duty),
        words.modality(duty),
        words.targets(duty),
        words.due(duty),
        words.joined(duty.named("lead")) or UNWRITTEN,
        words.joined(duty.named("responsible")) or UNWRITTEN,
        words.joined(duty.named("cooperating")) or NOTHING,
        words.basis(duty.notice.document, duty.path, several),
    )
    return Row(
        cells,
        notice=duty.notice.document.id,
        clause=duty.path,
        quote=duty.quote,
        group=duty.group,
        seals=seals,
        events=words.events((duty,)),
        missing=missing_of(duty),
    )
