"""Which clauses of a draft lost their ground: a newer version of an upper notice says something else."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from kb.draft.model import Check, Draft, Entry
from kb.model import Clause, Notice

CODE = "upper_changed"
_SPACE = re.compile(r"\s+")


def changed_above(draft: Draft, then: Mapping[str, Notice], now: Mapping[str, Notice]) -> tuple[Check, ...]:
    """One check for each entry whose upper clause is worded otherwise `now` than it was `then`, and one
    for each clause that is new above. `then` holds the versions that the draft was made from.

    The key of a check names the new words, so that a justification holds until they change again.
    """
    checks: list[Check] = []
    for notice_id in (each for each in draft.uppers if each in then and each in now):
        old, new = _by_path(then[notice_id]), _by_path(now[notice_id])
        replaced = _replaced(old, new)
        kept = {_words(clause) for clause in new.values()}
        for entry in (each for each in draft.entries if each.notice == notice_id and each.clause in old):
            before = old[entry.clause or ""]
            if _words(before) not in kept:
                checks.append(_of_entry(entry, before, replaced.get(before.path)))
        known = {_words(clause) for clause in old.values()}
        added = (c for c in new.values() if _words(c) not in known and c.path not in replaced)
        checks += [_check(None, f"上级新版增加了 {clause.path}", None, clause) for clause in added]
    return tuple(checks)


def _by_path(notice: Notice) -> dict[str, Clause]:
    return {clause.path: clause for clause in notice.clauses}


def _replaced(old: Mapping[str, Clause], new: Mapping[str, Clause]) -> dict[str, Clause]:
    """The new clause at each path where neither the old one nor the new one stands anywhere else."""
    before, after = ({_words(clause) for clause in side.values()} for side in (old, new))
    return {
        path: new[path]
        for path, clause in old.items()
        if path in new and _words(clause) not in after and _words(new[path]) not in before
    }


def _of_entry(entry: Entry, before: Clause, after: Clause | None) -> Check:
    detail = "上级新版改了这一条，本级文本要重看" if after else "上级新版没有这一条了"
    return _check(entry.key, detail, before.text.strip(), after)


def _check(entry: str | None, detail: str, quote: str | None, after: Clause | None) -> Check:
    words = after.text.strip() if after else None
    mark = hashlib.sha256((_words(after) if after else "").encode()).hexdigest()[:12]
    place = entry or (after.path if after else "")
    return Check(f"{CODE}:{place}:{mark}", CODE, "must", entry, detail, quote, words)


def _words(clause: Clause) -> str:
    """Heading and text without the number, so that renumbering is no change."""
    return _SPACE.sub("", clause.text[len(clause.label) :] if clause.label else clause.text)
