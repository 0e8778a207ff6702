"""A person decides: each call is one stroke, kept, put to work on all it touches, and in the index at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from kb.base import KnowledgeBase
from kb.errors import KnowledgeBaseError
from kb.indexing import reindex
from kb.linking import relink, traced_pair
from kb.model import Change, Evidence, Link, LinkEnd, LinkRelation, Notice
from kb.review.dismissed import plain_change, subject_of_change
from kb.review.fields import PERSON, plain_fact, stated
from kb.review.heads import checked, plain_head, subject_of_head
from kb.review.judge import Judged, anchor_from, judge
from kb.review.keys import Anchor, Span, bare, fingerprint, subject_of, unit_subject
from kb.review.links import Ends, subject_of_link
from kb.review.names import NOT_A_UNIT, scope_of
from kb.review.settle import settle, store_links
from kb.store import Action, Decision, Entry, Kind


class NothingToDecide(KnowledgeBaseError):
    """The fact, link or name is not there (any more): somebody decided it, or the notice changed."""

    def __init__(self) -> None:
        super().__init__("这一条已经不在了：可能别人刚处理过，或文件有了新版本。没有作任何改动。")


@dataclass(frozen=True, slots=True)
class Desk:
    """The review desk of one person over one base."""

    base: KnowledgeBase
    person: str

    # Facts

    def decide_fact(
        self,
        notice_id: str,
        subject: str,
        action: Action,
        value: dict[str, Any] | None = None,
        reason: str = "",
        batch: int | None = None,
    ) -> Decision:
        """Confirm, correct (with the fields in `value`), reject or postpone one fact.

        A confirmation keeps what the rules had read, so that it holds even when they change. Raises
        NothingToDecide.
        """
        with self._changing() as touched:
            each = self._fact(notice_id, subject)
            basis = each.machine or each.fact
            read = plain_fact(each.kind, basis) if basis else None
            # A fact that was put right before is changed from how it stands, not from the machine's reading.
            now = plain_fact(each.kind, each.fact) if each.fact else (read or {})
            kept = {"confirm": now, "correct": {**now, **(value or {})}, "add": value}.get(action)
            decision = self._append(
                Entry(
                    self.person,
                    action,
                    each.kind,
                    subject,
                    each.anchor.plain(),
                    notice_id,
                    machine=read if each.machine else None,
                    value=kept,
                    reason=reason,
                    batch=batch,
                )
            )
            if action != "postpone":
                touched.add(notice_id)
        return decision

    def add_fact(
        self, notice_id: str, kind: Kind, span: Span, value: dict[str, Any], reason: str = ""
    ) -> Decision:
        """State a fact of the words of a sentence that no rule read. Raises ValueError for a field that
        the kind does not have."""
        with self._changing() as touched:
            machine = self.base.store.decisions.machine(notice_id)
            words = machine.text[span.start : span.end]
            anchor = Anchor(span.clause, fingerprint(words), words, span.pieces, words)
            taken = {d.entry.subject for d in self.base.store.decisions.of_notice(notice_id)}
            taken |= {each.subject for each in judge(machine, ()).facts}
            while (subject := subject_of(kind, notice_id, anchor)) in taken:
                anchor = replace(anchor, ordinal=anchor.ordinal + 1)
            # Read once, so that a wrong field is refused before anything is kept.
            stated(kind, span.clause, Evidence(span.start, span.end, words, None, PERSON, 1.0), value)
            decision = self._append(
                Entry(
                    self.person, "add", kind, subject, anchor.plain(), notice_id, value=value, reason=reason
                )
            )
            touched.add(notice_id)
        return decision

    def decide_head(self, notice_id: str, values: dict[str, Any], reason: str = "") -> Decision:
        """Put fields of the notice's head right, all at one stroke. Raises ValueError for a field or a
        value that cannot be, NothingToDecide where no field is given."""
        if not values:
            raise NothingToDecide
        plain = {field: checked(field, value) for field, value in values.items()}
        with self._changing() as touched:
            read = plain_head(self.base.store.decisions.machine(notice_id).document)
            first: Decision | None = None
            for field, value in plain.items():
                entry = Entry(
                    self.person, "correct", "head", subject_of_head(notice_id, field),
                    {"field": field, "read": read[field]}, notice_id, machine={field: read[field]},
                    value={field: value}, reason=reason, batch=first.id if first else None,
                )  # fmt: skip
                decision = self._append(entry)
                first = first or decision
            touched.add(notice_id)
        assert first is not None
        return first

    def uphold(self, subject: str, reason: str = "") -> Decision:
        """A suspect decision holds for the words as they are now: it is said anew of the new sentence.

        Raises NothingToDecide where there is no sentence like the old one, or no such suspect.
        """
        suspect = next((s for s in self.base.store.decisions.suspects() if s.subject == subject), None)
        old = self.base.store.decisions.get(suspect.decision_id) if suspect else None
        if suspect is not None and old is not None and old.entry.kind == "head":
            return self.decide_head(suspect.notice_id, old.entry.value or {}, reason)
        if suspect is None or old is None or suspect.words_now is None:
            raise NothingToDecide
        if suspect.other_id is not None:
            return self._uphold_link(
                old, suspect.side or "lower", suspect.clause_now, suspect.words_now, reason
            )
        with self._changing() as touched:
            first = self._append(_retired(old, self.person, reason or "词句有改动，仍然成立"))
            machine = self.base.store.decisions.machine(suspect.notice_id)
            new = _moved(machine, old, suspect.clause_now, suspect.words_now)
            self._append(replace(new, person=self.person, reason=reason, batch=first.id))
            touched.add(suspect.notice_id)
        return first

    def retire(self, subject: str, reason: str = "") -> Decision:
        """A suspect decision no longer holds: what the rules read of the new words stands."""
        history = self.base.store.decisions.of_subject(subject)
        if not history:
            raise NothingToDecide
        old = history[-1]
        with self._changing() as touched:
            decision = self._append(_retired(old, self.person, reason))
            self._touch(touched, old)
        return decision

    # Names of units

    def decide_unit(
        self, notice_id: str, name: str, canonical: str | None, reason: str = "", batch: int | None = None
    ) -> Decision:
        """Say once for the notice's jurisdiction which body a name means; None: it is no unit.

        Holds for all notices of that jurisdiction, also those that come later.
        """
        store = self.base.store
        notice = store.notice(notice_id)
        scope = scope_of(notice.document)
        if scope is None:
            raise NothingToDecide
        unit = next((each for each in notice.units if bare(each.name) == bare(name)), None)
        read = {"canonical": unit.canonical, "candidates": list(unit.candidates)} if unit else None
        with self._changing() as touched:
            decision = self._append(
                Entry(
                    self.person,
                    "correct" if canonical else "reject",
                    "unit",
                    unit_subject(scope, name),
                    {"name": name},
                    notice_id,
                    scope=scope,
                    machine=read,
                    value={"canonical": canonical or NOT_A_UNIT},
                    reason=reason,
                    batch=batch,
                )
            )
            self._touch(touched, decision)
        return decision

    # Links

    def decide_link(
        self,
        link: Link,
        pair: tuple[str, str],
        action: Action,
        relation: LinkRelation | None = None,
        reason: str = "",
        batch: int | None = None,
    ) -> Decision:
        """Confirm, reject, relate otherwise (correct), make by hand (add) or postpone a link of the pair
        (lower, upper); a gap (one end) is explained with `reason`. Raises NothingToDecide for no gap
        and no link."""
        store = self.base.store
        lower, upper = Ends(store.notice(pair[0])), Ends(store.notice(pair[1]))
        kind = "link" if link.lower and link.upper else "gap"
        anchor = {
            "lower": lower.anchor(link.lower).plain() if link.lower else None,
            "upper": upper.anchor(link.upper).plain() if link.upper else None,
        }
        entry = Entry(
            self.person, action, "link" if kind == "link" else "gap", subject_of_link(link, lower, upper), anchor,
            pair[0], pair[1], machine={"relation": link.relation, "score": link.score, "rationale": link.rationale},
            value={"relation": relation} if relation else None, reason=reason, batch=batch,
        )  # fmt: skip
        with self._changing():
            decision = self._append(entry)
            self._retrace(pair)
        return decision

    def dismiss_change(self, link: Link, pair: tuple[str, str], change: Change, reason: str = "") -> Decision:
        """Say that one change of a link of the pair (lower, upper) is no deviation. Raises NothingToDecide
        where the link has no such change."""
        if change not in link.changes or not (link.lower and link.upper):
            raise NothingToDecide
        lower, upper = Ends(self.base.store.notice(pair[0])), Ends(self.base.store.notice(pair[1]))
        subject = subject_of_change(subject_of_link(link, lower, upper), change)
        anchor = {"lower": lower.anchor(link.lower).plain(), "upper": upper.anchor(link.upper).plain()}
        value = plain_change(change)
        entry = Entry(self.person, "reject", "deviation", subject, anchor, *pair, value=value, reason=reason)
        with self._changing():
            decision = self._append(entry)
            self._retrace(pair)
        return decision

    def _uphold_link(self, old: Decision, side: str, clause: str | None, words: str, reason: str) -> Decision:
        store, entry = self.base.store, old.entry
        assert entry.notice_id and entry.other_id
        pair = entry.notice_id, entry.other_id
        ends = {"lower": Ends(store.notice(pair[0])), "upper": Ends(store.notice(pair[1]))}
        anchor = dict(entry.anchor)
        anchor[side] = ends[side].anchor(LinkEnd(ends[side].notice.document.id, clause, words)).plain()
        below, above = (
            LinkEnd(one, anchor[key]["clause"], anchor[key]["quote"] or None) if anchor[key] else None
            for key, one in (("lower", pair[0]), ("upper", pair[1]))
        )
        subject = subject_of_link(Link(below, above, "adapted", 1.0, ""), ends["lower"], ends["upper"])
        if entry.kind == "deviation":
            value = entry.value or {}
            subject = subject_of_change(subject, Change(value["kind"], value["lower"], value["upper"]))
        with self._changing():
            first = self._append(_retired(old, self.person, reason or "词句有改动，仍然成立"))
            again = replace(entry, person=self.person, subject=subject, anchor=anchor, batch=first.id)
            self._append(replace(again, reason=reason or entry.reason))
            self._retrace(pair)
        return first

    # Taking back

    def undo(self, batch: int) -> tuple[Decision, ...]:
        """Take back what was decided at one stroke; each taking back is a further entry.

        Raises NothingToDecide where it was taken back before.
        """
        decisions = self.base.store.decisions
        stroke = [d for d in decisions.of_batch(batch) if d.entry.action != "undo"]
        undone = {later.entry.undoes for d in stroke for later in decisions.of_subject(d.entry.subject)}
        open_ones = [d for d in stroke if d.id not in undone]
        if not open_ones:
            raise NothingToDecide
        entries = []
        with self._changing() as touched:
            for decision in open_ones:
                again = replace(
                    decision.entry, person=self.person, action="undo", undoes=decision.id, reason=""
                )
                entries.append(self._append(replace(again, batch=None, value=None)))
            for decision in open_ones:
                self._touch(touched, decision)
        return tuple(entries)

    # The common way of all decisions

    def _append(self, entry: Entry) -> Decision:
        return self.base.store.decisions.append(entry)

    @contextmanager
    def _changing(self) -> Iterator[set[str]]:
        """One transaction; the notices that were put into the set are settled, linked and indexed anew."""
        touched: set[str] = set()
        store = self.base.store
        with self.base.writing():
            with store.transaction():
                yield touched
                changed = [id_ for id_ in sorted(touched) if _alters(self.base, id_)]
            reindex(self.base, changed)

    def _touch(self, touched: set[str], decision: Decision) -> None:
        """What a decision of any kind has an effect on."""
        entry = decision.entry
        if entry.kind == "unit" and entry.scope:
            touched.update(
                summary.document.id
                for summary in self.base.store.summaries()
                if scope_of(summary.document) == entry.scope
            )
        elif entry.other_id and entry.notice_id:
            self._retrace((entry.notice_id, entry.other_id))
        elif entry.notice_id:
            touched.add(entry.notice_id)

    def _retrace(self, pair: tuple[str, str]) -> None:
        store = self.base.store
        lower, upper = store.notice(pair[0]), store.notice(pair[1])
        store_links(store, lower, upper, traced_pair(store, lower, upper))

    def _fact(self, notice_id: str, subject: str) -> Judged:
        store = self.base.store
        machine = store.decisions.machine(notice_id)
        judgement = judge(machine, store.decisions.of_notice(notice_id))
        found = next((each for each in judgement.facts if each.subject == subject), None)
        if found is None:
            raise NothingToDecide
        return found


def _alters(base: KnowledgeBase, notice_id: str) -> bool:
    """Settle the notice; trace it anew where that changed what its facts say."""
    before = base.store.notice(notice_id)
    if settle(base.store, notice_id) is None:
        return False
    if _said(before) != _said(base.store.notice(notice_id)):
        relink(base.store, base.index, notice_id)
    return True


def _said(notice: Notice) -> tuple[Any, ...]:
    """What the facts say, apart from how sure they are."""
    lists: Iterable[Any] = (
        notice.assignments, notice.targets, notice.deadlines, notice.citations, notice.obligations,
    )  # fmt: skip
    plain = [
        replace(fact, evidence=replace(fact.evidence, rule="", confidence=1.0))
        for facts in lists
        for fact in facts
    ]
    return (*plain, *notice.units, *plain_head(notice.document).items())


def _retired(old: Decision, person: str, reason: str) -> Entry:
    return replace(
        old.entry, person=person, action="retire", value=None, reason=reason, batch=None, undoes=None
    )


def _moved(machine: Notice, old: Decision, clause: str | None, words: str) -> Entry:
    """The old decision on the sentence that took the old one's place."""
    anchor = anchor_from(old)
    twins = [each for each in judge(machine, ()).of(old.entry.kind) if each.anchor.clause == clause]
    twins = [each for each in twins if bare(words) in bare(each.anchor.words)]
    twin = next((each for each in twins if bare(each.anchor.quote) == bare(anchor.quote)), None)
    twin = twin or (twins[min(anchor.ordinal, len(twins) - 1)] if twins else None)
    if twin is not None:
        read = plain_fact(old.entry.kind, twin.machine) if twin.machine else None
        return replace(old.entry, subject=twin.subject, anchor=twin.anchor.plain(), machine=read)
    place = replace(anchor, clause=clause, words=words, pieces=1, quote="", ordinal=0)
    place = replace(place, fingerprint=fingerprint(words))
    subject = subject_of(old.entry.kind, machine.document.id, place)
    return replace(old.entry, subject=subject, anchor=place.plain(), machine=None)
