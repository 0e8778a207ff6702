"""Tables of a PDF: text in cells, not in lines; parts on several pages are one table."""

from typing import Any

import pytest

from ingest.readers import read_bytes
from ingest.readers.pdf_tables import TablePart, join_parts

from .making import pdf_with_table, texts

HEAD = ("序号", "重点任务", "责任单位")


def rows(count: int) -> list[tuple[str, str, str]]:
    return [HEAD, *((str(number), f"建设第{number}个服务站", "县商务局") for number in range(1, count + 1))]


def test_table_of_one_page() -> None:
    pages = read_bytes(pdf_with_table(rows(3)), "附件.pdf")
    assert [table.rows for table in pages.tables] == [tuple(rows(3))]
    assert texts(pages) == []


def test_table_over_pages_is_one_and_its_head_stands_once() -> None:
    pages = read_bytes(pdf_with_table(rows(90)), "附件.pdf")
    assert pages.page_count is not None and pages.page_count > 1
    assert [table.rows for table in pages.tables] == [tuple(rows(90))]
    assert pages.tables[0].page == 1


def test_merged_cells_stand_once() -> None:
    spans = [("SPAN", (0, 1), (0, 2))]
    pages = read_bytes(
        pdf_with_table([HEAD, ("1", "建站", "县商务局"), ("", "联网", "县交通局")], spans), "a.pdf"
    )
    assert pages.tables[0].rows[1:] == (("1", "建站", "县商务局"), ("", "联网", "县交通局"))


def test_wrapped_cell_is_one_text() -> None:
    pages = read_bytes(
        pdf_with_table([HEAD, ("1", "建设村级\n服务站\n（一）选址\n（二）建站", "县商务局")]), "a.pdf"
    )
    assert pages.tables[0].rows[1][1] == "建设村级服务站\n（一）选址\n（二）建站"


def part(page: int, *rows: tuple[str, ...], **changed: Any) -> TablePart:
    values = {"after_line": 4, "widths": (50.0, 180.0, 120.0), "opens_page": True, "closes_page": True}
    return TablePart(rows=rows, page=page, **(values | changed))


ONE, TWO = ("1", "建站", "县商务局"), ("2", "联网", "县交通局")
JOINED = [
    ("plain", part(1, HEAD, ONE), part(2, TWO), [(HEAD, ONE, TWO)]),
    ("repeated head", part(1, HEAD, ONE), part(2, HEAD, TWO), [(HEAD, ONE, TWO)]),
    (
        "cut row",
        part(1, HEAD, ("1", "建设村级", "县商")),
        part(2, HEAD, ("", "服务站", "务局"), TWO),
        [(HEAD, ("1", "建设村级服务站", "县商务局"), TWO)],
    ),
    (
        "merged first column",
        part(1, HEAD, ONE, ("", "选址", "县自然资源局")),
        part(2, ("", "供电", "县供电公司"), TWO),
        [(HEAD, ONE, ("", "选址", "县自然资源局"), ("", "供电", "县供电公司"), TWO)],
    ),
    (
        "merged first column, cut row",
        part(1, HEAD, ONE, ("", "选址并公", "县自然资源局")),
        part(2, ("", "示", ""), TWO),
        [(HEAD, ONE, ("", "选址并公示", "县自然资源局"), TWO)],
    ),
    ("other columns", part(1, HEAD, ONE), part(2, TWO, widths=(80.0, 150.0, 120.0)), [(HEAD, ONE), (TWO,)]),
    ("text between", part(1, HEAD, ONE, closes_page=False), part(2, TWO), [(HEAD, ONE), (TWO,)]),
    ("heading above", part(1, HEAD, ONE), part(2, HEAD, TWO, opens_page=False), [(HEAD, ONE), (HEAD, TWO)]),
    ("page between", part(1, HEAD, ONE), part(3, TWO), [(HEAD, ONE), (TWO,)]),
]


@pytest.mark.parametrize(
    ("before", "after", "tables"), [case[1:] for case in JOINED], ids=[c[0] for c in JOINED]
)
def test_parts_of_two_pages(before: TablePart, after: TablePart, tables: list[Any]) -> None:
    assert [table.rows for table in join_parts([before, after])] == tables
