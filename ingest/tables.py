"""Tables as text: a task table becomes numbered items with their units, any other one row a paragraph.

A task table has a head row with 牵头单位 or 责任单位 in it (corpus/tables/task_table_heads.tsv). Each
row becomes `序号.任务` and a line 牵头单位：…。责任单位：…。完成时限：…。, which the outline and the
extraction read like any other notice. A task table that says again what the text says (the 责任分工表
stapled to its own plan) stays in the text as rows, but nothing is read from it twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.tables import load_rows
from ingest.pages import Pages, Table
from ingest.paragraphs import Paragraph
from ingest.restated import Restated, restates
from kb.model import Place

UNIT_FIELDS = {
    "lead": "牵头单位",
    "responsible": "责任单位",
    "cooperating": "配合单位",
    "deadline": "完成时限",
}
CELL_GAP = " ｜ "


def with_table_clauses(paragraphs: tuple[Paragraph, ...], pages: Pages) -> tuple[Paragraph, ...]:
    """The paragraphs with those of each table put in where the table stands."""
    result = list(paragraphs)
    for table in sorted(pages.tables, key=lambda table: -table.after_line):
        index = next(
            (i for i, p in enumerate(result) if p.places and p.places[0].line > table.after_line), len(result)
        )
        place = Place(0, table.page, table.after_line)
        if _is_task_table(table) and restates(table.rows[1:], _fields(table.rows[0]), paragraphs):
            result[index:index] = [Restated(text, (place,)) for text in _plain(table)]
        else:
            result[index:index] = [Paragraph(text, (place,)) for text in _texts(table)]
    return tuple(result)


def _is_task_table(table: Table) -> bool:
    fields = set(_fields(table.rows[0]).values()) if table.rows else set()
    return bool({"lead", "responsible"} & fields and {"task", "measure"} & fields)


def _plain(table: Table) -> Iterator[str]:
    for row in table.rows:
        plain = [_clean(cell) for cell in row if cell.strip()]
        if plain:
            yield CELL_GAP.join(plain)


def _texts(table: Table) -> Iterator[str]:
    if not _is_task_table(table):
        yield from _plain(table)
        return
    heads = _fields(table.rows[0])
    last_task, last_group = "", ""
    other = {column: _clean(cell) for column, cell in enumerate(table.rows[0]) if column not in heads}
    for number, row in enumerate(table.rows[1:], start=1):
        cells = _by_field(row, heads)
        if len([cell for cell in row if cell.strip()]) == 1:
            yield next(_clean(cell) for cell in row if cell.strip())
            continue
        if cells.get("group") and cells["group"] != last_group:
            last_group = cells["group"]
            yield last_group
        last_task = cells.get("task") or last_task
        yield from _item(number, last_task, cells)
        yield from _remarks(row, other)


def _item(number: int, task: str, cells: dict[str, str]) -> Iterator[str]:
    printed = re.sub(r"\D", "", cells.get("number", ""))
    heading = task.rstrip("。；;")
    measure = cells.get("measure", "")
    yield f"{printed or number}.{heading or measure}" + ("。" + measure if heading and measure else "")
    line = "".join(
        f"{label}：{cells[field].rstrip('。；;')}。"
        for field, label in UNIT_FIELDS.items()
        if cells.get(field)
    )
    if line:
        yield line


def _remarks(row: tuple[str, ...], other: dict[int, str]) -> Iterator[str]:
    """What stands in columns that are no part of a task, so that no word of the table is lost."""
    for column, head in other.items():
        if column < len(row) and row[column].strip():
            yield f"{head}：{_clean(row[column])}" if head else _clean(row[column])


def _fields(head: tuple[str, ...]) -> dict[int, str]:
    """Column → field, by the first row of the table of heads that the column's head contains."""
    fields: dict[int, str] = {}
    for column, cell in enumerate(head):
        words = _clean(cell)
        field = next((field for word, field in load_rows("task_table_heads") if word in words), None)
        if field not in (None, "person"):
            fields[column] = field
    return fields


def _by_field(row: tuple[str, ...], heads: dict[int, str]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for column, field in heads.items():
        if column < len(row) and row[column].strip():
            text = _listed(row[column]) if field in UNIT_FIELDS else _clean(row[column])
            cells[field] = (cells[field] + "，" if field in cells else "") + text
    return cells


def _listed(cell: str) -> str:
    """A cell that names one unit a line is a list of units; a name cut by the cell's width is not."""
    lines = [line.strip() for line in cell.splitlines() if line.strip()]
    ends = re.compile(r"(?:[局委办厅部会社院行区县市镇]|公司|中心|政府|部门|单位|街道)$")
    joined = ""
    for line in lines:
        joined += (
            "、" if joined and ends.search(joined) and not line.startswith(("、", "，")) else ""
        ) + line
    return re.sub(r"\s+", "", joined)


def _clean(cell: str) -> str:
    return re.sub(r"\s+", "", cell)
