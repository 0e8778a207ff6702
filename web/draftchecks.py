"""The live checks of a draft, kept in memory as long as nothing that they look at changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import replace

from ingest.draft_files import checks_of as look
from kb.base import KnowledgeBase
from kb.draft.checks import of_entry
from kb.draft.model import Check, Draft, Entry
from kb.draft.numbering import numbered
from kb.draft.places import class_word
from kb.regions import region
from web.context import the_base

KEPT = 24
"""Drafts whose checks stay in memory; one is looked at in a fifth of a second."""
ASKED = "open_question"
"""Open questions stand in a list of their own."""
_found: OrderedDict[Hashable, tuple[Check, ...]] = OrderedDict()
_lock = threading.Lock()


def checks_of(draft: Draft) -> tuple[Check, ...]:
    """All checks of the draft as it stands, without the open questions."""
    base = the_base()
    key = _key(base, draft)
    with _lock:
        if key in _found:
            _found.move_to_end(key)
            return _found[key]
    found = tuple(check for check in look(base, draft) if check.code != ASKED)
    with _lock:
        _found[key] = found
        while len(_found) > KEPT:
            _found.popitem(last=False)
    return found


def checks_beside(draft: Draft, entry: Entry, checks: tuple[Check, ...]) -> list[Check]:
    """The checks of one clause and what its words pass."""
    documents = {each.document.id: each.document for each in the_base().store.summaries()}
    document = documents.get(entry.notice or "")
    above = region(document.region_code) if document and document.region_code else None
    found = of_entry(checks, entry.key, class_word(above) if above else "市")
    return list(found) if entry.printed else [check for check in found if check.state != "passed"]


def own_labels(draft: Draft) -> Mapping[str, str]:
    """The number that each entry prints, by its key."""
    return {each.entry.key: each.label for each in numbered(draft)}


def _key(base: KnowledgeBase, draft: Draft) -> Hashable:
    """What the checks depend on: the draft's words, the notices above, the place's list of bodies."""
    revisions = base.store.revisions()
    local = base.store.drafts.local_bodies(draft.region)
    same = replace(draft, changed=draft.created, step="select")
    return (
        str(base.home),
        same,
        tuple((each, revisions.get(each)) for each in draft.uppers),
        tuple(sorted(local.items())),
    )
