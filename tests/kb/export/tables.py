"""Tables of a fictional county, a line each, for the tests of the file writers."""

from __future__ import annotations

import datetime

from kb.matrix.table import Column, Event, Row, Table, View
from kb.model import Document, Source

NOTICE = Document(
    "qinghe",
    "关于推进村级寄递站点建设的实施方案",
    "青政办发〔2024〕12号",
    "青禾县人民政府办公室",
    date=datetime.date(2024, 3, 5),
    source=Source("qinghe.docx", "0" * 64),
)
COLUMNS = (
    Column("number", "序号", 3, centred=True),
    Column("task", "任务", 12, merged=True),
    Column("measure", "具体举措", 24),
    Column("responsible", "责任单位", 14, merged=True),
    Column("clause", "依据条款", 6, merged=True),
)


def row(
    number: int,
    task: str,
    measure: str,
    unit: str = "县商务局",
    group: str = "g",
    events: tuple[Event, ...] = (),
) -> Row:
    clause = f"三/（{group}）"
    return Row((str(number), task, measure, unit, clause), "qinghe", clause, measure, group, events=events)


def table(*rows: Row, view: View = "tasks", columns: tuple[Column, ...] = COLUMNS) -> Table:
    return Table(
        view, "任务分工表", columns, rows, (NOTICE,), ("“未写”：文件没有写明。",), ("责任单位：县商务局",)
    )


AWKWARD = table(
    row(1, "建站点", "=1+1"),
    row(2, "建站点", "+cmd|' /C calc'!A0"),
    row(3, "建站点", "-2"),
    row(4, "建站点", "@SUM(A1)", unit="县财政局"),
    row(5, "定标准", "\t=1"),
    row(6, "定标准", "\r=1"),
    row(7, "定标准", "第一行\n第二行\r\n第三行"),
    row(8, "定标准", '写着“引号”和"quotes"，还有逗号,'),
    row(9, "定标准", "很长的一句话，" * 300),
    row(10, "定标准", "控制字符\x00\x0b\ufffe去掉"),
    row(11, "定标准", "＝HYPERLINK(1)", group="二"),
)
EMPTY = table()


def grid(bodies: int) -> Table:
    """One mark for each body: ★ for the first task, ● for the second, none below."""
    columns = (
        Column("clause", "条款", 6),
        Column("task", "任务", 16),
        *(Column(f"body{number}", f"县第{number}局", 4.5, centred=True) for number in range(bodies)),
    )
    rows = [
        Row((f"三/（{mark}）", "建站点", *(mark for _ in range(bodies))), "qinghe", "三", None, mark)
        for mark in ("★", "●", "—")
    ]
    total = Row(("—", "合计", *("★1 ●1" for _ in range(bodies))), None, None, None, "total", "total")
    return table(*rows, total, view="grid", columns=columns)
