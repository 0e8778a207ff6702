"""Figures with a unit and their comparators, before any judgement whether they are commitments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.tables import load_rows
from ingest.extract.cue_words import any_of
from ingest.extract.numbers import ARABIC, CHINESE, number_of

_S = r"[ \t\u3000]*"
_UNITS = {row[0]: row[1] for row in load_rows("measure_units")}
_UNIT = (
    "(?:" + "|".join(re.escape(unit) for unit in sorted(_UNITS, key=lambda unit: (-len(unit), unit))) + "|％)"
)
_RATE_UNIT = (
    rf"{_UNIT}(?:/(?:日|天|年|月|小时|人|户|亩|平方米|立方米|升|公里|千人|万人|百人|吨|套|家|处|万元))?"
)
_MAGNITUDE = r"(?:万亿|百万|千万|十万|亿|万|千|百)"
_MORE = r"(?:余|多|来)"
_DASH = rf"{_S}(?:[—–―\-~～－]{{1,2}}|至|到){_S}"
_AFTER_NUMBER = rf"{_S}(?P<more>{_MORE})?{_S}(?P<magnitude>{_MAGNITUDE})?{_S}(?P<more2>{_MORE})?{_S}(?P<unit>{_RATE_UNIT})"

_IN_DIGITS = re.compile(
    rf"(?=[0-9０-９])(?<![0-9A-Za-z.+＋/第－-])(?P<number>{ARABIC})"
    rf"(?:{_S}(?:(?P<low_magnitude>{_MAGNITUDE})?{_S}(?P<low_unit>{_UNIT})?){_DASH}(?P<high>{ARABIC}))?"
    rf"{_AFTER_NUMBER}"
)
_IN_CHARACTERS = re.compile(
    rf"(?<![一二两三四五六七八九十百千零〇第几数])(?P<number>{CHINESE})"
    rf"(?:{_DASH}(?P<high>{CHINESE}))?{_AFTER_NUMBER}"
)
_PURE = re.compile(
    r"[0-9](?<![0-9.A-Za-z〔\[（(—–-].)[0-9]{0,3}(?:\.[0-9]{1,4})?(?=[ \t]*(?:以[上下内]|左右)?[，,；;。、）)\n])"
)
_OF_PURE = re.compile(
    rf"(?:率|系数|指数|比|值|强度|密度|PUE|pH)[）)”]?{_S}(?P<all>(?P<before>{any_of('target_cues', 'ge_before', 'le_before')})(?:了|到|至)?"
    rf"|(?:下降|降低|降|提高|提升|升|控制|保持|稳定)(?:至|到|在)){_S}$"
)
"""容积率低于1.25: a figure without a unit, of what is known to have none."""
_PERCENT_IN_WORDS = re.compile(rf"百分之(?:百|(?P<number>{ARABIC}|{CHINESE}))")
_HALF = re.compile(r"半数以上|过半数|一半以上|(?<=[少短缩减降低])一半")
_AFTER = re.compile(
    rf"{_S}(?P<included>[（(]{_S}含[^）)\n]{{0,8}}[）)])?{_S}(?P<after>{any_of('target_cues', 'ge_after', 'le_after', 'about_after')})"
)
_BEFORE_WINDOW = 8
_AT_MOST = re.compile(r"(?P<before>最高|最多|最长|至多)(?:可达到?|达到?|可|为){0,2}[ \t\u3000]*$")
_BEFORE = re.compile(
    rf"(?P<before>{any_of('target_cues', 'ge_before', 'le_before', 'about_before')}){_S}(?:了|到|至)?{_S}$"
)
_BEFORE_VERB = re.compile(r"(?P<before>至少|最少|最多|至多|不少于)[^，,；;。：:、\n0-9]{1,6}$")
_BEFORE_ACT = re.compile(
    r"(?P<before>至少|最少)[^，,；;。：:、\n0-9]{1,24}?(?:开展|组织|进行|召开|举办|举行|检查|巡查|培训|走访|报告|通报|调度)$"
)
_BEFORE_GIVING = re.compile(
    r"(?P<bound>不低于|不少于|不超过|不得超过|不高于|不得高于)每[^，,；;。：:、\n0-9]{1,8}$|"
    r"(?P<before>最高|最多|至多)(?:可|按|一次性)*(?:给予|奖励|补助|补贴|支持|资助|享受|发放)[^，,；;。：:\n0-9]{0,8}$"
)
_BEFORE_SHARE = re.compile(
    rf"(?P<before>{any_of('target_cues', 'ge_before', 'le_before')})(?P<base>[^，,；;。：:\n]{{1,40}}?)的{_S}$"
    r"|(?P<bound>不低于|不得低于|不少于|不超过|不得超过|不高于|不得高于)[^，,；;。：:、\n0-9]{1,20}$"
)
_BEFORE_LEAD = re.compile(r"(?P<before>高于|快于|优于|领先)[^，,；;。：:、\n0-9]{1,16}$")
_FAR_COMPARATORS = {
    "event": (32, _BEFORE_ACT),
    "ratio": (50, _BEFORE_SHARE),
    "money": (20, _BEFORE_GIVING),
    "point": (20, _BEFORE_LEAD),
}
"""Comparators that stand before the base of a share, a payment or a lead, and how far back to look."""
_WITHIN_UNITS = frozenset({"duration", "money", "year"})
_OP_CLASSES = {
    **{row[0]: row[1] for row in load_rows("target_cues") if row[1].endswith(("_before", "_after"))},
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as printed: `start`–`end` with its comparators, `number_start` where the digits begin.

    `unit` holds its magnitude (万张) without white space. `high` is the upper end of a range.
    `before` and `after` are the comparators found, `more` is True for 50余项.
    """

    start: int
    end: int
    number_start: int
    unit_end: int
    value: float
    high: float | None
    unit: str
    unit_class: str
    before: str | None
    after: str | None
    more: bool
    in_digits: bool

    @property
    def compared(self) -> bool:
        """True where a comparator stands on either side."""
        return bool(self.before or self.after)


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """All figures with a known unit, in order, without overlaps."""
    found = sorted(
        (*_plain(text), *_in_words(text), *_pure(text)),
        key=lambda quantity: (quantity.number_start, -quantity.unit_end),
    )
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.number_start >= kept[-1].unit_end:
            kept.append(quantity)
    return tuple(kept)


