"""Decisions put to work: whenever a notice was read or something was decided, its facts are settled."""

from __future__ import annotations

from dataclasses import replace

from kb.checks import findings_of
from kb.model import Document, Link, Notice
from kb.review.heads import judged_head
from kb.review.judge import Judgement, judge, judged_notice
from kb.review.links import judged_links, suspended
from kb.review.names import decided_names, named, scope_of
from kb.review.standing import standing
from kb.store import SaveOutcome, Store


def settle(store: Store, notice_id: str) -> SaveOutcome | None:
    """Bring the facts of a notice's current version in step with what people decided.

    Returns what was written, None where nothing changed. Inside the caller's transaction.
    """
    machine = store.decisions.machine(notice_id)
    entries = store.decisions.of_notice(notice_id)
    # Most notices have no decisions, and then nothing need be looked for.
    judgement = judge(machine, entries) if entries else None
    head, lost = judged_head(machine.document, entries)
    store.decisions.set_suspects(notice_id, None, (*lost, *(judgement.suspects if judgement else ())))
    return store.decisions.write(_effective(store, machine, head, judgement), machine)


def settled(store: Store, saved: SaveOutcome) -> SaveOutcome:
    """What was saved, with the revision of the facts after people's decisions were put to work."""
    if saved.outcome == "unchanged":
        return saved
    written = settle(store, saved.notice_id)
    return replace(saved, revision=written.revision) if written else saved


def judgement_of(store: Store, notice_id: str) -> tuple[Notice, Judgement]:
    """What the rules read of the notice, and what holds of it fact by fact."""
    machine = store.decisions.machine(notice_id)
    return machine, judge(machine, store.decisions.of_notice(notice_id))


def _effective(store: Store, machine: Notice, head: Document, judgement: Judgement | None) -> Notice:
    scope = scope_of(head)
    names = decided_names(store.decisions.of_scope(scope)) if scope else {}
    judged = judged_notice(machine, judgement) if judgement else machine
    # Under another issuer the same names mean other bodies.
    moved = scope != scope_of(machine.document) or head.level != machine.document.level
    notice = named(replace(judged, document=head, units=() if moved else judged.units), names)
    return notice if notice == machine else replace(notice, findings=findings_of(notice))


def store_links(store: Store, lower: Notice, upper: Notice, found: tuple[Link, ...]) -> tuple[Link, ...]:
    """Store the machine's links of a pair as people judged them; returns what was stored."""
    pair = lower.document.id, upper.document.id
    links, suspects = judged_links(store.decisions.of_pair(*pair), lower, upper, found)
    # Emptied first: a status that no standing decision supports must not go over to the new links.
    store.replace_links(*pair, ())
    store.replace_links(*pair, links)
    store.decisions.set_suspects(*pair, suspects)
    return links


def suspend_links(store: Store, lower_id: str, upper_id: str) -> None:
    """The pair is compared no more: what people decided on its links comes back for review."""
    held = standing(store.decisions.of_pair(lower_id, upper_id)).values()
    lost = [suspended(each.decision) for each in held if each.decision is not None]
    store.decisions.set_suspects(lower_id, upper_id, lost)
