"""The red bar of a stale page, and both versions side by side for who merges them."""

from __future__ import annotations

import re

from markupsafe import Markup

from kb.draft.model import Entry
from kb.errors import StaleDraft
from web import present
from web.changes import side_by_side

_SENTENCE = re.compile(r"[^。；\n]+[。；\n]*|[。；\n]+")
_GONE = "……"
_KEPT = "你写的内容还在下面，没有丢。"


def stale_bar(error: StaleDraft | str, merge_address: str, *, scripted: bool) -> Markup:
    """没有保存，以免盖掉某某 10:44 的改动, with 对比后合并 and 复制我的文字 where there is a script."""
    if isinstance(error, str):
        return _box(Markup("<p><b>{}</b></p>").format(error))
    said = Markup("<p><b>没有保存，以免盖掉{} {} 的改动。</b><br>{}</p>").format(
        error.person, present.moment(error.at), _KEPT
    )
    if not scripted:
        return _box(said)
    return _box(
        said
        + Markup(
            '<p class="buttons"><button class="button small primary" type="button" data-do="merge" data-address="{}">'
            '对比后合并</button><button class="button small" type="button" data-do="copy">复制我的文字</button></p>'
        ).format(merge_address)
    )


def merging_bar(entry: Entry, heading: str, text: str, *, scripted: bool) -> Markup:
    """What stands now beside what this page holds, word by word; then which of them to keep."""
    theirs, mine = _differing(_whole(entry.heading, entry.text), _whole(heading, text))
    shown = side_by_side(mine, theirs)
    sides = Markup(
        '<div class="sides"><div><h3>已存的（对方）</h3>{}</div><div><h3>你写的</h3>{}</div></div>'
    ).format(shown.upper, shown.lower)
    if not scripted:
        told = Markup("<p>要照你写的存，在下面改好后再按一次“存”；要用对方的，刷新这一页。</p>")
        return _box(sides + told)
    told = Markup(
        "<p><b>对着看，在下面改成要留的样子，再存。</b>存以前什么都不会变。</p>{}"
        '<p class="buttons"><button class="button small primary" type="button" data-do="mine" data-revision="{}">'
        '存下面这一份</button><button class="button small" type="button" data-do="theirs">用对方的</button>'
        '<button class="button small" type="button" data-do="copy">复制我的文字</button></p>'
    ).format(sides, entry.revision)
    return _box(told)


def _differing(theirs: str, mine: str) -> tuple[str, str]:
    """Both texts without the sentences that they begin and end with alike, but for one on either side."""
    left, right = _SENTENCE.findall(theirs), _SENTENCE.findall(mine)
    head = _alike(left, right)
    tail = _alike(left[head:][::-1], right[head:][::-1])
    cut = slice(max(0, head - 1), -(tail - 1) if tail > 1 else None)
    before, after = _GONE if head > 1 else "", _GONE if tail > 1 else ""
    shown = ["".join(side[cut]) for side in (left, right)]
    return f"{before}{shown[0]}{after}", f"{before}{shown[1]}{after}"


def _alike(left: list[str], right: list[str]) -> int:
    """How many sentences at the beginning are the same."""
    pairs = zip(left, right, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))


def _whole(heading: str | None, text: str) -> str:
    return f"{heading}。{text}" if heading else text


def _box(inside: Markup) -> Markup:
    return Markup('<div class="bar-box stale" data-bar="conflict" role="alert">{}</div>').format(inside)
