"""The words that belong to one figure of a list: its own stretch, what the list shares, what goes on behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract.framing import Framing
from ingest.extract.target_quantities import Quantity
from ingest.extract.target_setting import Setting

_BARE = re.compile(r"[ \t\u3000]*(?:[、和及与或，,/]|以及)?[ \t\u3000]*")
_JOIN = re.compile(r"[、和及与]?(?:20[0-9]{2}年[底末]?)?[^、和及与，,；;。0-9]{0,30}$")
_FROM = re.compile(
    r"由[^，,；;。]{0,16}?[0-9一二三四五六七八九十两][^，,；;。]{0,24}?"
    r"(?=压缩|压减|缩短|缩减|减少|降低|提高|提升|精简|减至|降至|增至)"
)
"""The figure it was before (由原来的15天压缩至): no part of the name."""
_THAN = re.compile(
    r"(?:比|较|与)(?:20[0-9]{2}年|上一?年度?|去年|基准年|“?十[一二三四五]五”?)(?:末|底|同期)?(?:相比)?"
    r"(?=(?:分别|累计|平均|年均|均|再)*(?:下降|降低|减少|压减|削减|提高|增长|增加|提升|上升)?(?:了|到|至)?$|分别)"
)
"""The year a change is counted from (比2020年下降): no part of the name."""


_UNTIL = re.compile(
    r"(?<=[\u4e00-\u9fff）”])(?:到|至|在|于)?(?:20[0-9]{2}年(?:[0-9]{1,2}月)?(?:年?[底末]|[上下]半年)?|[0-9]{1,2}月[底末]?|年[底末])(?:之?前)?"
    r"(?:(?:[、和及与]20[0-9]{2}年[底末]?)*(?=分别))?(?:分别)?[ \t]*$"
)
"""A time between the name and its comparator (通达率2024年底前达到100%)."""


def _named_part(text: str) -> str:
    return _UNTIL.sub("", _THAN.sub("", _FROM.sub("", text)))


@dataclass(frozen=True, slots=True)
class Window:
    """`head` stands before the list, `own` between the sister before and the figure, `behind` up to the next
    sister, `tail` behind the last one; `base` between a comparator and its figure (不低于总数的30%).
    `place`, `count` and `bare` tell the figure's place in the list and whether it follows its sister bare.
    `opening` is the sentence up to the stretch, `before` the stretch between commas in front, `after` the
    rest of the sentence behind the list.
    """

    head: str
    own: str
    base: str
    behind: str
    tail: str
    opening: str
    before: str
    after: str
    place: int
    count: int
    bare: bool
    bare_behind: bool


def window_of(framing: Framing, quantity: Quantity, setting: Setting, sisters: Sequence[Quantity]) -> Window:
    """`sisters` are all the figures of the stretch that are targets, this one among them, in order."""
    text, (start, end) = framing.text, setting.segment
    place = next((i for i, sister in enumerate(sisters) if sister.number_start == quantity.number_start), 0)
    last = sisters[place - 1] if place else None
    coming = sisters[place + 1] if place + 1 < len(sisters) else None
    named = max(start, quantity.start - len(setting.subject))
    begins = max(named, last.end) if last else named
    stop = max(quantity.end, coming.start) if coming else end
    between = text[last.end : quantity.start] if last else "-"
    closing = sisters[-1].end if sisters else quantity.end
    behind = text[quantity.end : stop]
    first = sisters[0].start if sisters else quantity.start
    before = framing.segment_at(start - 2)[0] if start - 2 >= setting.piece[0] else start
    return Window(
        head=_named_part(text[start : max(start, first)]),
        own=_named_part(text[begins : max(begins, quantity.start)]),
        base=text[quantity.start : quantity.number_start],
        behind=behind if coming is None else _own_half(behind),
        tail=text[min(closing, end) : end],
        opening=text[setting.piece[0] : start],
        before=text[before : max(before, start - 1)],
        after=text[end : setting.piece[1]],
        place=place,
        count=max(1, len(sisters)),
        bare=bool(_BARE.fullmatch(between)),
        bare_behind=coming is not None and bool(_BARE.fullmatch(behind)),
    )


def _own_half(behind: str) -> str:
    """The words up to the join that leads to the next figure (的市和 | 70%)."""
    return _JOIN.sub("", behind, count=1) if re.search(r"[、和及与]", behind) else behind
