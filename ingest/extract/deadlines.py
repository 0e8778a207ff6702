"""Dated and recurring duties without a figure, and the time fields of items."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from ingest.extract.cue_words import any_of
from ingest.extract.framing import Framing
from ingest.extract.governing_times import TimeField, Times, is_date_line, read_times
from ingest.extract.time_expressions import TimeExpression
from kb.model import Clause, Deadline, Document, Evidence, Target

_DUTY = re.compile(any_of("deadline_cues", "duty"))
_PERMIT = re.compile(rf"[ \t]*{any_of('deadline_cues', 'permit')}")
_ATTRIBUTE = re.compile(
    rf"[ \t]*(?:的)?{any_of('deadline_cues', 'attribute')}|[ \t]*[0-9]+[ \t]*(?:小时|天|日|次|人)"
)
_PREAMBLE = re.compile(any_of("deadline_cues", "preamble"))
_REVIEW = re.compile(r"进行|考核|考评|绩效|评|述|总结|集中|对")
_HABIT_NOUN = re.compile(r"[ \t]*(?:的|报表|报告制度|存款|账款|缴费|缴纳|维护保养记录)")
_RHYTHM = re.compile(r"(?:半年|季度|[日周旬月季年])(?!底|末|初)[\u4e00-\u9fff]{2}")
_WORDS = re.compile(r"[，,]?[ \t]*(?!的|以来|已|我|共|累计)[\u4e00-\u9fff][^，,；;。]{4,}")
_SET_UP = re.compile(r"(?:建立|实行|执行|推行|落实)[“\"]$")
_SAYS = re.compile(r"[\u4e00-\u9fff]{4}")
_ROLE_LINES = re.compile(
    r"[（(〔]?(?:牵头|责任|配合|主办|承办|协办|协作|参与|参加|落实)[\u4e00-\u9fff]{0,4}[：:][^\n]*"
)
_LIST_LINK = re.compile(r"[ \t]*[、和及][ \t]*")
_ONLY_TIMES = re.compile(r"[、和及到至0-9年月日底末前上下半一二三四第季度 \t]*")
_NEAREST = 12
_LONGEST_DUTY = 120
_IN_STAGES = re.compile(
    r"[ \t]*[，,]?[ \t]*[\u4e00-\u9fff]{0,10}?(?:分|分为|共分)[0-9一二两三四五六](?:个)?(?:阶段|步骤|步|批)(?:进行|实施|推进|开展|组织实施)?[。：:]?\s*"
)
"""从现在至年底，分三个阶段进行。: how the work is divided; the stages below carry the days."""
_EDGES = " \t\u3000，,、；;。：:"


def find_deadlines(
    text: str, clauses: tuple[Clause, ...], document: Document, targets: tuple[Target, ...]
) -> tuple[Deadline, ...]:
    """One deadline for each date that carries a duty without a figure, each recurrence, each time field.

    A date whose own stretch between commas holds a target belongs to that target alone.
    """
    times = read_times(text, clauses, document)
    found = [
        *_dated(times, targets),
        *_recurring(times, targets),
        *(_of_field(times, field) for field in times.fields if not _only_figures(times, field, targets)),
    ]
    return tuple(sorted(found, key=lambda deadline: (deadline.evidence.start, deadline.evidence.end)))


def _dated(times: Times, targets: tuple[Target, ...]) -> Iterator[Deadline]:
    framing = times.framing
    figures = _spans(targets)
    for index, time in enumerate(times.deadlines):
        if (
            _in_field(times, time)
            or _in_annex_title(framing, time)
            or (framing.path_at(time.start) is None and _is_preamble(framing, time))
            or _IN_STAGES.fullmatch(framing.text, time.end, framing.piece_at(time.start)[1])
            or _in_date_line(framing, time)
        ):
            continue
        following = _next_start(times, index)
        start, end = _stretch(framing, time, following)
        own = _own_segment(framing, time, end)
        if _holds_figure(figures, own) or not _is_duty(framing, time, own, end):
            continue
        yield _deadline(framing, time, start, end, "deadline.date", 0.85 if time.kind != "within" else 0.7)


def _next_start(times: Times, index: int) -> int:
    """Where the next date stands that is not in one list with this one (6月底前、9月底前分别…)."""
    text = times.framing.text
    for here, following in pairwise(times.deadlines[index : index + _NEAREST]):
        if not _LIST_LINK.fullmatch(text, here.end, following.start):
            return following.start
    return len(text)


def _recurring(times: Times, targets: tuple[Target, ...]) -> Iterator[Deadline]:
    framing = times.framing
    figures = _spans(targets)
    last_end = -1
    for time in times.all:
        if time.kind != "recurring" or framing.titled[time.start] or _is_slogan(framing, time):
            continue
        segment = _stretch_of_recurrence(framing, time)
        if segment[0] < last_end and time.words == "定期":
            continue
        if _holds_figure(figures, segment) or not _hangs_on(framing, time, segment):
            continue
        end = _until(framing, time, segment)
        last_end = end
        yield _deadline(framing, time, segment[0], end, "deadline.recurrence", 0.85)


def _is_slogan(framing: Framing, time: TimeExpression) -> bool:
    """In quotes, unless it is what is set up there: 建立“周调度、月通报”机制."""
    ahead = framing.text[max(0, time.start - 3) : time.start]
    return bool(framing.quoted[time.start]) and not _SET_UP.search(ahead)


def _stretch_of_recurrence(framing: Framing, time: TimeExpression) -> tuple[int, int]:
    """The recurrence's stretch between commas; where it stands alone (每年5月底前，各镇…), with the next."""
    start, stop = framing.segment_at(time.start)
    alone = not framing.text[start : time.start].strip() and not framing.text[time.end : stop].strip()
    if alone and framing.text[stop : stop + 1] in {"，", ","} and stop + 1 < framing.piece_at(time.start)[1]:
        return start, framing.segment_at(stop + 1)[1]
    return start, stop


