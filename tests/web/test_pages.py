"""What a person sees, page by page, with a browser that runs no JavaScript."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from corpus.samples import FILES
from kb.base import KnowledgeBase
from tests.web.conftest import CITY, DEVIATING
from web.app import create_app
from web.context import BASE_KEY
from web.downloads import as_csv, as_xlsx

CLAUSE = "三/（一）"
PAGES = (
    "/",
    "/search",
    "/search?q=老年食堂",
    "/search?q=老年食堂&view=table",
    "/notices",
    f"/notices/{DEVIATING}",
    f"/notices/{DEVIATING}?clause={CLAUSE}",
    f"/notices/{DEVIATING}/clauses/{CLAUSE}",
    "/compare",
    f"/compare/{DEVIATING}/{CITY}",
    "/import",
)


def page(client: FlaskClient, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, url
    return response.get_data(as_text=True)


@pytest.mark.parametrize("url", PAGES)
def test_every_page_is_whole_chinese_and_names_its_twin(client: FlaskClient, url: str) -> None:
    html = page(client, url)
    assert '<html lang="zh-CN">' in html and 'href="#main"' in html and "</html>" in html
    assert not re.search(r"None|Undefined|<script(?! src)|style=|onclick|https?://(?!127)", html)
    twin = re.search(r'rel="alternate" type="application/json" href="([^"]+)"', html)
    assert twin is not None
    assert client.get(twin[1].replace("&amp;", "&")).is_json


@pytest.mark.parametrize("url", PAGES)
def test_every_link_of_a_page_leads_somewhere(client: FlaskClient, url: str) -> None:
    targets = {
        found.replace("&amp;", "&").partition("#")[0]
        for found in re.findall(r'href="(/[^"]*)"', page(client, url))
    }
    for target in sorted(targets):
        with client.get(target, follow_redirects=True) as response:
            assert response.status_code == 200, target


@pytest.mark.parametrize("url", PAGES)
def test_nothing_from_elsewhere_and_nothing_inline_may_run(client: FlaskClient, url: str) -> None:
    headers = client.get(url).headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_search_and_its_twins_hold_the_same_rows(client: FlaskClient) -> None:
    query = "q=老年食堂&level=county&level=prefecture"
    data = client.get(f"/search.json?{query}&all=1").get_json()
    rows = list(csv.reader(io.StringIO(client.get(f"/search.csv?{query}").get_data().decode("utf-8-sig"))))
    book = load_workbook(io.BytesIO(client.get(f"/search.xlsx?{query}").get_data()))
    sentences = [hit["quote"] for hit in data["results"]]
    assert len(sentences) == data["total"] > 3
    assert [row[6] for row in rows[1:]] == sentences
    assert [cell.value for cell in book.worksheets[0]["G"][1:]] == sentences
    assert f"{data['total']} 条任务" in page(client, f"/search?{query}")


def test_the_address_is_the_state_of_the_search(client: FlaskClient) -> None:
    html = page(client, "/search?q=老年食堂&level=county&sort=deadline")
    assert re.search(r'value="county" checked', html) and '<option value="deadline" selected>' in html
    assert "级别：县" in html and 'value="老年食堂"' in html
    assert "没有找到" in page(client, "/search?q=老年食堂&modality=forbidden&level=township")


def test_an_address_with_nonsense_still_shows_something(client: FlaskClient) -> None:
    assert "条任务" in page(client, "/search?page=-3&sort=xyz&view=q&per_page=abc")


def test_a_document_number_in_the_box_leads_to_the_notice(client: FlaskClient) -> None:
    assert f'href="/notices/{CITY}"' in unquote(page(client, "/search?q=樾政办发〔2024〕27号"))


def test_a_notice_shows_its_words_marked_and_its_outline(client: FlaskClient) -> None:
    html = page(client, f"/notices/{DEVIATING}?clause={CLAUSE}")
    for css in ("m-unit", "m-target", "m-deadline", "m-citation", "m-cue"):
        assert f'class="{css}"' in html, css
    assert 'aria-current="true"' in html and "责任单位" in html and "看对照" in html


def test_no_word_of_the_notice_is_lost_on_its_page(client: FlaskClient, app: Flask, home: Path) -> None:
    html = page(client, f"/notices/{DEVIATING}")
    sheet = html[html.index('<div class="text">') : html.index("</article>")]
    shown = "".join(re.sub(r'<span class="seal[^<]*</span>|<[^>]+>|[\s\u2060]', "", sheet).split())
    with KnowledgeBase.open(home) as base:
        notice = base.store.notice(DEVIATING)
    words = "".join(notice.text[notice.clauses[0].start :].split())
    assert words in shown


def test_a_clause_tells_where_each_fact_was_read(client: FlaskClient) -> None:
    html = page(client, f"/notices/{DEVIATING}/clauses/{CLAUSE}")
    assert "依据" in html and "把握" in html and "responsibility" in html
    data = client.get(f"/notices/{DEVIATING}/clauses/{CLAUSE}.json").get_json()
    assert data["clause"]["path"] == CLAUSE
    assert all(
        {"rule", "confidence", "page", "quote"} <= reading["evidence"].keys() for reading in data["readings"]
    )


def test_a_county_clause_leads_up_to_the_citys(client: FlaskClient) -> None:
    html = unquote(page(client, f"/notices/{DEVIATING}/clauses/{CLAUSE}"))
    assert f'href="/notices/{CITY}/clauses/{CLAUSE}"' in html
    assert "指标降低" in html
    below = unquote(page(client, f"/notices/{CITY}/clauses/{CLAUSE}"))
    assert f'href="/notices/{DEVIATING}/clauses/{CLAUSE}"' in below


def test_the_comparison_filters_by_address(client: FlaskClient) -> None:
    pair = f"/compare/{DEVIATING}/{CITY}"
    whole, missing = client.get(f"{pair}.json").get_json(), client.get(f"{pair}.json?show=missing").get_json()
    assert 0 < missing["total"] < whole["total"]
    assert all(row["lower"] is None for row in missing["rows"])
    html = page(client, f"{pair}?show=deviations")
    assert "时限推迟" in html and "d-lower" in html and '<details class="same">' not in html
    assert "本级没有" in page(client, f"{pair}?show=missing")
    assert "逐字相同，已折叠" in page(client, pair)


def test_the_home_page_lists_deviations_and_what_is_missing_upstream(client: FlaskClient) -> None:
    html = page(client, "/")
    assert "时限推迟" in html and "缺的上级文件" in html and "最近入库" in html
    told = client.get("/home.json").get_json()
    assert told["deviations"]
    assert "待定的机构" in html
    assert all(row["name"] in html for row in told["undecided"][:4])
    table = client.get("/home.csv").get_data().decode("utf-8-sig")
    assert table.startswith("栏目") and "时限推迟" in table and "缺的上级文件" in table
    assert client.get("/home.xlsx").status_code == 200


def test_the_original_comes_back_byte_for_byte_as_an_attachment(client: FlaskClient) -> None:
    response = client.get(f"/notices/{DEVIATING}/original")
    assert response.data == (FILES / "dixi-2024-41.pdf").read_bytes()
    assert response.headers["Content-Disposition"].startswith("attachment")
    named = client.get(f"/notices/{DEVIATING}/text").headers["Content-Disposition"]
    assert "filename*=UTF-8''" in named and unquote(named).endswith("荻政办发〔2024〕41号.txt")


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1"])
def test_a_cell_is_never_run_as_a_formula(cell: str) -> None:
    assert as_csv(["列"], [[cell]]).decode("utf-8-sig").splitlines()[1].lstrip('"').startswith("'")
    sheet = load_workbook(io.BytesIO(as_xlsx(["列"], [[cell]]))).worksheets[0]
    assert sheet["A2"].data_type == "s" and sheet["A2"].value == cell


@pytest.mark.parametrize(
    ("url", "status", "told"),
    [
        ("/notices/没有这件", 404, "没有这件"),
        (f"/notices/{DEVIATING}/clauses/九/（九）", 404, "九/（九）"),
        (f"/notices/{DEVIATING}?clause=九", 404, "九"),
        (f"/compare/{DEVIATING}/没有", 404, "没有"),
        ("/import/AAAAAAAAAAAA", 404, "入库报告"),
        ("/import/..%2Fsecret.key", 404, "没有"),
        ("/nowhere", 404, "/nowhere"),
    ],
)
def test_what_is_not_there_is_named_and_search_is_offered(
    client: FlaskClient, url: str, status: int, told: str
) -> None:
    html = page(client, url, status)
    assert told in html and 'role="search"' in html


def test_the_twin_of_what_is_not_there_says_so_in_json(client: FlaskClient) -> None:
    response = client.get("/notices/没有这件.json")
    assert response.status_code == 404 and "没有这件" in response.get_json()["message"]


def test_an_unforeseen_error_gives_a_number_to_quote(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.pages.home.deviations", lambda *_: 1 / 0)
    html = page(app.test_client(), "/", 500)
    assert re.search(r"编号 E-[0-9A-F]{6}", html) and "ZeroDivisionError" not in html


def token_of(client: FlaskClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page(client, "/import"))
    assert found is not None
    return found[1]


def post(client: FlaskClient, *files: tuple[bytes, str], token: str | None = None) -> tuple[int, str]:
    data = {"csrf_token": token_of(client) if token is None else token}
    listed = [(io.BytesIO(content), name) for content, name in files]
    response = client.post("/import", data={**data, "files": listed}, follow_redirects=True)
    return response.status_code, response.get_data(as_text=True)


def test_imported_files_get_a_report_of_what_was_read(tmp_path: Path) -> None:
    client = create_app({"HOME": tmp_path}).test_client()
    sample = (FILES / "dixi-2024-41.pdf").read_bytes()
    status, html = post(client, (sample, "来文.pdf"), (b"", "空.txt"), (b"\xff\xd8\xff\xe0 jpeg", "扫描.pdf"))
    assert status == 200
    assert "荻政办发〔2024〕41号" in html and "✓ 入库 1" in html and "✕ 失败 2" in html
    assert html.index("空.txt") < html.index("来文.pdf")
    assert "没有存入任何内容" in html
    assert "逐字节相同，没有改动" in post(client, (sample, "再来一次.pdf"))[1]


def test_a_post_without_the_forms_token_stores_nothing(tmp_path: Path) -> None:
    client = create_app({"HOME": tmp_path}).test_client()
    status, html = post(client, (b"x", "a.txt"), token="forged")
    assert status == 400 and "页面已经过期" in html
    assert client.get("/notices.json").get_json()["total"] == 0


def test_an_upload_beyond_the_limit_is_refused_in_words(client: FlaskClient) -> None:
    body = b"x" * (5 * 1024 * 1024)
    response = client.post("/import", data=body, content_type="multipart/form-data; boundary=b")
    html = response.get_data(as_text=True)
    assert response.status_code == 413 and "一次最多上传 4 MB" in html and "没有存入任何内容" in html


def test_posting_nothing_says_so(client: FlaskClient) -> None:
    status, html = post(client)
    assert status == 400 and "没有选中文件" in html


def test_an_empty_base_says_what_to_do(tmp_path: Path) -> None:
    client = create_app({"HOME": tmp_path}).test_client()
    for url in ("/", "/notices", "/compare", "/search?q=食堂", "/import"):
        assert re.search(r"还没有|没有找到", page(client, url)), url


def test_a_lost_index_is_said_and_not_shown_as_no_result(tmp_path: Path) -> None:
    app = create_app({"HOME": tmp_path})
    client = app.test_client()
    post(client, ((FILES / "weiwan-2024-18.txt").read_bytes(), "计划.txt"))
    assert "检索索引是空的" not in page(client, "/search?q=没有这个词")
    base: KnowledgeBase = app.extensions[BASE_KEY]
    base.index.clear()
    assert "检索索引是空的，文件和事实没有丢" in page(client, "/search?q=食堂")


def test_the_secret_key_is_made_once_and_is_the_owners_alone(tmp_path: Path) -> None:
    first = create_app({"HOME": tmp_path}).config["SECRET_KEY"]
    assert create_app({"HOME": tmp_path}).config["SECRET_KEY"] == first and len(first) == 64
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0


def test_words_of_a_notice_never_become_markup(tmp_path: Path) -> None:
    client = create_app({"HOME": tmp_path}).test_client()
    text = "某县人民政府关于<script>alert(1)</script>食堂的通知\n\n一、建设食堂。<img src=x onerror=alert(1)>各镇要建成食堂。\n"
    post(client, (text.encode(), "<b>名.txt"))
    for notice in client.get("/notices.json").get_json()["notices"]:
        for url in (
            f"/notices/{notice['document']['id']}",
            "/search?q=食堂",
            "/import",
            "/",
            "/search?q=<script>",
        ):
            html = page(client, url)
            assert "<script>alert" not in html and "<img src=x" not in html and "<b>名" not in html


def test_the_json_of_a_notice_is_the_interchange_format(client: FlaskClient) -> None:
    from kb.export.interchange import validate

    data = json.loads(client.get(f"/notices/{DEVIATING}/download.json").get_data())
    validate(data)
    assert data["notices"][0]["document"]["id"] == DEVIATING
