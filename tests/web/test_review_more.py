"""核校 beyond single facts: the head of a notice, and deviations that are none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest
from flask.testing import FlaskClient

from ingest.importer import import_file
from kb.base import KnowledgeBase
from tests.kb.review.texts import CITY, CITY_ID, COUNTY, COUNTY_ID
from web.app import create_app

HEAD = f"/review/head/{CITY_ID}"
COMPARED = f"/compare/{COUNTY_ID}/{CITY_ID}"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    with KnowledgeBase.open(tmp_path / "home") as base:
        import_file(base, CITY.encode(), "city.txt")
        import_file(base, COUNTY.encode(), "county.txt")
        yield create_app({"BASE": base, "WTF_CSRF_ENABLED": False}).test_client()


def form_of(client: FlaskClient, page: str, action: str) -> dict[str, str]:
    """The first form of a page that posts there, as a browser would send it unchanged."""
    tree = lxml.html.fromstring(client.get(page).get_data(as_text=True))
    return next(
        dict(form.form_values()) for form in tree.forms if unquote(form.action or "").endswith(action)
    )


def words(client: FlaskClient, page: str) -> str:
    return lxml.html.fromstring(client.get(page).get_data(as_text=True)).text_content()


def test_the_head_is_put_right_and_told(client: FlaskClient) -> None:
    form = form_of(client, HEAD, HEAD)
    done = client.post(
        HEAD, data={**form, "title": "乡村物流意见（定稿）", "date": "2030年3月2日", "reason": "看过原件"}
    )
    assert done.status_code == 303
    assert "乡村物流意见（定稿）" in words(client, f"/notices/{CITY_ID}")
    told = words(client, HEAD)
    assert "日期 2030-03-01 → 2030-03-02" in told and "看过原件" in told
    assert "文件要素" in words(client, "/review/log")


@pytest.mark.parametrize("wrong", [{}, {"title": ""}, {"date": "三月"}])
def test_a_head_that_cannot_be_is_not_saved(client: FlaskClient, wrong: dict[str, str]) -> None:
    form = form_of(client, HEAD, HEAD)
    answer = client.post(HEAD, data={**form, **wrong})
    assert answer.status_code == 400 and "没有保存" in answer.get_data(as_text=True)
    assert form_of(client, HEAD, HEAD) == form


def test_a_deviation_that_is_none_is_gone_until_it_is_taken_back(client: FlaskClient) -> None:
    before = client.get("/deviations.json").get_json()["total"]
    form = form_of(client, COMPARED, "/review/deviations")
    assert client.post("/review/deviations", data=form).status_code == 303
    assert client.get("/deviations.json").get_json()["total"] == before - 1
    assert client.post("/review/deviations", data=form).status_code == 409
    batch = client.get("/review/log.json").get_json()["decisions"][0]["decision"]["id"]
    client.post("/review/undo", data={"batch": batch})
    assert client.get("/deviations.json").get_json()["total"] == before


def test_two_bodies_are_made_one_and_parted_again(client: FlaskClient) -> None:
    def bodies() -> dict[str, str]:
        tree = lxml.html.fromstring(client.get("/review?tab=names&scope=990100").get_data(as_text=True))
        rows = tree.get_element_by_id("known").findall(".//tbody/tr")
        return {row.find(".//input[@name='source']").get("value"): row[1].text_content() for row in rows}

    before = bodies()
    data = {"scope": "990100", "source": "990100/transport", "target": "990100/commerce"}
    assert client.post("/review/bodies", data=data).status_code == 303
    assert "市交通运输局" in bodies()["990100/commerce"] and "990100/transport" not in bodies()
    batch = client.get("/review/log.json").get_json()["decisions"][-1]["decision"]["id"]
    client.post("/review/undo", data={"batch": batch})
    assert bodies() == before


def test_a_body_is_not_merged_with_itself(client: FlaskClient) -> None:
    data = {"scope": "990100", "source": "990100/commerce", "target": "990100/commerce"}
    assert client.post("/review/bodies", data=data).status_code == 400
