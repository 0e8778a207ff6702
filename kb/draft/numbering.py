"""Numbers of the printed clauses: 一、（一）1.（1）, counted over what is printed, annexes apart (GB/T 9704, 7.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.draft.answers import answered_text
from kb.draft.model import Draft, Entry
from kb.matrix.table import Table
from kb.numerals import han_numeral

ANNEX = "附件"
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Numbered:
    """An entry as it is printed: `label` with its mark (一、, （一）, 1., （1）, 附件1), `path` in the printed
    plan, `annex` where it stands in one."""

    entry: Entry
    label: str
    path: str
    annex: bool


def is_annex(entry: Entry) -> bool:
    """Does an annex begin with this entry?"""
    return entry.clause is not None and entry.clause.startswith(ANNEX) and "/" not in entry.clause


def numbered(draft: Draft, more_annexes: int = 0) -> tuple[Numbered, ...]:
    """The printed entries in order with their numbers. From the first annex on everything is annex.

    `more_annexes` follow behind those of the draft (the 责任分工表): a single annex has no number.
    """
    entries = [entry for entry in draft.entries if entry.printed]
    annexes = sum(map(is_annex, entries)) + more_annexes
    found: list[Numbered] = []
    counts = [0] * (_DEEPEST + 1)
    line: list[tuple[int, str]] = []
    head = ""
    for entry in entries:
        if is_annex(entry):
            counts, line = [0] * (_DEEPEST + 1), []
            number = sum(map(is_annex, (each.entry for each in found))) + 1
            head = f"{ANNEX}{number}" if annexes > 1 else ANNEX
            found.append(Numbered(entry, head, head, True))
            continue
        depth = min(entry.depth, _DEEPEST)
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (_DEEPEST - depth)
        line = [(above, name) for above, name in line if above < depth]
        label, name = _label(depth, counts[depth])
        line.append((depth, name))
        path = "/".join([*([head] if head else []), *(each for _, each in line)])
        found.append(Numbered(entry, label, path, bool(head)))
    return tuple(found)


def _label(depth: int, number: int) -> tuple[str, str]:
    """The label as printed and as it stands in a path."""
    if depth == 0:
        return f"{han_numeral(number)}、", han_numeral(number)
    if depth == 1:
        return f"（{han_numeral(number)}）", f"（{han_numeral(number)}）"
    return (f"{number}.", f"{number}.") if depth == 2 else (f"（{number}）", f"（{number}）")


def outline_of(draft: Draft, annex: Table | None = None) -> tuple[tuple[str, str | None], ...]:
    """Path and heading of every printed clause, as a reader of the printed plan finds them, the table
    behind it included.

    Open questions stand in headings as their tokens; answers have taken their place.
    """
    clauses = numbered(draft, more_annexes=int(annex is not None))
    found = [
        (each.path, answered_text(each.entry.heading, each.entry.questions) if each.entry.heading else None)
        for each in clauses
    ]
    last = [(annex_label(clauses), annex.title)] if annex is not None else []
    return (*found, *last)


def annex_label(clauses: Sequence[Numbered]) -> str:
    """What stands above the table behind the annexes of the draft."""
    before = sum(is_annex(each.entry) for each in clauses)
    return f"{ANNEX}{before + 1}" if before else ANNEX


def paths_of(draft: Draft) -> dict[str, str]:
    """Path in the printed plan, with or without a table behind it → key of the entry."""
    return {each.path: each.entry.key for more in (1, 0) for each in numbered(draft, more)}
