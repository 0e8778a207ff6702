"""Drafting on the command line: from an upper notice to a Word file, the same steps as on the pages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from openpyxl import load_workbook

from tests.web.conftest import CITY
from web.cli import main

DRAFT = "青禾县-实施方案"


def run(home: Path, *arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), "draft", *arguments], input=given)


@pytest.fixture(scope="module")
def begun(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one draft, made once; the tests work on copies."""
    copy = tmp_path_factory.mktemp("begun") / "home"
    shutil.copytree(home, copy)
    result = run(copy, "new", "--upper", CITY, "--region", "青禾县", "--genre", "实施方案")
    assert result.exit_code == 0, result.output
    assert f"已新起草稿：{DRAFT}" in result.output
    return copy


@pytest.fixture
def own(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "home"))


def drafted(home: Path) -> dict:
    return json.loads(run(home, "show", DRAFT, "--json").output)


def first_asking(home: Path, kind: str) -> tuple[dict, dict]:
    """The first entry with an open question of this kind, and the question."""
    return next(
        (entry, question)
        for entry in drafted(home)["entries"]
        for question in entry["questions"]
        if question["kind"] == kind and question["answer"] is None
    )


def test_listing_and_showing(begun: Path) -> None:
    assert DRAFT in run(begun, "list").output
    (line,) = json.loads(run(begun, "list", "--json").output)
    assert (line["id"], line["settled"]) == (DRAFT, 0) and line["waiting"] > 0
    shown = run(begun, "show", DRAFT, "--checks").output
    assert "条目" in shown and "待定" in shown and "检查" in shown
    entry = run(begun, "show", DRAFT, "三/(一)").output
    assert "上级  三/（一）" in entry and "本地" in entry


WRONG = [
    (["new", "--upper", CITY, "--region", "没有的县"], 1, "没有这个地区"),
    (["new", "--upper", "没有的", "--region", "青禾县"], 1, "没有找到"),
    (["new", "--upper", CITY, "--region", "青禾县", "--genre", "诗"], 2, "--genre"),
    (["new", "--upper", CITY, "--region", "汐川市"], 1, "不在樾州市之下"),
    (["show", "没有的"], 1, "没有这份草稿"),
    (["show", DRAFT, "九"], 1, "没有条目"),
    (["choose", DRAFT, "e3", "不写"], 2, "要说明理由"),
    (["answer", DRAFT, "e3", "99", "x"], 1, "没有待定99"),
    (["settle", DRAFT], 2, "写明条目"),
    (["undo", DRAFT], 1, "没有可以撤销"),
]


@pytest.mark.parametrize(
    ("arguments", "status", "message"), WRONG, ids=lambda v: " ".join(v[:1]) if isinstance(v, list) else ""
)
def test_what_is_wrong_is_said(begun: Path, arguments: list[str], status: int, message: str) -> None:
    result = run(begun, *arguments)
    assert (result.exit_code, message in result.output) == (status, True), result.output


def test_answering_choosing_and_taking_back(own: Path) -> None:
    entry, question = first_asking(own, "figure")
    answered = run(own, "answer", DRAFT, entry["key"], str(question["number"]), "2处")
    assert f"{entry['key']} 还有待定 {len(entry['questions']) - 1} 项" in answered.output
    assert run(own, "choose", DRAFT, "四/（一）", "不写", "--reason", "已有专班").exit_code == 0
    assert "不写：已有专班" in run(own, "show", DRAFT).output
    assert run(own, "undo", DRAFT).exit_code == 0
    assert "不写：已有专班" not in run(own, "show", DRAFT).output
    assert run(own, "write", DRAFT, "四/（一）", "-", given="县里成立专班。").exit_code == 0
    assert "县里成立专班。" in run(own, "show", DRAFT, "四/（一）").output
    assert "已定稿 1 条" in run(own, "settle", DRAFT, "四/（一）").output


