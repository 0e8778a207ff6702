"""Commands that bring files in: ingest, reread."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from web import cli_text
from web.cli_frame import FAILED, ChineseCommand, Home, json_option, pass_home

if TYPE_CHECKING:
    from ingest.report import ImportReport
    from kb.store import Store

NOT_NOTICES = frozenset(
    [
        ".md",
        ".rst",
        ".py",
        ".js",
        ".css",
        ".json",
        ".yaml",
        ".yml",
        ".toml",
        ".ini",
        ".csv",
        ".tsv",
        ".log",
        ".xml",
        ".sh",
        ".sqlite3",
        ".db",
    ]
)
"""Files of a folder that are passed over: they stand beside notices and are none."""
OUTCOMES = {
    "new": "✓ 新入库",
    "new_version": "✓ 新版本",
    "unchanged": "＝ 已在库中",
    "reread": "✓ 已重读",
    "failed": "✕ 失败",
}
FINDINGS_SHOWN = 5
Item = TypeVar("Item")


@click.command(cls=ChineseCommand)
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(path_type=Path, readable=False)
)
@json_option
@pass_home
def ingest(home: Home, paths: tuple[Path, ...], as_json: bool) -> int:
    """入库：读文件或文件夹，逐件报告读到什么、哪里可疑。

    能读文本、PDF、DOCX、HTML，按内容认格式。文件夹连同下级文件夹一起读。同一文件再次入库不作改动；
    同一文号的文件有改动时存为新版本，旧版本保留。
    """
    found, passed = _files(paths)
    with home.opened(make=True) as base:
        # Loading the language pipeline takes a second that --help should not cost.
        from ingest.importer import import_file

        reports = _run(found, lambda path: import_file(base, path), lambda path: path.name, quiet=as_json)
        # Only now is it known what is missing: an upper notice may have come after the lower one.
        reports = [_with_missing(base.store, report) for report in reports]
    return _end(reports, as_json, passed)


@click.command(cls=ChineseCommand)
@click.argument("references", nargs=-1, metavar="[NOTICE]…")
@json_option
@pass_home
def reread(home: Home, references: tuple[str, ...], as_json: bool) -> int:
    """重读：用现在的规则把已入库的原件再读一遍，不写文件就全部重读。"""
    with home.opened() as base:
        from ingest.errors import UnreadableFile
        from ingest.importer import reread as read_again
        from ingest.report import failed
        from kb.errors import KnowledgeBaseError

        def again(notice_id: str) -> ImportReport:
            try:
                return read_again(base, notice_id)
            except UnreadableFile as error:
                return failed(notice_id, error.cause, error.advice)
            except KnowledgeBaseError as error:
                return failed(notice_id, str(error).rstrip("。"), "原有事实没有改动")

        chosen = [base.store.find(reference) for reference in references] or list(base.store.ids())
        reports = _run(chosen, again, str, quiet=as_json)
    return _end(reports, as_json, [])


def _with_missing(store: Store, report: ImportReport) -> ImportReport:
    if report.notice_id is None:
        return report
    return replace(report, missing=store.missing_upstream(report.notice_id))


def _files(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The files to read, each once, and those that were passed over."""
    found: dict[Path, None] = {}
    passed: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.setdefault(path)
            continue
        for each in _walk(path):
            if each.suffix.lower() in NOT_NOTICES or each.name.startswith((".", "~$", "README")):
                passed.append(each)
            else:
                found.setdefault(each)
    return list(found), passed


def _walk(folder: Path) -> Iterator[Path]:
    """All files below the folder in order; a folder that may not be opened stands for itself."""
    closed: list[Path] = []
    for where, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(where, name) for name in sorted(names))
    yield from closed


