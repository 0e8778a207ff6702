"""Commands of drafting: `tiaokuai draft new|list|show|…|export`, the same steps as the pages."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import cast

import click

from kb.draft.desk import DraftDesk
from kb.draft.model import CHOICE_NAMES, GENRES, Check, Choice, Genre, Justification
from kb.draft.plain import plain_check, plain_draft
from kb.regions import Region, candidates, region
from kb.store import Store
from web import cli_drafttext as text
from web.cli_frame import ChineseCommand, ChineseGroup, Home, json_option, pass_home

CHOICES: dict[str, Choice] = {name: choice for choice, name in CHOICE_NAMES.items() if choice != "undecided"}
FORMS = ("docx", "table", "json")
DEFAULT_PERSON = "经办人"

person_option = click.option(
    "--person", envvar="TIAOKUAI_PERSON", default=DEFAULT_PERSON, metavar="姓名", help="记在谁的名下。"
)


@click.group(cls=ChineseGroup)
def draft() -> None:
    """起草：从上级文件起草本地方案，逐条定稿，检查，导出 Word。"""


@draft.command("new", cls=ChineseCommand)
@click.option(
    "--upper", "uppers", multiple=True, required=True, metavar="NOTICE", help="上级文件，可写多个。"
)
@click.option("--region", "place", required=True, metavar="地区", help="本地区的名称或代码，如 桓台县。")
@click.option("--genre", type=click.Choice(GENRES), default=GENRES[0], help="文种；默认实施方案。")
@click.option(
    "--peer", "peers", multiple=True, metavar="NOTICE", help="参考的同级文件，可写多个；默认取库中全部。"
)
@click.option("--issuer", metavar="名称", help="发文机关；默认按地区和上级推定。")
@person_option
@json_option
@pass_home
def new(
    home: Home,
    uppers: tuple[str, ...],
    place: str,
    genre: Genre,
    peers: tuple[str, ...],
    issuer: str | None,
    person: str,
    as_json: bool,
) -> None:
    """新起一份草稿：上级每一条一个条目，地名、单位改成本地的，数字和拿不准的列为待定。"""
    with home.opened() as base:
        above = [base.store.find(each) for each in uppers]
        beside = [base.store.find(each) for each in peers] or None
        own = _region(base.store, above[0], place)
        made = DraftDesk(base, person).new(above, own.code, genre, beside, issuer)
    if as_json:
        _print_json(plain_draft(made))
        return
    click.echo(f"已新起草稿：{made.id}")
    click.echo("\n".join(text.summary(made)))


@draft.command("list", cls=ChineseCommand)
@click.option("--archived", is_flag=True, help="改为列出已收起的。")
@json_option
@pass_home
def list_drafts(home: Home, archived: bool, as_json: bool) -> None:
    """列出草稿，最近改动的在前。"""
    with home.opened() as base:
        found = base.store.drafts.drafts(archived=archived)
    if as_json:
        _print_json([text.plain_summary(each) for each in found])
    elif not found:
        click.echo("没有草稿。新起一份：tiaokuai draft new --upper NOTICE --region 地区")
    for each in () if as_json else found:
        click.echo("\n".join(text.line(each)))


@draft.command("show", cls=ChineseCommand)
@click.argument("draft_id", metavar="ID")
@click.argument("entry", metavar="[ENTRY]", required=False)
@click.option("--checks", "with_checks", is_flag=True, help="列出检查的结果。")
@json_option
@pass_home
def show_draft(home: Home, draft_id: str, entry: str | None, with_checks: bool, as_json: bool) -> None:
    """看草稿的条目和待定，或其中一条：上级原文、本地文本、待定的各项。

    ENTRY 写条目的编号，或上级条款的路径，如 三/（一）。
    """
    with home.opened() as base:
        desk = DraftDesk(base, DEFAULT_PERSON)
        whole = base.store.drafts.draft(draft_id)
        notices = desk.notices(whole)
        checks: tuple[Check, ...] = ()
        if with_checks:
            from ingest.draft_files import checks_of

            checks = checks_of(base, whole)
    if as_json:
        extra = {"checks": [plain_check(each) for each in checks]} if with_checks else {}
        _print_json(plain_draft(whole) | extra)
        return
    if entry is not None:
        chosen = text.find_entry(whole, entry)
        click.echo("\n".join(text.entry_lines(chosen, notices.get(chosen.notice or ""))))
        checks = tuple(each for each in checks if each.entry == chosen.key)
    else:
        click.echo("\n".join([*text.summary(whole), "", *text.overview(whole)]))
    if with_checks:
        click.echo("\n".join(["", *text.check_lines(checks)]))


@draft.command("write", cls=ChineseCommand)
@click.argument("draft_id", metavar="ID")
@click.argument("entry", metavar="ENTRY")
@click.argument("words", metavar="TEXT")
@click.option("--heading", metavar="标题", help="改条目的标题；不写则不变。")
@person_option
@pass_home
def write(home: Home, draft_id: str, entry: str, words: str, heading: str | None, person: str) -> None:
    """改写一条的文本；TEXT 写 - 时从标准输入读。"""
    words = sys.stdin.read().strip() if words == "-" else words
    with home.opened() as base:
        now = text.find_entry(base.store.drafts.draft(draft_id), entry)
        new_heading = now.heading if heading is None else heading or None
        DraftDesk(base, person).save_entry(draft_id, now.key, new_heading, words, now.revision)
    click.echo(f"已保存：{now.key}")


@draft.command("choose", cls=ChineseCommand)
@click.argument("draft_id", metavar="ID")
@click.argument("entry", metavar="ENTRY")
@click.argument("choice", metavar="照写|改写|合并|不写", type=click.Choice(tuple(CHOICES)))
@click.option("--reason", default="", metavar="理由", help="不写的理由。")
@click.option("--into", metavar="ENTRY", help="合并到哪一条。")
@person_option
@pass_home
def choose(
    home: Home, draft_id: str, entry: str, choice: str, reason: str, into: str | None, person: str
) -> None:
    """定一条怎么办：照写、改写、合并到另一条、不写（要说明理由）。"""
    if CHOICES[choice] == "leave_out" and not reason.strip():
        raise click.UsageError("不写要说明理由：--reason 理由")
    with home.opened() as base:
        whole = base.store.drafts.draft(draft_id)
        key = text.find_entry(whole, entry).key
        target = text.find_entry(whole, into).key if into else None
        DraftDesk(base, person).choose(draft_id, key, CHOICES[choice], reason, target)
    click.echo(f"已定：{key} {choice}")


@draft.command("answer", cls=ChineseCommand)
@click.argument("draft_id", metavar="ID")
@click.argument("entry", metavar="ENTRY")
@click.argument("number", metavar="N", type=int)
@click.argument("answer", metavar="TEXT", default="")
@click.option("--again", is_flag=True, help="收回答复，重新待定。")
@person_option
@pass_home
def answer_question(
    home: Home, draft_id: str, entry: str, number: int, answer: str, again: bool, person: str
) -> None:
    """答一条中的待定 N；TEXT 为空表示这几个字不写。"""
    with home.opened() as base:
        key = text.find_entry(base.store.drafts.draft(draft_id), entry).key
        changed = DraftDesk(base, person).answer(draft_id, key, number, None if again else answer)
    click.echo(f"已答；{key} 还有待定 {len(changed.open_questions)} 项")


@draft.command("map", cls=ChineseCommand)
@click.argument("draft_id", metavar="ID")
@click.argument("upper", metavar="上级单位")
@click.argument("name", metavar="本地单位", default="")
@click.option("--reason", default="", metavar="理由", help="记在单位表里的说明。")
@click.option("--again", is_flag=True, help="从单位表里收回，以后再问。")
@person_option
@pass_home
def map_body(home: Home, draft_id: str, upper: str, name: str, reason: str, again: bool, person: str) -> None:
    """单位对应：上级的单位在本地是哪一个，记入本地单位表，一次答完各条；本地单位为空表示不写。"""
    with home.opened() as base:
        before = base.store.drafts.draft(draft_id)
        after = DraftDesk(base, person).map_body(draft_id, upper, None if again else name, reason)
    done = text.waiting(before) - text.waiting(after)
    click.echo(f"已记入单位表：{upper} → {'以后再问' if again else name or '不写'}；答了 {done} 处待定")


@draft.command("settle", cls=ChineseCommand)
@click.argument("draft_id", metavar="ID")
@click.argument("entries", metavar="ENTRY…", nargs=-1)
@click.option("--all", "every", is_flag=True, help="没有待定的条目全部定稿。")
@click.option("--reopen", is_flag=True, help="改回未定稿。")
@person_option
@pass_home
def settle(
    home: Home, draft_id: str, entries: tuple[str, ...], every: bool, reopen: bool, person: str
) -> None:
    """定稿；没有动过的按照写。"""
    if not entries and not every:
        raise click.UsageError("写明条目，或用 --all。")
    with home.opened() as base:
        whole = base.store.drafts.draft(draft_id)
        chosen = [text.find_entry(whole, each) for each in entries]
        chosen += [each for each in whole.entries if every and not each.open_questions]
        for key in dict.fromkeys(each.key for each in chosen):
            DraftDesk(base, person).settle(draft_id, key, not reopen)
    click.echo(f"{'已改回未定稿' if reopen else '已定稿'} {len(chosen)} 条")


@draft.command("justify", cls=ChineseCommand)
@click.argument("draft_id", metavar="ID")
@click.argument("check", metavar="CHECK")
@click.argument("reason", metavar="理由", default="")
@person_option
@pass_home
def justify(home: Home, draft_id: str, check: str, reason: str, person: str) -> None:
    """说明一处检查为什么可以不改；理由为空表示收回。CHECK 见 draft show --checks --json 的 key。"""
    with home.opened() as base:
        DraftDesk(base, person).justify(draft_id, check, reason)
        kept: tuple[Justification, ...] = base.store.drafts.draft(draft_id).justifications
    click.echo(f"已说明理由的检查 {len(kept)} 处")


@draft.command("undo", cls=ChineseCommand)
@click.argument("draft_id", metavar="ID")
@person_option
@pass_home
def undo(home: Home, draft_id: str, person: str) -> None:
    """撤销本人上一步改动。"""
    with home.opened() as base:
        DraftDesk(base, person).undo(draft_id)
    click.echo("已撤销上一步")


@draft.command("archive", cls=ChineseCommand)
@click.argument("draft_id", metavar="ID")
@click.option("--back", is_flag=True, help="重新拿出来。")
@person_option
@pass_home
def archive(home: Home, draft_id: str, back: bool, person: str) -> None:
    """收起一份草稿；不删除，可以再拿出来。"""
    with home.opened() as base:
        DraftDesk(base, person).archive(draft_id, archived=not back)
    click.echo(f"{'已拿出' if back else '已收起'}：{draft_id}")


@draft.command("export", cls=ChineseCommand)
@click.argument("draft_id", metavar="ID")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="docx",
    help="docx 公文（附责任分工表）、table 与上级的对照表（xlsx）、json 草稿全部内容；默认 docx。",
)
@click.option(
    "--out",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写到哪个文件。",
)
@click.option("--no-comments", is_flag=True, help="Word 里不带出处批注。")
@pass_home
def export_draft(home: Home, draft_id: str, form: str, out: Path, no_comments: bool) -> None:
    """导出；还有必须解决的检查时照样导出，并逐条提醒。"""
    with home.opened() as base:
        from ingest.draft_files import DraftForm, checks_of, write_draft

        whole = base.store.drafts.draft(draft_id)
        # Made whole before the file is touched: a failure leaves no half a file behind.
        made = io.BytesIO()
        write_draft(base, whole, cast(DraftForm, form), made, remarks=not no_comments)
        unsolved = [each for each in checks_of(base, whole) if each.state == "must" and not each.justified]
    temporary = out.with_name(out.name + ".part")
    try:
        temporary.write_bytes(made.getvalue())
        temporary.replace(out)
    except OSError as error:
        raise click.ClickException(f"写不进 {out}：{error.strerror}") from error
    click.echo(f"已导出：{out}")
    if unsolved:
        click.echo(f"还有 {len(unsolved)} 处要解决或说明理由：", err=True)
        for each in unsolved:
            click.echo(f"  ✕ {each.entry or '全文'}　{each.detail}", err=True)


def _region(store: Store, upper_id: str, name: str) -> Region:
    """The place meant, seen from the upper notice."""
    within = store.notice(upper_id).document.region_code
    found = candidates(name, within)
    by_code = region(name)
    if by_code is not None:
        return by_code
    if not found:
        raise click.ClickException(f"没有这个地区：“{name}”。")
    if len(found) > 1:
        listed = "、".join(f"{each.name}（{each.code}）" for each in found)
        raise click.ClickException(f"“{name}”有 {len(found)} 个，请写代码：{listed}")
    return found[0]


def _print_json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
