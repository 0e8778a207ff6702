"""What waits for a person: facts that are not sure enough, weak links, lost ground, names without a body."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kb.bodies.groups import class_noun
from kb.errors import NoticeNotFound
from kb.model import Document, Link, Notice
from kb.review.judge import Judged
from kb.review.keys import bare, unit_subject
from kb.review.links import Ends, subject_of_link
from kb.review.names import decided_names, scope_of
from kb.review.settle import judgement_of
from kb.review.standing import standing
from kb.store import Decision, Store, Suspect

FACT_THRESHOLD = 0.85
"""Facts that are less sure than this are shown to a person."""
LINK_THRESHOLD = 0.6
"""Proposed links of sentences that score less than this are shown to a person."""
LONGEST = 200
"""So many facts and links are looked up at most; the counts are always whole."""


@dataclass(frozen=True, slots=True)
class FactItem:
    """A fact to look at, with its notice."""

    document: Document
    judged: Judged

    @property
    def subject(self) -> str:
        """The key that it is addressed by."""
        return self.judged.subject

    @property
    def confidence(self) -> float:
        """How sure the rules were; 1 where nothing was read."""
        fact = self.judged.fact or self.judged.machine
        return fact.evidence.confidence if fact else 1.0


@dataclass(frozen=True, slots=True)
class LinkItem:
    """A link (or, opened on purpose, a gap) to look at, with both notices."""

    lower: Document
    upper: Document
    link: Link
    subject: str
    postponed: bool


@dataclass(frozen=True, slots=True)
class SuspectItem:
    """A decision that lost its ground, with the notice whose words changed."""

    document: Document
    suspect: Suspect
    decision: Decision

    @property
    def subject(self) -> str:
        """The key that it is addressed by."""
        return self.suspect.subject


@dataclass(frozen=True, slots=True)
class NameItem:
    """A name without a body in one jurisdiction: in which notices, how often, which bodies it may be."""

    document: Document
    name: str
    subject: str
    notices: tuple[str, ...]
    mentions: int
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much waits, whole."""

    facts: int
    links: int
    suspects: int
    names: int


def waiting(store: Store) -> int:
    """The number beside 核校 on every page: uncertain facts and decisions that lost their ground."""
    return sum(store.decisions.uncertain(FACT_THRESHOLD).values()) + len(store.decisions.suspects())


def facts(store: Store, kind: str | None = None) -> tuple[FactItem, ...]:
    """The facts to look at, the least sure first, what was put off last; at most LONGEST."""
    found: list[FactItem] = []
    for notice_id in store.decisions.uncertain(FACT_THRESHOLD):
        if len(found) < LONGEST:
            found += of_notice(store, notice_id, kind)
    return tuple(sorted(found[:LONGEST], key=_order))


def of_notice(store: Store, notice_id: str, kind: str | None = None) -> list[FactItem]:
    """The facts of one notice to look at."""
    machine, judgement = judgement_of(store, notice_id)
    return [
        FactItem(machine.document, each)
        for each in judgement.facts
        if each.fact is not None
        and each.fact.evidence.confidence < FACT_THRESHOLD
        and kind in (None, each.kind)
    ]


def fact(store: Store, notice_id: str, subject: str) -> FactItem | None:
    """One fact, decided or not; None where it is not there."""
    machine, judgement = judgement_of(store, notice_id)
    found = next((each for each in judgement.facts if each.subject == subject), None)
    return FactItem(machine.document, found) if found else None


def _order(item: FactItem) -> tuple[bool, float, str, int]:
    fact = item.judged.fact
    return item.judged.postponed, item.confidence, item.document.id, fact.evidence.start if fact else 0


def links(store: Store) -> tuple[LinkItem, ...]:
    """The weak links of sentences, the weakest first, what was put off last."""
    found: list[LinkItem] = []
    for pair in store.decisions.weak_pairs(LINK_THRESHOLD):
        if len(found) < LONGEST:
            found += [item for item in of_pair(store, *pair) if weak(item.link)]
    return tuple(sorted(found, key=lambda item: (item.postponed, item.link.score, item.subject)))


def weak(link: Link) -> bool:
    """Whether a link waits for a person."""
    sentences = bool(link.lower and link.upper and link.lower.quote and link.upper.quote)
    return sentences and link.status == "proposed" and link.score < LINK_THRESHOLD


def of_pair(store: Store, lower_id: str, upper_id: str) -> list[LinkItem]:
    """All links and gaps of a pair, each with its key."""
    lower, upper = store.notice(lower_id), store.notice(upper_id)
    below, above = Ends(lower), Ends(upper)
    held = standing(store.decisions.of_pair(lower_id, upper_id))
    items = []
    for link in store.links_between(lower_id, upper_id):
        subject = subject_of_link(link, below, above)
        put_off = subject in held and held[subject].postponed
        items.append(LinkItem(lower.document, upper.document, link, subject, put_off))
    return items


def suspects(store: Store) -> tuple[SuspectItem, ...]:
    """All decisions that lost their ground."""
    items = []
    for suspect in store.decisions.suspects():
        decision = store.decisions.get(suspect.decision_id)
        changed = suspect.other_id if suspect.side == "upper" and suspect.other_id else suspect.notice_id
        document = _document(store, changed)
        if decision and document:
            items.append(SuspectItem(document, suspect, decision))
    return tuple(items)


def names(store: Store) -> tuple[NameItem, ...]:
    """One row for each name without a body in a jurisdiction, the most often named first.

    Class nouns and groups (有关部门, 相关镇) are no names of a body and need no decision; a name with candidates
    (邮政管理部门) does.
    """
    documents = {summary.document.id: summary.document for summary in store.summaries()}
    rows: dict[str, NameItem] = {}
    decided: dict[str, dict[str, Decision]] = {}
    for each in store.decisions.undecided_units():
        document = documents[each.notice_id]
        scope = scope_of(document)
        if scope is None or not (each.candidates or _names_a_body(each.name, each.kind)):
            continue
        if scope not in decided:
            decided[scope] = decided_names(store.decisions.of_scope(scope))
        if bare(each.name) in decided[scope]:
            continue
        subject = unit_subject(scope, each.name)
        row = rows.get(subject) or NameItem(document, each.name, subject, (), 0, each.candidates)
        notices = tuple(dict.fromkeys((*row.notices, each.notice_id)))
        rows[subject] = replace(row, notices=notices, mentions=row.mentions + each.mentions)
    return tuple(sorted(rows.values(), key=lambda row: (-row.mentions, row.name)))


def _names_a_body(name: str, kind: str) -> bool:
    return kind in ("department", "enterprise", "other", "leading_group") and not class_noun(name)


def counts(store: Store) -> Counts:
    """How much waits in each list."""
    return Counts(
        facts=sum(store.decisions.uncertain(FACT_THRESHOLD).values()),
        links=len(links(store)),
        suspects=len(store.decisions.suspects()),
        names=len(names(store)),
    )


def _document(store: Store, notice_id: str) -> Document | None:
    try:
        notice: Notice = store.notice(notice_id)
    except NoticeNotFound:
        return None
    return notice.document
