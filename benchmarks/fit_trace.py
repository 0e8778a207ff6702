"""Fits the weights of the alignment (corpus/tables/trace_weights.tsv) on the hand-made alignment and the samples.

Run with `python -m benchmarks.fit_trace [--write]`. Coordinate search from the table's values: each weight
in turn is moved by its step up and down as long as the mean F1 grows by more than a hair; rounds are
repeated until none moves. Deterministic. Prints F1 with the table's weights, with the fitted ones and of the
two baselines. Writes nothing without `--write`. Of several weights with the same F1 the table's stay: they
were set by reading and hold on more pairs than these.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.evaluate import SHARED, cases_of_links
from benchmarks.links import BASELINES, Case, baseline, mean_f1, measure
from corpus import tables
from kb.evaluate import Score
from kb.trace.score import table_of_weights, trying

TABLE = Path(tables.__file__).with_name("trace_weights.tsv")
STEP = 0.04
LEAST_GAIN = 0.002
"""A smaller gain of the mean F1 is chance on so few pairs, and no reason to move a weight."""
ROUNDS = 3
SHARES = ("cosine", "ratio", "cover", "heading", "position")
"""These are shares of one sum and are kept adding up to 1."""


def objective(values: Mapping[str, float], cases: Mapping[str, Sequence[Case]]) -> float:
    """The mean over the sets of the mean F1 of their kinds."""
    with trying(values):
        found = [mean_f1(measure(each)) for each in cases.values()]
    return sum(found) / len(found)


def fit(cases: Mapping[str, Sequence[Case]]) -> dict[str, float]:
    """The weights that the search ends with."""
    values, best = dict(table_of_weights()), objective(table_of_weights(), cases)
    for _ in range(ROUNDS):
        before = best
        for name in values:
            for step in (STEP, -STEP):
                moved = _moved(values, name, step)
                reached = objective(moved, cases) if moved else 0.0
                if moved and reached > best + LEAST_GAIN:
                    values, best = moved, reached
                    print(f"  {name} {moved[name]:.2f}: {best:.4f}")
                    break
        if best == before:
            break
    return values


def _moved(values: Mapping[str, float], name: str, step: float) -> dict[str, float] | None:
    """The weights with one moved; None where it would leave 0 to 1."""
    value = round(values[name] + step, 4)
    if not 0 <= value <= 1:
        return None
    moved = dict(values) | {name: value}
    if name in SHARES:
        total, wanted = sum(moved[share] for share in SHARES), sum(values[share] for share in SHARES)
        moved |= {share: moved[share] * wanted / total for share in SHARES}
    return moved


def write(values: Mapping[str, float]) -> None:
    """The fitted values into the table; its comments and notes stay."""
    lines = TABLE.read_text(encoding="utf-8").splitlines(keepends=True)
    pattern = re.compile(r"^(\w+)\t[\d.]+")
    new = [pattern.sub(lambda m: f"{m[1]}\t{values[m[1]]:.2f}", line) for line in lines]
    TABLE.write_text("".join(new), encoding="utf-8")


def show(title: str, scores: Iterable[Score]) -> None:
    """One line of F1 a kind."""
    found = list(scores)
    print(
        f"  {title:24s} " + "  ".join(f"{s.kind} {s.f1:.3f}" for s in found) + f"  mean {mean_f1(found):.3f}"
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=SHARED / "gold", help="the folder of the alignment")
    parser.add_argument("--notices", type=Path, default=SHARED / "notices", help="the notices that it aligns")
    parser.add_argument("--write", action="store_true", help="write the fitted weights into the table")
    options = parser.parse_args()
    cases = cases_of_links(options.gold, options.notices)
    print("search:")
    fitted = fit(cases)
    others = {name: baseline(name, cases) for name in BASELINES}
    for name, each in cases.items():
        print(f"\n{name}: {len(each)} pairs of notices")
        show("weights of the table", measure(each))
        with trying(fitted):
            show("fitted weights", measure(each))
        for other, (least, scores) in others.items():
            show(f"{other} alone, from {least:g}", scores[name])
    moved = {n: v for n, v in fitted.items() if abs(v - table_of_weights()[n]) > 0.001}
    print(
        "\nmoved:",
        ", ".join(f"{n} {table_of_weights()[n]:g} → {v:.2f}" for n, v in moved.items()) or "nothing",
    )
    if options.write:
        write(fitted)


if __name__ == "__main__":
    main()
