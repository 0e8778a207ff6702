"""What linking a new notice costs on a small and on a large shelf: `python -m benchmarks.linking [NOTICES]`.

A notice of 60 sentences that cites nothing is linked to the one above it, which is on the shelf among 100
generated notices, then among 10,000 (or as many as told). Linking means: finding candidates through the
index, comparing them, tracing the pair and storing its links. The goal: at most three times as long on
the large shelf, and under five seconds.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from benchmarks import generated
from kb.base import KnowledgeBase
from kb.linking import relink
from kb.model import Notice
from kb.tasks import tasks_of

SMALL = 100
PAIRS = 5
BATCH = 500


def main() -> int:
    """Fill both shelves, link, print; 1 where the goal is missed."""
    asked = argparse.ArgumentParser(description="Measure linking on a small and a large shelf.")
    asked.add_argument("notices", nargs="?", type=int, default=10_000)
    large = asked.parse_args().notices
    pairs = [generated.pair(number) for number in range(PAIRS)]
    print(f"{'notices':>8} {'tasks':>9} {'filled in':>10} {'link p50':>9} {'link max':>9} {'uppers':>7}")
    medians, worst = [], 0.0
    for size in (SMALL, large):
        with tempfile.TemporaryDirectory() as folder, KnowledgeBase.open(Path(folder)) as base:
            started = time.perf_counter()
            tasks = fill(base, chain((upper for _, upper in pairs), generated.notices(size - PAIRS)))
            filled = time.perf_counter() - started
            link(base, *generated.pair(PAIRS))  # Dictionaries and files are opened once, not timed.
            times, found = zip(*(link(base, lower, upper) for lower, upper in pairs), strict=True)
        medians.append(statistics.median(times))
        worst = max(worst, *times)
        print(
            f"{size:>8,} {tasks:>9,} {filled:>8.0f} s {medians[-1]:>7.2f} s {max(times):>7.2f} s {sum(found):>4}/{PAIRS}"
        )
    ratio = medians[1] / medians[0]
    print(f"ratio {ratio:.2f} (goal: at most 3), slowest {worst:.2f} s (goal: under 5 s)")
    return 0 if ratio <= 3 and worst < 5 else 1


def fill(base: KnowledgeBase, notices: Iterable[Notice]) -> int:
    """Put the notices on the shelf in large strokes, without linking; returns the number of tasks."""
    tasks, waiting = 0, iter(notices)
    with base.index.writer() as writer:
        while batch := list(islice(waiting, BATCH)):
            with base.store.transaction():
                for notice in batch:
                    saved = base.store.save(notice)
                    document = replace(notice.document, id=saved.notice_id)
                    listed = tasks_of(replace(notice, document=document))
                    writer.put(saved.notice_id, saved.revision, listed)
                    base.store.mark_indexed(saved.notice_id, saved.revision)
                    tasks += len(listed)
    return tasks


def link(base: KnowledgeBase, lower: Notice, upper: Notice) -> tuple[float, bool]:
    """Store the lower notice, link it; the seconds that linking took, and whether the upper was found."""
    with base.store.transaction():
        saved = base.store.save(lower)
        started = time.perf_counter()
        relink(base.store, base.index, saved.notice_id)
        seconds = time.perf_counter() - started
    uppers = [base.store.notice(found).document.doc_number for found in base.store.uppers(saved.notice_id)]
    return seconds, upper.document.doc_number in uppers


if __name__ == "__main__":
    raise SystemExit(main())
