"""How fast is the parser? Characters per second from pages to facts, models loaded, and memory.

Run with `python -m benchmarks.extraction [NOTICES]`: parses the samples over and over, NOTICES times in
all (1,000 unless told), and prints the speed and how much memory grew after the first hundred.
"""

from __future__ import annotations

import resource
import sys
import time

from corpus.samples import sample_files
from ingest.parse import parse_notice
from ingest.readers import read_file
from kb.model import Source

WARM_UP = 100
"""Notices before memory is taken as settled."""


def main(count: int) -> None:
    """Parses `count` notices and prints what it took."""
    pages = [(read_file(path), Source(path.name, "0" * 64)) for path in sample_files()]
    characters, settled = 0, 0
    started = time.perf_counter()
    for number in range(count):
        read, source = pages[number % len(pages)]
        characters += len(parse_notice(read, source).text)
        if number == WARM_UP:
            settled = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            started, characters = time.perf_counter(), 0
    seconds = time.perf_counter() - started
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - settled
    print(
        f"extraction  {count} notices  {characters / seconds:>12,.0f} characters/s  memory +{grown / 1024:.1f} MiB"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
