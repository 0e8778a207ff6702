"""Brackets that put units in charge are round and of full width where most of the notice's are, so that a plan has
one kind of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kb.draft.localise_edits import Edit
from kb.draft.localise_setting import Setting

_OPEN, _CLOSE = "〔[(（", "〕])）"
_REMARK = re.compile(r"[（(](?:含|包括)[^（）()]*[）)]")
"""Is asked for, so that no bracket is left inside."""


def bracket_edits(start: int, end: int, setting: Setting) -> Iterator[Edit]:
    """〔责任单位：…〕 → （责任单位：…） between `start` and `end` of the upper notice's text, where the notice does not
    write 〔 〕 throughout; one that holds further brackets keeps its own, which tell the two apart."""
    kinds = Counter(a.evidence.quote[:1] for a in setting.upper.assignments if not a.in_prose)
    square = kinds["〔"] + kinds["["] > kinds["（"] + kinds["("]
    for assignment in setting.upper.assignments:
        left, right = assignment.evidence.start, assignment.evidence.end
        quote = assignment.evidence.quote
        if assignment.in_prose or left < start or end < right or not quote:
            continue
        if quote[0] not in _OPEN or quote[-1] not in _CLOSE or (square and quote[0] in "〔["):
            continue
        if any(char in _REMARK.sub("", quote[1:-1]) for char in "（("):
            continue
        for at, own in ((left, "（"), (right - 1, "）")):
            if setting.upper.text[at] != own:
                yield Edit(at, at + 1, own)
