"""Commands that answer: search, show, trace."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from typing import Any

import click

from kb.checks import with_shelf_findings
from kb.export.interchange import export_link, export_notice
from kb.model import Clause, Document, Link, Notice
from kb.paths import find_clause
from kb.search import FACET_LABELS, FACETS, Query, Results
from kb.store import Store
from web import cli_text
from web.cli_frame import ChineseCommand, Home, json_option, pass_home

SHOWN = 20
ALL = 1_000_000
SORTS = ("relevance", "deadline", "level", "date")


def _print_json(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))


def facets_of(
    context: click.Context, parameter: click.Parameter, given: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """`单位=商务` and `body=商务` to the choices of a query."""
    names: dict[str, str] = {
        **{name: name for name in FACETS},
        **{label: name for name, label in FACET_LABELS.items()},
    }
    names |= {"单位": "body", "时限": "deadline"}
    chosen: dict[str, tuple[str, ...]] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or name.strip() not in names:
            raise click.BadParameter(
                f"“{each}”应写成 名称=值，名称可以是 {'、'.join(FACET_LABELS.values())}。"
            )
        key = names[name.strip()]
        chosen[key] = (*chosen.get(key, ()), value.strip())
    return chosen


@click.command(cls=ChineseCommand)
@click.argument("query", default="")
@click.option(
    "--facet",
    "facets",
    multiple=True,
    metavar="名称=值",
    callback=facets_of,
    help="筛选，可写多个：责任单位=商务。",
)
@click.option(
    "--sort", type=click.Choice(SORTS), default="relevance", help="排序：相关、时限、级别、成文日期。"
)
@click.option(
    "--limit", type=click.IntRange(1), metavar="N", help=f"最多列出几条；默认 {SHOWN}，JSON 默认全部。"
)
@click.option("--page", type=click.IntRange(1), default=1, metavar="N", help="第几页。")
@json_option
@pass_home
def search(
    home: Home,
    query: str,
    facets: dict[str, tuple[str, ...]],
    sort: Any,
    limit: int | None,
    page: int,
    as_json: bool,
) -> None:
    """检索任务：几个词都要有；"…" 是短语；-词 是排除；单位:商务、时限:2021、标题:方案 限定字段。"""
    per_page = limit or (ALL if as_json else SHOWN)
    with home.opened() as base:
        results = base.index.search(Query(query, facets, sort, page, per_page))
    if as_json:
        _print_json(_results(results))
        return
    click.echo(
        f"{results.total} 条任务，见于 {results.notice_count} 件文件（{results.elapsed * 1000:.0f} 毫秒）"
    )
    first = (page - 1) * per_page
    for number, hit in enumerate(results.hits, start=first + 1):
        click.echo("\n".join(["", *cli_text.hit(number, hit)]))
    if results.pages > page:
        click.echo(f"\n第 {page} 页，共 {results.pages} 页；下一页加 --page {page + 1}。")


def _results(results: Results) -> dict[str, Any]:
    return {
        "query": results.query.text,
        "facets_chosen": {name: list(values) for name, values in results.query.facets.items()},
        "total": results.total,
        "notice_count": results.notice_count,
        "page": results.query.page,
        "elapsed": round(results.elapsed, 4),
        "hits": [dataclasses.asdict(hit) for hit in results.hits],
        "facets": {name: [dataclasses.asdict(v) for v in values] for name, values in results.facets.items()},
    }


@click.command(cls=ChineseCommand)
@click.argument("notice")
@click.argument("clause", required=False)
@json_option
@pass_home
def show(home: Home, notice: str, clause: str | None, as_json: bool) -> None:
    """看一件文件的提要和条款，或其中一条的事实与上下级对照。"""
    with home.opened() as base:
        store = base.store
        whole = with_shelf_findings(store.notice(store.find(notice)), store.resolve_citation)
        chosen = find_clause(whole, clause) if clause else None
        links = store.links_of_clause(whole.document.id, chosen.path) if chosen else ()
        names = _names(store, links)
        missing = store.missing_upstream(whole.document.id)
    if as_json:
        _print_json(_clause_json(whole, chosen, links) if chosen else export_notice(whole))
        return
    if chosen:
        click.echo("\n".join(_clause_lines(whole, chosen)))
        _print_links(links, names)
        return
    lines = [*cli_text.head(whole.document), "", "条款"]
    lines += [
        f"  {'  ' * each.depth}{each.label}　{each.heading or each.text[:24].strip()}"
        for each in whole.clauses
    ]
    if whole.citations:
        lines += ["", "引用", *dict.fromkeys(f"  {cli_text.citation(each)}" for each in whole.citations)]
    if missing:
        lines += ["", "未入库的依据"]
        lines += [
            f"  {'《' + each.title + '》' if each.title else ''}{each.doc_number or ''}" for each in missing
        ]
    if whole.findings:
        lines += [
            "",
            f"可疑 {len(whole.findings)} 处",
            *(f"  {cli_text.finding(each)}" for each in whole.findings),
        ]
    click.echo("\n".join(lines))


def _clause_json(notice: Notice, clause: Clause, links: Iterable[Link]) -> dict[str, Any]:
    """The clause and its own facts in the interchange format, with the links that end in it."""
    exported = export_notice(notice)
    own = next(row for row in exported["clauses"] if row["path"] == clause.path)
    lists = (
        "responsibilities",
        "prose_assignments",
        "targets",
        "deadlines",
        "citations",
        "obligations",
        "findings",
    )
    facts = {name: [row for row in exported[name] if row["clause"] == clause.path] for name in lists}
    return {
        "notice": notice.document.id,
        "clause": own,
        **facts,
        "traces": [export_link(link) for link in links],
    }


def _clause_lines(notice: Notice, clause: Clause) -> list[str]:
    lines = [f"{cli_text.name(notice.document)}　{clause.path}", clause.text.strip(), ""]
    for assignment in (each for each in notice.assignments if each.clause == clause.path):
        lines.append(
            f"单位  {cli_text.units(assignment.units())}"
            + (f"（{assignment.task}）" if assignment.task else "")
        )
    lines += [f"指标  {cli_text.target(each)}" for each in notice.targets if each.clause == clause.path]
    lines += [f"时限  {cli_text.deadline(each)}" for each in notice.deadlines if each.clause == clause.path]
    lines += [f"引用  {cli_text.citation(each)}" for each in notice.citations if each.clause == clause.path]
    lines += [f"可疑  {cli_text.finding(each)}" for each in notice.findings if each.clause == clause.path]
    return lines


@click.command(cls=ChineseCommand)
@click.argument("notice")
@click.argument("clause", required=False)
@json_option
@pass_home
def trace(home: Home, notice: str, clause: str | None, as_json: bool) -> None:
    """上下对照：一件文件或一条与上级、下级的逐条逐句对应，以及没有入库的依据。"""
    with home.opened() as base:
        store = base.store
        whole = store.notice(store.find(notice))
        own = whole.document.id
        links = store.links_of_clause(own, find_clause(whole, clause).path) if clause else store.links(own)
        names, missing = _names(store, links), store.missing_upstream(own)
    if as_json:
        traces = [export_link(link) for link in links]
        _print_json(
            {"notice": own, "traces": traces, "missing_upstream": [dataclasses.asdict(m) for m in missing]}
        )
        return
    click.echo(cli_text.name(whole.document) + (f"　{clause}" if clause else ""))
    _print_links(links, names)
    for each in missing:
        click.echo(f"未入库的依据  {'《' + each.title + '》' if each.title else ''}{each.doc_number or ''}")


def _names(store: Store, links: Iterable[Link]) -> dict[str, Document]:
    ids = {end.notice for link in links for end in (link.lower, link.upper) if end}
    return {id_: store.notice(id_).document for id_ in ids}


def _print_links(links: Iterable[Link], names: dict[str, Document]) -> None:
    """Whole clauses first, each with its sentences below; gaps behind them."""
    listed = tuple(links)
    if not listed:
        click.echo("没有对照：上级文件没有入库，或没有引用。")
    for link in sorted(listed, key=_reading_order):
        click.echo("\n".join(_link_lines(link, names)))


def _reading_order(link: Link) -> tuple[bool, str, bool]:
    end = link.lower or link.upper
    sentence = any(each and each.quote for each in (link.lower, link.upper))
    return link.lower is None, (end.clause if end else None) or "", sentence


def _link_lines(link: Link, names: dict[str, Document]) -> list[str]:
    ends = [
        f"{names[end.notice].jurisdiction or end.notice} {end.clause or '正文'}" if end else "（无）"
        for end in (link.lower, link.upper)
    ]
    sentence = any(end and end.quote for end in (link.lower, link.upper))
    score = f" 相似 {link.score:.2f}" if link.lower and link.upper else ""
    lines = [
        f"{'  ' if sentence else ''}{ends[0]} ↔ {ends[1]}　{cli_text.RELATION_LABELS[link.relation]}{score}"
    ]
    if sentence:
        lines += [f"    下：{link.lower.quote}"] if link.lower and link.lower.quote else []
        lines += [f"    上：{link.upper.quote}"] if link.upper and link.upper.quote else []
    for change in link.changes:
        mark = cli_text.SEVERITY_LABELS[change.severity]
        lines.append(f"    {mark}  {change.upper or '（无）'} → {change.lower or '（无）'}　{change.detail}")
    return lines
