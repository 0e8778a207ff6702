"""Whom to call: names and telephone numbers of an upper office are nobody's to copy, so they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.draft.localise_edits import Asked, Edit
from kb.draft.localise_setting import Setting
from kb.draft.model import Suggestion

_NUMBER = re.compile(
    r"(?<![\d—－-])(?:[(（]?0\d{2,3}[)）]?\s?[—－–-]?\s?\d{7,8}|1[3-9]\d{9})(?!\d)"
    r"|(?:电\s*话|传\s*真|手\s*机)[^，。；\d]{0,6}\d{7,8}(?!\d)"
    r"|[\w.-]+[@＠][\w-]+(?:\.[\w-]+)+"
)
"""Numbers of an office: hotlines (12345) are the same everywhere."""
_ENDS = "。；\n"


def contact_edits(text: str, start: int, setting: Setting) -> Iterator[Edit]:
    """A question for each sentence, or bracket within one, of `text` that holds a telephone number or an address
    for mail; `text` begins at `start` of the upper notice's text."""
    done = 0
    for match in _NUMBER.finditer(text):
        if match.start() < done:
            continue
        left, done = _stretch(text, *match.span())
        asked = Asked(
            "place",
            f"联系人和电话，{setting.here}写什么？",
            f"上级写的是“{text[left:done].strip()}”，是上级的联系方式，不能照抄。",
            (Suggestion("", "不写"),),
        )
        yield Edit(start + left, start + done, asked=asked, rank=0)


def _stretch(text: str, start: int, end: int) -> tuple[int, int]:
    """From the beginning to the end of the sentence without its closing mark, or the inside of the bracket."""
    opened, closed = text.rfind("（", 0, start), text.rfind("）", 0, start)
    behind = text.find("）", end)
    if opened > closed and behind >= 0:
        return opened + 1, behind
    left = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    right = min((at for mark in _ENDS if (at := text.find(mark, end)) >= 0), default=len(text))
    return left, right
