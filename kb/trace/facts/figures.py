"""Numbers that differ between two parts laid side by side, where the reader found no target.

A target that the reader missed must not pass for unchanged: 不超过45分钟 beside 不超过60分钟 is a
figure raised, whoever is meant by it.
"""

from __future__ import annotations

import re
from functools import cache

from corpus.tables import load_column
from kb.model import Change
from kb.trace.facts.side import Comparison, change, overlaps
from kb.trace.words import Edit, Span

_MAGNITUDES = {"": 1.0, "万": 1e4, "亿": 1e8}
_CEILING = re.compile(
    "不超过|不得超过|不高于|不得高于|不大于|以内|以下|上限|最多|内(?:办结|完成|送达)|压减|压缩|降至"
)
_FLOOR = re.compile("以上|不少于|不低于|不小于|至少|达到|超过|最低|新增|建成|给予|补助|补贴|奖励")


def compare_figures(
    pair: Comparison, taken_low: list[Span], taken_up: list[Span]
) -> tuple[list[Change], list[Span], list[Span]]:
    """The changes, and the spans of words below and above that they account for.

    `taken` are the spans of figures that other comparisons have judged.
    """
    changes: list[Change] = []
    spans_low: list[Span] = []
    spans_up: list[Span] = []
    for edit in pair.edits:
        if edit.kind != "replaced" or overlaps(edit.lower, taken_low) or overlaps(edit.upper, taken_up):
            continue
        found = _figures(pair, edit)
        if found is not None:
            changes.append(_change(pair, edit, *found))
            spans_low.append(edit.lower)
            spans_up.append(edit.upper)
    return changes, spans_low, spans_up


def _figures(pair: Comparison, edit: Edit) -> tuple[float, float] | None:
    """The two amounts, where the edit exchanges one number for another of the same measure."""
    low = _number().match(pair.lower.words, edit.lower[0])
    up = _number().match(pair.upper.words, edit.upper[0])
    if low is None or up is None or low["unit"] != up["unit"]:
        return None
    if low.end("number") > edit.lower[1] or up.end("number") > edit.upper[1]:
        return None
    one, other = (float(m["number"]) * _MAGNITUDES[m["magnitude"]] for m in (low, up))
    return (one, other) if one != other else None


def _change(pair: Comparison, edit: Edit, low: float, up: float) -> Change:
    low_part, up_part = _part(pair, edit)
    detail = f"{up:g} → {low:g}"
    if _CEILING.search(up_part):
        return change("target_raised" if low < up else "target_lowered", low_part, up_part, detail)
    if _FLOOR.search(up_part):
        return change("target_lowered" if low < up else "target_raised", low_part, up_part, detail)
    return change("target_changed", low_part, up_part, detail)


def _part(pair: Comparison, edit: Edit) -> tuple[str, str]:
    """The parts between commas that hold the edit, below and above."""
    here = [other for other in pair.edits if other.part == edit.part]
    low = pair.lower.words[here[0].lower[0] : here[-1].lower[1]]
    up = pair.upper.words[here[0].upper[0] : here[-1].upper[1]]
    return low.rstrip("，；。"), up.rstrip("，；。")


@cache
def _number() -> re.Pattern[str]:
    """A number with its measure; dates, editions and article numbers have none of the measures."""
    units = sorted((unit for unit in load_column("measure_units") if unit), key=len, reverse=True)
    return re.compile(
        rf"(?P<number>\d+(?:\.\d+)?)\s*(?P<magnitude>[万亿]?)(?P<unit>{'|'.join(re.escape(u) for u in units)})"
    )
