"""Words that were exchanged by themselves follow when the place says how it writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kb.draft.model import Entry, Swap
from kb.draft.sentences import related_as_answered, resourced


def renamed(entry: Entry, meant: Callable[[Swap], bool], name: str) -> Entry:
    """The entry with `name` in the place of the exchanged words that are meant. What was put back, answered or
    written by hand stays."""
    if not any(_changes(swap, meant, name) for swap in entry.swaps):
        return entry
    text, moved = entry.text, 0
    swaps = []
    for swap in sorted(entry.swaps, key=lambda s: s.start):
        start, end = swap.start + moved, swap.end + moved
        if _changes(swap, meant, name) and text[start:end] == swap.own:
            text = text[:start] + name + text[end:]
            moved += len(name) - len(swap.own)
            swaps.append(replace(swap, own=name, start=start, end=start + len(name)))
        else:
            swaps.append(replace(swap, start=start, end=end))
    changed = replace(entry, text=text, swaps=tuple(swaps), sentences=resourced(entry, text))
    return related_as_answered(changed)


def _changes(swap: Swap, meant: Callable[[Swap], bool], name: str) -> bool:
    return bool(swap.own) and not swap.back and swap.own != name and meant(swap)
