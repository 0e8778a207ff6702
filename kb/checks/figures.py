"""Checks of figures that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.found import Found
from kb.model import Notice, Target

COMPARED = ("count", "ratio", "coverage")


def inconsistent_figures(notice: Notice) -> Iterator[Found]:
    """One indicator of one place until one day with different values in two clauses."""
    groups: dict[tuple[object, ...], list[Target]] = {}
    for target in notice.targets:
        if target.indicator and target.deadline and target.kind in COMPARED:
            key = (_plain(target.indicator), _plain(target.scope), target.per, target.unit, target.deadline)
            groups.setdefault(key, []).append(target)
    for group in groups.values():
        values = sorted({target.value for target in group})
        if len(values) > 1 and len({target.clause for target in group}) > 1:
            listed = "、".join(
                f"{target.clause or '正文'}写{target.value:g}{target.unit or ''}" for target in group
            )
            yield Found(group[-1].clause, "inconsistent_figures", listed, group[-1].evidence.quote)


def _plain(words: str | None) -> str:
    return re.sub(r"[\W_]|^全[国省市州县区镇乡]", "", words or "")
