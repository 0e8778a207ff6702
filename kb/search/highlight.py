"""Why a task was found: the places of the words, and the fields that answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kb.search.query import Term
from kb.search.text import find_all, fold
from kb.search.values import Hit

_SHOWN = {
    "body": "责任单位",
    "deadline": "时限",
    "title": "标题",
    "number": "文号",
    "region": "地区",
    "level": "级别",
    "target": "指标",
}


def highlighted(hit: Hit, terms: tuple[Term, ...]) -> Hit:
    """The hit with its highlights and the reasons why it was found."""
    plain = [term for term in terms if term.field is None and not term.excluded]
    sought = tuple(term.word for term in plain)
    heading = hit.heading or ""
    why = [
        ("正文", _present(plain, hit.quote)),
        ("条款标题", _present(plain, heading)),
        *((_SHOWN[term.field], (term.shown,)) for term in terms if term.field and not term.excluded),
    ]
    return replace(
        hit,
        spans=find_all(sought, hit.quote),
        heading_spans=find_all(sought, heading),
        why=tuple((field, words) for field, words in why if words),
    )


def _present(terms: Iterable[Term], text: str) -> tuple[str, ...]:
    folded = fold(text)
    return tuple(term.shown for term in terms if term.word in folded)
