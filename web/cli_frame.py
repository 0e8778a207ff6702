"""What all commands share: Chinese help and errors, and the knowledge base that they work on."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kb.base import KnowledgeBase
from kb.errors import KnowledgeBaseError

FAILED = 1
LOG_FILE = "tiaokuai.log"
_USAGE_WORDS = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]…"}


class ChineseCommand(click.Command):
    """A command whose help has Chinese headings."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line of the help."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        for english, chinese in _USAGE_WORDS.items():
            pieces = pieces.replace(english, chinese)
        formatter.write_usage(ctx.command_path, pieces, prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of options."""
        rows = [record for each in self.get_params(ctx) if (record := each.get_help_record(ctx))]
        if rows:
            with formatter.section("选项"):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, explained in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明。"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """A group of commands, listed in the order in which they were added; errors are told in Chinese."""

    command_class = ChineseCommand

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in their order."""
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        ChineseCommand.format_options(self, ctx, formatter)
        rows = [(name, command.get_short_help_str(80)) for name, command in self.commands.items()]
        with formatter.section("命令"):
            formatter.write_dl(rows)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and end with a status: 0 done, 1 failed, 2 wrong usage."""
        try:
            status = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            _tell(error.format_message())
            sys.exit(2)
        except click.UsageError as error:
            _tell(_usage(error))
            sys.exit(2)
        except click.ClickException as error:
            _tell(error.format_message())
            sys.exit(error.exit_code)
        except KnowledgeBaseError as error:
            _tell(str(error))
            sys.exit(FAILED)
        except (click.Abort, KeyboardInterrupt):
            _tell("已中断；已入库的不受影响。")
            sys.exit(130)
        except BrokenPipeError:
            # The reader of our output has seen enough (… | head); nothing more can be said to it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(FAILED)
        if standalone_mode:
            sys.exit(status if isinstance(status, int) else 0)
        return status


def _tell(message: str) -> None:
    click.echo(message, err=True)


def _usage(error: click.UsageError) -> str:
    """What was wrong with the call, and where the help is."""
    path = error.ctx.command_path if error.ctx else "tiaokuai"
    return f"用法不对：{_wrong(error)}\n写法见：{path} --help"


def _wrong(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        also = f"，是不是 {'、'.join(error.possibilities)}？" if error.possibilities else "。"
        return f"没有选项 {error.option_name}{also}"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"缺少 {_named(error.param)}。"
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f"{_named(error.param)}：{error.message}"
    if error.message.startswith("No such command"):
        return f"没有命令 {error.message.split(chr(39))[1]}。"
    return error.message


def _named(parameter: click.Parameter) -> str:
    """`--out` for an option, `NOTICE` for an argument."""
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return parameter.metavar or (parameter.name or "").upper()


@dataclass(frozen=True, slots=True)
class Home:
    """Where the base lies; `given` is whether the person said so."""

    path: Path
    database: str | None
    given: bool

    @contextmanager
    def opened(self, *, make: bool = False) -> Iterator[KnowledgeBase]:
        """The base; only commands that bring something in `make` a new one."""
        if not make and not self.path.is_dir():
            raise click.ClickException(
                f"这里还没有知识库：{self.path}。先用 tiaokuai ingest 入库，或用 --home 指明目录。"
            )
        try:
            base = KnowledgeBase.open(self.path, self.database)
        except OSError as error:
            raise click.ClickException(f"知识库打不开：{self.path}（{error.strerror or error}）") from error
        _log_to(self.path / LOG_FILE)
        with base:
            yield base


def _log_to(path: Path) -> None:
    """Keep what went wrong inside the program in a file, away from the person's screen."""
    handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING)


pass_home = click.make_pass_decorator(Home)
json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
