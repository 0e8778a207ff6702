"""Everything that the page of one clause shows, gathered once for page and fragments."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from kb.draft.answers import answered_text
from kb.draft.model import Check, Draft, Entry
from kb.draft.places import class_word
from kb.errors import ClauseNotFound, NoticeNotFound
from kb.model import Change, Clause, Notice
from kb.regions import region
from web import present
from web.changes import side_by_side
from web.context import the_base
from web.draftchecks import checks_beside, checks_of, own_labels
from web.draftdone import last_done
from web.draftlead import LEAD_CODES, units_in
from web.draftsources import beside_of
from web.draftview import (
    PlaceBadge,
    entry_url,
    name_of,
    others,
    paragraphs,
    questions_of,
    rows,
    shown_answer,
    state,
    steps,
    upper_paragraphs,
)
from web.marks import Mark
from web.person import current_person

LEFT_OUT_REASONS = ("职责不在本级", "已由其他文件承接", "暂不具备条件")


def context_of(draft: Draft, entry: Entry, *, sources: bool = True) -> dict[str, Any]:
    """The template's names for the clause `entry` of `draft`; without `sources` those of peers are left out."""
    checks = checks_of(draft)
    own = checks_beside(draft, entry, checks)
    notice, clause = _above(entry)
    differing = request.args.get("view") == "diff" and clause is not None
    place = region(draft.region)
    return {
        "draft": draft,
        "entry": entry,
        "here": "entries",
        "steps": steps(draft, checks),
        "rows": rows(draft),
        "state": state(entry),
        "place": PlaceBadge.of(draft.region),
        "class_word": class_word(place) if place else "级",
        "upper": notice,
        "questions": questions_of(entry),
        "checks": own,
        "lead_codes": LEAD_CODES,
        "leads": units_in(entry.text, entry.questions),
        "shown_answer": shown_answer,
        "undo_stroke": _undoable(draft, entry),
        "own_label": own_labels(draft).get(entry.key, ""),
        "run_in": entry.depth > 0,
        "told": _told(entry, own),
        "done": last_done(draft),
        "others": _others(draft, entry),
        "own_bodies": sorted({name for name in _local(draft).values() if name}),
        "left_out_reasons": LEFT_OUT_REASONS,
        "left_out_words": _own_words(entry),
        "merged_words": _merged(draft, entry),
        "saved_words": f"已自动保存 {present.moment(draft.changed)}" if entry.revision else "",
        "revision_seen": entry.revision,
        **_sides(notice, clause, entry, own, differing),
        **_neighbours(draft, entry),
        **(beside_of(draft, entry) if sources else {}),
    }


def _sides(
    notice: Notice | None, clause: Clause | None, entry: Entry, own: list[Check], differing: bool
) -> dict[str, Any]:
    """The upper text as it is read, or with both sides marked as in 对照."""
    if notice is None or clause is None:
        return {"upper_text": [], "differing": False}
    if not differing:
        return {"upper_text": upper_paragraphs(notice, clause, entry, own), "differing": False}
    above = notice.text[clause.body_start : clause.end].strip()
    shown = side_by_side(answered_text(entry.text, entry.questions), above, _exchanged(entry))
    head = paragraphs(
        notice.text, clause.start, clause.body_start, [Mark(clause.start, clause.body_start, "heading")]
    )
    return {"upper_text": [*head, shown.upper], "diff_own": shown.lower, "differing": True}


def _exchanged(entry: Entry) -> list[Change]:
    """What was exchanged by itself or is asked for, so that both sides are marked as one pair."""
    pairs = [Change("scope_mapped", swap.own, swap.upper) for swap in entry.swaps if not swap.back]
    for question in entry.questions:
        own = f"【待定{question.number}】" if question.answer is None else question.answer
        if question.upper and own:
            pairs.append(Change("reworded", own, question.upper))
    return pairs


def _above(entry: Entry) -> tuple[Notice | None, Clause | None]:
    if entry.notice is None or entry.clause is None:
        return None, None
    try:
        notice = the_base().store.notice(entry.notice)
    except (NoticeNotFound, ClauseNotFound):
        return None, None
    return notice, notice.clause(entry.clause)


def _neighbours(draft: Draft, entry: Entry) -> dict[str, str | None]:
    keys = [each.key for each in draft.entries]
    at = keys.index(entry.key)
    before = entry_url(draft, keys[at - 1]) if at else None
    after = entry_url(draft, keys[at + 1]) if at + 1 < len(keys) else None
    return {"before": before, "after": after or url_for("draft_steps.bodies", draft_id=draft.id)}


def _told(entry: Entry, own: list[Check]) -> str:
    """还有 4 项待定、2 项检查未过."""
    must = sum(check.state == "must" and not check.justified for check in own)
    open_questions = len(entry.open_questions) if entry.printed else 0
    parts = [f"{open_questions} 项待定"] * bool(open_questions) + [f"{must} 项检查未过"] * bool(must)
    return f"还有 {'、'.join(parts)}" if parts else ""


def _others(draft: Draft, entry: Entry) -> Any:
    at_work = the_base().store.drafts.editing(draft.id)
    return others(draft, at_work, entry.key, request.form.get("session"), current_person())


def _undoable(draft: Draft, entry: Entry) -> int | None:
    """This person's newest stroke, where it was on this clause and nobody wrote on top of it."""
    drafts = the_base().store.drafts
    stroke, history = drafts.last_stroke(draft.id, current_person()), drafts.history(draft.id, entry.key)
    return stroke if history and history[-1].stroke == stroke else None


def _local(draft: Draft) -> dict[str, str]:
    return dict(the_base().store.drafts.local_bodies(draft.region))


def _own_words(entry: Entry) -> str:
    known = next((reason for reason in LEFT_OUT_REASONS if entry.reason.startswith(reason)), "")
    return entry.reason.removeprefix(known).lstrip("，") if entry.choice == "leave_out" else ""


def _merged(draft: Draft, entry: Entry) -> str:
    target = draft.entry(entry.merged_into) if entry.merged_into else None
    return name_of(target) if target else "另一条"
