"""Quantified commitments: figures judged in their setting, and promises of total coverage."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from ingest.extract.framing import REACH, Framing
from ingest.extract.governing_times import Times, read_times
from ingest.extract.target_coverage import Coverage, find_coverage
from ingest.extract.target_coverage_parts import name_of_coverage
from ingest.extract.target_indicators import named
from ingest.extract.target_judgement import confidence_of
from ingest.extract.target_parts import hedges_in, kind_of, operator_of, per_of, qualifier_of, scope_of
from ingest.extract.target_quantities import Quantity, find_quantities
from ingest.extract.target_setting import Setting, setting_of
from ingest.extract.target_window import window_of
from ingest.extract.target_wording import one_line
from kb.model import Clause, Document, Evidence, Target

_LIST_LINK = re.compile(r"[ \t]*(?:[、，,和及与或]|以及)[ \t]*")
_FLOORS = frozenset({"至少", "最少"})
_NOUN_BETWEEN = re.compile(r"[^、，,；;。0-9]{1,12}、")
"""至少提供1次宣介、2次指导: the adverb stands before the verb and holds for the list."""
_ANNEX = re.compile(r"^附[件表录]")
_NORM = re.compile(r"(?:标准|规范|条件|参数|指标要求)(?:[（(][^（()）]*[）)])?$")
_ROUNDING = 1e-6
_NEAR = 14
_LIST_REACH = 40
"""The members of a list of figures stand no further apart."""


@dataclass(frozen=True, slots=True)
class _Found:
    quantity: Quantity
    setting: Setting
    confidence: float
    inherited: str | None
    """The comparator that the figure takes from the list it stands in."""


def find_targets(text: str, clauses: tuple[Clause, ...], document: Document) -> tuple[Target, ...]:
    """All targets in reading order; a range gives two, a list with 分别 one per value."""
    times = read_times(text, clauses, document)
    found = _judged(times)
    lists = _by_segment(found)
    targets: list[Target] = []
    last: tuple[tuple[int, int], str | None] | None = None
    for entry in found:
        piece = entry.setting.piece
        name = last[1] if last and last[0] == piece else None
        targets.extend(_targets_of(times, entry, lists[entry.setting.segment[1]], name))
        last = (piece, targets[-1].indicator)
    for coverage in find_coverage(times.framing):
        beside = lists.get(times.framing.segment_at(coverage.start)[1], [])
        if not _counted(coverage, beside) and not _sums_up(times.framing, coverage, found):
            targets.append(_covered(times, coverage))
    return tuple(sorted(targets, key=lambda target: (target.evidence.start, target.evidence.end)))


def _judged(times: Times) -> list[_Found]:
    """The figures that are commitments, with the comparator they share with their list."""
    framing = times.framing
    found: list[_Found] = []
    taken = _spans(times)
    for quantity in _unlabelled(framing, find_quantities(framing.text)):
        if taken[quantity.number_start]:
            continue
        setting = setting_of(framing, quantity)
        setting = replace(setting, subject=_subject(times, setting, quantity))
        previous = found[-1] if found and found[-1].quantity.end >= quantity.start - _LIST_REACH else None
        expected = _follows(framing, previous, quantity) or len(setting.subject) < len(
            setting.prefix_to_comparator
        )
        confidence = confidence_of(framing, quantity, setting, expected)
        if confidence is not None:
            found.append(_Found(quantity, setting, confidence, _shared(framing, previous, quantity)))
    return [entry for entry in found if not _is_part(framing, entry, found)]


def _is_part(framing: Framing, entry: _Found, found: list[_Found]) -> bool:
    """15所（甲镇8所、乙镇7所）: what a sum before the bracket consists of is no goal of its own."""
    bracket = framing.bracket_at(entry.quantity.number_start)
    if bracket is None:
        return False
    start, end = bracket
    parts = [each.quantity for each in found if start < each.quantity.number_start < end]
    whole = [each.quantity for each in found if each.quantity.end <= start <= each.quantity.end + 2]
    if len(parts) == 1 and framing.text[parts[0].number_start - 1] == "各" and whole:
        places = framing.text.count("、", start, parts[0].number_start) + 1  # 2座（甲镇、乙镇各1座）
        return parts[0].unit == whole[-1].unit and parts[0].value * places == whole[-1].value
    return bool(
        len(parts) > 1
        and whole
        and {part.unit for part in parts} == {whole[-1].unit}
        and abs(sum(part.value for part in parts) - whole[-1].value) < _ROUNDING * whole[-1].value
    )


def _subject(times: Times, setting: Setting, quantity: Quantity) -> str:
    """The stretch up to the figure's comparator, behind the last time named in it."""
    start = setting.segment[0]
    text, stop = times.framing.text, max(start, quantity.start)
    named, border = list(times.within(start, quantity.start)), stop
    while named and not text[named[-1].end : border].strip(
        "，,、和及分别 \t\u3000"
    ):  # 通达率2024年底前达到100%
        border = named.pop().start
    return text[max(start, named[-1].end if named else start) : stop]


