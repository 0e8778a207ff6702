"""The lines that date items (完成时限：…): such a line belongs to the one of the item that its own item carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kb.trace.align import Pair
from kb.trace.sentences import Passage


def term_pairs(below: Sequence[Passage], above: Sequence[Passage], pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Each line of the lower notice beside that of the upper clause with which its clause shares most
    sentences. What the two lines say differently is told with the sentences that they date."""
    shared = Counter(
        (pair.lower.clause, pair.upper.clause)
        for pair in pairs
        if pair.lower.kind == pair.upper.kind == "duty"
    )
    upper_terms = {passage.clause: passage for passage in above if passage.kind == "term"}
    found = []
    for term in below:
        if term.kind != "term":
            continue
        rivals = {
            up: count for (low, up), count in shared.items() if low == term.clause and up in upper_terms
        }
        if rivals:
            best = max(rivals, key=lambda up: rivals[up])
            sure = rivals[best] / sum(rivals.values())
            found.append(Pair(term, upper_terms[best], sure, sure))
    return tuple(found)
