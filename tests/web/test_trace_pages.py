"""溯源, 覆盖, 偏差: what a person sees of what was carried, and takes away."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.web.conftest import CITY, DEVIATING
from tests.web.test_pages import page


def rows_of_csv(client: FlaskClient, url: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(client.get(url).get_data().decode("utf-8-sig"))))


def rows_of_xlsx(client: FlaskClient, url: str) -> list[list[str]]:
    sheet = load_workbook(io.BytesIO(client.get(url).get_data())).worksheets[0]
    return [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.rows]


def test_all_deviations_the_gravest_first(client: FlaskClient) -> None:
    html = page(client, "/deviations")
    assert html.index("时限推迟") < html.index("单位对应") and "未判断" in html
    assert f'href="/compare/{DEVIATING}/{CITY}' in unquote(html)


@pytest.mark.parametrize("query", ["", "?severity=严重", "?severity=严重&region=荻溪县", "?kind=时限推迟&status=未判断"])
def test_deviations_are_taken_away_as_they_are_shown(client: FlaskClient, query: str) -> None:
    data = client.get(f"/deviations.json{query}").get_json()
    table = rows_of_csv(client, f"/deviations.csv{query}")
    assert len(table) - 1 == data["total"] > 0
    assert table == rows_of_xlsx(client, f"/deviations.xlsx{query}")
    assert f"{data['total']} 处偏差" in page(client, f"/deviations{query}")


def test_a_choice_keeps_the_counts_of_its_own_facet(client: FlaskClient) -> None:
    html = page(client, "/deviations?severity=严重")
    assert re.search(r'name="severity" value="严重" checked', html)
    assert re.search(r'value="注意"[^>]*>\s*<span class="name" title="注意">注意</span>\s*<span class="count">[1-9]', html)
    assert "严重程度：严重" in html


def test_deviations_of_one_notice(client: FlaskClient) -> None:
    data = client.get(f"/deviations.json?notice={DEVIATING}").get_json()
    assert {row["lower"]["notice"] for row in data["rows"]} == {DEVIATING}


def test_nonsense_in_the_address_is_an_empty_answer(client: FlaskClient) -> None:
    assert "这些筛选下没有偏差" in page(client, "/deviations?severity=无此&page=-7")
