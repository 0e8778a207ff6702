"""Drafts as lines of text for the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import click

from kb.draft.model import CHOICE_NAMES, STEP_NAMES, Check, Draft, Entry, Question
from kb.model import Notice
from kb.paths import path_key
from kb.store import DraftSummary

CHECK_MARKS = {"must": "✕", "open": "！", "passed": "✓"}


def find_entry(draft: Draft, reference: str) -> Entry:
    """The entry with this key, or the one that answers to the upper clause with this path."""
    found = draft.entry(reference)
    if found is not None:
        return found
    wanted = path_key(reference)
    alike = [each for each in draft.entries if each.clause and path_key(each.clause) == wanted]
    if len(alike) != 1:
        why = "没有" if not alike else f"有 {len(alike)} 个"
        raise click.ClickException(f"草稿“{draft.id}”{why}条目“{reference}”：看条目用 tiaokuai draft show")
    return alike[0]


def waiting(draft: Draft) -> int:
    """How many questions of the words that will be printed have no answer."""
    return sum(len(each.open_questions) for each in draft.entries if each.printed)


def summary(draft: Draft) -> list[str]:
    """What the draft is, and how far it is."""
    settled = sum(each.settled for each in draft.entries)
    return [
        f"标题  {draft.head.title}",
        f"上级  {'、'.join(draft.uppers)}    同级  {'、'.join(draft.peers) or '没有'}",
        f"条目  {len(draft.entries)}，已定稿 {settled}；待定 {waiting(draft)} 项；步骤 {STEP_NAMES[draft.step]}",
    ]


def line(each: DraftSummary) -> list[str]:
    """One draft of the list."""
    changed = each.changed.astimezone()
    return [
        f"{each.id}　{each.title}",
        f"    {each.person} {changed:%Y-%m-%d %H:%M}　条目 {each.entries}，已定稿 {each.settled}，待定 {each.waiting} 项",
    ]


def plain_summary(each: DraftSummary) -> dict[str, Any]:
    """A line of the list as JSON."""
    return {**asdict(each), "created": each.created.isoformat(), "changed": each.changed.isoformat()}


def overview(draft: Draft) -> list[str]:
    """All entries with their state, a line each."""
    return [
        f"{_state(each)}  {each.key:<8}{'  ' * each.depth}{each.heading or each.text[:24].strip() or '（空）'}"
        f"{_aside(each)}"
        for each in draft.entries
    ]


def _state(entry: Entry) -> str:
    if entry.choice in ("leave_out", "merge"):
        return "—"
    if entry.open_questions:
        return "？"
    return "✓" if entry.settled else "·"


def _aside(entry: Entry) -> str:
    if entry.choice == "leave_out":
        return f"　不写：{entry.reason or '未说明'}"
    if entry.choice == "merge":
        return f"　合并到 {entry.merged_into}"
    open_ones = len(entry.open_questions)
    return f"　待定 {open_ones} 项" if open_ones else ""


def entry_lines(entry: Entry, upper: Notice | None) -> list[str]:
    """One entry: the upper words, the own words, what waits for an answer."""
    lines = [f"{entry.key}　{CHOICE_NAMES[entry.choice]}{'，已定稿' if entry.settled else ''}{_aside(entry)}"]
    clause = upper.clause(entry.clause) if upper and entry.clause else None
    if clause is not None:
        lines += [f"上级  {entry.clause}", clause.text.strip()]
    lines += [f"本地  {entry.heading or '（无标题）'}", entry.text]
    for question in entry.questions:
        lines += _question(question)
    return lines


def _question(question: Question) -> list[str]:
    given = {None: "待定", "": "不写"}.get(question.answer, question.answer)
    lines = [f"待定{question.number}  {question.asks}　{given}"]
    lines += [f"       {question.known}"] if question.known else []
    lines += [f"       可答 {each.answer or '不写'}（{each.why}）" for each in question.suggestions]
    return lines


def check_lines(checks: Iterable[Check]) -> list[str]:
    """The checks, what must be solved first; those passed are only counted."""
    listed = tuple(checks)
    lines = []
    for state in ("must", "open"):
        for each in (check for check in listed if check.state == state):
            why = f"（已说明：{each.justified}）" if each.justified else ""
            lines.append(f"{CHECK_MARKS[state]}  {each.entry or '全文'}　{each.detail}{why}")
    passed = sum(check.state == "passed" for check in listed)
    return ["检查", *lines, f"{CHECK_MARKS['passed']}  通过 {passed} 项"]
