"""What the pages of a draft show: the line of steps, the list of clauses, the upper words with their questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from markupsafe import Markup

from kb.draft.figures import completed
from kb.draft.model import STEP_NAMES, Check, Draft, Entry, Question, Step
from kb.model import Clause, Level, Notice
from kb.regions import region
from kb.store import Presence
from web import present
from web.marks import Insert, Mark, render

LONGEST_NAME = 24
MISSING = "target_missing"
"""The check whose upper words the own text does not carry: they are boxed above."""
_FIGURE = re.compile(r"\d[\d,.]*")
_LEVEL_BEFORE = re.compile(r"^[省市州县区](?=.{2})")
GLYPHS = {"done": "✓", "open": "?", "none": "·", "left": "—"}
STATE_WORDS = {"done": "已定稿", "open": "有待定", "none": "未定稿", "left": "不单独写"}


@dataclass(frozen=True, slots=True)
class StepLink:
    """A step of the wizard in the head of the page."""

    key: Step
    word: str
    url: str
    done: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A clause in the list at the left; `state` is done, open, none or left."""

    key: str
    words: str
    title: str
    state: str
    url: str
    settled: bool
    printed: bool

    @property
    def glyph(self) -> str:
        """The sign before the words."""
        return GLYPHS[self.state]

    @property
    def state_word(self) -> str:
        """The sign in words."""
        return STATE_WORDS[self.state]


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else in the draft: at which clause, since when; `same`: at the one that is open here; `myself`:
    another window of the same person."""

    person: str
    where: str
    since: datetime
    same: bool
    myself: bool


def steps(draft: Draft, checks: Sequence[Check] | None = None) -> tuple[StepLink, ...]:
    """The five steps; `checks` where they are known."""
    open_units = any(
        q.kind == "unit" for entry in draft.entries if entry.printed for q in entry.open_questions
    )
    solved = checks is not None and not any(c.state != "passed" and not c.justified for c in checks)
    done: dict[Step, bool] = {
        "select": True,
        "entries": all(entry.settled and not open_in(entry) for entry in draft.entries),
        "bodies": not open_units,
        "checks": solved,
        "export": False,
    }
    return tuple(StepLink(key, word, step_url(draft, key), done[key]) for key, word in STEP_NAMES.items())


def step_url(draft: Draft, step: Step) -> str:
    """Where a step of this draft is."""
    if step == "entries":
        return url_for("draft_entries.resume", draft_id=draft.id)
    name = "drafts.chosen" if step == "select" else f"draft_steps.{step}"
    return url_for(name, draft_id=draft.id)


def entry_url(draft: Draft, key: str) -> str:
    """The page of one clause."""
    return url_for("draft_entries.show", draft_id=draft.id, key=key)


def rows(draft: Draft) -> tuple[Row, ...]:
    """All clauses in their order."""
    found = []
    for entry in draft.entries:
        name = f"{clause_label(entry)}{short_name(entry)}"
        found.append(
            Row(
                entry.key, name, name_of(entry), state_of(entry), entry_url(draft, entry.key),
                entry.settled, entry.printed,
            )
        )  # fmt: skip
    return tuple(found)


def state_of(entry: Entry) -> str:
    """done: settled and nothing open; open: something is asked that nobody has answered."""
    if not entry.printed:
        return "left"
    if open_in(entry):
        return "open"
    return "done" if entry.settled else "none"


def open_in(entry: Entry) -> bool:
    """Something of a printed clause waits for an answer."""
    return entry.printed and bool(entry.open_questions)


def clause_label(entry: Entry) -> str:
    """The upper clause's number without strokes: 三（一）; one's own clauses have none."""
    if not entry.clause:
        return "自加 "
    label = present.path_words(entry.clause).replace("/", "")
    return f"{label}、" if entry.depth == 0 and "（" not in label and not label.startswith("附") else label


def short_name(entry: Entry) -> str:
    """The heading, or the first words."""
    words = entry.heading or " ".join(entry.text.split())
    return words if len(words) <= LONGEST_NAME else f"{words[:LONGEST_NAME]}…"


def name_of(entry: Entry) -> str:
    """What a clause is called in sentences: 三/（一）建好食堂."""
    if not entry.clause:
        return f"自加的一条 {short_name(entry)}".strip()
    gap = "" if "/" not in entry.clause and not entry.clause.startswith("附") else " "
    where = present.path_words(entry.clause) if gap else clause_label(entry)
    return f"{where}{gap}{short_name(entry)}"


def where_of(draft: Draft, key: str | None) -> str:
    """A clause as a place: 三/（一）."""
    entry = draft.entry(key) if key else None
    if entry is None:
        return "这份草稿"
    return present.path_words(entry.clause) if entry.clause else f"自加的“{short_name(entry)}”"


def others(
    draft: Draft, at_work: Sequence[Presence], key: str, session: str | None, person: str
) -> tuple[Other, ...]:
    """Who else is at work: other windows, or where this window has no name yet, other people."""
    elsewhere = [each for each in at_work if (each.session != session if session else each.person != person)]
    found = [
        Other(each.person, where_of(draft, each.entry), each.since, each.entry == key, each.person == person)
        for each in elsewhere
    ]
    return tuple(sorted(found, key=lambda other: not other.same))


def questions_of(entry: Entry) -> tuple[Question, ...]:
    """Open ones and answered ones; those whose words were written over are gone."""
    standing = {q.number for q in entry.open_questions}
    asked = f"{entry.heading or ''}{entry.text}"
    return tuple(
        q
        for q in entry.questions
        if q.number in standing
        or (q.answer is not None and (q.upper is None or f"【待定{q.number}】" in asked))
    )


def hint(question: Question) -> str:
    """What stands in the box of an open question: ____个以上, 6月底前？, 邮政管理局？"""
    words = " ".join((question.upper or "").split())
    if question.kind == "figure" and words:
        return _cut(_FIGURE.sub("____", words))
    if question.kind == "deadline":
        known = question.suggestions[0].answer if question.suggestions else words
        return f"{_cut(known)}？" if known else "何时？"
    words = _LEVEL_BEFORE.sub("", words)
    return f"{_cut(words)}？" if words else ""


def shown_answer(question: Question) -> str | None:
    """The answer as it is printed: a bare number gets the upper figure's unit and limit."""
    if question.answer and question.kind == "figure":
        return completed(question.upper, question.answer)
    return question.answer


