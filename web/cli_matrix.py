"""The command matrix: responsibility tables as files."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast, get_args

import click

from kb.export.table_files import FORMS, Form, write_book, write_table
from kb.matrix.build import build
from kb.matrix.table import VIEW_NAMES, Missing, Request, Row, Table, View
from kb.search import Query
from web.cli_ask import facets_of
from web.cli_frame import ChineseCommand, Home, pass_home

VIEWS = tuple(VIEW_NAMES)
ALL = "all"
MISSING: tuple[Missing, ...] = get_args(Missing)
FORMS_SHOWN = "、".join(FORMS)


@click.command(cls=ChineseCommand)
@click.argument("references", metavar="[NOTICE]...", nargs=-1)
@click.option(
    "--view", "views", multiple=True, default=("tasks",), type=click.Choice((*VIEWS, ALL)),
    help="哪张表：tasks 任务分工表（默认），grid 责任矩阵，unit 单位任务清单，targets 指标清单，"
    "trace 上下对照表；可写多个，all 是全部，这时只能写成 xlsx，一表一页。",
)  # fmt: skip
@click.option("--unit", metavar="BODY", help="只看一个单位：名称、单位代码或职能（财政）；unit 必须写。")
@click.option("--format", "form", type=click.Choice(FORMS), help="文件格式；不写就看文件名的后缀。")
@click.option(
    "--out", required=True, metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="写到哪个文件；- 表示标准输出。",
)  # fmt: skip
@click.option("--query", "text", metavar="检索词", help="只要检索到的句子，写法同 search。")
@click.option(
    "--facet", "facets", multiple=True, metavar="名称=值", callback=facets_of, help="筛选，写法同 search。"
)
@click.option("--due", metavar="时段", help="只要这个时段到期的：2030上半年、2030年、定期、持续推进、未写。")
@click.option(
    "--missing", multiple=True, type=click.Choice(MISSING),
    help="只要没有写明的：lead 牵头单位，unit 单位，deadline 时限，target 指标。",
)  # fmt: skip
@click.option("--no-principles", is_flag=True, help="不含“基本原则”。")
@click.option("--no-annexes", is_flag=True, help="不含附件。")
@click.option("--expand", is_flag=True, help="矩阵里“各镇、街道”等展开成一个个单位。")
@pass_home
def matrix(
    home: Home,
    references: tuple[str, ...],
    views: tuple[str, ...],
    unit: str | None,
    form: str | None,
    out: Path,
    text: str | None,
    facets: dict[str, tuple[str, ...]],
    due: str | None,
    missing: tuple[Missing, ...],
    no_principles: bool,
    no_annexes: bool,
    expand: bool,
) -> None:
    """责任分工表：一件或几件文件（不写 NOTICE 就是全部馆藏）的分工、矩阵、清单，写成文件。"""
    chosen = _views(views, unit)
    shape = _form(form, out, chosen)
    query = Query(text or "", facets) if text or facets else None
    with home.opened() as base:
        ids = tuple(dict.fromkeys(base.store.find(each) for each in references))
        request = Request(
            chosen[0], ids, query, unit, due, not no_principles, not no_annexes, missing, expand
        )
        counted = [Counted(build(base, replace(request, view=view))) for view in chosen]
        tables = [each.table for each in counted]
        write_to(out, lambda stream: _write(tables, shape, stream))
    if str(out) != "-":
        click.echo("\n".join(_told(counted, out)))


def _views(given: tuple[str, ...], unit: str | None) -> tuple[View, ...]:
    """The views meant; all of them leave out the list of one body where none is named."""
    if ALL in given:
        return tuple(view for view in VIEWS if view != "unit" or unit)
    if "unit" in given and not unit:
        raise click.UsageError("看单位任务清单要用 --unit 指明单位，如 --unit 县财政局。")
    return cast(tuple[View, ...], tuple(dict.fromkeys(given)))


def _form(given: str | None, out: Path, views: tuple[View, ...]) -> Form:
    """The form asked for, else that of the file's name; several views need a workbook."""
    form = given or out.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise click.UsageError(f"请用 --format 指明格式：{FORMS_SHOWN}。")
    if len(views) > 1 and form != "xlsx":
        raise click.UsageError(f"几张表一起只能写成 xlsx，不能写成 {form}。")
    return form


class Counted:
    """A table that knows how many rows were walked; totals do not count."""

    def __init__(self, table: Table) -> None:
        self.rows = 0
        self._made = table.rows
        self.table = replace(table, rows=_Walked(self))

    def walk(self) -> Iterator[Row]:
        """The rows, counted anew."""
        self.rows = 0
        for row in self._made:
            self.rows += row.kind == "row"
            yield row


@dataclass(frozen=True)
class _Walked(Iterable[Row]):
    counted: Counted

    def __iter__(self) -> Iterator[Row]:
        return self.counted.walk()


def _write(tables: list[Table], form: Form, stream: BinaryIO) -> None:
    if form == "xlsx":
        write_book(tables, stream)
    else:
        write_table(tables[0], form, stream)


def write_to(out: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a file as a whole or not at all; `-` is the standard output."""
    if str(out) == "-":
        with tempfile.TemporaryFile() as held:
            write(held)
            held.seek(0)
            shutil.copyfileobj(held, sys.stdout.buffer)
        return
    temporary = out.with_name(out.name + ".part")
    try:
        with temporary.open("wb") as stream:
            write(stream)
        temporary.replace(out)
    except OSError as error:
        raise click.ClickException(f"写不进 {out}：{error.strerror}") from error
    finally:
        temporary.unlink(missing_ok=True)


def _told(counted: list[Counted], out: Path) -> Iterator[str]:
    for each in counted:
        empty = "；没有符合条件的内容" if not each.rows else ""
        yield f"{each.table.title}：{each.rows} 行{empty}"
    yield f"已写入 {out}"
