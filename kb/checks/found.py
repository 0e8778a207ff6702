"""One result of a check, before its severity is looked up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """Clause path (None: the whole notice), code of the kind, a sentence in Chinese, the words at fault."""

    clause: str | None
    kind: str
    detail: str
    quote: str
