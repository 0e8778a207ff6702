"""What a responsibility table of a large shelf costs: `python -m benchmarks.matrix [NOTICES]`.

500 generated notices of 40 sentences each are put on a shelf. Each export runs in a process of its own, so
that its peak memory is its own: the table of tasks as xlsx, every row with a link to its clause, at 5,000
and at 20,000 rows. The goals: 20,000 rows in under 20 seconds, with at most a quarter more memory than
5,000 rows take.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import generated
from benchmarks.linking import fill
from kb.base import KnowledgeBase
from kb.export.table_files import write_table
from kb.matrix.build import build
from kb.matrix.table import Request
from kb.model import Notice

SENTENCES = 40
NOTICES = 500
SMALL = 4
"""The small table is this part of the large one."""
SECONDS, GROWTH = 20.0, 1.25


def main() -> int:
    """Fill the shelf, export both tables, print; 1 where a goal is missed."""
    asked = argparse.ArgumentParser(description="Measure the export of a large responsibility table.")
    asked.add_argument("notices", nargs="?", type=int, default=NOTICES)
    asked.add_argument("--export", type=Path, help="the home folder of a shelf to export from")
    given = asked.parse_args()
    if given.export:
        print(json.dumps(export(given.export, given.notices)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        with KnowledgeBase.open(Path(folder)) as base:
            fill(base, notices(given.notices))
        print(f"{'notices':>8} {'rows':>8} {'seconds':>8} {'peak memory':>12} {'file':>9}")
        small, large = (_measured(Path(folder), each) for each in (given.notices // SMALL, given.notices))
    growth = large["memory"] / small["memory"]
    print(
        f"memory grows {growth:.2f} times (goal: at most {GROWTH}), "
        f"{large['seconds']:.1f} s (goal: under {SECONDS:.0f} s)"
    )
    return 0 if growth <= GROWTH and large["seconds"] < SECONDS else 1


def _measured(home: Path, number: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.matrix", str(number), "--export", str(home)]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    print(
        f"{number:>8,} {found['rows']:>8,.0f} {found['seconds']:>8.1f} "
        f"{found['memory'] / 2**20:>9.0f} MB {found['size'] / 2**20:>6.1f} MB"
    )
    return found


def notices(number: int, seed: int = 2031) -> Iterator[Notice]:
    """So many notices of 40 sentences on subjects and of places at random."""
    chance = random.Random(seed)
    places = [place for found in generated.places_by_level().values() for place in found]
    for position in range(number):
        subject, place = chance.choice(generated.subjects()), chance.choice(places)
        yield generated.written(f"matrix-{position}", subject, place, SENTENCES, chance)


def export(home: Path, number: int) -> dict[str, float]:
    """Export the tasks of the first notices; seconds, bytes of memory at the peak, rows, bytes of the file."""
    with KnowledgeBase.open(home) as base, tempfile.TemporaryFile() as out:
        started = time.perf_counter()
        ids = base.store.ids()[:number]
        table = build(base, Request("tasks", () if number >= len(base.store.ids()) else ids))
        write_table(table, "xlsx", out, lambda row: f"http://127.0.0.1:8000/{row.notice}?clause={row.clause}")
        seconds = time.perf_counter() - started
        size = out.tell()
        rows = sum(1 for _ in table.rows)
    return {"seconds": seconds, "memory": float(_peak()), "rows": float(rows), "size": float(size)}


def _peak() -> int:
    """The most memory that this process has held, in bytes. `ru_maxrss` would do, were it not that a
    child begins with its parent's on Linux."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


if __name__ == "__main__":
    raise SystemExit(main())
