"""How right are the facts and the links? Scores the samples, and the shared gold where it is at hand.

Run with `python -m benchmarks.evaluate [--gold DIR --notices DIR] [--accept]`. Prints precision, recall
and F1 a kind, then what was gained and lost against the committed figures (benchmarks/figures.json). Behind
the links stand two baselines (benchmarks/links.py), which are shown and not held. Exits with 1 on a loss;
`--accept` writes the new figures, whose commit then says why; `--only` looks at one part.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

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


def measure(gold: Path | None, notices: Path | None) -> dict[str, Evaluation]:
    """One evaluation a set: the samples always, the given or the shared gold where it exists."""
    sets = {}
    with tempfile.TemporaryDirectory() as folder:
        write_gold(Path(folder))
        sets["samples"] = evaluate(read_notices(sample_files()), Path(folder))
    gold, notices = gold or SHARED / "gold", notices or SHARED / "notices"
    if gold.is_dir() and notices.is_dir():
        sets["gold"] = evaluate(read_notices(aligned_files(gold, notices)), gold)
    return sets


def aligned_files(gold: Path, notices: Path) -> list[Path]:
    """The files of the notices that the gold speaks of."""
    stems = {path.parent.name for path in gold.glob("*/document.yaml")}
    return sorted(path for path in notices.iterdir() if path.stem in stems)


def report(name: str, found: Evaluation, before: dict[str, dict[str, float]]) -> list[str]:
    """Prints one set; returns a line for each kind that lost against the committed figures."""
    losses = []
    print(f"\n{name}: {len(found.by_notice)} notices")
    for score in found.total:
        known = before.get(name, {}).get(score.kind)
        change = "" if known is None or abs(score.f1 - known) <= TOLERANCE else f"  was {known:.3f}"
        print(f"  {score.kind:17s} {_line(score)}{change}")
        if known is not None and score.f1 < known - TOLERANCE:
            losses.append(f"{name} {score.kind}: {known:.3f} → {score.f1:.3f}")
    for difference in found.differences:
        print(f"    {difference.side:6s} {difference.notice} {difference.kind} {difference.fact}")
    return losses


def cases_of_links(gold: Path | None, notices: Path | None) -> dict[str, tuple[Case, ...]]:
    """The pairs of notices whose links are known."""
    gold, notices = gold or SHARED / "gold", notices or SHARED / "notices"
    samples = read_notices(sample_files())
    if not (gold.is_dir() and notices.is_dir()):
        return load_cases(samples, None, ())
    return load_cases(samples, gold, read_notices(aligned_files(gold, notices)))


def report_links(
    sets: dict[str, tuple[Case, ...]], before: dict[str, dict[str, float]]
) -> tuple[list[str], dict[str, dict[str, float]]]:
    """Prints the links of each set beside the baselines; returns what was lost, and the figures."""
    losses, figures = [], {}
    others = {name: baseline(name, sets) for name in BASELINES}
    for name, cases in sets.items():
        print(f"\n{name}: {len(cases)} pairs of notices")
        scores = measure_cases(cases)
        figures[name] = {score.kind: round(score.f1, 4) for score in scores}
        for score in scores:
            known = before.get(name, {}).get(score.kind)
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
    parser.add_argument("--gold", type=Path, help="a folder of gold facts, one subfolder a notice")
    parser.add_argument("--notices", type=Path, help="the folder of the notices' files")
    parser.add_argument("--only", choices=("facts", "links"), help="measure only this")
    parser.add_argument("--accept", action="store_true", help="write the new figures")
    options = parser.parse_args()
    before = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    sets = measure(options.gold, options.notices) if options.only != "links" else {}
    losses = [line for name, found in sets.items() for line in report(name, found, before)]
    pairs = cases_of_links(options.gold, options.notices) if options.only != "facts" else {}
    lost, links = report_links(pairs, before) if pairs else ([], {})
    losses += lost
    if options.accept:
        facts = {name: {s.kind: round(s.f1, 4) for s in found.total} for name, found in sets.items()}
        after = before | facts | links
        FIGURES.write_text(json.dumps(after, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        return
    if losses:
        print("\nlost against the committed figures:", *losses, sep="\n  ")
        sys.exit(1)


if __name__ == "__main__":
    main()
