"""Numbers of the printed clauses: 一、（一）1.（1）, counted over what is printed, annexes apart (GB/T 9704, 7.3.3)."""

from __future__ import annotations

from dataclasses import dataclass

from kb.draft.answers import answered_text
from kb.draft.model import Draft, Entry
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


def numbered(draft: Draft) -> tuple[Numbered, ...]:
    """The printed entries in order with their numbers. From the first annex on everything is annex."""
    entries = [entry for entry in draft.entries if entry.printed]
    annexes = sum(map(is_annex, entries))
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


def outline_of(draft: Draft) -> tuple[tuple[str, str | None], ...]:
    """Path and heading of every printed clause, as a reader of the printed plan finds them.

    Open questions stand in headings as their tokens; answers have taken their place.
    """
    return tuple(
        (each.path, answered_text(each.entry.heading, each.entry.questions) if each.entry.heading else None)
        for each in numbered(draft)
    )


def paths_of(draft: Draft) -> dict[str, str]:
    """Path in the printed plan → key of the entry."""
    return {each.path: each.entry.key for each in numbered(draft)}
