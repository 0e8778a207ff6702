"""What peers made of an upper notice, as suggestions: their unit for an upper one, their value for a figure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from kb.draft.figures import number_with_measure, value_span
from kb.draft.localise_setting import Hints
from kb.draft.model import Suggestion
from kb.draft.places import class_word, place_of
from kb.model import Change, Link, Notice, Target
from kb.regions import Region

Peers = Sequence[tuple[Notice, tuple[Link, ...]]]
_FIGURES = ("to_be_allocated", "target_changed", "target_lowered", "target_raised")


def hints_of(upper: Notice, peers: Peers, place: Region, own_earlier: Sequence[Notice] = ()) -> Hints:
    """All that the peers' links to this upper notice suggest, and the names in one's own earlier notices."""
    units: dict[tuple[str | None, str], dict[str, str]] = defaultdict(dict)
    missing: dict[str, dict[str, None]] = defaultdict(dict)
    days: dict[str, dict[str, str]] = defaultdict(dict)
    figures: dict[Target, dict[str, str]] = defaultdict(dict)
    for peer, link, change in _changes(upper, peers):
        name = peer.document.jurisdiction or peer.document.id
        if change.kind == "unit_mapped" and change.upper and change.lower:
            own = _as_own(change.lower, peer, place)
            clause = link.upper.clause if link.upper else None
            for key in ((clause, change.upper), (None, change.upper)):
                units[key].setdefault(own, f"{name}写{change.lower}{_remark(change)}")
        elif change.kind == "unit_dropped" and change.upper:
            missing[change.upper][name] = None
        elif (
            change.kind in ("deadline_later", "deadline_added")
            and link.upper
            and link.upper.clause
            and change.lower
        ):
            said = f"{name}写“{change.lower}”"
            late = change.kind == "deadline_later"
            days[link.upper.clause][said] = days[link.upper.clause].get(said) or (
                "，晚于上级。" if late else ""
            )
        elif change.kind in _FIGURES and change.upper and change.lower:
            for target in _targets(upper, link, change.upper):
                value = _value(upper, target, _own_words(peer, link, target, change.lower))
                if value:
                    figures[target].setdefault(value, f"{name}写“{change.lower}”")
    return Hints(
        {key: _offers(found) for key, found in units.items()},
        {target: _offers(found) for target, found in figures.items()},
        {key: tuple(found) for key, found in missing.items()},
        {key: tuple(f"{said}{late or '。'}" for said, late in found.items()) for key, found in days.items()},
        own_units(own_earlier, place),
    )


def own_units(own_earlier: Sequence[Notice], place: Region) -> dict[str, Suggestion]:
    """How the place itself names its bodies: by the key of the function the name used most often."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    number: dict[str, str] = {}
    for notice in own_earlier:
        for unit in notice.units:
            code, _, key = (unit.canonical or "").partition("/")
            if code == place.code and key and ":" not in key and unit.kind in ("department", "enterprise"):
                counts[key][unit.name] += 1
                number.setdefault(unit.name, notice.document.doc_number or notice.document.title or "")
    found = {key: names.most_common(1)[0][0] for key, names in counts.items()}
    return {key: Suggestion(name, f"本级{number[name]}写过") for key, name in found.items()}


def _offers(found: dict[str, str]) -> tuple[Suggestion, ...]:
    return tuple(Suggestion(answer, why) for answer, why in found.items())


def _changes(upper: Notice, peers: Peers) -> Iterator[tuple[Notice, Link, Change]]:
    for peer, links in peers:
        for link in links:
            if (
                link.upper is not None
                and link.upper.notice == upper.document.id
                and link.status != "rejected"
            ):
                for change in link.changes:
                    yield peer, link, change


def _as_own(name: str, peer: Notice, place: Region) -> str:
    """A peer's unit with one's own class word: 县邮政公司 in a district is 区邮政公司."""
    theirs = place_of(peer)
    if theirs is None:
        return name
    for full in (theirs.name, theirs.short):
        if len(full) > 1 and name.startswith(full):
            return (
                place.name + name.removeprefix(full)
                if full == theirs.name
                else place.short + name[len(full) :]
            )
    return re.sub(f"^{class_word(theirs)}(?=[\\u4e00-\\u9fff]{{2}})", class_word(place), name)


def _remark(change: Change) -> str:
    return "（企业）" if change.detail.endswith("企业") else ""


def _targets(upper: Notice, link: Link, words: str) -> list[Target]:
    clause = link.upper.clause if link.upper else None
    return [
        t
        for t in upper.targets
        if t.clause == clause and (words in t.evidence.quote or t.evidence.quote in words)
    ]


def _own_words(peer: Notice, link: Link, target: Target, words: str) -> str:
    """Of several figures in a peer's words the part with the one that is about the same thing."""
    clause = link.lower.clause if link.lower else None
    theirs = [t for t in peer.targets if t.clause == clause and t.evidence.quote in words]
    named = [t for t in theirs if t.unit == target.unit and t.indicator and target.indicator]
    if len(theirs) < 2 or not named:
        return words
    best = max(named, key=lambda t: fuzz.ratio(t.indicator or "", target.indicator or ""))
    span = value_span(peer, best)
    return (
        peer.text[best.evidence.start : span[1]]
        if span and best is theirs[0]
        else peer.text[slice(*span)]
        if span
        else words
    )


def _value(upper: Notice, target: Target, words: str) -> str | None:
    """What may stand in the place of the upper value: the peer's number; with its places where the number
    is one for each of them (每个镇（街道）至少1处 for 50个以上)."""
    span = value_span(upper, target)
    found = number_with_measure().search(words)
    if span is None or found is None:
        return None
    each = re.search(
        r"(?:各|每个?)[\u4e00-\u9fff（）、]{1,10}?(?=至少|不少于|建成|建设)", words[: found.start()]
    )
    above = upper.text[span[0] : span[1]]
    if each is not None and above.endswith("以上"):
        places = re.sub("^(?:各|每个?)", "每个", each.group())
        return f"{places}至少{found.group()}"
    return found.group()
