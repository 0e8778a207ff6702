"""How fast is each reader? Prints pages and characters per second on the sample notices.

Run with `python -m benchmarks.readers [FILE…]`; given files take the place of the samples.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.pages import Pages
from ingest.readers import load, read_bytes

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples" / "files"
CHARS_PER_PAGE = 22 * 28
"""A full page of an official notice (GB/T 9704): formats without pages are counted in these."""
SECONDS_PER_READER = 2.0
"""Files are read again until each reader has worked this long."""


@dataclass
class Tally:
    """What one reader has done so far."""

    files: int = 0
    pages: float = 0.0
    chars: int = 0
    seconds: float = 0.0

    def add(self, read: Pages, seconds: float) -> None:
        chars = sum(len(line.text) for line in read.lines)
        chars += sum(len(cell) for table in read.tables for row in table.rows for cell in row)
        self.files += 1
        self.pages += read.page_count or chars / CHARS_PER_PAGE
        self.chars += chars
        self.seconds += seconds


def measure(paths: Iterable[Path]) -> dict[str, Tally]:
    """Reads every file, each reader's files over and over; file access is not counted."""
    by_reader: dict[str, list[tuple[bytes, str]]] = defaultdict(list)
    for path in paths:
        data = load(path)
        by_reader[read_bytes(data, path.name).reader].append((data, path.name))
    return {reader: _measure_reader(files) for reader, files in by_reader.items()}


def _measure_reader(files: list[tuple[bytes, str]]) -> Tally:
    tally = Tally()
    while tally.seconds < SECONDS_PER_READER:
        for data, name in files:
            start = time.perf_counter()
            read = read_bytes(data, name)
            tally.add(read, time.perf_counter() - start)
    return tally


def main(arguments: list[str]) -> int:
    paths = [Path(argument) for argument in arguments] or sorted(SAMPLES.glob("*"))
    if not paths:
        print(f"no sample files in {SAMPLES}", file=sys.stderr)
        return 1
    print(f"{'reader':<8}{'files read':>12}{'pages/s':>12}{'chars/s':>14}")
    for reader, tally in sorted(measure(paths).items()):
        rates = f"{tally.pages / tally.seconds:>12,.0f}{tally.chars / tally.seconds:>14,.0f}"
        print(f"{reader:<8}{tally.files:>12,}{rates}")
    print(f"formats without pages: {CHARS_PER_PAGE} characters count as one")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
