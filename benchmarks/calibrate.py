"""How sure is each rule really? Counts, by rule and stated confidence, the facts that hand-made gold confirms.

Run with `python -m benchmarks.calibrate --gold DIR --notices DIR [--gold … --notices …]` on notices that the
rules were not made from. The rows are those of corpus/tables/calibration.tsv, to be added to what is there.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any
from unittest.mock import patch

from benchmarks.evaluate import aligned_files, read_notices
from ingest.extract import calibration
from kb.evaluate import KINDS, Row, gold_rows
from kb.export.interchange import export_notice
from kb.model import Notice

FACTS = {
    "responsibilities": ("assignments", "responsibilities"),
    "targets": ("targets", "targets"),
    "deadlines": ("deadlines", "deadlines"),
    "citations": ("citations", "citations"),
    "obligations": ("obligations", "obligations"),
}
"""Kinds of the evaluation: the list of the model, the list of the interchange format."""
EMPTY: dict[str, Any] = {name: () for name, _ in FACTS.values()}


def counts(gold: Path, notices: Path) -> Counter[tuple[str, float, bool]]:
    """How many facts of each rule and stated confidence are right, and how many are not."""
    found: Counter[tuple[str, float, bool]] = Counter()
    for notice in read_notices(aligned_files(gold, notices)):
        source = notice.document.source
        assert source is not None
        folder = gold / PurePath(source.file).stem
        for kind, (name, listed) in FACTS.items():
            left = Counter(key for row in gold_rows(folder, listed) for key in _keys(kind, row))
            for rule, stated, key in _facts(notice, kind, name, listed):
                right = left[key] > 0
                left[key] -= right
                found[(rule, stated, right)] += 1
    return found


def _facts(notice: Notice, kind: str, name: str, listed: str) -> Iterator[tuple[str, float, Hashable]]:
    """Each fact as the evaluation compares it, with its rule and what that states."""
    for fact in getattr(notice, name):
        if name == "assignments" and fact.in_prose:
            continue
        alone = export_notice(replace(notice, **{**EMPTY, name: (fact,)}))
        for row in alone[listed]:
            for key in _keys(kind, row):
                yield fact.evidence.rule, fact.evidence.confidence, key


def _keys(kind: str, row: Row) -> Iterator[Hashable]:
    """What of a row is compared; of an obligation also how strongly it binds."""
    for key in KINDS[kind][1](row):
        yield (key, row["modality"]) if kind == "obligations" else key


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--notices", type=Path, action="append", required=True)
    options = parser.parse_args()
    found: Counter[tuple[str, float, bool]] = Counter()
    # What the rules state, not what earlier readings made of it.
    with patch.object(calibration, "_shares", dict):
        for gold, notices in zip(options.gold, options.notices, strict=True):
            found += counts(gold, notices)
    for rule, stated in sorted({(rule, stated) for rule, stated, _ in found}):
        right, wrong = found[(rule, stated, True)], found[(rule, stated, False)]
        print(rule, stated, right + wrong, right, sep="\t")


if __name__ == "__main__":
    main()
