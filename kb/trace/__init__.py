"""What was carried from an upper notice, what changed, what was lost, sentence by sentence.

Pure: two notices in, links out. Imports `kb.model` and `corpus` only. Start reading at `trace` below:
sentences → score → align → clauses → compare (words, facts) → deviations → links.
"""

from kb.model import Link, Notice
from kb.trace.align import align
from kb.trace.clauses import align_clauses
from kb.trace.links import clause_gaps, clause_links, gaps, sentence_links
from kb.trace.neutralise import PlaceNames
from kb.trace.sentences import passages
from kb.trace.terms import term_pairs

__all__ = ["trace"]


def trace(lower: Notice, upper: Notice) -> tuple[Link, ...]:
    """All links between a notice and an upper one: whole clauses, sentences, and what has no counterpart.

    Links of whole clauses have no quotes. `added` and `not_carried` have one side only. Empty where
    nothing in the two notices corresponds.
    """
    places = PlaceNames.of(lower.document, upper.document)
    below, above = passages(lower), passages(upper)
    pairs = align(lower, upper, below, above, places)
    if not pairs:
        return ()
    laid = (*pairs, *term_pairs(below, above, pairs))
    of_sentences = sentence_links(lower, upper, below, above, laid, places)
    of_gaps = gaps(lower, upper, below, above, pairs)
    clauses = align_clauses(lower, upper, below, above, pairs, places)
    of_clauses = clause_links(lower, upper, clauses, (*of_sentences, *of_gaps))
    return (*of_clauses, *clause_gaps(lower, upper, clauses, below, above), *of_sentences, *of_gaps)