def _plain(text: str) -> Iterator[Quantity]:
    for pattern in (_IN_DIGITS, _IN_CHARACTERS):
        for match in pattern.finditer(text):
            value = number_of(match["number"])
            high = number_of(match["high"]) if match["high"] else None
            if value is None or (match["high"] and (high is None or high <= value)):
                continue
            if match["unit"] == "升" and text.startswith("级", match.end()):
                continue
            yield _quantity(text, match, value, high, pattern is _IN_DIGITS)


def _quantity(text: str, match: re.Match[str], value: float, high: float | None, in_digits: bool) -> Quantity:
    unit = match["unit"].replace("％", "%")
    unit_class = _UNITS.get(unit) or _UNITS[unit.partition("/")[0]]
    after = _AFTER.match(text, match.end())
    if after and after["after"] == "内" and unit_class not in _WITHIN_UNITS:
        after = None
    before = _before(text, match.start(), unit_class)
    return Quantity(
        start=before[1] if before else match.start(),
        end=after.end() if after else match.end(),
        number_start=match.start(),
        unit_end=match.end(),
        value=value,
        high=high,
        unit=(match["magnitude"] or "") + unit,
        unit_class=unit_class,
        before=before[0] if before else None,
        after=after["after"] if after else None,
        more=bool(match["more"] or match["more2"]),
        in_digits=in_digits,
    )


def _in_words(text: str) -> Iterator[Quantity]:
    """百分之八十, 半数以上, 压缩一半."""
    for match in _PERCENT_IN_WORDS.finditer(text):
        value = number_of(match["number"]) if match["number"] else 100.0
        if value is None:
            continue
        before, after = _before(text, match.start(), "ratio"), _AFTER.match(text, match.end())
        yield Quantity(
            start=before[1] if before else match.start(),
            end=after.end() if after else match.end(),
            number_start=match.start(), unit_end=match.end(), value=value, high=None,
            unit="%", unit_class="ratio", before=before[0] if before else None,
            after=after["after"] if after else None, more=False, in_digits=True,
        )  # fmt: skip
    for match in _HALF.finditer(text):
        yield Quantity(
            start=match.start(), end=match.end(), number_start=match.start(), unit_end=match.end(),
            value=50.0, high=None, unit="%", unit_class="ratio", before=None,
            after="以上" if len(match[0]) > 2 else None, more=False, in_digits=True,
        )  # fmt: skip


def _pure(text: str) -> Iterator[Quantity]:
    for match in _PURE.finditer(text):
        window = max(0, match.start() - 20)
        before = _OF_PURE.search(text[window : match.start()])
        if before is None:
            continue
        after = _AFTER.match(text, match.end())
        yield Quantity(
            start=window + before.start("before" if before["before"] else "all"),
            end=after.end() if after else match.end(),
            number_start=match.start(), unit_end=match.end(), value=float(match[0]), high=None,
            unit="", unit_class="ratio", before=before["before"],
            after=after["after"] if after else None, more=False, in_digits=True,
        )  # fmt: skip


def _before(text: str, offset: int, unit_class: str) -> tuple[str, int] | None:
    """The comparator before a figure and its offset; for a share also over its base (不低于总数的30%)."""
    window = max(0, offset - _BEFORE_WINDOW)
    nearby = text[window:offset]
    found = _AT_MOST.search(nearby) or _BEFORE.search(nearby) or _BEFORE_VERB.search(nearby)
    if found is None and unit_class in _FAR_COMPARATORS:
        reach, pattern = _FAR_COMPARATORS[unit_class]
        window = max(0, offset - reach)
        found = pattern.search(text[window:offset])
    if found is None:
        return None
    groups = found.groupdict()
    return groups["before"] or groups["bound"], window + found.start()


def class_of_comparator(word: str | None) -> str | None:
    """`ge`, `le` or `about` for a comparator, None for none."""
    return _OP_CLASSES[word].partition("_")[0] if word else None
