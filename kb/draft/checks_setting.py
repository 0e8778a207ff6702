"""What the checks look at together: the draft, the plan as read, the upper notices and what links them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kb.draft.bodies import LocalBodies
from kb.draft.model import Check, CheckState, Draft, Entry, Question
from kb.draft.numbering import paths_of
from kb.draft.places import place_of
from kb.model import Clause, Link, LinkEnd, Notice
from kb.regions import Region, region


@dataclass(frozen=True)
class Looked:
    """One look at a draft."""

    draft: Draft
    read: Notice
    uppers: tuple[Notice, ...]
    links: tuple[Link, ...]
    bodies: LocalBodies

    @cached_property
    def place(self) -> Region | None:
        """The draft's own place."""
        return region(self.draft.region)

    @cached_property
    def aboves(self) -> tuple[Region, ...]:
        """The places of the upper notices, each once, one's own left out."""
        found = (place_of(upper) for upper in self.uppers)
        return tuple(dict.fromkeys(each for each in found if each is not None and each != self.place))

    @cached_property
    def by_path(self) -> dict[str, Entry]:
        """The entry that prints a clause of the plan."""
        keys = paths_of(self.draft)
        entries = {entry.key: entry for entry in self.draft.entries}
        return {path: entries[key] for path, key in keys.items()}

    @cached_property
    def by_upper(self) -> dict[tuple[str, str], Entry]:
        """The entry that answers to an upper clause."""
        return {(e.notice, e.clause): e for e in self.draft.entries if e.notice and e.clause}

    def entry_at(self, path: str | None) -> Entry | None:
        """The entry that prints the clause with this path, else the nearest one above it."""
        while path:
            if path in self.by_path:
                return self.by_path[path]
            path = path.rpartition("/")[0]
        return None

    def entry_of(self, link: Link) -> Entry | None:
        """The entry that a link is about: the one that prints the lower words, else that of the upper clause."""
        own = self.entry_at(link.lower.clause) if link.lower else None
        return own or self.answering(link.upper)

    def answering(self, end: LinkEnd | None) -> Entry | None:
        """The entry of an upper clause; of a merged one the entry that carries it."""
        if end is None or end.clause is None:
            return None
        entry = self.by_upper.get((end.notice, end.clause))
        if entry is not None and entry.choice == "merge" and entry.merged_into:
            return self.draft.entry(entry.merged_into) or entry
        return entry

    def upper_clause(self, entry: Entry) -> tuple[Notice, Clause] | None:
        """The upper clause that an entry answers to, None for a clause of one's own."""
        for upper in self.uppers:
            clause = upper.clause(entry.clause or "") if upper.document.id == entry.notice else None
            if clause is not None:
                return upper, clause
        return None


def made(
    code: str, state: CheckState, entry: Entry | None, detail: str,
    quote: str | None = None, upper: str | None = None,
) -> Check:  # fmt: skip
    """A check with its stable key: code, entry and the words at fault."""
    words = quote or upper or ""
    return Check(
        f"{code}:{entry.key if entry else ''}:{words}",
        code,
        state,
        entry.key if entry else None,
        detail,
        quote,
        upper,
    )


def waiting(entry: Entry | None, kind: str) -> Question | None:
    """The first question of a kind that the entry still waits for."""
    questions = entry.open_questions if entry is not None else ()
    return next((question for question in questions if question.kind == kind), None)


def answers(entry: Entry) -> tuple[str, ...]:
    """What a person answered in this entry: it was decided and is not taken for a leftover."""
    return tuple(question.answer for question in entry.questions if question.answer)
