"""One table, six forms: what the page shows is what Excel, Word, CSV and JSON hold and the calendar dates.

Over the samples, and over real notices where they lie beside the repository.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from ingest.importer import import_file
from kb.base import KnowledgeBase
from kb.matrix.table import VIEW_NAMES, View
from tests.web.conftest import DEVIATING
from tests.web.test_matrix_pages import rows_of_page
from web.app import create_app

SHARED = Path(__file__).parents[3] / "shared"
REAL = {
    "源政办字〔2021〕24号": "notices/yiyuan-2021-24.txt",
    "淄政办字〔2020〕110号": "notices/zibo-2020-110.txt",
    "渝府办发〔2023〕38号": "notices-more/chongqing-2023-38.txt",
}
BELOW = "notices-more/qijiang-2023-17.txt"
"""Implements the last of them, for the comparison."""
ASKED = ("", "&principles=0&annexes=0", "&missing=deadline")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    files = [SHARED / name for name in (*REAL.values(), BELOW)]
    if not all(file.exists() for file in files):
        pytest.skip("真实公文不在旁边（../shared），不比对")
    home = tmp_path_factory.mktemp("real")
    with KnowledgeBase.open(home) as base:
        for file in files:
            assert import_file(base, file).outcome == "new"
    return create_app({"HOME": home}).test_client()


def id_of(client: FlaskClient, number: str) -> str:
    listed = client.get("/matrix.json").get_json()["notices"]
    return next(each["id"] for each in listed if each["doc_number"] == number)


def question(view: View, notice: str, rest: str = "") -> str:
    own = {"unit": f"&unit={'大数据' if '渝' in notice else '财政'}", "grid": "&expand=1" if rest else ""}
    return f"view={view}&notice={notice}{own.get(view, '')}{rest}"


def assert_same(client: FlaskClient, asked: str) -> None:
    """Page and files of one question, as they are downloaded."""
    data = client.get(f"/matrix.json?{asked}").get_json()
    keys = [column["key"] for column in data["columns"]]
    wanted = [[line[key] for key in keys] for line in data["rows"]]
    assert wanted or "missing" in asked
    html = client.get(f"/matrix?{asked}").get_data(as_text=True)
    shown = rows_of_page(html) if "<table" in html else []
    # A line that ends in a link is shown without the space that a browser would not show either.
    assert [[cell.strip() for cell in line] for line in shown] == wanted
    assert list(csv.reader(io.StringIO(downloaded(client, "csv", asked).decode("utf-8-sig"))))[1:] == wanted
    for form in ("xlsx", "docx"):
        table = Downloaded(downloaded(client, form, asked), [column["title"] for column in data["columns"]])
        assert table.rows(form, len(wanted)) == wanted, form


def downloaded(client: FlaskClient, form: str, asked: str) -> bytes:
    response = client.get(f"/matrix.{form}?{asked}")
    assert response.status_code == 200
    return response.get_data()


class Downloaded:
    """A file read back with other libraries than wrote it."""

    def __init__(self, data: bytes, titles: list[str]) -> None:
        self._data, self._titles = data, titles

    def rows(self, form: str, count: int) -> list[list[str]]:
        """So many rows behind the head."""
        found = self._sheet() if form == "xlsx" else self._word()
        start = found.index(self._titles) + 1
        return found[start : start + count]

    def _sheet(self) -> list[list[str]]:
        from openpyxl import load_workbook

        sheet = load_workbook(io.BytesIO(self._data)).worksheets[0]
        return [[str(cell or "") for cell in line] for line in sheet.iter_rows(values_only=True)]

    def _word(self) -> list[list[str]]:
        from docx import Document

        parts = []
        for part in Document(io.BytesIO(self._data)).tables:
            cells, width = [cell.text for cell in part._cells], len(part.columns)
            parts.append([cells[at : at + width] for at in range(0, len(cells), width)])
        # A wide grid is split; each part begins with the columns that name its rows.
        fixed = next(
            (at for at, title in enumerate(self._titles) if title not in ("文件", "条款", "任务")), 0
        )
        fixed = fixed if len(parts) > 1 else 0
        return [sum((line[fixed:] for line in lines[1:]), lines[0]) for lines in zip(*parts, strict=True)]


@pytest.mark.parametrize("rest", ASKED)
@pytest.mark.parametrize("view", VIEW_NAMES)
def test_page_and_files_of_a_sample(client: FlaskClient, view: View, rest: str) -> None:
    assert_same(client, question(view, DEVIATING, rest))


@pytest.mark.parametrize("notice", REAL)
@pytest.mark.parametrize("view", VIEW_NAMES)
def test_page_and_files_of_real_notices(real: FlaskClient, view: View, notice: str) -> None:
    for rest in ASKED[:2]:
        assert_same(real, question(view, id_of(real, notice), rest))


def dated(client: FlaskClient, asked: str) -> Iterator[tuple[str, datetime.date]]:
    """The words of each row and the days in its column 完成时限."""
    data = client.get(f"/matrix.json?{asked}").get_json()
    for line in data["rows"]:
        for word in line["due"].split("\n"):
            if word[:4].isdigit():
                yield line["measure"], datetime.date.fromisoformat(word[:10])


@pytest.mark.parametrize("notice", [DEVIATING, *REAL])
def test_the_calendar_holds_the_days_of_the_rows_and_no_others(
    notice: str, request: pytest.FixtureRequest
) -> None:
    client: FlaskClient = request.getfixturevalue("client" if notice == DEVIATING else "real")
    if notice != DEVIATING:
        notice = id_of(client, notice)
    asked = question("tasks", notice)
    calendar = Calendar.from_ical(downloaded(client, "ics", asked))
    events = calendar.walk("VEVENT")
    once = [event for event in events if "rrule" not in event]
    held = {
        (
            next(line for line in event["description"].split("\n") if line.startswith("具体举措："))[5:],
            event.decoded("dtstart"),
        )
        for event in once
    }
    assert held == set(dated(client, asked))
