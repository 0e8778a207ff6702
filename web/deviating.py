"""All deviations of the shelf as rows with facets: the page 偏差 and its downloads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.base import KnowledgeBase
from kb.model import Change, Document, Link, LinkEnd
from kb.trace.arrange import without_repeats
from web import present
from web.changes import Card, card_of
from web.seals import ADDED, NOT_CARRIED, SEVERITY_WORDS, Seal

FACETS = {"severity": "严重程度", "kind": "种类", "region": "地区", "body": "责任单位", "status": "状态"}
"""The facets in the order of the page."""
NOBODY = "未写责任单位"
OPEN, CONFIRMED, EXPLAINED = "未判断", "已确认", "已说明"
_TONES = tuple(SEVERITY_WORDS)
LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One deviation: its seal, the change (None for a sentence on one side only), both notices."""

    seal: Seal
    card: Card | None
    link: Link
    lower: Document
    upper: Document
    functions: tuple[str, ...]

    @property
    def what(self) -> str:
        """What changed; of a sentence that stands alone its words."""
        if self.card is not None:
            return self.card.body
        end = self.link.lower or self.link.upper
        quote = " ".join(((end.quote if end else None) or "").split())
        return f"“{quote}”" if len(quote) <= LONGEST_QUOTE else f"“{quote[:LONGEST_QUOTE]}……”"

    @property
    def status(self) -> str:
        """What a person said of it."""
        if self.link.status == "proposed":
            return OPEN
        return CONFIRMED if self.link.lower and self.link.upper else EXPLAINED

    @property
    def below(self) -> str | None:
        """The path of the lower clause."""
        return self.link.lower.clause if self.link.lower else None

    @property
    def above(self) -> str | None:
        """The path of the upper clause."""
        return self.link.upper.clause if self.link.upper else None

    def values(self, facet: str) -> tuple[str, ...]:
        """The row's values of a facet."""
        return {
            "severity": (SEVERITY_WORDS[self.seal.tone],),
            "kind": (self.seal.name,),
            "region": (present.place(self.lower),),
            "body": self.functions or (NOBODY,),
            "status": (self.status,),
        }[facet]


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet with its count under the other choices."""

    value: str
    count: int
    chosen: bool


def rows_of(base: KnowledgeBase, notice_id: str | None = None) -> tuple[Row, ...]:
    """All deviations of the shelf (or of one notice from those above it), the gravest first."""
    documents = {summary.document.id: summary.document for summary in base.store.summaries()}
    found = [
        (pair, link)
        for pair, link in base.store.deviating(notice_id)
        if link.status != "rejected" and (notice_id is None or pair[0] == notice_id)
    ]
    functions = base.store.functions({notice for pair, _ in found for notice in pair})
    told: dict[tuple[str, str], set[tuple[str, str | None, str | None]]] = {}
    rows = []
    for pair, link in found:
        changes = without_repeats(link, told.setdefault(pair, set()))
        units = _functions(functions, pair, link)
        lower, upper = documents[pair[0]], documents[pair[1]]
        rows += [Row(seal, card, link, lower, upper, units) for seal, card in _sealed(link, changes)]
    return tuple(sorted(rows, key=_order))


def _sealed(link: Link, changes: Iterable[Change]) -> Iterator[tuple[Seal, Card | None]]:
    """The deviations of a link; a sentence that stands alone without any is one itself."""
    cards = [card for change in changes if (card := card_of(change)) is not None]
    yield from ((card.seal, card) for card in cards)
    if not cards and link.upper is None:
        yield ADDED, None
    elif not cards and link.lower is None:
        yield NOT_CARRIED, None


def _order(row: Row) -> tuple[object, ...]:
    level = present.LEVEL_WORDS
    rank = list(level).index(row.lower.level) if row.lower.level else len(level)
    return (_TONES.index(row.seal.tone), row.seal.rank, row.card is None, rank, row.lower.id)


def _functions(
    known: Mapping[tuple[str, str | None], tuple[str, ...]], pair: tuple[str, str], link: Link
) -> tuple[str, ...]:
    """Whose task the words are: the lower clause's units, else those of the upper one that is not carried."""
    end: LinkEnd | None = link.lower or link.upper
    notice, path = (pair[0] if link.lower else pair[1]), end.clause if end else None
    while path:
        if named := known.get((notice, path)):
            return named
        path = path.rpartition("/")[0]
    return ()


def chosen_of(arguments: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The choices that an address holds, facet by facet."""
    return {name: tuple(dict.fromkeys(arguments[name])) for name in FACETS if arguments.get(name)}


def filtered(
    rows: Sequence[Row], chosen: Mapping[str, tuple[str, ...]], but: str | None = None
) -> tuple[Row, ...]:
    """The rows with one of the chosen values in each facet, `but` one facet left aside."""
    active = [(name, set(values)) for name, values in chosen.items() if name != but]
    return tuple(row for row in rows if all(values.intersection(row.values(name)) for name, values in active))


def facets_of(
    rows: Sequence[Row], chosen: Mapping[str, tuple[str, ...]]
) -> list[tuple[str, str, list[Value]]]:
    """(name, label, values) of each facet; counts hold under the choices in the other facets."""
    shown = []
    for name, label in FACETS.items():
        counts = Counter(value for row in filtered(rows, chosen, but=name) for value in row.values(name))
        known = dict.fromkeys(value for row in rows for value in row.values(name))
        picked = chosen.get(name, ())
        values = [Value(value, counts[value], value in picked) for value in (*known, *picked) if value]
        values = list({each.value: each for each in values}.values())
        if name in ("region", "body"):
            values.sort(key=lambda each: (each.value == NOBODY, -each.count, each.value))
        shown.append((name, label, values))
    return shown
