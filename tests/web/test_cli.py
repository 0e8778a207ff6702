"""The command line as a person meets it: what it prints, how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpus.samples import sample_files
from kb.base import KnowledgeBase
from kb.export.interchange import validate
from tests.ingest.test_importer import CITY, COUNTY
from web.cli import main


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), *arguments])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "in").mkdir()
    (folder / "in" / "city.txt").write_text(CITY, encoding="utf-8")
    (folder / "in" / "county.txt").write_bytes(COUNTY.encode("gb18030"))
    (folder / "in" / "README.md").write_text("not a notice", encoding="utf-8")
    done = run(folder / "home", "ingest", str(folder / "in"))
    assert done.exit_code == 0, done.output
    return folder / "home"


COMMANDS = [
    "ingest", "search", "show", "trace", "matrix", "draft", "export", "evaluate", "doctor", "reread", "serve", "demo",
]  # fmt: skip


def test_help_names_every_command() -> None:
    shown = CliRunner().invoke(main, ["--help"])
    assert shown.exit_code == 0
    assert "用法：" in shown.output and "Options" not in shown.output
    assert all(f"\n  {command} " in shown.output for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str) -> None:
    assert "显示本说明" in CliRunner().invoke(main, [command, "--help"]).output


WRONG = [
    (["serch"], "没有命令 serch"),
    (["search", "--fast"], "没有选项 --fast"),
    (["ingest"], "缺少"),
    (["search", "x", "--facet", "颜色=红"], "名称=值"),
    (["export", "json"], "--out"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_wrong_usage_ends_with_2(home: Path, arguments: list[str], message: str) -> None:
    result = run(home, *arguments)
    assert result.exit_code == 2
    assert message in result.output


def test_ingest_reports_each_file(home: Path, tmp_path: Path) -> None:
    result = run(tmp_path / "home", "ingest", str(home.parent / "in"))
    assert "✓ 新入库  city.txt" in result.output
    assert "樾政办发〔2030〕8号" in result.output
    assert "2030年3月1日" in result.output
    assert "略过 1 个不是公文的文件：README.md" in result.output
    assert "共 2 件：新入库 2" in result.output
    assert "共 2 件：已在库中 2" in run(tmp_path / "home", "ingest", str(home.parent / "in")).output


def test_failures_are_named_and_the_rest_is_ingested(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "photo.pdf").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    (tmp_path / "good.txt").write_text(CITY, encoding="utf-8")
    result = run(
        tmp_path / "home", "ingest", *map(str, sorted(tmp_path.glob("*.*"))), str(tmp_path / "gone.txt")
    )
    assert result.exit_code == 1
    assert "新入库 1，失败 3" in result.output
    ending = result.output.split("失败的：")[1]
    assert all(name in ending for name in ("empty.txt", "photo.pdf", "gone.txt"))


def test_a_file_that_may_not_be_read_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = tmp_path / "锁着.txt"
    locked.write_text("内容", encoding="utf-8")
    locked.chmod(0o000)
    # The administrator may read any file: the refusal of the system is put in by hand.
    real_open, real_read = Path.open, Path.read_bytes

    def refuse(path: Path) -> None:
        if path == locked:
            raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", lambda self, *a, **k: refuse(self) or real_open(self, *a, **k))
    monkeypatch.setattr(Path, "read_bytes", lambda self: refuse(self) or real_read(self))
    result = run(tmp_path / "home", "ingest", str(locked), str(sample_files()[0]))
    assert result.exit_code == 1
    assert "锁着.txt：没有读取这个文件的权限" in result.output
    assert "失败 1" in result.output


def test_ingest_json(home: Path) -> None:
    reports = json.loads(run(home, "ingest", "--json", str(home.parent / "in")).output)
    assert [(report["file"], report["outcome"]) for report in reports] == [
        ("city.txt", "unchanged"),
        ("county.txt", "unchanged"),
    ]


def test_search(home: Path) -> None:
    result = run(home, "search", "冷链")
    assert "2 条任务，见于 2 件文件" in result.output
    assert "责任 县商务局" in result.output
    assert "1 条任务" in run(home, "search", "冷链", "--facet", "地区=青禾县").output


def test_search_json_holds_everything(home: Path) -> None:
    data = json.loads(run(home, "search", "", "--json").output)
    assert data["total"] == len(data["hits"])
    assert {value["value"] for value in data["facets"]["level"]} >= {"prefecture", "county"}
    limited = json.loads(run(home, "search", "", "--json", "--limit", "1").output)
    assert (limited["total"], len(limited["hits"])) == (data["total"], 1)


@pytest.mark.parametrize(
    "reference", ["樾政办发〔2030〕8号", "樾政办发(2030)8号", "樾政办发2030-8", "实施意见"]
)
def test_show(home: Path, reference: str) -> None:
    result = run(home, "show", reference)
    assert "樾州市人民政府办公室关于推进乡村物流的实施意见" in result.output
    assert "（一）　建设配送体系" in result.output


def test_show_a_clause(home: Path) -> None:
    result = run(home, "show", "青政办字〔2030〕21号", "二/(一)")
    assert "单位  责任 县商务局" in result.output
    assert "樾州市 二/（一）" in result.output
    data = json.loads(run(home, "show", "实施意见", "二/（二）", "--json").output)
    assert data["clause"]["heading"] == "加强资金保障"
    assert data["responsibilities"][0]["responsible"] == ["市财政局"]


UNKNOWN = [
    (["show", "没有的"], "没有找到"),
    (["show", "乡村物流"], "对应 2 件"),
    (["show", "实施意见", "九"], "没有条款"),
]


@pytest.mark.parametrize(("arguments", "message"), UNKNOWN)
def test_what_is_not_there_is_said(home: Path, arguments: list[str], message: str) -> None:
    result = run(home, *arguments)
    assert result.exit_code == 1
    assert message in result.output


def test_trace(home: Path) -> None:
    assert "二/（一） ↔ 樾州市 二/（一）" in run(home, "trace", "青政办字2030-21").output
    data = json.loads(run(home, "trace", "青政办字2030-21", "二/（一）", "--json").output)
    assert {trace["upper"]["clause"] for trace in data["traces"] if trace["upper"]} == {"二/（一）"}


def test_export_is_of_the_format(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.json"
    assert run(home, "export", "json", "--out", str(out)).exit_code == 0
    data = json.loads(out.read_text(encoding="utf-8"))
    validate(data)
    assert len(data["notices"]) == 2 and data["traces"]
    one = run(home, "export", "json", "--out", "-", "--notice", "实施意见")
    assert len(json.loads(one.output)["notices"]) == 1


def test_facts_exported_as_gold_score_full_marks(home: Path, tmp_path: Path) -> None:
    assert run(home, "export", "gold", "--out", str(tmp_path / "gold")).exit_code == 0
    scored = json.loads(run(home, "evaluate", str(tmp_path / "gold"), "--json").output)
    assert scored["total"]
    assert all(score["f1"] == 1 for score in scored["total"].values())


def test_export_says_where_it_cannot_write(home: Path, tmp_path: Path) -> None:
    result = run(home, "export", "json", "--out", str(tmp_path / "none" / "all.json"))
    assert result.exit_code == 1
    assert "写不进" in result.output


def test_doctor(home: Path, tmp_path: Path) -> None:
    assert "知识库完好：2 件文件" in run(home, "doctor").output
    copy = tmp_path / "home"
    run(copy, "ingest", str(home.parent / "in"))
    with KnowledgeBase.open(copy) as base:
        base.index.clear()
    assert run(copy, "doctor", "--check").exit_code == 1
    mended = run(copy, "doctor")
    assert mended.exit_code == 0
    assert "已修复 2 处" in mended.output


def test_reread(home: Path) -> None:
    result = run(home, "reread", "实施意见")
    assert result.exit_code == 0
    assert "✓ 已重读  city.txt" in result.output


def test_no_base_yet(tmp_path: Path) -> None:
    result = run(tmp_path / "none", "search", "x")
    assert result.exit_code == 1
    assert "这里还没有知识库" in result.output
    assert not (tmp_path / "none").exists()


def test_demo_loads_the_samples(tmp_path: Path) -> None:
    result = run(tmp_path / "home", "demo", "--load-only")
    assert result.exit_code == 0, result.output
    assert f"示例共 {len(sample_files())} 件" in result.output


def test_evaluate(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "city"
    folder.mkdir()
    (folder / "document.yaml").write_text(
        "doc_number: 樾政办发〔2030〕8号\nstatus: issued\n", encoding="utf-8"
    )
    (folder / "citations.yaml").write_text("[]\n", encoding="utf-8")
    data = json.loads(run(home, "evaluate", str(tmp_path), "--json").output)
    assert data["total"]["citations"]["f1"] == 1.0
    assert data["total"]["document"]["right"] < data["total"]["document"]["true"]
    assert run(home, "evaluate", str(tmp_path / "none")).exit_code == 2
