"""责任矩阵: clauses and what running text assigns in them, against the bodies that answer for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.matrix import words
from kb.matrix.duties import Duty, by_clause
from kb.matrix.filters import Sieve, missing_of
from kb.matrix.heads import MARKS, MOST_COLUMNS, Heads, function_of
from kb.matrix.heads import NONE_MARK as NONE_MARK
from kb.matrix.lines import Lines, title_of
from kb.matrix.table import NOTHING, Column, Missing, Row, Table
from kb.matrix.who import Roll, is_group
from kb.model import Assignment, Document, Notice, Role, Unit
from kb.regions import region

LONGEST_TASK = 24
LEGEND = f"{MARKS['lead']} 牵头　{MARKS['responsible']} 责任　{MARKS['cooperating']} 配合　{NONE_MARK} 无"
FROM_PROSE = f"缩进的行取自正文“由……牵头”“……会同……”等语句；括号没有写牵头的，{MARKS['lead']} 都取自这些语句。"
BY_FUNCTION = f"单位超过 {MOST_COLUMNS} 个，同一职能合为一列，只列任务最多的职能，其余单位列在“其他”栏。"
Marks = dict[str, set[Role]]


@dataclass(frozen=True, slots=True)
class Line:
    """A row before its columns are known: its duties, what it is called, who has which role."""

    duties: tuple[Duty, ...]
    title: str
    marks: Marks
    others: tuple[str, ...]
    depth: int
    missing: tuple[Missing, ...] = ()


def grid_table(
    notices: Iterable[Notice],
    sieve: Sieve,
    sources: tuple[Document, ...] | None = None,
    whole: str | None = None,
) -> Table:
    """The matrix of these notices. They are walked once for the columns and anew for the rows."""
    documents = sources if sources is not None else tuple(notice.document for notice in notices)
    several = len(documents) > 1
    heads = _heads(notices, sieve, by_function=False)
    if heads.too_many and not sieve.request.expand:
        heads = _heads(notices, sieve, by_function=True)
        heads.keep_most()
    own = [Column("clause", "条款", 6, merged=True), Column("task", "任务", 14)]
    if several:
        own.insert(0, Column("notice", "文件", 9, merged=True))
    notes = [LEGEND, *([FROM_PROSE] if heads.prose else []), *([BY_FUNCTION] if heads.by_function else [])]
    return Table(
        view="grid",
        title=title_of("grid", documents, whole),
        columns=(*own, *heads.columns()),
        rows=Lines(lambda: _rows(notices, sieve, heads, several)),
        sources=documents,
        notes=tuple(notes),
    )


def _heads(notices: Iterable[Notice], sieve: Sieve, by_function: bool) -> Heads:
    """The columns and totals of these notices; not read to the end where the bodies are too many."""
    heads = Heads(by_function)
    for notice in notices:
        for line in _lines(notice, sieve, heads, meet=True):
            heads.rows += 1
            heads.others += bool(line.others)
            heads.prose = heads.prose or line.depth > 0
            for key, roles in line.marks.items():
                heads.totals[key].update(roles)
        if heads.too_many and not sieve.request.expand:
            break
    return heads


def _lines(notice: Notice, sieve: Sieve, heads: Heads, meet: bool = False) -> Iterator[Line]:
    marker = _Marker(notice, sieve.request.expand, heads, meet)
    for group in by_clause(sieve.duties(notice)):
        yield from marker.lines(group)


class _Marker:
    """Makes the lines of one notice's clauses."""

    def __init__(self, notice: Notice, expand: bool, heads: Heads, meet: bool) -> None:
        self._roll = Roll(notice)
        self._expand, self._heads, self._meet = expand, heads, meet
        code = notice.document.region_code
        place = region(code) if code else None
        self._place = place.name if place else notice.document.jurisdiction or words.name_of(notice.document)
        self._formal = {name for a in notice.assignments if not a.in_prose for _, name in a.units()}
        self._whole_groups = [u for u in notice.units if is_group(u) and u.canonical]

    def lines(self, group: tuple[Duty, ...]) -> Iterator[Line]:
        """The line of a clause, and one for each thing that running text assigns in it."""
        every = dict.fromkeys(a for duty in group for a in duty.task.assignments)
        formal = [a for a in every if not a.in_prose]
        spoken = [a for a in every if a.in_prose]
        if len(spoken) == 1 and not formal:
            formal, spoken = spoken, []
        marks, others = self._marks(formal)
        lacking = [set(missing_of(duty)) for duty in group]
        missing = tuple(name for name in missing_of(group[0]) if all(name in each for each in lacking))
        yield Line(group, words.title_of(group[0]), marks, others, 0, missing)
        for assignment in spoken:
            marks, others = self._marks([assignment])
            yield Line(group, words.shortened(assignment.task or "", LONGEST_TASK), marks, others, 1)

    def _marks(self, assignments: Sequence[Assignment]) -> tuple[Marks, tuple[str, ...]]:
        marks: Marks = defaultdict(set)
        others: dict[str, None] = {}
        for role, name in (pair for assignment in assignments for pair in assignment.units()):
            keys = tuple(self._keys(name))
            for key in keys:
                marks[key].add(role)
            if not keys:
                others[f"{MARKS[role]}{name}"] = None
        return dict(marks), tuple(others)

    def _keys(self, name: str) -> Iterator[str]:
        """The columns of a unit; none for one that is no body (所在村居) and stands in running text only."""
        unit = self._roll.unit(name)
        group = self._group_of(unit)
        if self._heads.by_function:
            label = function_of(unit)
            if self._heads.shows(label):
                yield self._met(label, label, unit)
        elif self._expand and (listed := self._roll.members(name)):
            for key, member in listed:
                yield self._met(key, member, self._roll.unit(member))
        elif group is not None and group.canonical:
            own = group.canonical == unit.canonical
            yield self._met(group.canonical, name if own else self._some_of(group), group)
        elif unit.canonical or unit.kind != "other" or name in self._formal:
            yield self._met(self._roll.key(name), name, unit)

    def _group_of(self, unit: Unit) -> Unit | None:
        """The whole group that stands for a group or for some of it (相关镇 → 各镇、街道)."""
        if not is_group(unit):
            return None
        if unit.canonical:
            return unit
        alike = [group for group in self._whole_groups if group.kind == unit.kind]
        return alike[0] if alike else None

    def _some_of(self, group: Unit) -> str:
        """What the column of a group is called by a part of it; unfolded, the rest of the group is no whole."""
        return f"部分{group.name.removeprefix('各')}" if self._expand else group.name

    def _met(self, key: str, name: str, unit: Unit) -> str:
        if self._meet:
            self._heads.meet(key, name, unit, self._place)
        return key


