"""All sentences that a drafter may take words from, each with its source."""

from __future__ import annotations

from collections.abc import Mapping

from kb.draft.model import Draft, Source, SourceKind
from kb.model import Notice
from kb.trace.sentences import split


def sentences_of(draft: Draft, notices: Mapping[str, Notice]) -> tuple[tuple[Source, str], ...]:
    """The sentences of the upper notices, then of the peers."""
    found: list[tuple[Source, str]] = []
    for notice_id in (each for each in (*draft.uppers, *draft.peers) if each in notices):
        notice = notices[notice_id]
        for clause in notice.clauses:
            for left, right in split(notice.text, clause.body_start, clause.end):
                quote = notice.text[left:right]
                kind: SourceKind = "upper" if notice_id in draft.uppers else "peer"
                found.append((Source(kind, notice_id, clause.path, quote), quote))
    return tuple(found)
