"""The files as an office program prints them: landscape, the head on each page, every word there."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pdfplumber
import pytest

from kb.export.table_files import Form, write_table
from tests.kb.export.tables import row, table

OFFICE = shutil.which("soffice")
LAST = "鑫"
"""Ends each long cell; it is printed only where the cell is not cut."""
LONG = table(
    *(
        row(
            number, f"任务{number // 4}", "配齐货架和监控。" * (number % 7 + 1) + LAST, group=str(number // 4)
        )
        for number in range(60)
    )
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    if OFFICE is None:
        pytest.skip("没有 LibreOffice，不看印出来的样子")
    folder = tmp_path_factory.mktemp("printed")
    for form in ("xlsx", "docx"):
        with (folder / f"{form}.{form}").open("wb") as out:
            write_table(LONG, form, out)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / "xlsx.xlsx"), str(folder / "docx.docx")]
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {form: Path(folder / f"{form}.pdf").read_bytes() for form in ("xlsx", "docx")}


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_heads_are_repeated_and_nothing_is_cut(printed: dict[str, bytes], form: Form) -> None:
    with pdfplumber.open(io.BytesIO(printed[form])) as pdf:
        pages = [page for page in pdf.pages if "发文字号" not in page.extract_text()]
        texts = ["".join(page.extract_text().split()) for page in pages]
        assert len(pages) > 2 and all(page.width > page.height for page in pages)
        assert all("序号任务具体举措责任单位依据条款" in text for text in texts)
        assert sum(text.count(LAST) for text in texts) == 60
