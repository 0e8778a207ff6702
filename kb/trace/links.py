"""From aligned passages and clauses to links with relation, score, reasons and changes."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from corpus.tables import load_rows
from kb.model import Change, Link, LinkEnd, LinkRelation, Notice
from kb.trace.align import Pair, governed
from kb.trace.clauses import ClausePair
from kb.trace.deviations import deviations, gained, lost
from kb.trace.facts.deadlines import compare_item_terms
from kb.trace.facts.side import Comparison, Side
from kb.trace.neutralise import PlaceNames
from kb.trace.sentences import Passage

_INVISIBLE = re.compile(r"[\s“”\"*]+")


class _Sides:
    """The sides of one notice: a passage with the line that dates its item."""

    def __init__(self, notice: Notice, passages: Sequence[Passage]) -> None:
        self.notice = notice
        self.terms = {p.clause: p for p in passages if p.kind == "term"}
        duties = [p for p in reversed(passages) if p.kind == "duty"]
        self.first = {p.clause: p.number for p in duties}

    def __call__(self, passage: Passage) -> Side:
        opens = self.first.get(passage.clause) == passage.number
        return Side(self.notice, passage, self.terms.get(passage.clause), opens)


def sentence_links(
    lower: Notice, upper: Notice, below_all: Sequence[Passage], above_all: Sequence[Passage],
    pairs: Sequence[Pair], places: PlaceNames,
) -> tuple[Link, ...]:  # fmt: skip
    """A link for each pair of passages of which at least one directs somebody, names units or dates an item."""
    below, above = _partners(pairs)
    low_side, up_side = _Sides(lower, below_all), _Sides(upper, above_all)
    links = []
    for pair in pairs:
        if pair.lower.kind == pair.upper.kind == "sentence":
            continue
        others_low = [low_side(p) for p in below[pair.upper.number] if p is not pair.lower]
        others_up = [up_side(p) for p in above[pair.lower.number] if p is not pair.upper]
        sides = low_side(pair.lower), up_side(pair.upper)
        links.append(_sentence_link(*sides, pair, places, others_low, others_up))
    return _told_once(links)


def _told_once(links: Sequence[Link]) -> tuple[Link, ...]:
    """What only one side of a split or merged sentence has is told with its first link, not with each."""
    told: set[tuple[LinkEnd | None, str, str | None, str | None]] = set()
    kept = []
    for link in links:
        changes = []
        for change in link.changes:
            end = link.upper if change.lower is None else link.lower if change.upper is None else None
            key = (end, change.kind, change.lower, change.upper)
            if end is None or key not in told:
                changes.append(change)
                told.add(key)
        kept.append(replace(link, changes=tuple(changes)))
    return tuple(kept)


def _sentence_link(
    lower: Side, upper: Side, pair: Pair, places: PlaceNames,
    others_low: list[Side], others_up: list[Side],
) -> Link:  # fmt: skip
    relation = _relation(pair, others_low, others_up)
    changes: tuple[Change, ...]
    if pair.lower.kind == "term":
        changes = ()  # told with the sentences that the line dates
    elif relation == "verbatim":
        # Equal words may still be dated otherwise, by the lines of their items.
        changes = tuple(compare_item_terms(Comparison(lower, upper, places)))
    else:
        changes = deviations(lower, upper, places, others_low, others_up)
    score = 1.0 if relation == "verbatim" else min(1.0, pair.score)
    return Link(
        LinkEnd(lower.notice.document.id, pair.lower.clause, pair.lower.quote),
        LinkEnd(upper.notice.document.id, pair.upper.clause, pair.upper.quote),
        relation, score, _reasons(pair, relation, changes), changes,
    )  # fmt: skip


def clause_links(
    lower: Notice, upper: Notice, clauses: Sequence[ClausePair], links: Sequence[Link]
) -> tuple[Link, ...]:
    """A link for each pair of whole clauses; what differs stands with the sentences."""
    below: dict[str, int] = defaultdict(int)
    above: dict[str, int] = defaultdict(int)
    for pair in clauses:
        above[pair.lower] += 1
        below[pair.upper] += 1
    return tuple(
        Link(
            LinkEnd(lower.document.id, pair.lower),
            LinkEnd(upper.document.id, pair.upper),
            _clause_relation(pair, links, above[pair.lower], below[pair.upper]),
            pair.score,
            _clause_reasons(pair, links),
        )
        for pair in clauses
    )


def gaps(
    lower: Notice, upper: Notice, below: Sequence[Passage], above: Sequence[Passage], pairs: Sequence[Pair]
) -> tuple[Link, ...]:
    """Duties that only one side has; brackets too, where duties that they govern are linked."""
    linked_low = {pair.lower.number for pair in pairs}
    linked_up = {pair.upper.number for pair in pairs}
    not_carried = [
        Link(
            None,
            LinkEnd(upper.document.id, p.clause, p.quote),
            "not_carried",
            0.0,
            "下级没有",
            lost(upper, p),
        )
        for p in _unlinked(above, linked_up, has_brackets=_has_brackets(below))
    ]
    added = [
        Link(LinkEnd(lower.document.id, p.clause, p.quote), None, "added", 0.0, "上级没有", gained(lower, p))
        for p in _unlinked(below, linked_low, has_brackets=_has_brackets(above))
    ]
    return (*not_carried, *added)


def _has_brackets(passages: Sequence[Passage]) -> bool:
    return any(passage.kind == "bracket" for passage in passages)


def _unlinked(passages: Sequence[Passage], linked: set[int], *, has_brackets: bool) -> list[Passage]:
    """Duties without a partner, and brackets whose duties have partners though they have none.

    A notice that names no units at all (they stand in a table) lacks no single bracket.
    """
    of_linked = {bracket.number for number, bracket in governed(passages).items() if number in linked}
    return [
        passage
        for passage in passages
        if passage.number not in linked
        and (passage.kind == "duty" or (has_brackets and passage.number in of_linked))
    ]


def clause_gaps(
    lower: Notice,
    upper: Notice,
    clauses: Sequence[ClausePair],
    below: Sequence[Passage],
    above: Sequence[Passage],
) -> tuple[Link, ...]:
    """Whole clauses with duties of their own that correspond to nothing on the other side."""
    linked_low = {pair.lower for pair in clauses}
    linked_up = {pair.upper for pair in clauses}
    lost_paths = dict.fromkeys(p.clause for p in above if p.kind == "duty" and p.clause not in linked_up)
    new_paths = dict.fromkeys(p.clause for p in below if p.kind == "duty" and p.clause not in linked_low)
    return (
        *(
            Link(None, LinkEnd(upper.document.id, path), "not_carried", 0.0, "下级没有对应的条款")
            for path in lost_paths
            if path is not None
        ),
        *(
            Link(LinkEnd(lower.document.id, path), None, "added", 0.0, "上级没有对应的条款")
            for path in new_paths
            if path is not None
        ),
    )


def same_words(lower: str, upper: str) -> bool:
    """Equal but for white space, quotation marks, width of characters and the closing mark."""
    one, other = (
        _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).rstrip("。；;") for text in (lower, upper)
    )
    return one == other


def _partners(pairs: Sequence[Pair]) -> tuple[dict[int, list[Passage]], dict[int, list[Passage]]]:
    """By upper number the lower passages that carry it; by lower number the upper ones that it carries."""
    below: dict[int, list[Passage]] = defaultdict(list)
    above: dict[int, list[Passage]] = defaultdict(list)
    for pair in pairs:
        below[pair.upper.number].append(pair.lower)
        above[pair.lower.number].append(pair.upper)
    return below, above


def _relation(pair: Pair, others_low: list[Side], others_up: list[Side]) -> LinkRelation:
    if same_words(pair.lower.quote, pair.upper.quote):
        return "verbatim"
    if pair.lower.kind in ("bracket", "term"):
        return "adapted"
    if others_up:
        return "merged"
    return "split" if others_low else "adapted"


def _reasons(pair: Pair, relation: LinkRelation, changes: Sequence[Change]) -> str:
    if relation == "verbatim":
        return "逐字相同"
    of_item = pair.lower.kind in ("bracket", "term")
    reasons = [f"所管句子对应{pair.score:.0%}" if of_item else f"相似{pair.words:.2f}"]
    if relation in ("split", "merged"):
        reasons.append("上级一句分为几句" if relation == "split" else "上级几句并为一句")
    names = {row[0]: row[1] for row in load_rows("deviation_kinds") if row[2]}
    reasons += dict.fromkeys(names[change.kind] for change in changes if change.kind in names)
    return "；".join(reasons)


def _inside(end: LinkEnd | None, path: str) -> bool:
    return end is not None and end.clause is not None and f"{end.clause}/".startswith(f"{path}/")


def _between(pair: ClausePair, links: Sequence[Link]) -> list[Link]:
    return [link for link in links if _inside(link.lower, pair.lower) and _inside(link.upper, pair.upper)]


def _clause_relation(pair: ClausePair, links: Sequence[Link], uppers: int, lowers: int) -> LinkRelation:
    if uppers > 1:
        return "merged"
    if lowers > 1:
        return "split"
    touching = [link for link in links if _inside(link.lower, pair.lower) or _inside(link.upper, pair.upper)]
    same = all(link.relation == "verbatim" for link in touching)
    return "verbatim" if same and pair.heading == 1.0 else "adapted"


def _clause_reasons(pair: ClausePair, links: Sequence[Link]) -> str:
    between = _between(pair, links)
    verbatim = sum(link.relation == "verbatim" for link in between)
    heading = (
        "标题相同" if pair.heading == 1.0 else f"标题相似{pair.heading:.2f}" if pair.heading else "标题不同"
    )
    return f"{heading}；{len(between)}句对应，其中{verbatim}句逐字相同；相同部分{pair.share:.0%}"