def _spans(times: Times) -> bytes:
    """One byte a character: whether it belongs to a time."""
    mask = bytearray(len(times.framing.text))
    for time in times.all:
        mask[time.start : time.end] = b"\x01" * (time.end - time.start)
    return bytes(mask)


def _unlabelled(framing: Framing, quantities: Iterable[Quantity]) -> Iterable[Quantity]:
    """Figures without those that are the label of a clause or run together with one (3.50个)."""
    for quantity in quantities:
        clause = framing.clause_at(quantity.number_start)
        if clause is not None and quantity.number_start < clause.start + len(clause.label):
            if quantity.unit_end <= clause.start + len(clause.label):
                continue
            fraction = framing.text[clause.start + len(clause.label) : quantity.unit_end]
            digits = re.match(r"[0-9]+", fraction)
            if not digits:
                continue
            start = clause.start + len(clause.label)
            quantity = replace(quantity, value=float(digits[0]), number_start=start, start=start, before=None)
        yield quantity


def _follows(framing: Framing, previous: _Found | None, quantity: Quantity) -> bool:
    """True where only a noun and a comma lie between the figure and a target before it."""
    if previous is None:
        return False
    between = framing.text[previous.quantity.end : quantity.start]
    return "。" not in between and "\n" not in between and len(re.findall(r"[，,；;]", between)) <= 1


def _shared(framing: Framing, previous: _Found | None, quantity: Quantity) -> str | None:
    """不低于3万元、2万元、1万元: the later figures take the comparator of the first."""
    if previous is None or quantity.compared:
        return None
    between = framing.text[previous.quantity.end : quantity.start]
    if _LIST_LINK.fullmatch(between) and previous.quantity.unit_class == quantity.unit_class:
        return previous.quantity.before or previous.inherited
    floor = previous.quantity.before or previous.inherited
    same_kind = previous.quantity.unit == quantity.unit
    return floor if floor in _FLOORS and same_kind and _NOUN_BETWEEN.fullmatch(between) else None


def _by_segment(found: list[_Found]) -> dict[int, list[_Found]]:
    """The figures of each stretch between commas, by its end."""
    lists: dict[int, list[_Found]] = {}
    for entry in found:
        lists.setdefault(entry.setting.segment[1], []).append(entry)
    return lists


def _targets_of(times: Times, entry: _Found, listed: list[_Found], previous: str | None) -> list[Target]:
    """One target, or two of a range; `previous` names what the figure before it measures."""
    quantity = entry.quantity
    deadline = _listed_deadline(times, entry, listed) or times.governing(quantity.number_start)
    target = _target(times, entry, listed, previous, deadline)
    if quantity.high is None:
        return [target]
    return [replace(target, op=">="), replace(target, op="<=", value=quantity.high)]


def _listed_deadline(times: Times, entry: _Found, listed: list[_Found]) -> date | None:
    """到2023年、2025年分别达到30%、35%: the figures take the times of the list in turn."""
    if "分别" not in entry.setting.ahead:
        return None
    first = listed[0].quantity.number_start
    dates = times.within(max(entry.setting.piece[0], first - REACH), first)
    if len(listed) < 2 or len(dates) < len(listed):
        return None
    dates = dates[-len(listed) :]
    joined = all(
        _LIST_LINK.fullmatch(times.framing.text[left.end : right.start]) for left, right in pairwise(dates)
    )
    return dates[listed.index(entry)].day if joined else None


