"""What localising goes by: the upper notice and its place, one's own place, its bodies, what peers wrote."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kb.draft.bodies import LocalBodies
from kb.draft.model import Genre, Suggestion
from kb.draft.places import Below, class_word, place_of
from kb.model import Notice, Target
from kb.regions import Region

_TITLES = re.compile(r"《(?:[^《》]|《[^《》]*》)+》(?:（[^（）]*号）)?")


@dataclass(frozen=True, slots=True)
class Hints:
    """What peers made of the upper notice: their unit for an upper one, their value for a target."""

    units: Mapping[tuple[str | None, str], tuple[Suggestion, ...]] = field(default_factory=dict)
    """Upper clause (None: anywhere) and upper unit → what peers write."""
    figures: Mapping[Target, tuple[Suggestion, ...]] = field(default_factory=dict)
    missing_units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Upper unit → names of the peers that left it out."""
    days: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Upper clause → what is known of the days that peers set for it."""
    own_units: Mapping[str, Suggestion] = field(default_factory=dict)
    """Key of a function → how one's own earlier notices name the body that carries it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """`today` is the draft's day, None where no deadline counts as past."""

    upper: Notice
    place: Region
    bodies: LocalBodies
    below: Below
    hints: Hints = field(default_factory=Hints)
    genre: Genre | None = None
    today: date | None = None

    @property
    def above(self) -> Region | None:
        """The place that the upper notice speaks for."""
        return place_of(self.upper)

    @property
    def own_word(self) -> str:
        """县 in 全县."""
        return class_word(self.place)

    @property
    def upper_word(self) -> str:
        """市 in 全市; empty where the upper place is unknown."""
        return class_word(self.above) if self.above is not None else ""

    @property
    def here(self) -> str:
        """本县, as questions call the place."""
        return f"本{self.own_word}"

    def in_bracket(self, offset: int) -> bool:
        """Does the offset of the upper text lie in words that do nothing but name units in charge?"""
        return any(
            not a.in_prose and a.evidence.start <= offset < a.evidence.end for a in self.upper.assignments
        )


def titles_in(text: str) -> tuple[tuple[int, int], ...]:
    """Names of documents, in which nothing is exchanged."""
    return tuple(match.span() for match in _TITLES.finditer(text))
