"""What of an upper total the lower notices have taken upon themselves so far, and what is still missing.

Pure: targets and links in, sums out. A share of a total is no fault of the one who carries it; whether
all shares together make up the total is seen only over all lower notices.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.model import Link, Notice, Target
from kb.trace.facts.target_match import amount, comparable


@dataclass(frozen=True, slots=True)
class Share:
    """What one lower notice carries of a total."""

    notice: str
    target: Target


@dataclass(frozen=True, slots=True)
class Allocation:
    """A total with its shares. `total`, `allocated` and `missing` are in the plain unit: 1.5万个 is 15000 个."""

    target: Target
    shares: tuple[Share, ...]
    total: float
    allocated: float
    missing: float


def allocation(upper: Target, lowers: Iterable[Share]) -> Allocation:
    """The sum of the shares and what they leave of the total, never below 0.

    Shares in another measure than the total's are left out: they cannot be added up.
    """
    shares = tuple(share for share in lowers if comparable(share.target, upper))
    total = amount(upper)[0]
    allocated = round(sum(amount(share.target)[0] for share in shares), 6)
    return Allocation(upper, shares, total, allocated, max(0.0, round(total - allocated, 6)))


def allocations(upper: Notice, lowers: Sequence[tuple[Notice, Sequence[Link]]]) -> tuple[Allocation, ...]:
    """Every total of the upper notice of which a lower one carries a part, in the order of the notice.

    `lowers` are the lower notices with their links to the upper one; rejected links do not count.
    """
    shares: dict[Target, list[Share]] = {}
    for lower, links in lowers:
        for link in links:
            if link.lower is None or link.upper is None or link.status == "rejected":
                continue
            for change in link.changes:
                if change.kind == "to_be_allocated":
                    total = _stated(upper, link.upper.clause, change.upper)
                    share = _stated(lower, link.lower.clause, change.lower)
                    if total is not None and share is not None:
                        _add(shares.setdefault(total, []), Share(lower.document.id, share))
    return tuple(allocation(total, shares[total]) for total in upper.targets if total in shares)


def _add(shares: list[Share], share: Share) -> None:
    """A commitment that the same notice repeats in another clause is one share."""
    known = ((each.notice, amount(each.target)) for each in shares)
    if (share.notice, amount(share.target)) not in known:
        shares.append(share)


def _stated(notice: Notice, clause: str | None, words: str | None) -> Target | None:
    """The target of the clause that the change quotes."""
    found = (t for t in notice.targets if t.clause == clause and words and words in t.evidence.quote)
    return next(found, None)
