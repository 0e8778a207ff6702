"""Checks of numbering and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.found import Found
from kb.model import Clause, Notice
from kb.numerals import han_number

PAIRS = (("（(", "）)"), ("〔[", "〕]"), ("《", "》"), ("“", "”"))


def _number(label: str) -> int | None:
    bare = re.sub(r"[（）().、第章节条编．]", "", label)
    if bare.isdecimal():
        return int(bare)
    if re.fullmatch(r"[①-⑳]", bare):
        return ord(bare) - ord("①") + 1
    return han_number(bare) if re.fullmatch(r"[〇零一二三四五六七八九十百]+", bare) else None


def _style(label: str) -> str:
    return re.sub(r"[〇一二三四五六七八九十百零\d①-⑳]+", "N", label)


def numbering_gaps(notice: Notice) -> Iterator[Found]:
    """A number that does not follow the one before it, neither in its list nor through the notice."""
    before: dict[tuple[str | None, str], int] = {}
    running: dict[str, int] = {}
    for clause in notice.clauses:
        number = _number(clause.label)
        if number is None:
            continue
        style = _style(clause.label)
        last = before.get((clause.parent, style), 0)
        allowed = {last + 1, 1, running.get(style, 0) + 1} if not last else {last + 1}
        if number not in allowed:
            detail = f"{clause.label}之前应当是第{number - 1}项，上一项是第{last or running.get(style, 0)}项"
            yield Found(clause.path, "numbering_gap", detail, clause.text[:20])
        before[(clause.parent, style)] = running[style] = number


def missing_numbers(notice: Notice) -> Iterator[Found]:
    """Top headings printed without their number."""
    for clause in notice.clauses:
        if clause.implied_label:
            yield Found(
                clause.path, "missing_number", f"标题无序号，推定为“{clause.label}、”", clause.heading or ""
            )


def unbalanced_brackets(notice: Notice) -> Iterator[Found]:
    """A bracket or quotation mark without its other half inside one clause."""
    for clause in notice.clauses:
        for left, right in PAIRS:
            opened = sum(clause.text.count(char) for char in left)
            closed = sum(clause.text.count(char) for char in right) - (
                _label_brackets(clause) if "）" in right else 0
            )
            if opened != closed:
                detail = f"“{left[0]}”{opened}个，“{right[0]}”{closed}个"
                yield Found(clause.path, "unbalanced_brackets", detail, clause.text[:30])


def _label_brackets(clause: Clause) -> int:
    """A label such as 1） closes a bracket that was never opened."""
    return 1 if re.match(r"\s*\d+[）)]", clause.text) else 0


def undefined_same_below(notice: Notice) -> Iterator[Found]:
    """下同 where no definition stands beside it."""
    for match in re.finditer(r"[（(〔](?:以下|下)同[）)〕]", notice.text):
        clause = notice.clause_at(match.start())
        quote = notice.text[max(0, match.start() - 12) : match.end()]
        yield Found(clause.path if clause else None, "undefined_same_below", "“下同”前没有说明所指", quote)