def _only_figures(times: Times, field: TimeField, targets: tuple[Target, ...]) -> bool:
    """True where each stretch between commas of the item holds a target: the time is theirs alone."""
    framing = times.framing
    if field.time is None:
        return False
    clause = framing.clause_at(field.start)
    start, end = max(field.since, clause.body_start if clause else 0), field.start
    if clause and field.start < clause.body_start:  # （一）动员阶段（5月8日—20日）。…
        start, end = clause.body_start, clause.end
    spans = [span for span in _spans(targets) if start <= span[0] and span[1] <= end]
    if not spans:
        return False
    rest = framing.text[start:end]
    for left, right in reversed(spans):
        rest = rest[: left - start] + rest[right - start :]
    return not _SAYS.search(_ROLE_LINES.sub("", rest))


def _of_field(times: Times, field: TimeField) -> Deadline:
    """The field governs its item: the duty is the item's first words."""
    framing = times.framing
    clause = framing.clause_at(field.start)
    item = (
        framing.text[clause.start + len(clause.label) : field.start]
        if clause
        else framing.text[field.since : field.start]
    )
    duty = (clause.heading if clause and clause.heading else None) or item.strip(_EDGES + "\n")[
        :_LONGEST_DUTY
    ]
    return Deadline(
        clause=clause.path if clause else None,
        evidence=_evidence(framing, field.start, field.end, "deadline.field", 0.9),
        date=field.time.day if field.time else None,
        recurrence=None if field.time else field.ongoing,
        duty=duty,
        ongoing=field.ongoing is not None,
    )


def _in_annex_title(framing: Framing, time: TimeExpression) -> bool:
    clause = framing.clause_at(time.start)
    return (
        clause is not None
        and clause.path == clause.label
        and clause.path[0] == "附"
        and (time.start < clause.body_start)
    )


def _in_date_line(framing: Framing, time: TimeExpression) -> bool:
    bracket = framing.bracket_at(time.start)
    return bracket is not None and is_date_line(framing, *bracket)


def _in_field(times: Times, time: TimeExpression) -> bool:
    index = bisect_right(times.fields, time.start, key=lambda field: field.start) - 1
    return index >= 0 and time.start < times.fields[index].end


def _is_preamble(framing: Framing, time: TimeExpression) -> bool:
    """The head, the covering note and the plan's opening sentence name dates without a duty."""
    piece = framing.piece_at(time.start)
    words = framing.text[piece[0] : piece[1]]
    return (
        time.kind == "within" or bool(_PREAMBLE.search(words)) or not _DUTY.search(words, time.end - piece[0])
    )


