"""Changes that every lower level makes and that nobody has to look at: 全市 → 全县, 市民政局 → 县民政局."""

from __future__ import annotations

import re

from kb.model import Change

_LEVEL = re.compile(r"^(?:各)?(?:[\u4e00-\u9fff]{1,4}?)?(?:省级|市级|县级|区级|省|市|州|县|区)(?=.{2})")
_OFFICE = re.compile(r"(?:委员会|办公室|局|委|厅|办|中心|部门)$")


def is_expected(change: Change) -> bool:
    """True for what every lower level changes: 全市 → 全县, 市民政局 → 县民政局. The words carry a
    dotted line and are not counted."""
    if change.kind == "scope_mapped":
        return True
    if change.kind != "unit_mapped" or not (change.lower and change.upper):
        return False
    return _core(change.lower) == _core(change.upper)


def _core(unit: str) -> str:
    """A unit's name without the level before it and the kind of office behind it."""
    return _OFFICE.sub("", _LEVEL.sub("", unit))
