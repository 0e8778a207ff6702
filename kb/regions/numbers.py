"""Document numbers as a hint of the place: 渝府办发〔2023〕38号 comes from 重庆."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from corpus.tables import load_rows
from kb.regions.tree import Region, line_of, region

_CODE = re.compile(r"^[（(]?(?P<code>[\u4e00-\u9fff]+)")


@lru_cache(maxsize=1)
def _codes() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = defaultdict(list)
    for stem, place, *_ in load_rows("document_codes"):
        table[stem].append(place)
    return {stem: tuple(places) for stem, places in table.items()}


@lru_cache(maxsize=4096)
def region_of_document_number(number: str, within: str | None = None) -> Region | None:
    """The place whose organ uses this number's code (机关代字), by the longest known stem.

    Several places share stems (青政 is 青海's and 青岛's); `within`, the code of the place that
    cites the number, then decides where it lies on the line of only one of them. None otherwise.
    """
    match = _CODE.match(re.sub(r"\s+", "", number))
    if match is None:
        return None
    code = match["code"]
    for cut in range(len(code), 0, -1):
        places = _codes().get(code[:cut])
        if places is None:
            continue
        if len(places) > 1 and within is not None:
            places = tuple(place for place in places if place in line_of(within))
        return region(places[0]) if len(places) == 1 else None
    return None
