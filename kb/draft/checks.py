"""The live checks of a draft: what must be solved, what waits for an answer, what was looked at and is right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kb.draft.bodies import LocalBodies
from kb.draft.checks_carried import carried_checks
from kb.draft.checks_form import form_checks
from kb.draft.checks_setting import Looked
from kb.draft.checks_upper import upper_checks
from kb.draft.checks_words import word_checks
from kb.draft.model import Check, Draft
from kb.draft.places import class_word
from kb.model import Link, Notice

_PASSED = {
    "no_lead": "各项任务都有牵头或责任单位",
    "no_deadline": "有指标的条款都写了完成时限",
    "later_than_upper": "时限不晚于上级",
    "weaker_than_upper": "措辞不弱于上级",
    "target_missing": "上级指标都已承接",
    "target_lower": "指标不低于上级",
    "clause_not_carried": "上级条款都已承接或说明理由",
    "leftover_level_words": "没有残留“全{word}”“{word}X局”",
    "numbering_gap": "序号连续",
    "bad_reference": "引用的文件和附件都在",
    "unbalanced_brackets": "括号、引号成对",
}
_TOGETHER = {"unmapped_unit": "leftover_level_words"}
"""Codes that one line speaks for."""
_OF_ENTRY = ("leftover_level_words", "weaker_than_upper", "later_than_upper")


def check(
    draft: Draft, read: Notice, uppers: Sequence[Notice], links: Sequence[Link], bodies: LocalBodies
) -> tuple[Check, ...]:
    """All checks of a draft, in the order of its entries, those of the whole plan first, what passed last.

    `read` is the printed plan as a reader finds it (ingest.drafted.read_draft), `links` those of
    kb.trace between it and the upper notices. A check that somebody justified holds the reason.
    """
    looked = Looked(draft, read, tuple(uppers), tuple(links), bodies)
    found = [*upper_checks(looked), *carried_checks(looked), *word_checks(looked), *form_checks(looked)]
    unique = {each.key: each for each in reversed(found)}
    kept = [each for each in dict.fromkeys(found) if unique[each.key] is each]
    order = {entry.key: number for number, entry in enumerate(draft.entries)}
    kept.sort(key=lambda each: order.get(each.entry or "", -1))
    reasons = {each.check: each.reason for each in draft.justifications if each.reason}
    judged = (replace(each, justified=reasons.get(each.key)) for each in kept)
    return (*judged, *_passed(looked, kept))


def of_entry(checks: Iterable[Check], entry: str, upper_word: str = "市") -> tuple[Check, ...]:
    """The checks of one entry, with what its words pass: for the margin beside the text."""
    own = tuple(each for each in checks if each.entry == entry)
    failed = {_TOGETHER.get(each.code, each.code) for each in own}
    lines = ((code, _PASSED[code].format(word=upper_word)) for code in _OF_ENTRY if code not in failed)
    return (*own, *(Check(f"{code}:{entry}:passed", code, "passed", entry, line) for code, line in lines))


def _passed(looked: Looked, found: Sequence[Check]) -> tuple[Check, ...]:
    failed = {_TOGETHER.get(each.code, each.code) for each in found}
    word = class_word(looked.aboves[0]) if looked.aboves else "市"
    return tuple(
        Check(f"{code}:passed", code, "passed", None, line.format(word=word))
        for code, line in _PASSED.items()
        if code not in failed
    )
