"""Notices typed with Western full stops: their sentences end at "." where others end at 。

Such a stop is read as 。 only in a notice that has fewer 。 of its own, and only behind a Chinese
character, a closing mark or %, never inside a number, a label or a Latin word.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.paragraphs import Paragraph

_WESTERN = re.compile(
    r"(?<=[\u4e00-\u9fff）)”\"》〕\]%％])[.．](?=\s*(?:$|[\u4e00-\u9fff“\"（(《〔]|[0-9]{1,4}[年月]))"
)
_LABEL = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)]?|附[件表])[.．]")
_FEWEST = 5
"""So many stops of this kind show a habit."""


def with_chinese_stops(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs with 。 for the stops of a notice that is typed with Western ones; else unchanged."""
    western = sum(len(_WESTERN.findall(paragraph.text)) for paragraph in paragraphs if _typed(paragraph))
    if western < _FEWEST or western <= sum(paragraph.text.count("。") for paragraph in paragraphs):
        return paragraphs
    return tuple(
        replace(paragraph, text=_chinese(paragraph.text)) if _typed(paragraph) else paragraph
        for paragraph in paragraphs
    )


def _typed(paragraph: Paragraph) -> bool:
    return "." in paragraph.text or "．" in paragraph.text


def _chinese(text: str) -> str:
    label = _LABEL.match(text)
    start = label.end() if label else 0
    return text[:start] + _WESTERN.sub("。", text[start:])
