"""The words around a figure, cut out once for all that judges and names it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.extract.framing import REACH, Framing
from ingest.extract.target_quantities import Quantity


@dataclass(frozen=True, slots=True)
class Setting:
    """The words around a figure: its piece of the sentence, its stretch between commas, both sides."""

    piece: tuple[int, int]
    segment: tuple[int, int]
    prefix: str
    suffix: str
    behind: str
    """All of the piece behind the figure."""
    ahead: str
    """All of the piece before the figure."""
    prefix_to_comparator: str
    """The stretch between commas up to the figure's own comparator."""
    subject: str = ""
    """The same without the times named in it."""


def setting_of(framing: Framing, quantity: Quantity) -> Setting:
    """Cut out the surroundings of a figure."""
    piece = framing.piece_at(quantity.number_start)
    segment = framing.segment_at(quantity.number_start)
    text = framing.text
    return Setting(
        piece=piece,
        segment=segment,
        prefix=text[segment[0] : quantity.number_start],
        suffix=text[quantity.end : segment[1]],
        behind=text[quantity.end : min(piece[1], quantity.end + REACH)],
        ahead=text[max(piece[0], quantity.number_start - REACH) : quantity.number_start],
        prefix_to_comparator=text[segment[0] : max(segment[0], quantity.start)],
    )
