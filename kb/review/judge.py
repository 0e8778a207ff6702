"""From what the rules read and what people said to the facts that hold. Pure.

A decision finds its fact by its key. Where better rules cut the sentence otherwise, it goes to the
fact of the same kind whose words overlap; where they find nothing there any more, a confirmed or
corrected fact stands on the person's word alone. Where the sentence itself is not the same, nothing
is applied and the decision is suspect.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from kb.model import Evidence, Notice
from kb.review.fields import LISTS, PERSON, Fact, Plain, certain, facts_of, plain_fact, stated, with_fields
from kb.review.keys import Anchor, Sentences, Span, bare, fingerprint, subject_of
from kb.review.standing import Standing, standing
from kb.store import Decision, Kind, Suspect

ALIKE = 45.0
"""From this likeness (0–100) on, another sentence is shown as what became of the old one."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One fact as the rules read it (None: they did not) and as it holds (None: rejected)."""

    kind: Kind
    subject: str
    anchor: Anchor
    machine: Fact | None
    fact: Fact | None
    decision: Decision | None = None
    postponed: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """All facts of a notice with what was decided, and the decisions that lost their ground."""

    facts: tuple[Judged, ...]
    suspects: tuple[Suspect, ...]

    def of(self, kind: Kind) -> tuple[Judged, ...]:
        """The facts of one kind."""
        return tuple(each for each in self.facts if each.kind == kind)


def judge(machine: Notice, entries: tuple[Decision, ...]) -> Judgement:
    """What holds of the facts that the rules read, given what people said of this notice."""
    sentences = Sentences(machine)
    held = standing(entries)
    facts: list[Judged] = []
    suspects: list[Suspect] = []
    for kind in LISTS:
        own = {s: each for s, each in held.items() if each.history[-1].entry.kind == kind}
        found, lost = _of_kind(machine, kind, own, sentences)
        facts += found
        suspects += lost
    return Judgement(tuple(facts), tuple(suspects))


def judged_notice(machine: Notice, judgement: Judgement) -> Notice:
    """The notice with the facts that hold; units and findings are still the machine's."""
    lists: Plain = {}
    for kind, name in LISTS.items():
        judged = judgement.of(kind)
        holding = [each.fact for each in judged if each.fact is not None]
        if any(each.machine is None for each in judged):
            # What a person added stands at its place in the text.
            holding.sort(key=lambda fact: fact.evidence.start)
        lists[name] = tuple(holding)
    return replace(machine, **lists)


def keyed(machine: Notice, kind: Kind, sentences: Sentences) -> list[tuple[str, Anchor, Fact]]:
    """The machine's facts of one kind, each with its key and anchor."""
    seen: Counter[tuple[str | None, str, str]] = Counter()
    out = []
    for fact in facts_of(machine, kind):
        anchor = anchor_of(sentences, fact)
        place = (anchor.clause, anchor.fingerprint, bare(anchor.quote))
        anchor = replace(anchor, ordinal=seen[place])
        seen[place] += 1
        out.append((subject_of(kind, machine.document.id, anchor), anchor, fact))
    return out


def anchor_of(sentences: Sentences, fact: Fact) -> Anchor:
    """Where a fact stands."""
    span = sentences.around(fact.clause, fact.evidence.start, fact.evidence.end)
    words = sentences.words(span)
    return Anchor(fact.clause, fingerprint(words), words, span.pieces, fact.evidence.quote)


def _of_kind(
    machine: Notice, kind: Kind, held: dict[str, Standing], sentences: Sentences
) -> tuple[list[Judged], list[Suspect]]:
    rows = keyed(machine, kind, sentences)
    known = {subject for subject, _, _ in rows}
    taken: dict[int, Standing] = {
        at: held[subject] for at, (subject, _, _) in enumerate(rows) if subject in held
    }
    alone: list[tuple[Standing, Span]] = []
    suspects: list[Suspect] = []
    for subject, each in held.items():
        if subject in known or each.decision is None:
            continue
        anchor = anchor_from(each.decision)
        span = sentences.find(anchor.clause, anchor.fingerprint, anchor.pieces)
        if span is None:
            suspects.append(_suspect(machine, each.decision, anchor, sentences))
            continue
        added = any(d.entry.action == "add" for d in each.history)
        at = None if added else _nearest(rows, taken, anchor, span, machine)
        if at is None:
            alone.append((each, span))
        else:
            taken[at] = each
    facts = [
        _judged(kind, subject, anchor, fact, taken.get(at)) for at, (subject, anchor, fact) in enumerate(rows)
    ]
    facts += [_alone(kind, each, span, machine) for each, span in alone]
    return facts, suspects


