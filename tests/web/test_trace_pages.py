"""溯源, 覆盖, 偏差: what a person sees of what was carried, and takes away."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from corpus.samples import FILES
from ingest.importer import import_file, reread
from kb.base import KnowledgeBase
from tests.web.conftest import CITY, DEVIATING
from tests.web.test_pages import page, token_of
from web.app import create_app

CLAUSE, HOLE = "三/（一）", "三/（六）"
"""A clause of county and city, and one of the city's that the county leaves out."""
TOWN = "苇政发2024-18"


@pytest.fixture
def own_base(home: Path, tmp_path: Path) -> Path:
    """A base of one's own to decide in."""
    return Path(shutil.copytree(home, tmp_path / "base"))


def post(client: FlaskClient, url: str, fields: dict[str, str]) -> TestResponse:
    return client.post(url, data={"csrf_token": token_of(client), **fields})


def rows_of_csv(client: FlaskClient, url: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(client.get(url).get_data().decode("utf-8-sig"))))


def rows_of_xlsx(client: FlaskClient, url: str) -> list[list[str]]:
    sheet = load_workbook(io.BytesIO(client.get(url).get_data())).worksheets[0]
    return [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.rows]


def test_all_deviations_the_gravest_first(client: FlaskClient) -> None:
    html = page(client, "/deviations")
    assert html.index("时限推迟") < html.index("单位对应") and "未判断" in html
    assert f'href="/compare/{DEVIATING}/{CITY}' in unquote(html)


@pytest.mark.parametrize(
    "query", ["", "?severity=严重", "?severity=严重&region=荻溪县", "?kind=时限推迟&status=未判断"]
)
def test_deviations_are_taken_away_as_they_are_shown(client: FlaskClient, query: str) -> None:
    data = client.get(f"/deviations.json{query}").get_json()
    table = rows_of_csv(client, f"/deviations.csv{query}")
    assert len(table) - 1 == data["total"] > 0
    assert table == rows_of_xlsx(client, f"/deviations.xlsx{query}")
    assert f"{data['total']} 处偏差" in page(client, f"/deviations{query}")


def test_a_choice_keeps_the_counts_of_its_own_facet(client: FlaskClient) -> None:
    html = page(client, "/deviations?severity=严重")
    assert re.search(r'name="severity" value="严重" checked', html)
    assert re.search(
        r'value="注意"[^>]*>\s*<span class="name" title="注意">注意</span>\s*<span class="count">[1-9]', html
    )
    assert "严重程度：严重" in html


def test_deviations_of_one_notice(client: FlaskClient) -> None:
    data = client.get(f"/deviations.json?notice={DEVIATING}").get_json()
    assert {row["lower"]["notice"] for row in data["rows"]} == {DEVIATING}


def test_nonsense_in_the_address_is_an_empty_answer(client: FlaskClient) -> None:
    assert "这些筛选下没有偏差" in page(client, "/deviations?severity=无此&page=-7")


# 覆盖


def test_coverage_without_a_choice_offers_the_upper_notices(client: FlaskClient) -> None:
    html = unquote(page(client, "/coverage"))
    assert f'href="/coverage/{CITY}"' in html and f'href="/coverage/{TOWN}"' not in html
    assert client.get("/coverage.json").get_json()["uppers"]


def test_coverage_shows_what_was_carried_weakened_and_lost(client: FlaskClient) -> None:
    html = page(client, f"/coverage/{CITY}")
    for word in ("原文", "改写", "弱化", "未承接", "不低于65%"):
        assert word in html, word
    assert "下辖" in html and "没有文件入库" in html


@pytest.mark.parametrize("show", ["all", "holes", "weak"])
def test_the_coverage_table_is_taken_away_as_it_is_shown(client: FlaskClient, show: str) -> None:
    url = f"/coverage/{CITY}"
    data = client.get(f"{url}.json?show={show}").get_json()
    table = rows_of_csv(client, f"{url}.csv?show={show}")
    assert table == rows_of_xlsx(client, f"{url}.xlsx?show={show}")
    assert [row[0] for row in table[1:]] == [row["clause"] for row in data["rows"]] != []
    html = page(client, f"{url}?show={show}")
    assert len(re.findall(r'<td class="cell ', html)) == len(data["rows"])


