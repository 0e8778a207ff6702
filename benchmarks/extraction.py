"""How fast is the parser? Characters per second a core, models loaded, and memory.

Run with `python -m benchmarks.extraction [--notices NUMBER] [FILE…]`: parses the files (the samples unless
told) over and over, and prints the speed of the extraction (paragraphs to facts), the speed of the whole way
(pages to facts, units and findings), and how much memory grew after the first hundred. The time is that of
the processor, so that neighbours on the machine count little. What is remembered of sentences is forgotten
before a text comes again, for a notice comes but once; names of bodies and places recur and stay.
"""

from __future__ import annotations

import argparse
import functools
import gc
import resource
import time
from pathlib import Path
from typing import Any

from corpus.samples import sample_files
from ingest import parse
from ingest.parse import parse_notice
from ingest.readers import read_file
from kb.model import Source

WARM_UP = 100
"""Notices before memory is taken as settled."""
OF_NAMES = ("kb.bodies", "kb.regions", "ingest.extract.unit_lists")
"""Where the caches of names are; those of the other modules remember text."""


def main(count: int, files: list[Path]) -> None:
    """Parses `count` notices and prints what it took."""
    pages = [(read_file(path), Source(path.name, "0" * 64)) for path in files]
    clock = _Clock(parse.extract)
    parse.extract = clock  # type: ignore[assignment]
    for read, source in pages:
        parse_notice(read, source)
    remembered = _memories()
    characters, whole, settled = 0, 0.0, 0
    clock.seconds = 0.0
    for number in range(count):
        for memory in remembered:
            memory.cache_clear()
        started = time.process_time()
        characters += len(parse_notice(*pages[number % len(pages)]).text)
        whole += time.process_time() - started
        if number == min(WARM_UP, count - 1):
            settled = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - settled
    print(f"extraction  {count} notices  {characters / clock.seconds:>12,.0f} characters/s")
    print(
        f"whole way   {count} notices  {characters / whole:>12,.0f} characters/s  memory +{grown / 1024:.1f} MiB"
    )


class _Clock:
    """The extraction, with the processor's seconds that it took so far."""

    def __init__(self, extract: Any) -> None:
        self.extract, self.seconds = extract, 0.0

    def __call__(self, context: Any) -> Any:
        started = time.process_time()
        found = self.extract(context)
        self.seconds += time.process_time() - started
        return found


def _memories() -> list[Any]:
    """The caches of text, without those that never grow old (tables and patterns, kept without bound)."""
    cached = (entry for entry in gc.get_objects() if isinstance(entry, functools._lru_cache_wrapper))
    return [
        entry
        for entry in cached
        if entry.cache_parameters()["maxsize"] is not None
        and entry.__module__.startswith(("ingest.", "kb."))
        and not entry.__module__.startswith(OF_NAMES)
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--notices", type=int, default=1000)
    parser.add_argument("files", nargs="*", type=Path)
    given = parser.parse_args()
    main(given.notices, given.files or list(sample_files()))
