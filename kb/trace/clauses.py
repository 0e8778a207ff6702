"""Which whole clauses correspond, concluded from their linked sentences and their headings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kb.model import Notice
from kb.trace.align import Pair
from kb.trace.neutralise import PlaceNames
from kb.trace.score import heading_likeness, weights
from kb.trace.sentences import Passage

# How much a like heading weighs against the words that clauses share.
_HEADING_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class ClausePair:
    """A lower clause beside an upper one; `share` is what of both their words is linked, 0 to 1."""

    lower: str
    upper: str
    share: float
    heading: float

    @property
    def score(self) -> float:
        """Share of linked words, lifted by a like heading."""
        return min(1.0, (1 - _HEADING_WEIGHT) * self.share + _HEADING_WEIGHT * self.heading)


@dataclass(frozen=True)
class _Weights:
    """Characters: linked between clauses, whole in clauses, on both levels of counting."""

    linked: Counter[tuple[str, str]]
    whole_low: Counter[str]
    whole_up: Counter[str]


def align_clauses(
    lower: Notice, upper: Notice, below: Sequence[Passage], above: Sequence[Passage],
    pairs: Iterable[Pair], places: PlaceNames,
) -> tuple[ClausePair, ...]:  # fmt: skip
    """For every lower clause the upper clause that it carries best, and others that it carries in part.

    A clause's words are those of its whole subtree, so that 三 corresponds to 三 by its items. Only
    clauses without items are linked to several.
    """
    pairs = [pair for pair in pairs if pair.lower.kind != "bracket"]
    deep = _weigh(below, above, pairs)
    found: dict[tuple[str, str], ClausePair] = {}
    candidates = _candidates(lower, upper, deep, places)
    for rivals in candidates.values():
        rivals = [pair for pair in rivals if _same_rank(pair, lower, upper, deep)]
        if not rivals:
            continue
        best = max(rivals, key=lambda pair: (pair.score, pair.heading))
        if _sure(best):
            found[best.lower, best.upper] = best
    for pair in _in_part(lower, upper, deep, candidates):
        found.setdefault((pair.lower, pair.upper), pair)
    order = {clause.path: number for number, clause in enumerate(lower.clauses)}
    return tuple(sorted(found.values(), key=lambda pair: (order[pair.lower], -pair.score)))


def _weigh(below: Sequence[Passage], above: Sequence[Passage], pairs: Sequence[Pair]) -> _Weights:
    linked: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        for low in _line(pair.lower.clause):
            for up in _line(pair.upper.clause):
                linked[low, up] += min(len(pair.lower.words), len(pair.upper.words))
    return _Weights(linked, _whole(below), _whole(above))


def _whole(passages: Sequence[Passage]) -> Counter[str]:
    whole: Counter[str] = Counter()
    for passage in passages:
        if passage.kind in ("duty", "sentence"):
            for path in _line(passage.clause):
                whole[path] += len(passage.words)
    return whole


def _line(path: str | None) -> list[str]:
    """The clause and all above it."""
    if path is None:
        return []
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(len(parts), 0, -1)]


def _candidates(
    lower: Notice, upper: Notice, deep: _Weights, places: PlaceNames
) -> dict[str, list[ClausePair]]:
    """All pairs of clauses that share linked words, by lower clause."""
    headings_low = {clause.path: clause.heading for clause in lower.clauses}
    headings_up = {clause.path: clause.heading for clause in upper.clauses}
    found: dict[str, list[ClausePair]] = defaultdict(list)
    for (low, up), linked in deep.linked.items():
        if low in headings_low and up in headings_up:
            share = 2 * linked / max(1, deep.whole_low[low] + deep.whole_up[up])
            heading = heading_likeness(headings_low[low], headings_up[up], places)
            found[low].append(ClausePair(low, up, min(1.0, share), heading))
    return found


def _sure(pair: ClausePair) -> bool:
    weight = weights()
    enough = pair.share >= weight["clause_share"] or pair.score >= weight["clause_score"]
    return enough or pair.heading >= weight["heading_alike"]


def _same_rank(pair: ClausePair, lower: Notice, upper: Notice, deep: _Weights) -> bool:
    """A head (a clause with items) goes with a head; with an item only if several items divide it."""
    heads_low, heads_up = ({clause.parent for clause in notice.clauses} for notice in (lower, upper))
    if pair.lower in heads_low and pair.upper not in heads_up:
        items = {low for low, up in deep.linked if up == pair.upper and low.startswith(f"{pair.lower}/")}
        return len(items) > 1
    if pair.upper in heads_up and pair.lower not in heads_low:
        items = {up for low, up in deep.linked if low == pair.lower and up.startswith(f"{pair.upper}/")}
        return len(items) > 1
    return True


def _in_part(
    lower: Notice, upper: Notice, deep: _Weights, candidates: dict[str, list[ClausePair]]
) -> list[ClausePair]:
    """Further pairs of which either holds a good part of the other: items with items, heads with heads."""
    leaves_low, leaves_up = _leaves(lower), _leaves(upper)
    weight = weights()
    found = []
    for rivals in candidates.values():
        for pair in rivals:
            linked = deep.linked[pair.lower, pair.upper]
            of_low = linked / max(1, deep.whole_low[pair.lower])
            of_up = linked / max(1, deep.whole_up[pair.upper])
            items = pair.lower in leaves_low and pair.upper in leaves_up
            heads = pair.lower not in leaves_low and pair.upper not in leaves_up
            same_depth = pair.lower.count("/") == pair.upper.count("/")
            least = weight["clause_share"] if items else weight["head_share"]
            if (items or (heads and same_depth)) and max(of_low, of_up) >= least:
                found.append(replace(pair, share=max(of_low, of_up)))
    return found


def _leaves(notice: Notice) -> set[str]:
    parents = {clause.parent for clause in notice.clauses}
    return {clause.path for clause in notice.clauses if clause.path not in parents}
