"""`tiaokuai matrix`: files of all forms, what it says, how it ends."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from web.cli import main

NOTICE = "荻政办发〔2024〕41号"


@pytest.fixture
def run(home: Path):
    def called(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["--home", str(home), "matrix", *arguments])

    return called


def test_the_form_follows_the_files_name(run, tmp_path: Path) -> None:
    for form in ("xlsx", "docx", "csv", "json", "ics"):
        out = tmp_path / f"tasks.{form}"
        done = run(NOTICE, "--out", str(out))
        assert done.exit_code == 0, done.output
        assert f"任务分工表（{NOTICE}）：" in done.output and f"已写入 {out}" in done.output
        assert out.stat().st_size > 200
    assert list(tmp_path.glob("*.part")) == []


def test_several_views_are_sheets_of_one_workbook(run, tmp_path: Path) -> None:
    out = tmp_path / "all.xlsx"
    assert run(NOTICE, "--view", "all", "--out", str(out)).exit_code == 0
    assert openpyxl.load_workbook(out).sheetnames == [
        "任务分工表",
        "责任矩阵",
        "指标清单",
        "上下对照表",
        "来源",
    ]


def test_standard_output(run) -> None:
    done = run(NOTICE, "--view", "targets", "--format", "csv", "--out", "-")
    assert done.exit_code == 0
    assert done.output.lstrip("\ufeff").startswith("序号,指标,目标值")


def test_nothing_found_is_said(run, tmp_path: Path) -> None:
    done = run(NOTICE, "--query", "没有这几个字", "--out", str(tmp_path / "none.csv"))
    assert done.exit_code == 0 and "没有符合条件的内容" in done.output


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--view", "unit", "--out", "a.csv"], 2, "--unit"),
        (["--view", "all", "--out", "a.csv"], 2, "只能写成 xlsx"),
        (["--out", "a.txt"], 2, "--format"),
        (["--out", "-"], 2, "--format"),
        ([NOTICE], 2, "--out"),
        (["没有这件", "--out", "a.csv"], 1, "没有找到“没有这件”"),
        (["--view", "unit", "--unit", "海洋渔业局", "--out", "a.csv"], 1, "没有找到单位“海洋渔业局”"),
        ([NOTICE, "--out", "nowhere/a.csv"], 1, "写不进 nowhere/a.csv"),
    ],
)
def test_what_is_refused(run, arguments: list[str], status: int, words: str) -> None:
    done = run(*arguments)
    assert done.exit_code == status
    assert words in done.output
    assert not Path("a.csv").exists()
