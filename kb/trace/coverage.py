"""Which clauses of an upper notice its lower notices carry, word for word, reworded, weakened or not at all.

Pure: notices and their links in, a table out. What a cell says follows from the links alone: weakened
is whatever has a severe deviation; a hole that a person explained is justified.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from kb.model import Change, Clause, Document, Link, Notice
from kb.trace.neutralise import PlaceNames, neutral

State = Literal["verbatim", "adapted", "weakened", "not_carried", "justified"]
STATES: tuple[State, ...] = ("verbatim", "adapted", "weakened", "not_carried", "justified")
LONGEST_WORDS = 20
_FIGURE = re.compile(
    r"(?:不少于|不低于|不高于|不超过|不多于|超过|达到|新增|至少)?\d+(?:\.\d+)?[万亿]?"
    r"(?:%|平方米|平方公里|公里|个工作日|个月|[\u4e00-\u9fff])(?:以上|以下|以内|左右)?"
)
_QUOTED = re.compile("“([^“”]{2,12})”")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one lower notice made of one upper clause.

    `clauses` are the lower clauses that carry it, in the order of their text; `notes` say in Chinese
    what is weaker or missing; `reason` is the explanation of a justified hole; `score` is that of the
    surest link, 0 without any.
    """

    lower: str
    upper_clause: str
    state: State
    clauses: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """An upper clause that demands something, with one cell for each lower notice."""

    clause: Clause
    cells: tuple[Cell, ...]

    def has(self, *states: State) -> bool:
        """True where any cell is in one of these states."""
        return any(cell.state in states for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The table: upper clauses × lower notices."""

    upper: Notice
    lowers: tuple[Document, ...]
    rows: tuple[Row, ...]

    def totals(self, lower_id: str) -> dict[State, int]:
        """How many clauses are in each state in one column."""
        counts = Counter(cell.state for row in self.rows for cell in row.cells if cell.lower == lower_id)
        return {state: counts[state] for state in STATES}

    def cell(self, path: str, lower_id: str) -> Cell | None:
        """The cell of a clause and a lower notice."""
        cells = (cell for row in self.rows if row.clause.path == path for cell in row.cells)
        return next((cell for cell in cells if cell.lower == lower_id), None)


def coverage(upper: Notice, lowers: Sequence[Notice], links: Mapping[str, Sequence[Link]]) -> Coverage:
    """The coverage of the upper notice by the lower ones; `links` are those with each, by lower id."""
    demanding = {obligation.clause for obligation in upper.obligations}
    sorted_links = {lower.document.id: _by_clause(links.get(lower.document.id, ())) for lower in lowers}
    rows = []
    for clause in upper.clauses:
        if clause.path in demanding:
            duties = {o.evidence.quote for o in upper.obligations if o.clause == clause.path}
            cells = (
                _cell(lower, clause.path, duties, sorted_links[lower.document.id].get(clause.path, ()))
                for lower in lowers
            )
            rows.append(Row(clause, tuple(cells)))
    return Coverage(upper, tuple(lower.document for lower in lowers), tuple(rows))


def _by_clause(links: Iterable[Link]) -> dict[str | None, list[Link]]:
    found: dict[str | None, list[Link]] = {}
    for link in links:
        if link.upper is not None and link.status != "rejected":
            found.setdefault(link.upper.clause, []).append(link)
    return found


def _cell(lower: Notice, path: str, duties: set[str], links: Sequence[Link]) -> Cell:
    joined = [link for link in links if link.lower is not None]
    carrying = [
        link for link in joined if link.upper and (link.upper.quote is None or link.upper.quote in duties)
    ]
    gaps = [link for link in links if link.lower is None]
    if not carrying:
        return _hole(lower, path, gaps)
    open_gaps = [gap for gap in gaps if gap.status != "confirmed" and gap.upper and gap.upper.quote in duties]
    severe = [
        change for link in (*joined, *open_gaps) for change in link.changes if change.severity == "severe"
    ]
    notes = list(dict.fromkeys(phrase(change) for change in severe))
    state: State = "weakened" if severe else "adapted"
    same = {link.upper.quote for link in carrying if link.upper and link.relation == "verbatim"}
    if not severe and duties <= same:
        state = "verbatim"
    if open_gaps and not severe:
        notes.append(f"{len(open_gaps)} 句未承接")
    return Cell(
        lower.document.id, path, state, _in_order(lower, carrying), tuple(notes),
        score=max(link.score for link in carrying),
    )  # fmt: skip


def _hole(lower: Notice, path: str, gaps: Sequence[Link]) -> Cell:
    """A clause that nothing carries; justified where a person explained it as a whole or wholly."""
    explained = [gap for gap in gaps if gap.status == "confirmed"]
    whole = any(gap.upper and gap.upper.quote is None for gap in explained)
    if explained and (whole or len(explained) == len(gaps)):
        reason = explained[0].rationale.partition("：")[2] or explained[0].rationale
        return Cell(lower.document.id, path, "justified", reason=reason)
    severe = [change for gap in gaps for change in gap.changes if change.severity == "severe"]
    return Cell(lower.document.id, path, "not_carried", notes=tuple(dict.fromkeys(map(phrase, severe))))


def _in_order(lower: Notice, links: Sequence[Link]) -> tuple[str, ...]:
    """The lower clauses, without the ancestors of those that hold the sentences themselves."""
    named = {link.lower.clause for link in links if link.lower and link.lower.clause}
    exact = {link.lower.clause for link in links if link.lower and link.lower.quote}
    kept = {
        path
        for path in named
        if path in exact or not any((other or "").startswith(f"{path}/") for other in exact)
    }
    return tuple(clause.path for clause in lower.clauses if clause.path in kept)


def phrase(change: Change) -> str:
    """What became of which words, short enough for a cell: “30项以上”未写, 6月底 → 12月底."""
    figures = change.kind.startswith("target_")
    above, below = (_short(_figure(words) if figures else words) for words in (change.upper, change.lower))
    if above and below:
        return f"改为{below}" if change.kind.startswith("modality_") else f"{above} → {below}"
    return f"{above}未写" if above else f"加写{below}"


def _figure(words: str | None) -> str | None:
    """The figure alone where the words hold exactly one: the row says what it is of."""
    found = list(_FIGURE.finditer(words or ""))
    return found[0].group() if len(found) == 1 else words


def _short(words: str | None) -> str:
    plain = " ".join((words or "").split())
    return (
        f"“{plain}”" if 0 < len(plain) <= LONGEST_WORDS else f"“{plain[:LONGEST_WORDS]}……”" if plain else ""
    )


@dataclass(frozen=True, slots=True)
class Nearest:
    """The lower clause that comes nearest to an upper one that is not carried, and what both name."""

    clause: Clause
    likeness: float
    shared: tuple[str, ...]


def nearest(clause: Clause, upper: Document, lower: Notice) -> Nearest | None:
    """Where a person would look first; None where no clause shares anything with it."""
    places = PlaceNames.of(upper, lower.document)
    wanted = neutral(clause.text, places)
    best: tuple[float, Clause] | None = None
    for other in lower.clauses:
        words = neutral(other.text, places)
        likeness = fuzz.ratio(wanted, words) / 100 if len(words) > 8 else 0.0
        likeness += (
            0.3
            * fuzz.ratio(neutral(clause.heading or "", places), neutral(other.heading or "", places))
            / 100
        )
        if best is None or likeness > best[0]:
            best = (likeness, other)
    if best is None or best[0] <= 0:
        return None
    named = (_QUOTED.findall(text) for text in (clause.text, best[1].text))
    first, second = (dict.fromkeys(words) for words in named)
    return Nearest(best[1], min(1.0, best[0]), tuple(word for word in first if word in second))