def test_totals_of_a_column_count_every_clause_once(client: FlaskClient) -> None:
    data = client.get(f"/coverage/{CITY}.json").get_json()
    assert sum(data["totals"][DEVIATING].values()) == data["total"]


def test_a_hole_shows_the_nearest_clause_and_asks_for_a_reason(client: FlaskClient) -> None:
    html = page(client, f"/coverage/{CITY}?at={HOLE}&of={DEVIATING}")
    for word in ("最接近的本级条款", "改为承接", "职责不在本级", "保存说明"):
        assert word in html, word


def test_a_notice_without_lower_ones_says_so(client: FlaskClient) -> None:
    assert "馆藏中没有下级文件承接本件" in page(client, f"/coverage/{TOWN}")


def test_an_explained_hole_is_justified_and_stays_so(own_base: Path) -> None:
    client = create_app({"HOME": own_base}).test_client()
    url, fields = f"/coverage/{CITY}", {"at": HOLE, "of": DEVIATING}
    assert post(client, url, fields | {"reason": "", "words": " "}).status_code == 400
    assert post(client, url, fields | {"reason": "职责不在本级", "words": "见市级平台"}).status_code == 303
    with KnowledgeBase.open(own_base) as base:
        reread(base, DEVIATING)
    html = page(client, f"{url}?show=justified")
    assert "职责不在本级；见市级平台" in html and "已说明 1" in html


def test_a_person_says_which_clause_carries_it(own_base: Path) -> None:
    client = create_app({"HOME": own_base}).test_client()
    fields = {"at": HOLE, "of": DEVIATING, "clause": "四/（四）"}
    assert post(client, f"/coverage/{CITY}", fields).status_code == 303
    cells = [
        row["cells"][0]
        for row in client.get(f"/coverage/{CITY}.json").get_json()["rows"]
        if row["clause"] == HOLE
    ]
    assert cells[0]["clauses"] == ["四/（四）"] and cells[0]["state"] != "not_carried"


def test_a_forged_form_decides_nothing(client: FlaskClient) -> None:
    assert (
        client.post(f"/coverage/{CITY}", data={"at": HOLE, "of": DEVIATING, "reason": "x"}).status_code == 400
    )


# 溯源


def test_the_chain_runs_from_the_province_to_the_town(client: FlaskClient) -> None:
    html = page(client, f"/trace/{DEVIATING}/{CLAUSE}")
    assert '<svg class="chain"' in html and "最弱" in html
    for place in ("霁川省", "樾州市", "荻溪县", "苇湾镇"):
        assert place in html, place
    assert "没有找到国家文件" in html and "没有作任何推测" in html


def test_every_box_of_the_picture_is_a_link_with_a_label(client: FlaskClient) -> None:
    html = page(client, f"/trace/{DEVIATING}/{CLAUSE}")
    svg = html[html.index('<svg class="chain"') : html.index("</svg>")]
    assert (
        svg.count('class="stop')
        == len(re.findall(r'<a href="/trace/[^"]+" aria-label="[^"]+"', unquote(svg)))
        > 3
    )


@pytest.mark.parametrize("by", ["clause", "sentence"])
def test_picture_table_and_twins_hold_the_same_hops(client: FlaskClient, by: str) -> None:
    url = f"/trace/{DEVIATING}/{CLAUSE}"
    data = client.get(f"{url}.json?by={by}").get_json()
    table = rows_of_csv(client, f"{url}.csv?by={by}")
    html = page(client, f"{url}?by={by}&view=table")
    assert len(table) - 1 == len(data["hops"]) == html.count("<tr data-row") > 2
    assert table == rows_of_xlsx(client, f"{url}.xlsx?by={by}")
    assert data["strength"] == min(hop["link"]["score"] for hop in data["hops"])
    assert [hop["weakest"] for hop in data["hops"]].count(True) == 1


