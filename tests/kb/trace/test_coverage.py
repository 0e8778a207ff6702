"""Coverage: each cell follows from the links, and says what is weaker."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.model import Change, Link, LinkEnd
from kb.trace.coverage import coverage, nearest, phrase
from tests.kb.builders import city, county

CITY, COUNTY = city(), county()
FIRST = [o.evidence.quote for o in CITY.obligations if o.clause == "一"]
LATER = Change("deadline_later", "年底前", "6月底前", "", "severe")
MAPPED = Change("unit_mapped", "县商务局", "市商务局")


def carried(quote: str, relation: str = "adapted", *changes: Change, status: str = "proposed") -> Link:
    return Link(
        LinkEnd("county", "一", "本级句。"), LinkEnd("city", "一", quote), relation, 0.9, "", changes, status
    )  # type: ignore[arg-type]


def gap(quote: str | None, *changes: Change, status: str = "proposed", why: str = "") -> Link:
    return Link(None, LinkEnd("city", "一", quote), "not_carried", 0.0, why, changes, status)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("links", "state", "notes"),
    [
        ([], "not_carried", ()),
        ([carried(FIRST[0], "verbatim"), carried(FIRST[1], "verbatim")], "verbatim", ()),
        ([carried(FIRST[0], "verbatim"), carried(FIRST[1])], "adapted", ()),
        ([carried(FIRST[0], "verbatim"), gap(FIRST[1])], "adapted", ("1 句未承接",)),
        ([carried(FIRST[0], "adapted", MAPPED), carried(FIRST[1])], "adapted", ()),
        ([carried(FIRST[0], "adapted", LATER), carried(FIRST[1])], "weakened", ("“6月底前” → “年底前”",)),
        ([carried(FIRST[0], status="rejected")], "not_carried", ()),
        ([gap(None, status="confirmed", why="已说明：职责不在本级")], "justified", ()),
        ([gap(FIRST[0], status="confirmed", why="已说明：甲"), gap(FIRST[1])], "not_carried", ()),
        ([carried(FIRST[0]), gap(FIRST[1], LATER, status="confirmed", why="已说明：甲")], "adapted", ()),
    ],
)
def test_a_cell_says_what_became_of_the_clause(links: list[Link], state: str, notes: tuple[str, ...]) -> None:
    cell = coverage(CITY, [COUNTY], {"county": links}).cell("一", "county")
    assert cell is not None and (cell.state, cell.notes) == (state, notes)


def test_a_justified_hole_keeps_its_reason() -> None:
    cell = coverage(
        CITY, [COUNTY], {"county": [gap(None, status="confirmed", why="已说明：职责不在本级")]}
    ).cell("一", "county")
    assert cell is not None and cell.reason == "职责不在本级"


def test_every_clause_that_demands_something_is_a_row_and_columns_add_up() -> None:
    table = coverage(CITY, [COUNTY], {"county": [carried(FIRST[0])]})
    assert [row.clause.path for row in table.rows] == ["一", "二", "三"]
    totals = table.totals("county")
    assert sum(totals.values()) == 3 and totals["not_carried"] == 2 and totals["adapted"] == 1
    assert table.rows[0].cells[0].clauses == ("一",)


def test_a_heading_alone_is_no_row() -> None:
    bare = replace(CITY, obligations=tuple(o for o in CITY.obligations if o.clause != "二"))
    assert [row.clause.path for row in coverage(bare, [COUNTY], {}).rows] == ["一", "三"]


@pytest.mark.parametrize(
    ("kind", "upper", "lower", "said"),
    [
        ("target_dropped", "新增示范点30个以上", None, "“30个以上”未写"),
        ("target_dropped", "示范点新增30个以上", None, "“新增30个以上”未写"),
        ("target_lowered", "覆盖率不低于65%", "覆盖率不低于50%", "“不低于65%” → “不低于50%”"),
        ("deadline_dropped", "6月底前", None, "“6月底前”未写"),
        ("modality_weakened", "应当", "鼓励", "改为“鼓励”"),
    ],
)
def test_what_is_weaker_in_a_few_words(kind: str, upper: str, lower: str | None, said: str) -> None:
    assert phrase(Change(kind, lower, upper, "", "severe")) == said


def test_the_nearest_clause_is_offered_for_a_hole() -> None:
    found = nearest(CITY.clauses[0], CITY.document, COUNTY)
    assert found is not None and found.clause.path == "一"
