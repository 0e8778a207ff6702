"""The towns, townships and street offices of a county: a long table, read when somebody first asks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from corpus.tables import load_rows


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    return {row[0]: tuple(row[1].split("|")) for row in load_rows("townships")}


def township_names(county: str) -> tuple[str, ...]:
    """Their names in the order of their codes; empty where the table does not know the county."""
    return _table().get(county, ())
