"""Sentences of an own text and where each comes from, made at the beginning and carried over when it is edited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from kb.draft.localise_edits import Made
from kb.draft.model import TOKEN, Entry, Sentence, Source, Swap
from kb.model import Clause, LinkRelation, Notice
from kb.trace.links import same_words
from kb.trace.sentences import split

ALIKE = 0.55
"""From this likeness on a sentence is taken for an edited form of another one."""
_SPACE = re.compile(r"\s+")


def first_sentences(upper: Notice, clause: Clause, start: int, end: int, made: Made) -> tuple[Sentence, ...]:
    """The sentences of an own text just made from the upper words at `start`–`end`, each with its source."""
    found = []
    for left, right in split(upper.text, start, end):
        words = _bare(made.text[made.own_offset(left) : made.own_offset(right)])
        quote = upper.text[left:right]
        if words:
            source = Source("upper", upper.document.id, clause.path, quote)
            found.append(Sentence(words, source, relation_of(words, quote)))
    return tuple(found)


def relation_of(words: str, quote: str) -> LinkRelation:
    """The relation of one own sentence to the one upper sentence that it comes from."""
    return "verbatim" if same_words(words, quote) else "adapted"


def resourced(
    before: Entry, text: str, candidates: Sequence[tuple[Source, str]] = ()
) -> tuple[Sentence, ...]:
    """The sentences of an edited text, each with the source of what it is most like.

    `candidates` are sentences that may have been taken in (of the upper notice, of peers, of own earlier
    notices) with their source. A sentence like nothing is written by hand and added.
    """
    known = [(sentence.source, sentence.text) for sentence in before.sentences]
    known += [(source, _bare(words)) for source, words in candidates]
    found = [_sourced(_bare(text[left:right]), known) for left, right in split(text, 0, len(text))]
    return _related([sentence for sentence in found if sentence.text])


def _sourced(words: str, known: Sequence[tuple[Source, str]]) -> Sentence:
    plain = TOKEN.sub("", words)
    best, source = 0.0, Source("written")
    for each, others in known:
        likeness = float(fuzz.ratio(plain, TOKEN.sub("", others))) / 100
        if likeness > best:
            best, source = likeness, each
    if best < ALIKE:
        source = _holding(plain, known)
    relation: LinkRelation = relation_of(words, source.quote) if source.quote else "added"
    return Sentence(words, source, relation)


def _holding(words: str, known: Sequence[tuple[Source, str]]) -> Source:
    """The source of a sentence of which this one is a part, or that it holds as a part."""
    for source, others in known:
        shorter = min(len(words), len(others))
        if shorter >= 12 and fuzz.partial_ratio(words, others) >= 88:
            return source
    return Source("written")


def _related(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """One upper sentence in several own ones is split; a sentence not from above is added."""
    times: dict[Source, int] = {}
    for sentence in sentences:
        times[sentence.source] = times.get(sentence.source, 0) + 1
    return tuple(
        replace(sentence, relation=_settled(sentence, times[sentence.source] > 1)) for sentence in sentences
    )


def _settled(sentence: Sentence, several: bool) -> LinkRelation:
    if sentence.source.kind != "upper":
        return "added"
    return "split" if several and sentence.relation != "verbatim" else sentence.relation


def reanchored(swaps: Sequence[Swap], before: str, text: str) -> tuple[Swap, ...]:
    """The swaps whose own words still stand in the edited text, at their new places."""
    kept: list[Swap] = []
    left = 0
    for swap in sorted(swaps, key=lambda s: s.start):
        if not swap.own:
            continue
        nearby = before[max(0, swap.start - 6) : swap.start]
        at = text.find(nearby + swap.own, max(0, left - len(nearby)))
        at = at + len(nearby) if at >= 0 else text.find(swap.own, left)
        if at >= 0:
            kept.append(replace(swap, start=at, end=at + len(swap.own)))
            left = at + len(swap.own)
    return tuple(kept)


def _bare(text: str) -> str:
    return _SPACE.sub("", text)
