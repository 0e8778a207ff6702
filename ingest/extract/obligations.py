"""Obligations: the sentences that direct somebody, with modality and actors.

Policy: inside a clause every sentence directs unless it shows that it does not (background, purpose,
a list of names, an assignment bracket; see `corpus/tables/not_obligations.tsv`). Outside the clauses
only a sentence counts that says 要 or 应 to somebody, or asks named bodies for a report by a day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from corpus.tables import load_column, load_rows
from ingest.extract.framing import Framing, frame
from ingest.extract.modality import RUN_IN, SUBJECT_MODAL, Verdict, weigh
from ingest.extract.prose import actors_of
from ingest.extract.sentences import split_sentences
from ingest.extract.subjects import subjects_of
from kb.model import Assignment, Clause, Evidence, Obligation

LISTED = 8
"""A shorter line of an annex without a full stop names a thing."""
SHORTEST = 6
"""A sentence shorter than this, in characters, is a fragment."""


LIST_HEAD = re.compile(r"(?:(?:具体|主要|工作|重点)(?:措施|举措|任务|内容)\s*[:：]\s*)?")
"""Stands in front of a list and is no part of its first sentence."""
BLANKS = re.compile(r"\s+")
WORDS = re.compile(r"(?:[\u4e00-\u9fff][^\u4e00-\u9fff]*){5}")
"""At least so many Chinese characters make a sentence."""
NO_SENTENCE = re.compile(r"[（(〔].*[）)〕]。?$|(?:组|副组|成)\s*[长员]\s*[:：]")
"""A remark in brackets, or who sits in a group."""
MARKS, DIGIT = re.compile(r"[，；。]"), re.compile(r"\d")
REPORTS = re.compile(r"(?:及时|定期|随时|按程序)[^，。]{0,8}(?:报告|报送|上报|反馈|通报)")
"""Directs without 要: 重要情况及时报告…."""
ASKED = re.compile(
    r"(?:^|，)请(?:各|有关|相关)[^，。；]{1,24}?(?:于|在)[^，。；]{0,24}[前底日内][^，。；]{0,40}?报(?!告会)[^，。；]{2}"
)
"""A covering note that asks named bodies for a report by a day (请各镇于每年6月底前将…报…)."""
STATE = re.compile(
    r"(?:更加|日益|不断|进一步|显著|明显|持续|全面|大幅|基本|逐步|更为)[^，。；、]{1,10}$|走在前列$"
)
"""A part that tells how things will be, without a directive."""


@cache
def _acts() -> re.Pattern[str]:
    """An adverb and a directive with its object: 全面实施…制度 tells no state."""
    words = [
        "|".join(sorted(map(re.escape, load_column(table)), key=lambda word: -len(word)))
        for table in ("manner_adverbs", "directive_verbs")
    ]
    return re.compile(rf"(?:{words[0]})(?:{words[1]})[^，。]{{2}}")


@cache
def _excluding(place: str) -> re.Pattern[str]:
    """What excludes a heading or a sentence; `whole` are the patterns of `inside` that begin at its start,
    apart so that they are not tried at each letter."""
    rows = [
        row for row in load_rows("not_obligations") if row[0] == ("inside" if place == "whole" else place)
    ]
    apart = {"whole": True, "inside": False}.get(place)
    patterns = [row[1] for row in rows if apart is None or row[1].startswith("^") is apart]
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(rf"^(?:{joined})" if place == "start" else joined)


def find_obligations(
    text: str,
    clauses: tuple[Clause, ...],
    spans: tuple[tuple[int, int], ...],
    assignments: tuple[Assignment, ...],
) -> tuple[Obligation, ...]:
    """The obligations in the stretches `spans` (body and annexes) of the clean text, in reading order."""
    headings = {clause.path: clause.heading or "" for clause in clauses}
    found: list[Obligation] = []
    framing = frame(text, clauses)
    brackets = _brackets(assignments)
    for clause, start, end in _stretches(clauses, spans):
        above = _headings(clause, headings)
        if clause is not None and any(_excluding("heading").search(heading) for heading in above):
            continue
        for begin, stop in _without_assignments(framing, start, end, brackets):
            begin += len(LIST_HEAD.match(text[begin:stop]).group())  # type: ignore[union-attr]
            sentence = text[begin:stop]
            if _directs(sentence, clause):
                found.append(_obligation(sentence, begin, stop, clause, above))
    return tuple(found)


def _obligation(
    sentence: str, start: int, end: int, clause: Clause | None, headings: tuple[str, ...]
) -> Obligation:
    plain = BLANKS.sub("", sentence)
    run_in = RUN_IN.match(plain)
    verdict = weigh(plain, headings)
    actors = actors_of(plain)
    if not actors and verdict.modality == "encouraged":
        actors = tuple(subject.name for subject in subjects_of(plain))
    rule, stated = _rule(clause, verdict)
    return Obligation(
        clause=clause.path if clause else None,
        evidence=Evidence(start, end, sentence, None, rule, stated),
        modality=verdict.modality,
        actors=actors,
        measures=(run_in.group()[:-1],) if run_in and run_in.end() < len(plain) else (),
    )


def _rule(clause: Clause | None, verdict: Verdict) -> tuple[str, float]:
    """The rule and how sure it is: less where cues of two modalities stand in the sentence."""
    if clause is None:
        return "obligation.outside", 0.7
    return ("obligation.mixed", 0.8) if verdict.contested else ("obligation.clause", 0.9)


def _headings(clause: Clause | None, headings: dict[str, str]) -> tuple[str, ...]:
    if clause is None:
        return ()
    parts = clause.path.split("/")
    return tuple(headings.get("/".join(parts[: index + 1]), "") for index in range(len(parts)))


def _stretches(
    clauses: tuple[Clause, ...], spans: tuple[tuple[int, int], ...]
) -> Iterator[tuple[Clause | None, int, int]]:
    """Running text clause by clause, and what lies between and behind them."""
    for start, end in spans:
        position = start
        for clause in clauses:
            if not start <= clause.start < end:
                continue
            if clause.start > position:
                yield None, position, clause.start
            yield clause, clause.body_start, clause.end
            position = max(position, clause.end)
        if position < end:
            yield None, position, end


def _brackets(assignments: tuple[Assignment, ...]) -> list[tuple[int, int]]:
    """Where the assignment brackets and lines stand, in order."""
    return sorted((a.evidence.start, a.evidence.end) for a in assignments if not a.in_prose)


def _without_assignments(
    framing: Framing, start: int, end: int, brackets: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Sentences of a stretch, assignment brackets and lines cut out."""
    inside = brackets[bisect_left(brackets, (start, 0)) : bisect_left(brackets, (end, 0))]
    borders = [start, *(edge for bracket in inside for edge in bracket), end]
    for begin, stop in zip(borders[::2], borders[1::2], strict=True):
        if begin < stop:
            yield from split_sentences(framing.text, begin, stop, framing.enclosed_in(begin, stop))


def _only_states(plain: str) -> bool:
    """Every part says how things are to be, none directs and none names a day."""
    if DIGIT.search(plain):
        return False
    parts = [part for part in MARKS.split(plain) if part]
    return len(parts) > 1 and all(STATE.search(part) and not _acts().match(part) for part in parts)


def _directs(sentence: str, clause: Clause | None) -> bool:
    plain = BLANKS.sub("", sentence)
    if len(plain.rstrip("。；;")) < SHORTEST or not WORDS.search(plain):
        return False
    if NO_SENTENCE.match(plain):
        return False
    if _excluding("start").match(plain) and not SUBJECT_MODAL.search(plain):
        return False
    if _excluding("whole").match(plain) or _excluding("inside").search(plain) or _only_states(plain):
        return False
    if clause is None:
        if ASKED.search(plain):
            return True
        binds = SUBJECT_MODAL.search(plain) or REPORTS.search(plain)
        return bool(binds) and not re.match(r"^(?:为|根据|按照|请)", plain)
    if clause.path.startswith("附") and not re.search(r"[。；;！]$", plain):
        return clause.label[0] not in "附" and len(plain) >= LISTED
    return True
