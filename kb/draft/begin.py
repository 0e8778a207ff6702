"""A new draft's head and entries: one entry for every upper clause, its text localised, its questions asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kb.draft.bodies import LocalBodies
from kb.draft.head import first_head
from kb.draft.localise import localise
from kb.draft.localise_leads import with_lead_question
from kb.draft.localise_setting import Setting
from kb.draft.model import Entry, Genre, Head, Question
from kb.draft.numbering import ANNEX
from kb.draft.peer_hints import hints_of
from kb.draft.places import GROUP_KEY, below, called
from kb.draft.sentences import first_sentences
from kb.model import Clause, Link, Notice
from kb.regions import Region
from kb.trace import trace
from kb.trace.sentences import Passage, passages

_ARABIC_DEPTH = 2
_MEMBERS = re.compile(r"(?:^|\n)\s*(?:副?组\s*长|召\s*集\s*人|副?主\s*任|总?指\s*挥\s*长)\s*[:：]")


def begin(
    uppers: Sequence[Notice],
    place: Region,
    genre: Genre,
    bodies: LocalBodies,
    peers: Sequence[tuple[Notice, tuple[Link, ...]]] = (),
    own_earlier: Sequence[Notice] = (),
    issuer: str | None = None,
    today: date | None = None,
) -> tuple[Head, tuple[Entry, ...]]:
    """Head and entries of a new draft of `place` that answers to `uppers`, the chief one first.

    Every clause of the first upper notice becomes an entry, in its order; of the others those that have no
    counterpart in it. `peers` are notices of like places with their links to the uppers, for
    suggestions. Upper days before `today` are asked for; None asks for none.
    """
    texts = (*(notice.text for notice in own_earlier), *(upper.text for upper in uppers))
    group = called(below(place, texts), bodies.names.get(GROUP_KEY))
    entries: list[Entry] = []
    for upper in uppers:
        hints = hints_of(upper, peers, place, own_earlier)
        setting = Setting(upper, place, bodies, group, hints, genre, today)
        entries += _entries(upper, uppers[0], setting, len(entries))
    return first_head(uppers, place, genre, group, own_earlier, issuer), tuple(entries)


def _entries(upper: Notice, first: Notice, setting: Setting, number: int) -> list[Entry]:
    if not upper.clauses:
        return _unnumbered(upper, setting, f"e{number + 1}")
    wanted = upper.clauses if upper is first else _without_counterpart(upper, first)
    known = passages(upper)
    return [
        _entry(upper, clause, setting, f"e{number + index}", known)
        for index, clause in enumerate(wanted, start=1)
    ]


def _unnumbered(upper: Notice, setting: Setting, key: str) -> list[Entry]:
    """A notice without numbered clauses is one entry: the stretch that its duties and facts take up."""
    if not upper.obligations:
        return []
    start = min(each.evidence.start for each in upper.obligations)
    ends = [each.evidence.end for each in upper.obligations]
    ends += [each.evidence.end for each in upper.targets]
    ends += [each.evidence.end for each in upper.assignments]
    end = max(ends)
    end += upper.text.startswith(("。", "；"), end)
    made = localise(upper.text[start:end], start, upper, setting.place, setting.bodies, setting)
    sentences = first_sentences(upper, None, start, end, made.made, passages(upper))
    return [
        Entry(
            key, upper.document.id, None, 0, None, made.text,
            sentences=sentences, swaps=made.swaps, questions=made.questions,
        )
    ]  # fmt: skip


def _without_counterpart(upper: Notice, first: Notice) -> list[Clause]:
    """The clauses of a second upper notice that the first one does not have, and the heads above them."""
    links = trace(upper, first)
    matched = {link.lower.clause for link in links if link.lower and link.upper and not link.lower.quote}
    free = [c for c in upper.clauses if c.path not in matched and upper.text[c.body_start : c.end].strip()]
    paths = {clause.path for clause in free}
    above = {path.rsplit("/", depth)[0] for path in paths for depth in range(1, path.count("/") + 1)}
    return [clause for clause in upper.clauses if clause.path in paths | above]


def _entry(upper: Notice, clause: Clause, setting: Setting, key: str, known: Sequence[Passage]) -> Entry:
    heading, asked = _heading(upper, clause, setting)
    start, end = _trimmed(upper.text, clause.body_start, clause.end)
    if _MEMBERS.search(upper.text, start, end):
        return _members(Entry(key, upper.document.id, clause.path, depth_of(clause), heading, ""), asked)
    made = localise(
        upper.text[start:end], start, upper, setting.place, setting.bodies, setting, len(asked) + 1
    )
    entry = Entry(
        key=key,
        notice=upper.document.id,
        clause=clause.path,
        depth=depth_of(clause),
        heading=heading,
        text=made.text,
        sentences=first_sentences(upper, clause, start, end, made.made, known),
        swaps=made.swaps,
        questions=(*asked, *made.questions),
    )
    return with_lead_question(entry, upper, clause, setting)


def _members(entry: Entry, asked: tuple[Question, ...]) -> Entry:
    """A list of the persons of an upper group is nobody's model: the own members are named anew."""
    number = len(asked) + 1
    known = "上级列的是上级领导小组的人员，不能照抄。"
    question = Question(number, "unit", "组长、副组长和成员是谁？", known, upper="人员名单")
    return replace(entry, text=f"【待定{number}】", questions=(*asked, question))


def _heading(upper: Notice, clause: Clause, setting: Setting) -> tuple[str | None, tuple[Question, ...]]:
    """The heading in own words; questions in it are numbered first."""
    if clause.heading is None:
        return None, ()
    start = upper.text.find(clause.heading, clause.start, max(clause.body_start, clause.start) + 1)
    if start < 0:  # a heading that was put together of several lines
        start = clause.start
    found = localise(clause.heading, start, upper, setting.place, setting.bodies, setting)
    return found.text, found.questions


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def depth_of(clause: Clause) -> int:
    """The depth at which a clause is printed: as deep as it stands above; 1. within an annex stays 1."""
    if clause.path.startswith(ANNEX):
        if clause.depth == 0:
            return 0
        arabic = clause.label.rstrip(".").isdecimal()
        return min(3, max(clause.depth - 1, _ARABIC_DEPTH) if arabic else clause.depth - 1)
    return min(3, clause.depth)
