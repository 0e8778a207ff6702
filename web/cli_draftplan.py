"""More commands of drafting: head, clauses of one's own, history. They hang on the group of `cli_draft.py`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import click

from kb.draft.desk import DraftDesk
from kb.draft.model import Entry, Head
from web import cli_drafttext as text
from web.cli_draft import draft, person_option
from web.cli_frame import ChineseCommand, Home, pass_home

__all__ = ["draft"]
FIELDS = {
    "title": ("标题", "方案的标题。"),
    "issuer": ("名称", "发文机关。"),
    "doc_number": ("文号", "发文字号。"),
    "recipients": ("机关", "主送机关。"),
    "preamble": ("文字", "第一条以前的文字。"),
    "signed": ("名称", "署名。"),
    "publicity": ("文字", "公开方式，如 此件公开发布。"),
}


def _field_options(command: click.decorators.FC) -> click.decorators.FC:
    for name, (metavar, help_) in reversed(FIELDS.items()):
        command = click.option(f"--{name.replace('_', '-')}", name, metavar=metavar, help=help_)(command)
    return command


@draft.command("head", cls=ChineseCommand)
@click.argument("draft_id", metavar="ID")
@_field_options
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="成文日期。")
@click.option("--covering/--direct", default=None, help="用“印发…的通知”印发，或直接发文。")
@person_option
@pass_home
def head(
    home: Home,
    /,
    draft_id: str,
    day: datetime | None,
    covering: bool | None,
    person: str,
    **fields: str | None,
) -> None:
    """看或改文件头尾：标题、文号、主送机关、署名、日期。不写选项只看。"""
    with home.opened() as base:
        desk = DraftDesk(base, person)
        before = base.store.drafts.draft(draft_id)
        given: dict[str, Any] = {name: value for name, value in fields.items() if value is not None}
        changed = replace(before.head, **given)
        changed = replace(changed, date=day.date()) if day else changed
        changed = replace(changed, covering=covering) if covering is not None else changed
        desk.save_head(draft_id, changed, before.revision)
    click.echo("\n".join(_head_lines(changed)))


def _head_lines(changed: Head) -> list[str]:
    lines = [f"{label}  {getattr(changed, name) or '未写'}" for name, label in _LABELS.items()]
    written = changed.date.isoformat() if isinstance(changed.date, date) else "未写"
    return [*lines, f"成文日期  {written}", f"印发方式  {'印发通知' if changed.covering else '直接发文'}"]


_LABELS = {
    "title": "标题",
    "issuer": "发文机关",
    "doc_number": "发文字号",
    "recipients": "主送机关",
    "preamble": "开头",
    "signed": "署名",
    "publicity": "公开方式",
}


@draft.command("add", cls=ChineseCommand)
@click.argument("draft_id", metavar="ID")
@click.argument("heading", metavar="标题")
@click.argument("words", metavar="TEXT", default="")
@click.option("--after", metavar="ENTRY", help="放在哪一条后面；不写放在最后。")
@click.option(
    "--depth",
    type=click.IntRange(1, 4),
    default=2,
    metavar="N",
    help="1 是一、，2 是（一），3 是1.，4 是（1）。",
)
@person_option
@pass_home
def add(
    home: Home, draft_id: str, heading: str, words: str, after: str | None, depth: int, person: str
) -> None:
    """自己加写一条。"""
    with home.opened() as base:
        whole = base.store.drafts.draft(draft_id)
        behind = text.find_entry(whole, after) if after else (whole.entries or (None,))[-1]
        desk = DraftDesk(base, person)
        made = desk.add_clause(draft_id, behind.key if behind else None, depth - 1, heading or None)
        if words:
            desk.save_entry(draft_id, made.key, made.heading, words)
    click.echo(f"已加写：{made.key}")


@draft.command("move", cls=ChineseCommand)
@click.argument("draft_id", metavar="ID")
@click.argument("entry", metavar="ENTRY")
@click.option("--after", metavar="ENTRY", help="放在哪一条后面；不写放在最前。")
@person_option
@pass_home
def move(home: Home, draft_id: str, entry: str, after: str | None, person: str) -> None:
    """移动自己加写的一条。"""
    with home.opened() as base:
        whole = base.store.drafts.draft(draft_id)
        behind = text.find_entry(whole, after).key if after else None
        DraftDesk(base, person).move(draft_id, text.find_entry(whole, entry).key, behind)
    click.echo("已移动")


@draft.command("remove", cls=ChineseCommand)
@click.argument("draft_id", metavar="ID")
@click.argument("entry", metavar="ENTRY")
@person_option
@pass_home
def remove(home: Home, draft_id: str, entry: str, person: str) -> None:
    """删去自己加写的一条；可以撤销。承接上级的条款用 choose … 不写。"""
    with home.opened() as base:
        key = text.find_entry(base.store.drafts.draft(draft_id), entry).key
        DraftDesk(base, person).remove(draft_id, key)
    click.echo(f"已删去：{key}；要恢复用 tiaokuai draft undo")


@draft.command("history", cls=ChineseCommand)
@click.argument("draft_id", metavar="ID")
@click.argument("entry", metavar="ENTRY")
@click.option("--restore", "number", type=int, metavar="N", help="恢复成第 N 号保存的样子。")
@person_option
@pass_home
def history(home: Home, draft_id: str, entry: str, number: int | None, person: str) -> None:
    """一条的每一稿：谁、什么时候、写成什么；或恢复成其中一稿。"""
    with home.opened() as base:
        key = text.find_entry(base.store.drafts.draft(draft_id), entry).key
        savings = base.store.drafts.history(draft_id, key)
        if number is not None:
            if number not in {each.number for each in savings}:
                raise click.ClickException(f"{key} 没有第 {number} 号。")
            DraftDesk(base, person).restore(draft_id, number)
    if number is not None:
        click.echo(f"已恢复成第 {number} 号")
        return
    for each in savings:
        saved = each.saved
        words = saved.text if isinstance(saved, Entry) else ""
        undone = "（撤销）" if each.undoes is not None else ""
        click.echo(f"{each.number}  {each.at.astimezone():%Y-%m-%d %H:%M} {each.person}{undone}　{words}")