def test_tracing_without_a_choice_offers_notices_then_clauses(client: FlaskClient) -> None:
    assert f"/trace?notice={DEVIATING}" in unquote(page(client, "/trace"))
    assert f"/trace/{DEVIATING}/{CLAUSE}" in unquote(page(client, f"/trace?notice={DEVIATING}"))


def test_a_clause_that_is_not_there_is_named(client: FlaskClient) -> None:
    assert "九/（九）" in page(client, f"/trace/{DEVIATING}/九/（九）", 404)


def test_the_hops_are_confirmed_with_one_button(own_base: Path) -> None:
    client = create_app({"HOME": own_base}).test_client()
    url = f"/trace/{DEVIATING}/{CLAUSE}"
    assert "确认这" in page(client, f"{url}?by=clause")
    assert post(client, url, {"by": "clause"}).status_code == 303
    html = page(client, f"{url}?by=clause")
    assert "确认这" not in html and "已确认" in html


def test_an_empty_base_says_what_to_do_next(tmp_path: Path) -> None:
    client = create_app({"HOME": tmp_path}).test_client()
    for url in ("/trace", "/coverage", "/deviations"):
        assert "去入库" in page(client, url), url


@pytest.mark.parametrize(
    "url", [f"/trace/{DEVIATING}/{CLAUSE}", "/trace", "/coverage", f"/coverage/{CITY}", "/deviations"]
)
def test_pages_are_whole_and_name_their_twin(client: FlaskClient, url: str) -> None:
    html = page(client, url)
    assert not re.search(r"\bNone\b|Undefined|<script(?! src)|style=|onclick", html)
    twin = re.search(r'rel="alternate" type="application/json" href="([^"]+)"', html)
    assert twin is not None and client.get(twin[1].replace("&amp;", "&")).is_json
    for target in {
        found.replace("&amp;", "&").partition("#")[0] for found in re.findall(r'href="(/[^"]*)"', html)
    }:
        with client.get(target) as response:
            assert response.status_code == 200, target


def test_an_upper_notice_that_is_not_cited_is_said_to_be_found(tmp_path: Path) -> None:
    with KnowledgeBase.open(tmp_path) as base:
        for name in (
            "yuezhou-2024-52.html",
            "qinghe-2025-6.txt",
            "yuezhou-2024-27.pdf",
            "xichuan-2023-19.html",
        ):
            import_file(base, FILES / name)
    client = create_app({"HOME": tmp_path}).test_client()
    html = page(client, "/notices/禾政办发2025-6")
    assert "樾政办发2024-52" in unquote(html) and "未引用，按同题找到" in html
    assert "未引用，按同题找到" in page(client, "/trace/禾政办发2025-6/二/（一）")
    assert "没有引用 樾政办发〔2024〕52号，按同题和地区关系找到" in page(client, "/coverage/樾政办发2024-52")


def test_notices_of_other_places_are_on_the_same_subject_and_nothing_more(tmp_path: Path) -> None:
    with KnowledgeBase.open(tmp_path) as base:
        for name in ("yuezhou-2024-27.pdf", "xichuan-2023-19.html"):
            import_file(base, FILES / name)
    client = create_app({"HOME": tmp_path}).test_client()
    html = page(client, "/notices/汐政办发2023-19")
    assert "不是上下级" in html and "樾政办发2024-27" in unquote(html)
    assert "/compare/" not in html and client.get("/coverage.json").get_json()["uppers"] == []


def test_shares_of_a_total_are_added_up_and_what_is_missing_is_told(client: FlaskClient) -> None:
    html = page(client, f"/coverage/{CITY}")
    table = re.sub(r"<[^>]+>", " ", html[html.index("总量分解") :])
    cells = table.split()
    total = cells.index("≥160")
    shared = " ".join(cells[total : total + 12])
    assert "≥14 个 14 146" in shared  # the county's share, the sum, and what is missing of 160
