"""How sure a rule is, as careful readers found it to be.

A rule states how sure it believes to be; the table says how many of such facts were compared with their
text and how many a careful reader would sign. The share of these, with one of each outcome added (Laplace's
rule of succession), is the confidence of the fact, so that of facts marked 0.9 nine in ten are right.
"""

from __future__ import annotations

from functools import cache

from corpus.tables import load_rows

SUREST = 0.99
"""What a person stated has 1; no rule has."""


@cache
def _shares() -> dict[tuple[str, float], float]:
    return {
        (rule, float(stated)): min(SUREST, round((int(right) + 1) / (int(read) + 2), 2))
        for rule, stated, read, right in load_rows("calibration")
    }


def calibrated(rule: str, stated: float) -> float:
    """The confidence of a fact that `rule` states with `stated`; that itself where nobody has read any."""
    return _shares().get((rule, stated), stated)
