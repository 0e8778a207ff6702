"""上下对照表: sentence by sentence, what became of the upper notice's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from kb.matrix import words
from kb.matrix.duties import Duty, duties_of, stated_between
from kb.matrix.filters import Sieve, missing_of
from kb.matrix.lines import Lines, numbered, title_of
from kb.matrix.seals import squeezed, touched, without_contrary
from kb.matrix.table import NOTHING, Column, Row, Table
from kb.matrix.who import Roll
from kb.model import Change, Document, Link, LinkEnd, Notice
from kb.trace.arrange import Told, arrange, without_repeats, words_of
from kb.trace.telling import kind_of, told
from kb.wording import RELATION_WORDS

NOT_BELOW, NOT_ABOVE = "本级没有", "上级没有"
ADDED, NOT_CARRIED = "新增要求", "上级要求未承接"
COLUMNS = (
    Column("lower_clause", "本级条款", 6, merged=True),
    Column("lower", "本级文字", 19),
    Column("upper_clause", "上级条款", 6, merged=True),
    Column("upper", "上级文字", 19),
    Column("relation", "关系", 4.6, centred=True),
    Column("score", "相似", 3, centred=True),
    Column("deviation", "偏差", 14),
    Column("lower_units", "本级单位", 7, merged=True),
    Column("upper_units", "上级单位", 7, merged=True),
)
NOTE = "相似按文字计算，1.00 为逐字相同；相似高不等于没有偏差。"
Pairs = Callable[[], Iterable[tuple[Notice, Notice, Sequence[Link]]]]
"""Lower notice, upper notice and the links of the pair, one pair at a time."""


def trace_table(pairs: Pairs, sieve: Sieve, sources: tuple[Document, ...], several: bool) -> Table:
    """The comparison of these pairs; `sources` are the notices of both sides."""
    return Table(
        view="trace",
        title=title_of("trace", sources, None if several else " 对 ".join(map(words.name_of, sources))),
        columns=numbered(COLUMNS, several),
        rows=Lines(lambda: _rows(pairs, sieve, several)),
        sources=sources,
        notes=(NOTE,),
    )


def _rows(pairs: Pairs, sieve: Sieve, several: bool) -> Iterator[Row]:
    for lower, upper, links in pairs():
        yield from _Pair(lower, upper, sieve, several).rows(links)


class _Pair:
    """Makes the rows of one pair of notices."""

    def __init__(self, lower: Notice, upper: Notice, sieve: Sieve, several: bool) -> None:
        self._lower, self._upper = lower, upper
        self._sieve, self._several = sieve, several
        self._duties = {n.document.id: duties_of(n) for n in (lower, upper)}
        self._rolls = {n.document.id: Roll(n) for n in (lower, upper)}

    def rows(self, links: Iterable[Link]) -> Iterator[Row]:
        """The pair's sentences in the order of the lower notice."""
        seen: Told = set()
        for found in arrange(self._lower, self._upper, links):
            for link in found.links:
                changes = without_contrary(without_repeats(link, seen))
                below = self._duties_at(self._lower, link.lower)
                above = self._duties_at(self._upper, link.upper)
                own, notice = (below, self._lower) if link.lower else (above, self._upper)
                if any(self._sieve.passes(duty, self._rolls[notice.document.id]) for duty in own):
                    yield self._row(link, changes, below, above)

    def _duties_at(self, notice: Notice, end: LinkEnd | None) -> tuple[Duty, ...]:
        """The duties that these words state or assign; else the words themselves as one."""
        if end is None:
            return ()
        duties = self._duties[notice.document.id]
        if end.quote is None:
            found = tuple(duty for duty in duties if duty.path == end.clause)
        else:
            found = tuple(touched(duties, end.clause, end.quote))
        return found or (stated_between(notice, end.clause, end.quote),)

    def _row(
        self, link: Link, changes: tuple[Change, ...], below: tuple[Duty, ...], above: tuple[Duty, ...]
    ) -> Row:
        notice, end = (self._lower, link.lower) if link.lower else (self._upper, link.upper)
        quote = words_of(notice, end)
        gap = link.lower is None or link.upper is None
        deviations = dict.fromkeys(each for change in changes if (each := told(change)) is not None)
        alone = ADDED if link.upper is None else NOT_CARRIED if link.lower is None else NOTHING
        cells = (
            self._path(self._lower, link.lower),
            words.plain(words_of(self._lower, link.lower)) or NOT_BELOW,
            self._path(self._upper, link.upper),
            words.plain(words_of(self._upper, link.upper)) or NOT_ABOVE,
            RELATION_WORDS[link.relation],
            NOTHING if gap else f"{link.score:.2f}",
            "\n".join(deviations) or alone,
            _units(self._lower, link.lower, below),
            _units(self._upper, link.upper, above),
        )
        stated = tuple(duty for duty in below if squeezed(duty.quote) == squeezed(quote))
        return Row(
            cells,
            notice=notice.document.id,
            clause=end.clause if end else None,
            quote=end.quote if end else None,
            group=f"{self._lower.document.id}#{link.lower.clause if link.lower else ''}"
            f"#{self._upper.document.id}#{link.upper.clause if link.upper else ''}",
            seals=tuple(("deviation", kind) for change in changes if (kind := kind_of(change)) is not None),
            events=words.events(stated),
            missing=missing_of(stated[0]) if stated else (),
            upper=(self._upper.document.id, link.upper.clause) if link.upper else None,
        )

    def _path(self, notice: Notice, end: LinkEnd | None) -> str:
        return words.basis(notice.document, end.clause, self._several) if end else NOTHING


def _units(notice: Notice, end: LinkEnd | None, duties: Iterable[Duty]) -> str:
    """Who answers for a sentence; of a bracket those whom it names."""
    quote = squeezed(end.quote) if end else ""
    brackets = [a for a in notice.assignments if not a.in_prose and squeezed(a.evidence.quote) == quote]
    named = [pair for a in brackets if end and a.clause == end.clause for pair in a.units()]
    pairs = named or [pair for duty in duties for pair in duty.task.units]
    return words.joined(name for _, name in pairs) or NOTHING
