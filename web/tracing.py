"""The chain of a clause as lanes, boxes and gaps: what the picture and the table of 溯源 are made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kb.base import KnowledgeBase
from kb.model import LEVELS, Clause, Document, Level, LinkEnd, Notice
from kb.regions import members, region_of_document_number, region_of_issuer
from kb.same_subject import Related
from kb.store import MissingUpstream
from kb.trace.chain import Chain, Hop, chain
from kb.trace.same_subject import UNCITED
from web import present
from web.covering import words_of
from web.samesubject import related_to
from web.seals import Seal, seal_of

By = Literal["clause", "sentence"]
MOST_SENTENCES = 4
"""A clause of more sentences is first shown as a whole."""
NAMES_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of the chain: a clause or sentence with its notice and how strong the way to it is."""

    end: LinkEnd
    document: Document
    clause: Clause | None
    sentence: int | None
    words: str
    strength: float
    start: bool

    @property
    def path(self) -> str:
        """The clause's path in words; 正文 outside of clauses."""
        return present.path_words(self.end.clause) if self.end.clause else "正文"


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing in a lane: `kind` says whether a cited document is absent, none was ever cited, or
    lower places have no notice. `citing` are notices of the chain that cite it."""

    kind: Literal["absent", "uncited", "below"]
    level: Level | None
    title: str
    detail: str
    citing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """One level with what stands in it."""

    level: Level
    stops: tuple[Stop, ...]
    gaps: tuple[Gap, ...]
    related: tuple[Related, ...]
    current: bool


class Tracing:
    """Everything about the chain of one clause, each thing looked up once."""

    def __init__(self, base: KnowledgeBase, notice: Notice, clause: Clause, by: By | None) -> None:
        self._base = base
        self.notice, self.clause = notice, clause
        self._notices = {notice.document.id: notice}
        self.sentences = [o.evidence.quote for o in notice.obligations if o.clause == clause.path]
        fits = 0 < len(self.sentences) <= MOST_SENTENCES
        self.by: By = by if by == "clause" or (by and self.sentences) else "sentence" if fits else "clause"

    @cached_property
    def chain(self) -> Chain:
        """The chain itself."""
        own, path = self.notice.document.id, self.clause.path
        quotes: Sequence[str | None] = self.sentences if self.by == "sentence" else [None]
        return chain([LinkEnd(own, path, quote) for quote in quotes], self._base.store.links_of_clause)

    def notice_of(self, notice_id: str) -> Notice:
        """A notice of the chain."""
        if notice_id not in self._notices:
            self._notices[notice_id] = self._base.store.notice(notice_id)
        return self._notices[notice_id]

    @cached_property
    def stops(self) -> dict[LinkEnd, Stop]:
        """All places, from the top level down and in the order of the text within a notice."""
        found = [self._stop(end) for end in self.chain.places]
        found.sort(key=lambda stop: (_rank(stop.document.level), stop.document.id, self._position(stop)))
        return {stop.end: stop for stop in found}

    def _stop(self, end: LinkEnd) -> Stop:
        notice = self.notice_of(end.notice)
        clause = notice.clause(end.clause) if end.clause else None
        quotes = [o.evidence.quote for o in notice.obligations if o.clause == end.clause]
        sentence = quotes.index(end.quote) + 1 if end.quote in quotes else None
        words = end.quote or (clause.text[clause.body_start - clause.start :] if clause else "")
        strength = self.chain.strength.get(end, 0.0)
        return Stop(
            end, notice.document, clause, sentence, " ".join(words.split()), strength, end in self.chain.start
        )

    def _position(self, stop: Stop) -> tuple[int, int]:
        clauses = self.notice_of(stop.end.notice).clauses
        at = clauses.index(stop.clause) if stop.clause else -1
        return at, stop.sentence or 0

    @cached_property
    def missing(self) -> tuple[tuple[MissingUpstream, Level | None], ...]:
        """Documents that notices of the chain stand on and the shelf lacks, with their level."""
        found: dict[tuple[str | None, str | None], MissingUpstream] = {}
        for notice_id in self.chain.notices():
            for each in self._base.store.missing_upstream(notice_id):
                key = (each.doc_number, each.title)
                known = found.get(key)
                cited_by = (*(known.cited_by if known else ()), *each.cited_by)
                found[key] = MissingUpstream(each.title, each.doc_number, cited_by, each.relation)
        return tuple((each, self._level(each)) for each in found.values())

    def _level(self, missing: MissingUpstream) -> Level | None:
        """The level of a document that is only cited: from its number, else from its title; None unknown."""
        place = region_of_document_number(missing.doc_number) if missing.doc_number else None
        if place is None and missing.title:
            place = region_of_issuer(missing.title)
        return place.level if place else None

    @cached_property
    def related(self) -> tuple[Related, ...]:
        """Notices on the same subject from elsewhere."""
        return related_to(self._base, self.notice.document.id)

    def counterparts(self, related: Related) -> tuple[str, ...]:
        """The clauses of such a notice that correspond to this one."""
        return tuple(theirs for own, theirs in related.clauses if own == self.clause.path)

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """The five levels from the top down."""
        own = self.notice.document.level
        return tuple(
            Lane(
                level,
                stops := tuple(stop for stop in self.stops.values() if stop.document.level == level),
                tuple(self._gaps(level, bool(stops))),
                tuple(r for r in self.related if r.document.level == level and self.counterparts(r)),
                level == own,
            )
            for level in LEVELS
        )

    def _gaps(self, level: Level, filled: bool) -> Iterator[Gap]:
        own = self.notice.document.level
        if own is None:
            return
        if _rank(level) < _rank(own):
            yield from self._gaps_above(level, filled)
        elif not filled and level != own:
            yield from self._gaps_below(level)

    def _gaps_above(self, level: Level, filled: bool) -> Iterator[Gap]:
        absent = [each for each, its_level in self.missing if its_level == level]
        for each in absent:
            yield _absent(each, level)
        if not filled and not absent:
            word = present.LEVEL_WORDS[level]
            yield Gap("uncited", level, f"没有找到{word}级文件" if level != "national" else "没有找到国家文件",
                      "链上的文件没有引用，馆藏里也没有同题的，没有作任何推测")  # fmt: skip

    def _gaps_below(self, level: Level) -> Iterator[Gap]:
        """Only the level right below the lowest place can be told who should carry the clause."""
        lowest = list(self.stops.values())[-1].document
        if lowest.level is None or _rank(level) != _rank(lowest.level) + 1:
            return
        names = [place.short for place in members(lowest.region_code or "") if place.level == level]
        if names:
            shown = "、".join(names[:NAMES_SHOWN]) + ("等" if len(names) > NAMES_SHOWN else "")
            yield Gap("below", level, f"{present.place(lowest)}下辖 {len(names)} 个，入库承接 0 件", shown)
        else:
            addressed = present.joined(lowest.recipients, 4) if lowest.recipients else "没有写主送机关"
            yield Gap(
                "below", level, "馆藏中没有下级文件承接这一条", f"{present.place(lowest)}主送：{addressed}"
            )

    @property
    def all_gaps(self) -> tuple[Gap, ...]:
        """The gaps of all lanes, and cited documents of the own level, a lower or an unknown one."""
        beside = (
            _absent(each, level)
            for each, level in self.missing
            if level is None
            or (self.notice.document.level and _rank(level) >= _rank(self.notice.document.level))
        )
        return (*(gap for lane in self.lanes for gap in lane.gaps), *beside)

    def hops(self) -> tuple[tuple[str, tuple[Hop, ...]], ...]:
        """The hops grouped by the pair of notices that they join, from the top down."""
        groups: dict[tuple[str, str], list[Hop]] = {}
        order = list(self.stops)
        for hop in sorted(self.chain.hops, key=lambda hop: (order.index(hop.upper), order.index(hop.lower))):
            groups.setdefault((hop.upper.notice, hop.lower.notice), []).append(hop)
        return tuple((f"{lower}|{upper}", tuple(listed)) for (upper, lower), listed in groups.items())

    def levels(self) -> int:
        """How many levels the chain joins."""
        return len({stop.document.level for stop in self.stops.values()})


def _absent(missing: MissingUpstream, level: Level | None) -> Gap:
    named = missing.title or ""
    title, detail = (missing.doc_number, named) if missing.doc_number else (f"《{named}》", "没有文号")
    return Gap("absent", level, title, detail, tuple(dict.fromkeys(missing.cited_by)))


def seals_of(hop: Hop) -> tuple[Seal, ...]:
    """The seals of what changed on the way, each once, the gravest first."""
    found = {seal for change in hop.changes if (seal := seal_of(change)) is not None}
    return tuple(sorted(found, key=lambda seal: seal.rank))


def is_uncited(hop: Hop) -> bool:
    """Was the upper notice found by its subject rather than cited?"""
    return hop.link.rationale.startswith(UNCITED)


def title_of(stop: Stop) -> str:
    """What stands in bold in a box: the clause's heading, or which sentence it is."""
    if stop.end.quote is not None:
        return f"第 {stop.sentence} 句" if stop.sentence else "责任单位"
    return words_of(stop.clause) if stop.clause else "正文"


def _rank(level: Level | None) -> int:
    return LEVELS.index(level) if level else len(LEVELS)
