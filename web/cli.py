"""The command line `tiaokuai`: what it is called with, where the base lies, how it ends.

Exit status: 0 all done, 1 some of it failed and is named, 2 wrong usage. The commands live in
`cli_read.py` (files in), `cli_ask.py` (answers out), `cli_matrix.py` (tables), `cli_draft.py` and
`cli_draftplan.py` (drafting), `cli_data.py` (export, evaluation, care) and `cli_serve.py`; `cli_frame.py`
makes click speak Chinese.
"""

from __future__ import annotations

from pathlib import Path

import click

from web.cli_ask import search, show, trace
from web.cli_data import doctor, evaluate, export
from web.cli_draftplan import draft
from web.cli_frame import ChineseCommand, ChineseGroup, Home
from web.cli_matrix import matrix
from web.cli_read import ingest, reread
from web.cli_serve import demo, serve

DEFAULT_HOME = Path("home")


@click.group(
    cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--home",
    envvar="TIAOKUAI_HOME",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="目录",
    help="知识库所在目录；也可用环境变量 TIAOKUAI_HOME 指定，默认是当前目录下的 home。",
)
@click.option(
    "--database",
    envvar="TIAOKUAI_DATABASE",
    metavar="地址",
    help="数据库地址，如 postgresql+psycopg://…；默认用知识库目录里的 SQLite 文件。",
)
@click.version_option(package_name="tiaokuai", message="条块 %(version)s", help="显示版本。")
@click.pass_context
def main(context: click.Context, home: Path | None, database: str | None) -> None:
    """条块：把各级公文读成任务、责任单位、指标和时限，并与上级条款逐句对照。

    文件（NOTICE）可以写发文字号、编号或标题中能确定一件的一段；条款（CLAUSE）写作路径，如 三/（一）。

    结束状态：0 全部完成；1 有失败，逐一列出；2 用法不对。
    """
    context.obj = Home(home or DEFAULT_HOME, database, given=home is not None)


for command in (ingest, search, show, trace, matrix, draft, export, evaluate, doctor, reread, serve, demo):
    assert isinstance(command, ChineseCommand | ChineseGroup)
    main.add_command(command)

if __name__ == "__main__":
    main()