def _rows(notices: Iterable[Notice], sieve: Sieve, heads: Heads, several: bool) -> Iterator[Row]:
    order = heads.order()
    for notice in notices:
        for line in _lines(notice, sieve, heads):
            yield _row(line, order, bool(heads.others), several)
    if heads.rows:
        yield _total(heads, order, several)


def _row(line: Line, order: tuple[str, ...], others: bool, several: bool) -> Row:
    duty = line.duties[0]
    document = duty.notice.document
    untold = "unit" in line.missing
    cells = [
        words.basis(document, duty.path, several=False),
        f"{line.title}（未写责任单位）" if untold else line.title,
        *(_mark(line.marks.get(key, set())) for key in order),
    ]
    if several:
        cells.insert(0, words.name_of(document))
    if others:
        cells.append(words.joined(line.others) or NONE_MARK)
    return Row(
        tuple(cells),
        notice=document.id,
        clause=duty.path,
        quote=duty.quote,
        group=duty.group,
        depth=line.depth,
        events=() if line.depth else words.events(line.duties),
        missing=line.missing,
    )


def _mark(roles: set[Role]) -> str:
    return "".join(mark for role, mark in MARKS.items() if role in roles) or NONE_MARK


def _total(heads: Heads, order: tuple[str, ...], several: bool) -> Row:
    cells = ["合计", f"{heads.rows} 行", *(heads.total(key) for key in order)]
    if several:
        cells.insert(1, NOTHING)
    if heads.others:
        cells.append(heads.total_of_others())
    return Row(tuple(cells), notice=None, clause=None, quote=None, group="total", kind="total")
