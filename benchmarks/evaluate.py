"""How right are the facts and the links? Scores the samples, and the shared gold where it is at hand.

Run with `python -m benchmarks.evaluate [--gold DIR --notices DIR]… [--accept]`; the two options may be given
several times, a pair for each folder of facts. Prints precision, recall and F1 a kind, a form and a notice,
then what was gained and lost, fact by fact, against the committed state (benchmarks/figures.json, see
benchmarks/standing.py). Behind the links stand two baselines (benchmarks/links.py), which are shown and not
held. Exits with 1 on a loss; `--accept` writes the new state, whose commit then says why; `--only` looks
at one part.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks import standing
from benchmarks.links import BASELINES, Case, baseline, load_cases
from benchmarks.links import measure as measure_cases
from corpus.samples import sample_files
from corpus.samples.gold import write_gold
from ingest.parse import parse_notice
from ingest.readers import load, read_bytes
from kb.evaluate import Evaluation, Score, evaluate
from kb.model import Notice, Source

FIGURES = Path(__file__).with_name("figures.json")
SHARED = Path(__file__).parents[1] / ".." / "shared"
TOLERANCE = 0.0005
"""Smaller differences of F1 are rounding."""


def read_notices(paths: Iterable[Path]) -> list[Notice]:
    """Parses each file, without storing anything."""
    return [_read(path) for path in paths]


def _read(path: Path) -> Notice:
    data = load(path)
    pages = read_bytes(data, path.name)
    source = Source(path.name, hashlib.sha256(data).hexdigest(), pages.reader, pages.page_count)
    return parse_notice(pages, source)


def measure(folders: Iterable[tuple[str, Path, Path]]) -> dict[str, Evaluation]:
    """One evaluation a set: the samples always, then each (name, gold facts, notices)."""
    sets = {}
    with tempfile.TemporaryDirectory() as folder:
        write_gold(Path(folder))
        sets["samples"] = evaluate(read_notices(sample_files()), Path(folder))
    for name, gold, notices in folders:
        sets[name] = evaluate(read_notices(aligned_files(gold, notices)), gold)
    return sets


def folders_of(gold: list[Path], notices: list[Path]) -> list[tuple[str, Path, Path]]:
    """The folders to score, each with a name: those given, else the shared ones where they are at hand.

    Raises ValueError where not every folder of facts has its folder of notices.
    """
    if len(gold) != len(notices):
        raise ValueError("--gold and --notices come in pairs")
    if gold:
        return [(f"given {each.name}", each, beside) for each, beside in zip(gold, notices, strict=True)]
    shared = ("gold", SHARED / "gold", SHARED / "notices")
    return [shared] if shared[1].is_dir() and shared[2].is_dir() else []


def aligned_files(gold: Path, notices: Path) -> list[Path]:
    """The files of the notices that the gold speaks of."""
    stems = {path.parent.name for path in gold.glob("*/document.yaml")}
    return sorted(path for path in notices.iterdir() if path.stem in stems)


def report(name: str, found: Evaluation, before: standing.State) -> list[str]:
    """Prints one set; returns a line for each loss against the committed state."""
    losses = []
    print(f"\n{name}: {len(found.by_notice)} notices")
    for score in found.total:
        known = before.f1(name, score.kind)
        change = "" if known is None or abs(score.f1 - known) <= TOLERANCE else f"  was {known:.3f}"
        print(f"  {score.kind:17s} {_line(score)}{change}")
        if known is not None and score.f1 < known - TOLERANCE:
            losses.append(f"{name} {score.kind}: {known:.3f} → {score.f1:.3f}")
    for title, parts in (("form", found.by_form), ("notice", found.by_notice)):
        for part, scores in parts.items():
            print(f"  {title} {part}: {_below_one(scores)}")
    for each in found.differences:
        print(f"    {each.side:6s} {each.notice} {each.kind} {each.fact}")
    gained, lost = before.gains_and_losses(name, found)
    print(*(f"  gained: {line}" for line in gained), sep="\n", end="\n" if gained else "")
    return [*losses, *(f"{name} {line}" for line in lost)]


def _below_one(scores: Iterable[Score]) -> str:
    short = [f"{score.kind} {score.f1:.3f}" for score in scores if score.f1 < 1]
    return ", ".join(short) or "all 1.000"


def cases_of_links(folders: list[tuple[str, Path, Path]]) -> dict[str, tuple[Case, ...]]:
    """The pairs of notices whose links are known: those of the samples and of the first folder."""
    samples = read_notices(sample_files())
    for _, gold, notices in folders[:1]:
        return load_cases(samples, gold, read_notices(aligned_files(gold, notices)))
    return load_cases(samples, None, ())


def report_links(
    sets: dict[str, tuple[Case, ...]], before: standing.State
) -> tuple[list[str], dict[str, dict[str, float]]]:
    """Prints the links of each set beside the baselines; returns what was lost, and the figures."""
    losses, figures = [], {}
    others = {name: baseline(name, sets) for name in BASELINES}
    for name, cases in sets.items():
        print(f"\n{name}: {len(cases)} pairs of notices")
        scores = measure_cases(cases)
        figures[name] = {score.kind: round(score.f1, 4) for score in scores}
        for score in scores:
            known = before.f1(name, score.kind)
            if known is not None and score.f1 < known - TOLERANCE:
                losses.append(f"{name} {score.kind}: {known:.3f} → {score.f1:.3f}")
            was = "" if known is None or abs(score.f1 - known) <= TOLERANCE else f"  was {known:.3f}"
            rivals = [
                f"{other} {rival.f1:.3f}"
                for other, (_, found) in others.items()
                for rival in found[name]
                if rival.kind == score.kind
            ]
            print(f"  {score.kind:17s} {_line(score)}{was}   ({', '.join(rivals)})")
    return losses, figures


def _line(score: Score) -> str:
    return f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--gold", type=Path, action="append", default=[], help="gold facts, one subfolder a notice"
    )
    parser.add_argument(
        "--notices", type=Path, action="append", default=[], help="the folder of the notices' files"
    )
    parser.add_argument("--only", choices=("facts", "links"), help="measure only this")
    parser.add_argument("--accept", action="store_true", help="write the new figures")
    options = parser.parse_args()
    before = standing.load(FIGURES)
    folders = folders_of(options.gold, options.notices)
    sets = measure(folders) if options.only != "links" else {}
    losses = [line for name, found in sets.items() for line in report(name, found, before)]
    pairs = cases_of_links(folders) if options.only != "facts" else {}
    lost, links = report_links(pairs, before) if pairs else ([], {})
    losses += lost
    if options.accept:
        standing.save(FIGURES, before.with_figures(sets, links))
        return
    if losses:
        print("\nlost against the committed figures:", *losses, sep="\n  ")
        sys.exit(1)


if __name__ == "__main__":
    main()
