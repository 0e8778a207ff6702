"""How right is the extraction? Scores the samples, and the shared gold where it is at hand.

Run with `python -m benchmarks.evaluate [--gold DIR --notices DIR] [--accept]`. Prints precision, recall
and F1 a kind, then what was gained and lost against the committed figures (benchmarks/figures.json).
Exits with 1 on a loss; `--accept` writes the new figures, whose commit then says why.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from corpus.samples import sample_files
from corpus.samples.gold import write_gold
from ingest.parse import parse_notice
from ingest.readers import load, read_bytes
from kb.evaluate import Evaluation, evaluate
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
        stems = {path.parent.name for path in gold.glob("*/document.yaml")}
        files = sorted(path for path in notices.iterdir() if path.stem in stems)
        sets["gold"] = evaluate(read_notices(files), gold)
    return sets


def report(name: str, found: Evaluation, before: dict[str, dict[str, float]]) -> list[str]:
    """Prints one set; returns a line for each kind that lost against the committed figures."""
    losses = []
    print(f"\n{name}: {len(found.by_notice)} notices")
    for score in found.total:
        known = before.get(name, {}).get(score.kind)
        change = "" if known is None or abs(score.f1 - known) <= TOLERANCE else f"  was {known:.3f}"
        print(f"  {score.kind:17s} P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}{change}")
        if known is not None and score.f1 < known - TOLERANCE:
            losses.append(f"{name} {score.kind}: {known:.3f} → {score.f1:.3f}")
    for difference in found.differences:
        print(f"    {difference.side:6s} {difference.notice} {difference.kind} {difference.fact}")
    return losses


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="a folder of gold facts, one subfolder a notice")
    parser.add_argument("--notices", type=Path, help="the folder of the notices' files")
    parser.add_argument("--accept", action="store_true", help="write the new figures")
    options = parser.parse_args()
    before = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    sets = measure(options.gold, options.notices)
    losses = [line for name, found in sets.items() for line in report(name, found, before)]
    if options.accept:
        after = before | {name: {s.kind: round(s.f1, 4) for s in found.total} for name, found in sets.items()}
        FIGURES.write_text(json.dumps(after, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        return
    if losses:
        print("\nlost against the committed figures:", *losses, sep="\n  ")
        sys.exit(1)


if __name__ == "__main__":
    main()