def state(entry: Entry) -> dict[str, Any]:
    """The clause as the editor takes it."""
    return {
        "heading": entry.heading or "",
        "text": entry.text,
        "revision": entry.revision,
        "swaps": [
            {"own": s.own, "upper": s.upper, "start": s.start, "end": s.end, "back": s.back}
            for s in entry.swaps
        ],
        "questions": [
            {"number": q.number, "asks": q.asks, "answer": shown_answer(q), "hint": hint(q)}
            for q in entry.questions
        ],
    }


def upper_paragraphs(notice: Notice, clause: Clause, entry: Entry, checks: Sequence[Check]) -> list[Markup]:
    """The upper clause with its figures marked, its questions numbered, and what is not carried boxed."""
    marks = [_heading(clause), *_figures(notice, clause)]
    for check in checks:
        if check.state == "must" and not check.justified and check.upper:
            at = notice.text.find(check.upper, clause.start, clause.end)
            if at >= 0 and check.code == MISSING:
                marks.append(Mark(at, at + len(check.upper), "d-gone", title=check.detail))
    return paragraphs(notice.text, clause.start, clause.end, marks, list(_numbers(clause, entry)))


def paragraphs(
    text: str, start: int, end: int, marks: Sequence[Mark], inserts: Sequence[Insert] = ()
) -> list[Markup]:
    """A stretch of a notice line by line."""
    out = []
    for line in re.finditer(r"[^\n]+", text[start:end]):
        if line.group().strip():
            left = start + line.start() + len(line.group()) - len(line.group().lstrip())
            out.append(render(text, marks, inserts, start=left, end=start + line.end()))
    return out


def _heading(clause: Clause) -> Mark:
    end = clause.body_start if clause.heading else clause.start + len(clause.label)
    return Mark(clause.start, end, "heading", element="b")


def _figures(notice: Notice, clause: Clause) -> Iterator[Mark]:
    for target in notice.targets:
        if target.clause == clause.path:
            title = f"指标 {target.indicator or ''} {present.target_value(target)}"
            yield Mark(target.evidence.start, target.evidence.end, "m-target", title=title)


def _numbers(clause: Clause, entry: Entry) -> Iterator[Insert]:
    for question in entry.questions:
        if question.end is not None:
            css = "asks" if question.answer is None else "asks answered-above"
            html = Markup('<a class="{}" href="#question-{}">待定{}</a>').format(
                css, question.number, question.number
            )
            yield Insert(clause.start + question.end, html)


def _cut(words: str) -> str:
    return words if len(words) <= 14 else f"{words[:14]}…"


@dataclass(frozen=True, slots=True)
class PlaceBadge:
    """A place as the level badge takes it."""

    level: Level | None
    jurisdiction: str | None
    issuer: str | None = None

    @classmethod
    def of(cls, code: str) -> PlaceBadge:
        """The place with this code; an unknown one has no level."""
        found = region(code)
        return cls(found.level, found.name) if found else cls(None, code)
