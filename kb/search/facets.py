"""The facets beside the results: each value with its count under the choices of the other facets."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from kb.model import LEVELS
from kb.search.columns import Columns, Mask, ValueColumn
from kb.search.entries import LEVEL_LABELS, MODALITY_LABELS, ONGOING, RECURRING, TARGET_LABELS
from kb.search.values import FACETS, UNSTATED, FacetValue

_FIXED = {
    "level": tuple(LEVELS),
    "modality": tuple(MODALITY_LABELS),
    "target": tuple(TARGET_LABELS),
}
"""Facets whose values have an order of their own."""
_LAST = {ONGOING: 1, RECURRING: 2, UNSTATED: 3}


def facets(
    columns: Columns, found: Mask, masks: Mapping[str, Mask], chosen: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[FacetValue, ...]]:
    """All facets of the documents `found` by the words; `masks` are the chosen facets' documents."""
    return {name: _facet(columns, found, masks, name, chosen.get(name, ())) for name in FACETS}


def _facet(
    columns: Columns, found: Mask, masks: Mapping[str, Mask], name: str, chosen: tuple[str, ...]
) -> tuple[FacetValue, ...]:
    column = columns.values.get(name)
    if column is None:
        return ()
    under_others = found.copy()
    for other, mask in masks.items():
        if other != name:
            under_others &= mask
    counts, reachable = column.counts(under_others), column.counts(found)
    values = [
        FacetValue(value, label, int(counts[code]), chosen=value in chosen or label in chosen)
        for code, (value, label) in enumerate(column.entries)
        if reachable[code] or value in chosen or label in chosen
    ]
    if name == "level":
        values += _absent_levels(values, column)
    return tuple(sorted(values, key=lambda value: _order(name, value)))


def _absent_levels(values: list[FacetValue], column: ValueColumn) -> list[FacetValue]:
    """Every level is shown, so that the eye finds each in its place."""
    present = {value.value for value in values}
    return [FacetValue(level, LEVEL_LABELS[level], 0) for level in LEVELS if level not in present]


def _order(name: str, value: FacetValue) -> tuple[int, float, str]:
    last = _LAST.get(value.value, 0)
    if name in _FIXED:
        order = _FIXED[name]
        return last, order.index(value.value) if value.value in order else len(order), value.label
    if name == "deadline":
        return last, 0, value.value
    return last, -value.count, value.label


def notice_count(columns: Columns, mask: Mask) -> int:
    """In how many notices the documents stand."""
    column = columns.values.get("notice")
    return int(np.count_nonzero(column.counts(mask))) if column else 0
