"""Figures to which the upper place commits itself: where their value stands, and what may be offered instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from corpus.tables import load_column
from kb.draft.localise_edits import Asked, Edit
from kb.draft.model import Suggestion
from kb.model import Notice, Target
from kb.numerals import han_number
from kb.trace.neutralise import lower_places_in

_BEHIND = r"(?:及以上|（含）以上|以上|以下|以内|以外|左右|之内|上下)?"
_ARABIC = r"(?P<n>\d+(?:\.\d+)?)"
_HAN = "[〇零一二两三四五六七八九十百千]{1,6}"
_FULL = ("全覆盖", "百分之百", "100\\s*[%％]", "全部|所有")
_PARTS = re.compile(r"[，。；：、\n]")
_PLACES = re.compile("[县区市镇乡村]|街道|社区")
_LISTED = 12
_LONGEST = 24
"""A longer indicator is no name; the words right before the figure stand for it."""


def figure_edits(
    upper: Notice, start: int, end: int, offers: dict[Target, tuple[Suggestion, ...]], names: str
) -> list[Edit]:
    """A question for every target between `start` and `end`. `offers` are suggestions of peers and `names`
    what is called 本县 in the question."""
    edits: list[Edit] = []
    taken: list[tuple[int, int]] = []
    for target in upper.targets:
        if not start <= target.evidence.start < end:
            continue
        span = value_span(upper, target, taken)
        if span is None:
            continue
        taken.append(span)
        asked = _asked(upper, target, span, offers.get(target, ()), names)
        edits.append(Edit(*span, asked=asked, rank=1))
    return edits


def value_span(
    notice: Notice, target: Target, taken: Sequence[tuple[int, int]] = ()
) -> tuple[int, int] | None:
    """Where the value with its measure stands in the notice's text (50个以上, 全覆盖), outside `taken`."""
    quote, base = target.evidence.quote, target.evidence.start
    whole = (m.span() for words in _FULL for m in re.finditer(words, quote) if target.value == 100)
    spans = [*_figures(quote, target), *whole]
    for left, right in spans:
        span = (base + left, base + right)
        if all(span[1] <= other[0] or other[1] <= span[0] for other in taken):
            return span
    return None


def _figures(quote: str, target: Target) -> Iterable[tuple[int, int]]:
    unit = re.escape(target.unit or "")
    percent = r"\s*[%％]|个百分点" if target.unit in ("%", "个百分点") else unit
    for match in re.finditer(rf"{_ARABIC}\s*(?:{percent}){_BEHIND}", quote):
        if float(match["n"]) == target.value:
            yield match.span()
    for match in re.finditer(rf"(?:百分之)?(?P<n>{_HAN})(?:{unit}){_BEHIND}", quote):
        if _han(match["n"]) == target.value:
            yield match.span()
    magnitude = "".join(char for char in target.unit or "" if char in "万亿")
    if magnitude:  # 3 万张 may be listed as 1.5、3 万张
        for match in re.finditer(rf"{_ARABIC}(?=\s*[、—\-～至])", quote):
            if float(match["n"]) == target.value:
                yield match.span()


def _han(numeral: str) -> float:
    if "千" in numeral:
        head, _, rest = numeral.partition("千")
        return (han_number(head.replace("两", "二")) or 1) * 1000 + (han_number(rest) if rest else 0)
    return han_number(numeral.replace("两", "二"))


def _asked(
    upper: Notice, target: Target, span: tuple[int, int], offers: tuple[Suggestion, ...], here: str
) -> Asked:
    words = upper.text[span[0] : span[1]]
    own = _as_above(upper, target, words)
    what = target.indicator or ""
    if not 1 < len(what) <= _LONGEST:
        what = _before(upper.text, span[0])
    total = target.kind == "count" and not own and _of_whole_place(upper, target)
    quote = target.evidence.quote.rstrip("，。；")
    known = f"上级要求“{quote}”" + ("，是上级的总量，不能照抄。" if total else "。")
    known += "".join(f"{offer.why}。" for offer in offers)
    suggestions = tuple(dict.fromkeys((*own, *offers)))
    return Asked("figure", f"{what}，{here}定多少？", known, suggestions)


def _addressed(upper: Notice, target: Target) -> str | None:
    """The lower places that the sentence puts to each of them (各区县…至少建成1处); None behind 全市, where
    the figure is a total."""
    at = target.evidence.start
    sentence = max(upper.text.rfind(mark, 0, at) for mark in "。；\n") + 1
    before = upper.text[sentence:at]
    groups = lower_places_in(upper.text[sentence : target.evidence.end])
    if (
        not groups
        or groups[0][0] > 3
        or re.search(r"全[国省市州盟县区旗]", upper.text[sentence : target.evidence.end])
    ):
        return None
    return (before or target.evidence.quote)[slice(*groups[0])]


def _of_whole_place(upper: Notice, target: Target) -> bool:
    at, quote = target.evidence.start, target.evidence.quote
    sentence = max(upper.text.rfind(mark, 0, at) for mark in "。；\n") + 1
    return bool(target.scope and target.scope.startswith("全")) or bool(
        re.search(r"全[国省市州盟县区旗镇乡]", upper.text[sentence:at] + quote)
    )


def _as_above(upper: Notice, target: Target, words: str) -> tuple[Suggestion, ...]:
    """The upper value may be taken with one click where it holds for every place alike, never a total."""
    each = target.per if target.per and _PLACES.search(target.per) else _addressed(upper, target)
    if each is not None:
        return (Suggestion(words, f"上级要求{each}都要达到"),)
    if target.kind == "money":
        return (Suggestion(words, "上级的标准，本级财力能否承担要由本级定"),)
    if target.per is not None or target.kind in ("standard", "limit", "reduction"):
        return (Suggestion(words, "上级的标准，不得放宽"),)
    if target.kind in ("ratio", "coverage"):
        return (Suggestion(words, "上级的比例"),)
    return ()


def _before(text: str, at: int) -> str:
    parts = _PARTS.split(text[max(0, at - 40) : at])
    return parts[-1][-_LISTED:] or "这一项"


_BARE = re.compile(r"^\s*\d+(?:\.\d+)?\s*(?:[万亿])?\s*$")


def completed(upper: str | None, answer: str) -> str:
    """An answer that is only a number gets the measure and 以上 of the upper words: 3 for 50个以上 → 3个以上."""
    if upper is None or not _BARE.match(answer):
        return answer
    return re.sub(rf"^(?:{_ARABIC}|{_HAN})", lambda _: answer.strip(), upper, count=1)


@cache
def number_with_measure() -> re.Pattern[str]:
    """A number with its measure and what follows it (以上), for reading a value out of a peer's words."""
    units = sorted((unit for unit in load_column("measure_units") if unit), key=len, reverse=True)
    return re.compile(rf"\d+(?:\.\d+)?\s*[万亿]?(?:{'|'.join(map(re.escape, units))}|[%％]){_BEHIND}")