def _stretch(framing: Framing, time: TimeExpression, following: int) -> tuple[int, int]:
    """What the date governs: from its own stretch to the next date or the end of the sentence."""
    piece = framing.piece_at(time.start)
    start = framing.segment_at(time.start)[0]
    if following >= piece[1]:
        return start, max(piece[1], time.end)
    return start, max(time.end, min(framing.segment_at(following)[0], piece[1]))


def _own_segment(framing: Framing, time: TimeExpression, end: int) -> tuple[int, int]:
    """The stretch between commas with the date's duty: its own, or the next where a comma follows."""
    start, stop = framing.segment_at(time.start)
    if _ONLY_TIMES.fullmatch(framing.text, time.end, stop) and stop + 1 < end:
        return start, framing.segment_at(stop + 1)[1]
    return start, min(stop, end)


def _spans(targets: tuple[Target, ...]) -> list[tuple[int, int]]:
    """The distinct stretches of the targets in order; none holds another."""
    return sorted({(target.evidence.start, target.evidence.end) for target in targets})


def _holds_figure(figures: list[tuple[int, int]], stretch: tuple[int, int]) -> bool:
    index = bisect_left(figures, (stretch[1], 0))
    return any(end > stretch[0] for _, end in figures[max(0, index - _NEAREST) : index])


def _is_duty(framing: Framing, time: TimeExpression, own: tuple[int, int], end: int) -> bool:
    text = framing.text
    rest = text[time.end : end]
    if _PERMIT.match(rest.lstrip("，, ")) or text[own[0] : own[1]].rstrip().endswith("的"):
        return False
    paused = rest.lstrip()[:1] in {"，", ","} and not _DUTY.search(text[time.end : own[1]])
    if time.kind == "within" and (_PREAMBLE.search(rest[:40]) or paused):
        return False
    return _opens_duty(framing, time, own) or bool(_DUTY.search(text, own[0], end))


def _opens_duty(framing: Framing, time: TimeExpression, own: tuple[int, int]) -> bool:
    """True where …底前 opens its stretch and words follow: whatever their verb, they are due."""
    ahead, behind = framing.text[own[0] : time.start], framing.text[time.end : own[1]]
    due = time.kind == "by" and time.words.endswith(("前", "年内", "月底", "年底"))
    return (
        due and not ahead.strip() and bool(_WORDS.match(behind)) and framing.path_at(time.start) is not None
    )


def _hangs_on(framing: Framing, time: TimeExpression, segment: tuple[int, int]) -> bool:
    """A recurrence counts where a directive verb follows and it is not a mere measure (每月工资)."""
    rest = framing.text[time.end : segment[1]]
    if _ATTRIBUTE.match(rest) or _HABIT_NOUN.match(rest):
        return False
    if re.match(r"每人|按", framing.text[max(0, time.start - 2) : time.start]):
        return False
    if rest.rstrip().endswith("的") and not time.words.startswith("年"):
        return False
    if time.words in {"年底", "年末", "年终"}:
        return bool(_REVIEW.search(rest[:16]))
    if re.match(r"一|半年一", time.words) or _RHYTHM.match(time.words):
        return True
    return bool(_DUTY.search(rest)) or (
        not rest.strip() and bool(_DUTY.search(framing.text, segment[0], time.start))
    )


def _until(framing: Framing, time: TimeExpression, segment: tuple[int, int]) -> int:
    return max(segment[1], time.end)


def _deadline(
    framing: Framing, time: TimeExpression, start: int, end: int, rule: str, confidence: float
) -> Deadline:
    text = framing.text
    duty = (text[start : time.start].removesuffix("于").removesuffix("在") + text[time.end : end]).strip(
        _EDGES
    )
    return Deadline(
        clause=framing.path_at(time.start),
        evidence=_evidence(framing, start, end, rule, confidence),
        date=time.day,
        recurrence=time.words if time.kind == "recurring" else None,
        duty=duty[:_LONGEST_DUTY] or text[start:end],
    )


def _evidence(framing: Framing, start: int, end: int, rule: str, confidence: float) -> Evidence:
    while start < end and framing.text[start] in _EDGES + "\n":
        start += 1
    while end > start and framing.text[end - 1].isspace():
        end -= 1
    return Evidence(start, end, framing.text[start:end], None, rule, confidence)
