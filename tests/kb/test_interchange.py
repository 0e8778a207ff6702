"""The interchange export: its shape, its quotes and dates, and the schema that holds it."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kb.export.interchange import (
    InvalidInterchange,
    export_base,
    export_link,
    export_notice,
    problems,
    schema,
    validate,
)
from kb.model import (
    Assignment,
    Change,
    Clause,
    Document,
    Evidence,
    Link,
    LinkEnd,
    Notice,
    Obligation,
    Source,
    Target,
)

TEXT = "一、修渠\n各乡 要在2031年上半年修好水渠30条。\n（责任单位：县水利局）"


def evidence(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(start, start + len(quote), quote, None, "test")


def first_duty(data: dict[str, Any]) -> dict[str, Any]:
    return data["notices"][0]["obligations"][0]


@pytest.fixture
def notice() -> Notice:
    duty = evidence("各乡 要在2031年上半年修好水渠30条。")
    return Notice(
        Document(
            "yunling-1",
            "云岭县修渠通知",
            date=date(2031, 1, 2),
            level="county",
            source=Source("a.txt", "0" * 64),
        ),
        TEXT,
        clauses=(Clause("一", "一", False, "修渠", 0, len(TEXT), 5, TEXT),),
        assignments=(
            Assignment("一", evidence("（责任单位：县水利局）"), responsible=("县水利局",)),
            Assignment("一", duty, lead=("各乡",), responsible=("各村",), task="修好水渠"),
        ),
        targets=(Target("一", duty, "水渠", "=", 30, "条", "count", deadline=date(2031, 6, 30)),),
        obligations=(Obligation("一", duty, "mandatory", ("各乡",)),),
    )


def test_quotes_lose_white_space_and_dates_become_iso(notice: Notice) -> None:
    exported = export_notice(notice)
    assert exported["obligations"][0]["quote"] == "各乡要在2031年上半年修好水渠30条。"
    assert exported["document"]["date"] == "2031-01-02"
    assert exported["targets"][0]["deadline"] == "2031-06-30"


def test_assignments_part_into_brackets_and_prose(notice: Notice) -> None:
    exported = export_notice(notice)
    assert [r["responsible"] for r in exported["responsibilities"]] == [["县水利局"]]
    assert [(p["lead"], p["task"]) for p in exported["prose_assignments"]] == [(["各乡", "各村"], "修好水渠")]


def test_an_export_conforms_to_the_schema(notice: Notice) -> None:
    ends = LinkEnd("yunling-1", "一", "各乡 要"), LinkEnd("qingshan-1", "一", "各县 要")
    change = Change("scope_mapped", "各乡", "各县")
    links = (
        Link(*ends, "adapted", 0.91, "同条同序", (change,)),
        Link(None, ends[1], "not_carried", 0.0, "下级没有"),
        Link(ends[0], None, "added", 0.0, "上级没有"),
    )
    data = export_base([notice], links)
    validate(data)
    assert data["traces"][0]["lower"] == {"notice": "yunling-1", "clause": "一", "quote": "各乡要"}


def test_a_whole_clause_link_has_null_quotes() -> None:
    link = Link(LinkEnd("a", "三/（一）"), LinkEnd("b", "三/（一）"), "adapted", 0.98765, "")
    exported = export_link(link)
    assert exported["lower"]["quote"] is None
    assert exported["score"] == 0.988


@pytest.mark.parametrize(
    ("where", "spoil"),
    [
        ("$.schema", lambda d: d.update(schema="tiaokuai/0")),
        ("$.notices[0].document.level", lambda d: d["notices"][0]["document"].update(level="village")),
        ("$.notices[0].targets[0].deadline", lambda d: d["notices"][0]["targets"][0].update(deadline="年底")),
        ("$.notices[0].obligations[0].quote", lambda d: first_duty(d).update(quote="各 乡")),
        ("$.notices[0]", lambda d: d["notices"][0].pop("units")),
        ("$.traces[0].upper", lambda d: d["traces"][0].update(relation="verbatim")),
    ],
)
def test_a_fault_is_named_with_its_place(notice: Notice, where: str, spoil: Any) -> None:
    data = export_base([notice], [Link(LinkEnd("a", "一", "各乡"), None, "added", 0, "")])
    spoil(data)
    assert any(problem.startswith(where + ":") for problem in problems(data))
    with pytest.raises(InvalidInterchange, match="tiaokuai/1"):
        validate(data)


def test_the_document_names_every_key_of_the_schema() -> None:
    text = (Path(__file__).parents[2] / "docs" / "interchange.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[a-z_0-9]+", text))
    for definition in schema()["$defs"].values():
        assert set(definition.get("properties", {})) <= named