def anchor_from(decision: Decision) -> Anchor:
    """The anchor that a decision was kept with."""
    return Anchor(**decision.entry.anchor)


def _judged(kind: Kind, subject: str, anchor: Anchor, fact: Fact, held: Standing | None) -> Judged:
    if held is None:
        return Judged(kind, subject, anchor, fact, fact)
    decision = held.decision
    holds: Fact | None = fact if decision is None else _decided(kind, fact, decision)
    return Judged(kind, held.subject, anchor, fact, holds, decision, held.postponed)


def _decided(kind: Kind, fact: Fact, decision: Decision) -> Fact | None:
    if decision.entry.action == "reject":
        return None
    value = decision.entry.value or {}
    if plain_fact(kind, fact) == {**plain_fact(kind, fact), **value}:
        # What was confirmed (or put right by hand) is what the rules read by now.
        return certain(fact)
    return certain(with_fields(kind, fact, value), PERSON)


def _alone(kind: Kind, held: Standing, span: Span, machine: Notice) -> Judged:
    """What a person said where the rules read nothing (any more)."""
    assert held.decision is not None
    anchor = replace(anchor_from(held.decision), clause=span.clause)
    if held.decision.entry.action == "reject":
        return Judged(kind, held.subject, anchor, None, None, held.decision, held.postponed)
    at = machine.text.find(anchor.quote, span.start, span.end) if anchor.quote else -1
    start, end = (at, at + len(anchor.quote)) if at >= 0 else (span.start, span.end)
    place = machine.positions.at(start)
    evidence = Evidence(start, end, machine.text[start:end], place.page if place else None, PERSON, 1.0)
    fact = stated(kind, span.clause, evidence, held.decision.entry.value or {})
    return Judged(kind, held.subject, anchor, None, fact, held.decision, held.postponed)


def _nearest(
    rows: list[tuple[str, Anchor, Fact]],
    taken: dict[int, Standing],
    anchor: Anchor,
    span: Span,
    machine: Notice,
) -> int | None:
    """The free fact of this sentence whose words share most with the decision's."""
    at = machine.text.find(anchor.quote, span.start, span.end)
    start, end = (at, at + len(anchor.quote)) if at >= 0 else (span.start, span.end)
    best, most = None, 0
    for index, (_, own, fact) in enumerate(rows):
        if index in taken or fact.evidence.start < span.start or fact.evidence.end > span.end:
            continue
        if bare(own.quote) == bare(anchor.quote) and own.ordinal == anchor.ordinal:
            return index
        shared = min(end, fact.evidence.end) - max(start, fact.evidence.start)
        if at >= 0 and shared > most:
            best, most = index, shared
    return best


def _suspect(machine: Notice, decision: Decision, anchor: Anchor, sentences: Sentences) -> Suspect:
    span = likest(sentences, anchor)
    entry = decision.entry
    return Suspect(
        entry.subject, decision.id, entry.kind, machine.document.id, None, None, anchor.words,
        sentences.words(span) if span else None, span.clause if span else None,
    )  # fmt: skip


def likest(sentences: Sentences, anchor: Anchor) -> Span | None:
    """The sentence that most resembles the one that is gone; those of the same clause come first."""
    best, most = None, ALIKE
    wanted = bare(anchor.words)
    for span in sentences.all():
        score = fuzz.ratio(wanted, bare(sentences.words(span)), score_cutoff=ALIKE)
        score += 15 if score and span.clause == anchor.clause else 0
        if score > most:
            best, most = span, score
    return best
