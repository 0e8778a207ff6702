"""The syntax of the search box.

Words are ANDed and found as written, anywhere in the sentence or the heading of its clause;
`"…"` or `“…”` is a phrase (its blanks do not count); `-词` leaves out; `单位:商务`, `时限:2021`,
`标题:方案`, `文号:青政`, `地区:某市`, `级别:县` restrict a field, and may be left out with `-` too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.search.text import fold

FIELDS = {
    "单位": "body",
    "责任单位": "body",
    "时限": "deadline",
    "完成时限": "deadline",
    "标题": "title",
    "文件": "title",
    "文号": "number",
    "地区": "region",
    "级别": "level",
    "指标": "target",
}
_PART = re.compile(
    r"(?P<minus>[-－−])?(?:(?P<field>[^\s:：\"“”]{2,4})[:：])?"
    r"(?:\"(?P<phrase>[^\"]*)\"?|[“”](?P<quoted>[^“”]*)[“”]?|(?P<word>[^\s\"“”]+))"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a task must have, or with `excluded` must not: a folded word, in any field or one."""

    word: str
    shown: str
    field: str | None = None
    excluded: bool = False


def parse_query(text: str) -> tuple[Term, ...]:
    """The terms of what a person typed. Nothing typed is wrong: an unknown field is read as text."""
    terms = (_term(match) for match in _PART.finditer(text))
    return tuple(dict.fromkeys(term for term in terms if term.word))


def _term(match: re.Match[str]) -> Term:
    written = match["phrase"] or match["quoted"] or match["word"] or ""
    field = FIELDS.get(match["field"]) if match["field"] else None
    if match["field"] and field is None:
        written = f"{match['field']}:{written}"
    shown = written.strip()
    return Term(fold(shown), shown, field, excluded=bool(match["minus"]))
