"""The committed state of the evaluation: figures, and every fact that was not right, as a fingerprint.

Fingerprints, because the words of the shared notices never enter the project. They suffice to tell, fact by
fact, what is newly wrong (its words are at hand, being wrong now) and what is right again (its words are at
hand among the right facts).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.evaluate import Compared, Evaluation

_LENGTH = 12


@dataclass(frozen=True)
class State:
    """F1 by set and kind, and by set the facts that were missed or extra."""

    figures: Mapping[str, Mapping[str, float]]
    wrong: Mapping[str, tuple[str, ...]]

    def f1(self, name: str, kind: str) -> float | None:
        """The committed F1 of a kind, None where it was never measured."""
        return self.figures.get(name, {}).get(kind)

    def gains_and_losses(self, name: str, found: Evaluation) -> tuple[list[str], list[str]]:
        """What is right again and what is newly wrong, a line a fact; nothing for a set never measured."""
        if name not in self.figures:
            return [], []
        before = Counter(self.wrong.get(name, ()))
        now = Counter(_mark(each) for each in found.differences)
        words = {_mark(each): each for each in found.facts}
        right = {_mark(each, "missed"): each for each in found.facts if each.side == "right"}
        gained = [_told(right.get(mark), "an extra fact is gone") for mark in (before - now).elements()]
        return gained, [_told(words[mark], "") for mark in (now - before).elements()]

    def with_figures(self, sets: Mapping[str, Evaluation], links: Mapping[str, Mapping[str, float]]) -> State:
        """The state after this measurement; sets that were not measured stay."""
        facts = {name: {s.kind: round(s.f1, 4) for s in found.total} for name, found in sets.items()}
        wrong = {name: tuple(sorted(map(_mark, found.differences))) for name, found in sets.items()}
        return State({**self.figures, **facts, **links}, {**self.wrong, **wrong})


def load(path: Path) -> State:
    """The committed state; an empty one where there is none."""
    plain = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return State(plain.get("f1", {}), {name: tuple(marks) for name, marks in plain.get("wrong", {}).items()})


def save(path: Path, state: State) -> None:
    """Write the state for committing."""
    plain = {"f1": state.figures, "wrong": state.wrong}
    path.write_text(json.dumps(plain, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _mark(each: Compared, side: str | None = None) -> str:
    parts = (each.notice, each.kind, side or each.side, each.fact)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_LENGTH]


def _told(each: Compared | None, otherwise: str) -> str:
    return f"{each.notice} {each.kind} {each.side}: {each.fact}" if each else otherwise