def _run(
    items: Sequence[Item], work: Callable[[Item], ImportReport], name: Callable[[Item], str], quiet: bool
) -> list[ImportReport]:
    """Do the work item by item: with a bar on a terminal, elsewhere telling each report as it comes."""

    def shown(item: Item | None) -> str:
        return name(item)[:30] if item is not None else ""

    if not (items and sys.stderr.isatty()):
        return [_told(work(item), quiet) for item in items]
    with click.progressbar(items, label="入库", item_show_func=shown, file=sys.stderr) as bar:
        reports = [work(item) for item in bar]
    return [_told(report, quiet) for report in reports]


def _told(report: ImportReport, quiet: bool) -> ImportReport:
    if not quiet:
        click.echo("\n".join(_lines(report)))
    return report


def _lines(report: ImportReport) -> list[str]:
    """The report on one file."""
    lines = [f"{OUTCOMES[report.outcome]}  {report.file}"]
    if report.document is None:
        return [*lines, f"    {report.cause}。没有存入任何内容。{report.advice}。", ""]
    counts = report.counts
    body = cli_text.head(report.document)
    if report.current_version and report.version != report.current_version:
        body.append(f"版本  这是第 {report.version} 版，库中现行的是第 {report.current_version} 版")
    elif report.version and report.version > 1:
        body.append(f"版本  第 {report.version} 版，旧版保留")
    body.append(
        f"读到  条款 {counts.clauses}，任务 {counts.obligations}，责任 {counts.assignments}，"
        f"指标 {counts.targets}，时限 {counts.deadlines}，引用 {counts.citations}，单位 {counts.units}"
    )
    body += _odd(report)
    for pair in report.linked:
        upward = pair.lower.id == report.notice_id
        other = pair.upper if upward else pair.lower
        body.append(f"{'上级' if upward else '下级'}  {cli_text.name(other)}，对照 {pair.links} 处")
    return [*lines, *(f"    {line}" for line in body), ""]


def _odd(report: ImportReport) -> list[str]:
    """What looks odd: remarks of the reader, then findings."""
    lines = [f"注意  {remark}" for remark in report.remarks]
    if report.findings:
        lines.append(f"可疑  {len(report.findings)} 处")
        lines += [f"      {cli_text.finding(each)}" for each in report.findings[:FINDINGS_SHOWN]]
        if len(report.findings) > FINDINGS_SHOWN:
            rest = len(report.findings) - FINDINGS_SHOWN
            lines.append(f"      另 {rest} 处见 tiaokuai show {report.notice_id}")
    return lines


def _end(reports: list[ImportReport], as_json: bool, passed: list[Path]) -> int:
    """The sum at the end, failures named; returns the exit status."""
    wrong = [report for report in reports if report.outcome == "failed"]
    if as_json:
        click.echo(json.dumps([report.plain() for report in reports], ensure_ascii=False, indent=2))
        return FAILED if wrong else 0
    counts = {name: sum(r.outcome == name for r in reports) for name in OUTCOMES}
    parts = [f"{OUTCOMES[name][2:]} {count}" for name, count in counts.items() if count]
    seconds = sum(report.seconds for report in reports)
    click.echo(f"共 {len(reports)} 件：{'，'.join(parts) or '没有找到可读的文件'}（{seconds:.1f} 秒）")
    if passed:
        click.echo(f"略过 {len(passed)} 个不是公文的文件：{'、'.join(path.name for path in passed[:8])}")
    _print_missing(reports)
    if wrong:
        click.echo("失败的：")
        for report in wrong:
            click.echo(f"  ✕ {report.file}：{report.cause}")
    return FAILED if wrong else 0


def _print_missing(reports: list[ImportReport]) -> None:
    """The grounds that these notices name and the shelf lacks, each with who names it."""
    cited: dict[str, list[str]] = {}
    for report in reports:
        for missing in report.missing:
            title = f"《{missing.title}》" if missing.title else ""
            cited.setdefault(f"{title}{missing.doc_number or ''}", []).append(report.file)
    if cited:
        click.echo(f"未入库的依据 {len(cited)} 件：")
        for name, files in cited.items():
            click.echo(f"  {name}（引用：{'、'.join(dict.fromkeys(files))}）")
