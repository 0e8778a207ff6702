"""Commands that serve the pages: serve, demo."""

from __future__ import annotations

from pathlib import Path

import click

from kb.base import KnowledgeBase
from web.cli_frame import FAILED, ChineseCommand, Home, pass_home

DEMO_HOME = Path("demo-home")
THREADS = 8

host_option = click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="地址", help="监听的地址。"
)
port_option = click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="端口",
    help="监听的端口；0 表示任选空闲的。",
)


@click.command(cls=ChineseCommand)
@host_option
@port_option
@pass_home
def serve(home: Home, host: str, port: int) -> None:
    """打开网页：在浏览器里检索、看文件、对照上下级、入库。"""
    with home.opened(make=True) as base:
        _serve(base, host, port)


@click.command(cls=ChineseCommand)
@host_option
@port_option
@click.option("--load-only", is_flag=True, help="只装入示例文件，不打开网页。")
@pass_home
def demo(home: Home, host: str, port: int, load_only: bool) -> int:
    """演示：装入虚构省份的示例文件并打开网页，数据放在 demo-home。"""
    place = home if home.given else Home(DEMO_HOME, home.database, given=True)
    with place.opened(make=True) as base:
        from corpus.samples import sample_files
        from ingest.importer import import_file

        failed = []
        with click.progressbar(sample_files(), label="装入示例") as files:
            for path in files:
                report = import_file(base, path)
                if report.outcome == "failed":
                    failed.append(f"{report.file}：{report.cause}")
        for each in failed:
            click.echo(f"✕ {each}", err=True)
        click.echo(f"示例共 {len(base.store.ids())} 件，放在 {place.path}。")
        if not load_only:
            _serve(base, host, port)
    return FAILED if failed else 0


def _serve(base: KnowledgeBase, host: str, port: int) -> None:
    """Serve until interrupted."""
    import waitress  # type: ignore[import-untyped]

    from web.app import create_app

    app = create_app({"BASE": base, "HOME": base.home})
    try:
        server = waitress.create_server(app, host=host, port=port, threads=THREADS)
    except OSError as error:
        raise click.ClickException(
            f"{host}:{port} 用不了（{error.strerror}），请用 --port 换一个端口。"
        ) from error
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"已打开：http://{shown}:{server.effective_port}/　按 Ctrl+C 结束。")
    try:
        server.run()
    except KeyboardInterrupt:
        click.echo("已结束。")
    finally:
        server.close()
