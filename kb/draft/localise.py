"""An upper text in one's own words: places, levels, units and groups exchanged, what is uncertain asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.draft.bodies import LocalBodies
from kb.draft.figures import figure_edits
from kb.draft.localise_brackets import bracket_edits
from kb.draft.localise_contacts import contact_edits
from kb.draft.localise_edits import Made, apply, chosen
from kb.draft.localise_places import place_edits
from kb.draft.localise_setting import Setting
from kb.draft.localise_times import time_edits
from kb.draft.localise_units import unit_edits
from kb.draft.localise_words import word_edits
from kb.draft.model import Question, Swap
from kb.draft.places import below
from kb.model import Notice
from kb.regions import Region


@dataclass(frozen=True, slots=True)
class Localised:
    """Own text with what was exchanged and what is asked. `made` knows where upper offsets came to stand."""

    text: str
    swaps: tuple[Swap, ...]
    questions: tuple[Question, ...]
    made: Made


def localise(
    text: str, start: int, upper: Notice, place: Region, bodies: LocalBodies,
    setting: Setting | None = None, number: int = 1,
) -> Localised:  # fmt: skip
    """The own text for `text`, which begins at `start` of the upper notice's text.

    Questions are numbered from `number`; their offsets count from the beginning of the upper clause.
    `setting` carries what is known of peers and is made where it is not given.
    """
    setting = setting or setting_for(upper, place, bodies)
    edits = [
        *figure_edits(upper, start, start + len(text), dict(setting.hints.figures), setting.here),
        *time_edits(start, start + len(text), setting),
        *unit_edits(text, start, setting),
        *place_edits(text, start, setting),
        *word_edits(text, start, setting),
        *contact_edits(text, start, setting),
        *bracket_edits(start, start + len(text), setting),
    ]
    clause = upper.clause_at(start)
    within = [e for e in edits if start <= e.start and e.end <= start + len(text)]
    made = apply(text, start, chosen(within), clause.start if clause is not None else 0, number)
    return Localised(made.text, made.swaps, made.questions, made)


def setting_for(
    upper: Notice, place: Region, bodies: LocalBodies, own_earlier: Iterable[Notice] = ()
) -> Setting:
    """What localising goes by when peers are not known."""
    texts = (*(notice.text for notice in own_earlier), upper.text)
    return Setting(upper, place, bodies, below(place, texts))