def _target(
    times: Times, entry: _Found, listed: list[_Found], previous: str | None, deadline: date | None
) -> Target:
    framing, quantity, setting = times.framing, entry.quantity, entry.setting
    clause = framing.clause_at(quantity.number_start)
    window = window_of(framing, quantity, setting, [sister.quantity for sister in listed])
    per = per_of(quantity, setting, window)
    name = named(quantity, window, previous, per)
    return Target(
        clause=clause.path if clause else None,
        evidence=_evidence(framing, quantity.start, quantity.end, "target.figure", entry.confidence),
        indicator=name.indicator,
        op=operator_of(quantity, entry.inherited, _behind_list(framing.text, entry, listed)),
        value=quantity.value,
        unit=quantity.unit or None,
        kind=kind_of(quantity, setting, _in_norm(framing, clause)),
        scope=name.scope or one_line(scope_of(window, per)),
        qualifier=qualifier_of(quantity, window),
        deadline=deadline,
        per=one_line(per),
    )


def _behind_list(text: str, entry: _Found, listed: list[_Found]) -> str | None:
    """分别达到24%、25%以上; 压减60%、50%和80%以上: the comparator behind the last figure holds for each."""
    if entry.quantity.after:
        return None
    if "分别" in entry.setting.ahead:
        return listed[-1].quantity.after
    last = entry.quantity
    for sister in listed[listed.index(entry) + 1 :]:
        following = sister.quantity
        if not _LIST_LINK.fullmatch(text, last.end, following.start) or following.unit != last.unit:
            return None
        if following.after:
            return following.after
        last = following
    return None


def _in_norm(framing: Framing, clause: Clause | None) -> bool:
    """True in an annex or a clause whose heading sets a standard."""
    while clause is not None:
        if _ANNEX.match(clause.path) or (clause.heading and _NORM.search(clause.heading)):
            return True
        clause = framing.parent_of(clause)
    return False


def _counted(coverage: Coverage, beside: list[_Found]) -> bool:
    """True where a figure in the same stretch already says how much is covered (100%全覆盖)."""
    if coverage.form == "reach":  # 覆盖所有社区、90%以上的乡镇
        beside = [entry for entry in beside if entry.quantity.number_start <= coverage.end]
    return any(
        entry.quantity.unit == "%"
        and (coverage.form in {"all", "whole"} or abs(entry.quantity.number_start - coverage.start) <= _NEAR)
        for entry in beside
    )


def _sums_up(framing: Framing, coverage: Coverage, found: list[_Found]) -> bool:
    """新建农田5万亩，年底前全部完成: what is done in full is the figure before it."""
    if coverage.form != "done":
        return False
    piece = framing.piece_at(coverage.start)
    return any(entry.setting.piece == piece and entry.quantity.start < coverage.start for entry in found)


def _covered(times: Times, coverage: Coverage) -> Target:
    framing = times.framing
    segment = framing.segment_at(coverage.start)
    ahead = framing.text[segment[0] : coverage.start]
    name = name_of_coverage(framing.text, segment, coverage)
    return Target(
        clause=framing.path_at(coverage.start),
        evidence=_evidence(framing, coverage.start, coverage.end, f"target.coverage.{coverage.form}", 0.85),
        indicator=name.indicator,
        op="=",
        value=100.0,
        unit="%",
        kind="coverage",
        scope=name.scope,
        qualifier=hedges_in(ahead),
        deadline=times.governing(coverage.start),
        per=name.per,
    )


def _evidence(framing: Framing, start: int, end: int, rule: str, confidence: float) -> Evidence:
    """The stretch between commas around the words, so that the quote can be read by itself."""
    segment = framing.segment_at(start)
    left, right = min(segment[0], start), max(segment[1], end)
    while left < start and framing.text[left].isspace():
        left += 1
    while right > end and framing.text[right - 1].isspace():
        right -= 1
    return Evidence(left, right, framing.text[left:right], None, rule, confidence)
