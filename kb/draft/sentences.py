"""Sentences of an own text and where each comes from, made at the beginning and carried over when it is edited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from rapidfuzz import fuzz

from kb.draft.answers import answered_text
from kb.draft.localise_edits import Made
from kb.draft.model import TOKEN, Entry, Sentence, Source, Swap
from kb.draft.pieces import pieces
from kb.model import Clause, LinkRelation, Notice
from kb.trace.links import same_words
from kb.trace.sentences import Passage, split

ALIKE = 0.55
"""From this likeness on a sentence is taken for an edited form of another one."""
HELD = 88
"""From this share (of 100) on a sentence holds the words of a shorter one."""
PART, PART_HERE = 12, 6
"""Characters of a part that is looked for anywhere, and in the same clause."""
Known: TypeAlias = tuple[Source, str]
BEFORE, NEXT_TO = 6, 2
"""Characters before exchanged words by which they are known again, and what of them is left when those change."""
_SPACE = re.compile(r"\s+")


def first_sentences(
    upper: Notice, clause: Clause | None, start: int, end: int, made: Made, known: Sequence[Passage]
) -> tuple[Sentence, ...]:
    """The sentences of an own text just made from the upper words at `start`–`end`, each with its source.

    `known` are the upper notice's passages: what is one there is one sentence here.
    """
    found = []
    for left, right in _pieces_above(upper.text, start, end, known):
        behind = made.own_offset(right) if right < end else len(made.text)
        words = _bare(made.text[made.own_offset(left) : behind])
        quote = upper.text[left:right]
        if words:
            source = Source("upper", upper.document.id, clause.path if clause is not None else None, quote)
            found.append(Sentence(words, source, relation_of(words, quote)))
    return tuple(found)


def _pieces_above(text: str, start: int, end: int, known: Sequence[Passage]) -> list[tuple[int, int]]:
    """The passages within the stretch, and the sentences of what no passage covers."""
    found: list[tuple[int, int]] = []
    left = start
    for passage in sorted(known, key=lambda p: (p.start, -p.end)):
        if passage.start >= left and passage.end <= end:
            found += [*split(text, left, passage.start), (passage.start, passage.end)]
            left = passage.end
    return [*found, *split(text, left, end)]


def relation_of(words: str, quote: str) -> LinkRelation:
    """The relation of one own sentence to the one upper sentence that it comes from."""
    return "verbatim" if same_words(words, quote) else "adapted"


def as_printed(entry: Entry) -> tuple[Sentence, ...]:
    """The sentences as they are printed, answers in, with the relation that they have then: an answer may
    make them the upper words again, an empty one may leave nothing of them."""
    answered = (replace(each, text=_printed(each, entry)) for each in related_as_answered(entry).sentences)
    return tuple(sentence for sentence in answered if sentence.text)


def related_as_answered(entry: Entry) -> Entry:
    """The entry with the relations that its sentences have with the answers given so far."""
    return replace(entry, sentences=tuple(_related_now(each, entry) for each in entry.sentences))


def _related_now(sentence: Sentence, entry: Entry) -> Sentence:
    quote = sentence.source.quote
    if not quote or sentence.relation not in ("verbatim", "adapted"):
        return sentence
    return replace(sentence, relation=relation_of(_printed(sentence, entry), quote))


def _printed(sentence: Sentence, entry: Entry) -> str:
    return _bare(answered_text(sentence.text, entry.questions))


def resourced(
    before: Entry, text: str, candidates: Sequence[tuple[Source, str]] = ()
) -> tuple[Sentence, ...]:
    """The sentences of an edited text, each with the source of what it is most like.

    `candidates` are sentences that may have been taken in (of the upper notice, of peers, of own earlier
    notices) with their source. A sentence like nothing is written by hand and added.
    """
    here = [(sentence.source, sentence.text) for sentence in before.sentences]
    known = [*here, *((source, _bare(words)) for source, words in candidates)]
    found = [_sourced(_bare(text[left:right]), here, known) for left, right in pieces(text)]
    return _related(_with_merged([sentence for sentence in found if sentence.text], here))


def _sourced(words: str, here: Sequence[Known], known: Sequence[Known]) -> Sentence:
    plain = TOKEN.sub("", words)
    best, source = 0.0, Source("written")
    for each, others in known:
        likeness = float(fuzz.ratio(plain, TOKEN.sub("", others))) / 100
        if likeness > best:
            best, source = likeness, each
    if best < ALIKE:
        source = _holding(plain, here, PART_HERE) or _holding(plain, known, PART) or Source("written")
    relation: LinkRelation = relation_of(words, source.quote) if source.quote else "added"
    return Sentence(words, source, relation)


def _holding(words: str, known: Sequence[Known], least: int) -> Source | None:
    """The source of a sentence of which this one is a part, or that it holds as a part."""
    for source, others in known:
        shorter = min(len(words), len(others))
        if shorter >= least and fuzz.partial_ratio(words, others) >= HELD:
            return source
    return None


def _with_merged(sentences: Sequence[Sentence], here: Sequence[Known]) -> list[Sentence]:
    """The sentences, one that took in a further sentence of the old text once for each of its sources."""
    used = {sentence.source for sentence in sentences}
    found = list(sentences)
    for source, others in here:
        if source in used or source.kind != "upper" or len(others) < PART:
            continue
        for at, sentence in enumerate(found):
            longer = len(sentence.text) > len(others)
            if (
                longer
                and sentence.source.kind == "upper"
                and fuzz.partial_ratio(sentence.text, others) >= HELD
            ):
                merged = replace(sentence, relation="merged")
                found[at : at + 1] = [merged, replace(merged, source=source)]
                break
    return found


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
    bracket = sentence.text.startswith(
        ("（", "〔", "(")
    )  # units in charge are adapted, in however many brackets
    return "split" if several and sentence.relation == "adapted" and not bracket else sentence.relation


def reanchored(swaps: Sequence[Swap], before: str, text: str) -> tuple[Swap, ...]:
    """The swaps of which either words still stand in the edited text, at their new places."""
    kept: list[Swap] = []
    left = 0
    for swap in sorted(swaps, key=lambda s: s.start):
        if not swap.own:
            continue
        nearby = before[max(0, swap.start - BEFORE) : swap.start]
        found = _standing(swap, nearby, text, left)
        if found is not None:
            kept.append(found)
            left = found.end
    return tuple(kept)


def _standing(swap: Swap, nearby: str, text: str, left: int) -> Swap | None:
    """The swap behind the words that stood before it, as it was or turned; else its words further on."""
    turned = replace(swap, back=not swap.back)
    for before in dict.fromkeys((nearby, nearby[-NEXT_TO:])):
        places = [(_behind(before, each.words, text, left), each) for each in (swap, turned)]
        standing = [place for place in places if place[0] >= 0]
        if standing:
            at, found = min(standing, key=lambda place: (place[0], -len(place[1].words)))
            return replace(found, start=at, end=at + len(found.words))
    at = text.find(swap.words, left)
    return replace(swap, start=at, end=at + len(swap.words)) if at >= 0 else None


def _behind(nearby: str, words: str, text: str, left: int) -> int:
    if not nearby:
        return 0 if text.startswith(words) else -1
    at = text.find(nearby + words, max(0, left - len(nearby)))
    return at + len(nearby) if at >= 0 else -1


def _bare(text: str) -> str:
    return _SPACE.sub("", text)