def test_a_body_is_mapped_once(own: Path) -> None:
    _, question = first_asking(own, "unit")
    said = run(own, "map", DRAFT, question["upper"], "县邮政公司").output
    assert f"{question['upper']} → 县邮政公司" in said and "答了 0 处" not in said
    again = run(own, "new", "--upper", CITY, "--region", "990121")
    assert f"已新起草稿：{DRAFT}-2" in again.output
    second = json.loads(run(own, "show", f"{DRAFT}-2", "--json").output)
    asked = [q["upper"] for entry in second["entries"] for q in entry["questions"] if q["kind"] == "unit"]
    assert question["upper"] not in asked


def test_putting_away(own: Path) -> None:
    assert run(own, "archive", DRAFT).exit_code == 0
    assert "没有草稿" in run(own, "list").output
    assert DRAFT in run(own, "list", "--archived").output
    run(own, "archive", DRAFT, "--back")
    assert DRAFT in run(own, "list").output


def test_exporting(own: Path, tmp_path: Path) -> None:
    word, table, plain = (tmp_path / name for name in ("方案.docx", "对照.xlsx", "草稿.json"))
    assert run(own, "export", DRAFT, "--out", str(word)).exit_code == 0
    document = Document(str(word))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert any("老年助餐服务扩面提质实施方案" in text for text in texts)
    assert len(list(document.comments)) > 10
    assert document.tables[-1].rows[0].cells[0].text == "序号"
    assert run(own, "export", DRAFT, "--out", str(word), "--no-comments").exit_code == 0
    assert len(list(Document(str(word)).comments)) == 0
    assert run(own, "export", DRAFT, "--format", "table", "--out", str(table)).exit_code == 0
    assert "本级文字" in {
        cell.value for row in load_workbook(table).worksheets[0].iter_rows() for cell in row
    }
    assert run(own, "export", DRAFT, "--format", "json", "--out", str(plain)).exit_code == 0
    assert json.loads(plain.read_text(encoding="utf-8"))["id"] == DRAFT
    nowhere = run(own, "export", DRAFT, "--out", str(tmp_path / "none" / "a.docx"))
    assert (nowhere.exit_code, "写不进" in nowhere.output) == (1, True)


def test_head_and_clauses_of_ones_own(own: Path) -> None:
    assert "发文字号  未写" in run(own, "head", DRAFT).output
    signed = run(own, "head", DRAFT, "--doc-number", "禾政办发〔2025〕3号", "--date", "2025-03-01").output
    assert "发文字号  禾政办发〔2025〕3号" in signed and "成文日期  2025-03-01" in signed
    assert drafted(own)["head"]["date"] == "2025-03-01"
    added = run(own, "add", DRAFT, "特色做法", "每月赶集日设流动助餐车。", "--after", "三/（六）").output
    key = added.removeprefix("已加写：").strip()
    assert "每月赶集日设流动助餐车。" in run(own, "show", DRAFT, key).output
    assert run(own, "move", DRAFT, key, "--after", "三/（一）").exit_code == 0
    order = [entry["key"] for entry in drafted(own)["entries"]]
    assert order.index(key) == [e["clause"] for e in drafted(own)["entries"]].index("三/（一）") + 1
    assert run(own, "remove", DRAFT, key).exit_code == 0
    assert key not in {entry["key"] for entry in drafted(own)["entries"]}
    refused = run(own, "remove", DRAFT, "三/（一）")
    assert (refused.exit_code, "不写" in refused.output) == (1, True)


def test_every_wording_of_a_clause_can_be_had_back(own: Path) -> None:
    first = run(own, "history", DRAFT, "四/（一）").output.split()[0]
    run(own, "write", DRAFT, "四/（一）", "全改了。")
    listed = run(own, "history", DRAFT, "四/（一）").output.splitlines()
    assert len(listed) == 2 and "全改了。" in listed[-1]
    assert run(own, "history", DRAFT, "四/（一）", "--restore", first).exit_code == 0
    assert "全改了。" not in run(own, "show", DRAFT, "四/（一）").output
    assert run(own, "history", DRAFT, "四/（一）", "--restore", "99999").exit_code == 1
