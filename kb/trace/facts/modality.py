"""A duty made less or more binding: 应 → 鼓励, 推动 → 必须."""

from __future__ import annotations

import re
from functools import cache

from corpus.tables import load_rows
from kb.model import Change
from kb.trace.facts.side import Comparison, change
from kb.trace.words import Edit, Span

_RANK = {"ban": 3, "must": 2, "may": 1}
# So many characters must follow a cue for it to govern something.
_GOVERNED = 4
_CHINESE_RANK = {3: "禁止", 2: "必须", 1: "鼓励"}


def compare_modality(pair: Comparison) -> list[Change]:
    """One change at most: where words that say how binding the duty is differ in one part of both.

    The reader's own judgement of the two sentences must agree, or the cue governs only a part.
    """
    for number in sorted({edit.part for edit in pair.edits}):
        here = [edit for edit in pair.edits if edit.part == number]
        if any(e.kind == "same" for e in here) and (found := _in_part(pair, here)) is not None:
            return [found]
    return []


def _in_part(pair: Comparison, here: list[Edit]) -> Change | None:
    low_end, up_end = here[-1].lower[1], here[-1].upper[1]
    low = _strongest(pair.lower.words, [e.lower for e in here if e.kind in ("replaced", "inserted")], low_end)
    up = _strongest(pair.upper.words, [e.upper for e in here if e.kind in ("replaced", "dropped")], up_end)
    if _only_said(low, pair.upper.words[here[0].upper[0] : up_end], up) or _only_said(
        up, pair.lower.words[here[0].lower[0] : low_end], low
    ):
        return None
    read = pair.lower.passage.modality, pair.upper.passage.modality
    binding = {"forbidden": 3, "mandatory": 2, "encouraged": 1}
    low_rank = _RANK[_classes()[low]] if low else binding.get(read[0] or "", 0)
    up_rank = _RANK[_classes()[up]] if up else binding.get(read[1] or "", 0)
    if not (low or up) or not low_rank or not up_rank or low_rank == up_rank:
        return None
    if read[0] and read[1] and read[0] == read[1]:
        return None
    kind = "modality_weakened" if low_rank < up_rank else "modality_strengthened"
    return change(kind, low, up, f"{_CHINESE_RANK[up_rank]} → {_CHINESE_RANK[low_rank]}")


def _only_said(cue: str | None, other_part: str, other_cue: str | None) -> bool:
    """A 要 more or less before a bare imperative: nothing in the other part says that it may be left."""
    if cue is None or other_cue is not None or _RANK[_classes()[cue]] != _RANK["must"]:
        return False
    return not any(_RANK[_classes()[m.group()]] == _RANK["may"] for m in _cues().finditer(other_part))


def _strongest(text: str, spans: list[Span], end: int) -> str | None:
    """The most binding cue in the changed words; a cue with nothing behind it to govern is a noun (引导)."""
    cues = [
        match.group()
        for start, stop in spans
        for match in _cues().finditer(text, start, stop)
        if end - match.end() >= _GOVERNED
    ]
    return max(cues, key=lambda cue: _RANK[_classes()[cue]], default=None)


@cache
def _classes() -> dict[str, str]:
    return {row[0]: row[1] for row in load_rows("modality_strength")}


@cache
def _cues() -> re.Pattern[str]:
    words = sorted(_classes(), key=len, reverse=True)
    # 重要, 主要, 需要, 要求 and their like hold a 要 that commands nothing; 适应, 供应 a 应.
    return re.compile("|".join(_guarded(word) for word in words))


def _guarded(word: str) -> str:
    guards = {
        "要": r"(?<![重主需紧首纪摘概简必只还])要(?![求点素闻件])",
        "应": r"(?<![适供响相反对效呼])应(?![急用对变届])",
        "可": r"(?<![不许认])可(?![靠持行能及视])",
    }
    return guards.get(word, re.escape(word))
