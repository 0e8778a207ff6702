"""The hand-made alignment of two real notices, where it is at hand."""

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.parse import parse_notice
from ingest.readers import read_file
from kb.model import Link, Notice, Source
from kb.trace import trace

SHARED = Path(__file__).parents[3] / ".." / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="../shared/gold is not at hand")


@cache
def notice(stem: str) -> Notice:
    path = SHARED / "notices" / f"{stem}.txt"
    pages = read_file(path)
    return parse_notice(pages, Source(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), pages.reader))


@cache
def links() -> tuple[Link, ...]:
    return trace(notice("yiyuan-2021-24"), notice("zibo-2020-110"))


def gold(name: str) -> list[dict[str, Any]]:
    rows = yaml.safe_load((SHARED / "gold" / f"{name}.yaml").read_text(encoding="utf-8"))
    return list(rows)


def bare(text: str) -> str:
    return re.sub(r"[\s“”\"]+", "", text).rstrip("。；")


def f1(true: set[Any], given: set[Any]) -> float:
    return 2 * len(true & given) / (len(true) + len(given))


def test_whole_clauses() -> None:
    true = {(row["lower"], row["upper"]) for row in gold("align-clauses")}
    given = {
        (x.lower.clause, x.upper.clause) for x in links() if x.lower and x.upper and x.lower.quote is None
    }
    assert f1(true, given) >= 0.98


def test_sentences_and_their_relations() -> None:
    rows = [row for row in gold("align-yiyuan-zibo") if row["upper_quote"]]
    true = {(bare(row["lower_quote"]), bare(row["upper_quote"])): row["relation"] for row in rows}
    given = {
        (bare(x.lower.quote), bare(x.upper.quote)): x.relation
        for x in links()
        if x.lower and x.upper and x.lower.quote and x.upper.quote
    }
    assert f1(set(true), set(given)) >= 0.97
    both = true.keys() & given.keys()
    assert sum(true[pair] == given[pair] for pair in both) >= 0.95 * len(both)


def test_later_deadlines_dropped_figures_new_names_and_units() -> None:
    rows = [row for row in gold("align-yiyuan-zibo") if row["upper_quote"]]
    wanted = {
        (bare(row["lower_quote"]), change["kind"])
        for row in rows
        for change in row["changes"]
        if change["kind"]
        in ("deadline_later", "deadline_dropped", "target_dropped", "target_changed", "renamed")
    }
    given = {(bare(x.lower.quote), c.kind) for x in links() if x.lower and x.lower.quote for c in x.changes}
    assert wanted - given == set()


def test_unit_mappings() -> None:
    rows = [row for row in gold("align-yiyuan-zibo") if row["upper_quote"]]
    wanted = [
        (bare(row["lower_quote"]), change["lower"], change["upper"])
        for row in rows
        for change in row["changes"]
        if change["kind"] == "unit_mapped" and row["lower_quote"].startswith("（责任单位")
    ]
    given = {
        (bare(x.lower.quote), c.lower, c.upper)
        for x in links()
        if x.lower and x.lower.quote
        for c in x.changes
    }
    assert sum(pair in given for pair in wanted) >= 0.9 * len(wanted)
