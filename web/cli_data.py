"""Commands for the data as a whole: export, evaluate, doctor."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from kb.checks import with_shelf_findings
from kb.doctor import Problem, diagnose, repair
from kb.evaluate import Evaluation, Score
from kb.evaluate import evaluate as score_against
from kb.export.gold import write_gold
from kb.export.interchange import export_base, validate
from web.cli_frame import FAILED, ChineseCommand, ChineseGroup, Home, json_option, pass_home

KIND_LABELS = {
    "clauses": "条款",
    "headings": "条款标题",
    "responsibilities": "责任（含角色）",
    "units": "责任（不分角色）",
    "targets": "指标（全对）",
    "target_values": "指标数值",
    "deadlines": "时限",
    "citations": "引用",
    "obligations": "任务",
    "document": "文件要素",
    "modality": "措辞强度",
}


@click.group(cls=ChineseGroup)
def export() -> None:
    """导出：把库中的文件和对照写成通用格式。"""


@export.command("gold", cls=ChineseCommand)
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="写到哪个文件夹，每件文件一个子文件夹。",
)
@click.option("--notice", "references", multiple=True, metavar="NOTICE", help="只导出这件，可写多个。")
@pass_home
def export_gold(home: Home, out: Path, references: tuple[str, ...]) -> None:
    """导出评测用的事实：核校过的文件连同改正，一类一个 YAML，可用 evaluate 给规则打分。"""
    with home.opened() as base:
        store = base.store
        ids = tuple(dict.fromkeys(store.find(each) for each in references)) or store.ids()
        try:
            folders = [write_gold(store.notice(notice_id), out) for notice_id in ids]
        except OSError as error:
            raise click.ClickException(f"写不进 {out}：{error.strerror}") from error
    click.echo(f"已导出 {len(folders)} 件文件的事实：{out}")


@export.command("json", cls=ChineseCommand)
@click.option(
    "--out",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="写到哪个文件；- 表示标准输出。",
)
@click.option("--notice", "references", multiple=True, metavar="NOTICE", help="只导出这件，可写多个。")
@pass_home
def export_json(home: Home, out: Path, references: tuple[str, ...]) -> None:
    """导出 JSON（格式 tiaokuai/1）：全部文件的事实和上下级对照。"""
    with home.opened() as base:
        store = base.store
        ids = tuple(dict.fromkeys(store.find(each) for each in references)) or store.ids()
        notices = [with_shelf_findings(store.notice(each), store.resolve_citation) for each in ids]
        pairs = [(lower, upper) for lower in ids for upper in store.uppers(lower) if upper in ids]
        links = [link for lower, upper in pairs for link in store.links_between(lower, upper)]
    data = export_base(notices, links)
    validate(data)
    written = json.dumps(data, ensure_ascii=False, indent=1)
    if str(out) == "-":
        click.echo(written)
        return
    temporary = out.with_name(out.name + ".part")
    try:
        temporary.write_text(written + "\n", encoding="utf-8")
        temporary.replace(out)
    except OSError as error:
        raise click.ClickException(f"写不进 {out}：{error.strerror}") from error
    click.echo(f"已导出 {len(notices)} 件文件、{len(links)} 处对照：{out}")


@click.command(cls=ChineseCommand)
@click.argument("gold_dir", type=click.Path(path_type=Path, file_okay=False))
@click.option("--show", "shown", multiple=True, metavar="KIND", help="列出这一类漏掉和多出的，如 targets。")
@click.option("--by-notice", is_flag=True, help="逐件、逐格式列出 F1。")
@json_option
@pass_home
def evaluate(home: Home, gold_dir: Path, shown: tuple[str, ...], by_notice: bool, as_json: bool) -> int:
    """评测：用人工标注的事实给库中文件打分（准确率、召回率、F1）。

    GOLD_DIR 里每件文件一个文件夹，名字是原件的文件名去掉扩展名，每类事实一个 YAML。
    """
    with home.opened() as base:
        notices = [base.store.notice(notice_id) for notice_id in base.store.ids()]
    try:
        result = score_against(notices, gold_dir)
    except FileNotFoundError as error:
        raise click.UsageError(f"没有人工标注：{gold_dir}") from error
    if as_json:
        click.echo(json.dumps(_evaluation(result), ensure_ascii=False, indent=2))
    else:
        _print_scores(result.total)
        if by_notice:
            for name, scores in (*result.by_form.items(), *result.by_notice.items()):
                click.echo(f"{name}  " + "  ".join(f"{score.kind} {score.f1:.3f}" for score in scores))
        for each in result.differences:
            if each.kind in shown:
                click.echo(
                    f"{each.notice}  {each.kind}  {'漏' if each.side == 'missed' else '多'}  {each.fact}"
                )
    if result.absent:
        click.echo(f"没有入库：{'、'.join(result.absent)}", err=True)
    return FAILED if result.absent else 0


def _print_scores(scores: tuple[Score, ...]) -> None:
    click.echo("类别               准确率  召回率  F1     对／给出／应有")
    for score in scores:
        click.echo(
            f"{score.kind:17s}  {score.precision:.3f}   {score.recall:.3f}   {score.f1:.3f}  "
            f"{score.right}／{score.given}／{score.true}  {KIND_LABELS[score.kind]}"
        )


def _evaluation(result: Evaluation) -> dict[str, object]:
    def plain(scores: tuple[Score, ...]) -> dict[str, dict[str, float]]:
        return {
            score.kind: {
                **dataclasses.asdict(score),
                "precision": round(score.precision, 4),
                "recall": round(score.recall, 4),
                "f1": round(score.f1, 4),
            }
            for score in scores
        }

    return {
        "total": plain(result.total),
        "by_notice": {name: plain(scores) for name, scores in result.by_notice.items()},
        "by_form": {form: plain(scores) for form, scores in result.by_form.items()},
        "differences": [dataclasses.asdict(each) for each in result.differences],
        "absent": list(result.absent),
    }


@click.command(cls=ChineseCommand)
@click.option("--repair/--check", "mend", default=True, help="修复能修复的（默认），或只检查。")
@pass_home
def doctor(home: Home, mend: bool) -> int:
    """体检：核对原件、数据库和索引是否一致，并修复能修复的。"""
    with home.opened() as base:
        problems = diagnose(base)
        remaining = repair(base) if mend and problems else problems
        count = len(base.store.ids())
    for problem in problems:
        click.echo(f"{_mark(problem, remaining)}  {problem.detail}")
    if not problems:
        click.echo(f"知识库完好：{count} 件文件，原件、数据库、索引一致。")
    elif not remaining:
        click.echo(f"已修复 {len(problems)} 处，知识库完好：{count} 件文件。")
    else:
        click.echo(f"还有 {len(remaining)} 处问题。")
    return FAILED if remaining else 0


def _mark(problem: Problem, remaining: tuple[Problem, ...]) -> str:
    return "✕ 未修复" if problem in remaining else "✓ 已修复"
