"""The sample notices as they arrive: every planted deviation is found, and nothing is invented."""

import hashlib
import re
import unicodedata
from functools import cache
from typing import Any

import pytest

from corpus.samples import FILES, manifest
from ingest.parse import parse_notice
from ingest.readers import read_file
from kb.model import Change, Link, Notice, Source
from kb.trace import trace
from kb.trace.candidates import same_subject

PAIRS = {pair["lower"]: pair for pair in manifest()["pairs"]}
# Kinds that only say how words or units of one level became those of the next.
PLAIN = {"reworded", "dropped", "inserted", "scope_mapped", "unit_mapped", "unit_added", "unit_dropped"}


@cache
def sample(stem: str) -> Notice:
    path = next(path for path in FILES.iterdir() if path.stem == stem)
    pages = read_file(path)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return parse_notice(pages, Source(path.name, sha256, pages.reader, pages.page_count))


@cache
def links(lower: str) -> tuple[Link, ...]:
    return trace(sample(lower), sample(PAIRS[lower]["upper"]))


def bare(text: str | None) -> str:
    return re.sub(r"[\s“”，,。；（）()]+", "", unicodedata.normalize("NFKC", text or ""))


def path(clause: str | None) -> str:
    return "/".join(part.rstrip(".、") for part in unicodedata.normalize("NFKC", clause or "").split("/"))


def agrees(planted: str | None, found: str | None) -> bool:
    """Equal, or one inside the other; a side that one of the two leaves out does not count."""
    one, other = bare(planted), bare(found)
    return not one or not other or one in other or other in one


def found(lower: str, planted: dict[str, Any]) -> bool:
    clauses = {path(planted["lower_clause"]), path(planted["upper_clause"])} - {""}
    for link in links(lower):
        end = link.lower or link.upper
        gap = link.relation in ("added", "not_carried") and planted["kind"] in ("dropped", "inserted")
        if gap and end and end.quote and agrees(planted["lower_quote"] or planted["upper_quote"], end.quote):
            return True
        if end and path(end.clause) in clauses and any(same(planted, change) for change in link.changes):
            return True
    return False


def same(planted: dict[str, Any], change: Change) -> bool:
    words = agrees(planted["lower_quote"], change.lower) and agrees(planted["upper_quote"], change.upper)
    return change.kind == planted["kind"] and words


@pytest.mark.parametrize("lower", PAIRS)
def test_every_planted_deviation_is_found(lower: str) -> None:
    missed = [
        (planted["kind"], planted["lower_clause"], planted["detail"])
        for planted in PAIRS[lower]["deviations"]
        if not found(lower, planted)
    ]
    assert missed == []


@pytest.mark.parametrize("lower", [stem for stem, pair in PAIRS.items() if pair["character"] == "faithful"])
def test_a_faithful_county_deviates_only_where_its_manifest_allows(lower: str) -> None:
    allowed = {(item["kind"], item["lower_clause"]) for item in PAIRS[lower]["allowed"]}
    reported = {
        (change.kind, end.clause)
        for link in links(lower)
        for change in link.changes
        if (end := link.lower or link.upper) and change.kind not in PLAIN
    }
    assert reported <= allowed
    assert all(change.severity == "note" for link in links(lower) for change in link.changes)
    assert not [link for link in links(lower) if link.relation in ("added", "not_carried")]


@pytest.mark.parametrize("lower", PAIRS)
def test_whole_clauses_are_linked(lower: str) -> None:
    true = {(path(item["lower"]), path(item["upper"])) for item in PAIRS[lower]["clause_links"]}
    given = {
        (path(link.lower.clause), path(link.upper.clause))
        for link in links(lower)
        if link.lower and link.upper and link.lower.quote is None
    }
    assert given <= true
    assert len(true - given) <= (2 if PAIRS[lower]["lower"] == "weiwan-2024-18" else 0)


@pytest.mark.parametrize("lower", PAIRS)
def test_what_is_not_carried_is_said(lower: str) -> None:
    said = {bare(link.upper.quote) for link in links(lower) if link.upper and link.relation == "not_carried"}
    assert {bare(item["quote"]) for item in PAIRS[lower]["not_carried"]} <= said


def test_the_uncited_upper_notice_comes_first() -> None:
    others = [sample(notice["stem"]) for notice in manifest()["notices"]]
    for lower, pair in PAIRS.items():
        assert same_subject(sample(lower), others)[0].notice == sample(pair["upper"]).document.id


def test_a_city_of_another_province_is_no_upper_notice() -> None:
    for pair in manifest()["same_subject"]:
        one, other = (sample(stem) for stem in pair["notices"])
        assert same_subject(one, [other]) == same_subject(other, [one]) == ()
