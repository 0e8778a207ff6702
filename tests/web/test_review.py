"""核校: decide with and without JavaScript, and see it wherever the facts are shown."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from ingest.extract import calibration
from ingest.importer import import_file, reread
from kb.base import KnowledgeBase
from kb.review import queue
from tests.kb.review.texts import CITY, CITY_ID, COUNTY, COUNTY_ID, judged, target
from web.app import create_app
from web.pages.review import link_key

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WORDS = "新增冷链仓储库房"


@pytest.fixture(autouse=True)
def uncalibrated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts as sure as their rules believe, so that some wait whatever readers find."""
    monkeypatch.setattr(calibration, "_shares", dict)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(tmp_path / "home") as base:
        import_file(base, CITY.encode(), "city.txt")
        import_file(base, COUNTY.encode(), "county.txt")
        yield base


@pytest.fixture
def client(base: KnowledgeBase) -> FlaskClient:
    app = create_app({"BASE": base, "WTF_CSRF_ENABLED": False})
    return app.test_client()


def fields(client: FlaskClient, subject: str) -> dict[str, str]:
    """The form of a fact as a browser would post it unchanged."""
    page = client.get("/review", query_string={"notice": CITY_ID, "item": subject}).get_data(as_text=True)
    form = lxml.html.fromstring(page).get_element_by_id("decide")
    return dict(form.form_values())


def post(client: FlaskClient, subject: str, **changes: str) -> int:
    data = {**fields(client, subject), **changes}
    return client.post("/review/facts", data=data).status_code


def test_a_target_is_corrected_and_shown(client: FlaskClient, base: KnowledgeBase) -> None:
    subject = judged(base, WORDS).subject
    assert (
        post(client, subject, action="correct", value="60", deadline="2030年9月30日", reason="与附件不符")
        == 303
    )
    fact = target(base, WORDS)
    assert fact is not None and (fact.value, str(fact.deadline), fact.kind) == (60.0, "2030-09-30", "count")
    page = client.get("/review", query_string={"notice": CITY_ID, "item": subject}).get_data(as_text=True)
    assert "数值 50 → 60" in page and "与附件不符" in page and "撤销" in page
    assert "60 处" in client.get(f"/notices/{CITY_ID}/clauses/一/（一）").get_data(as_text=True)


def test_enter_without_changes_confirms_and_with_changes_corrects(
    client: FlaskClient, base: KnowledgeBase
) -> None:
    subject = judged(base, WORDS).subject
    post(client, subject, action="confirm")
    post(client, subject, action="confirm", value="61")
    actions = [d.entry.action for d in base.store.decisions.of_subject(subject)]
    assert actions == ["confirm", "correct"]


@pytest.mark.parametrize(
    ("wrong", "said"), [({"value": "五十多"}, "写成数字"), ({"deadline": "2030-02-30"}, "写成日期")]
)
def test_what_cannot_be_read_is_not_saved(
    client: FlaskClient, base: KnowledgeBase, wrong: dict[str, str], said: str
) -> None:
    subject = judged(base, WORDS).subject
    data = {**fields(client, subject), **wrong, "action": "correct"}
    answer = client.post("/review/facts", data=data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400 and said in page and next(iter(wrong.values())) in page
    assert base.store.decisions.latest() == ()


def test_the_queue_goes_on_and_the_count_falls(client: FlaskClient, base: KnowledgeBase) -> None:
    first = queue.facts(base.store)[0]
    before = queue.counts(base.store).facts
    answer = client.post(
        "/review/facts", data={"notice": first.document.id, "item": first.subject, "action": "reject"}
    )
    assert answer.status_code == 303 and first.subject not in answer.location
    assert queue.counts(base.store).facts == before - 1 == queue.waiting(base.store)
    assert client.get("/review.json").get_json()["counts"]["facts"] == before - 1
    client.post("/review/undo", data={"batch": base.store.decisions.latest()[0].batch})
    assert queue.counts(base.store).facts == before


def test_what_is_put_off_comes_last(
    client: FlaskClient, base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "FACT_THRESHOLD", 0.95)
    first, *others = queue.facts(base.store)
    assert others
    client.post(
        "/review/facts", data={"notice": first.document.id, "item": first.subject, "action": "postpone"}
    )
    assert queue.facts(base.store)[-1].subject == first.subject


def test_a_name_is_decided_for_the_jurisdiction(client: FlaskClient, base: KnowledgeBase) -> None:
    page = client.get("/review?tab=names").get_data(as_text=True)
    assert "市乡运办" in page and "樾州市" in page
    data = {"notice": CITY_ID, "name": "市乡运办", "place": "990100", "function": "交通运输"}
    assert client.post("/review/names", data=data).status_code == 303
    assert "<b>市乡运办</b>" not in client.get("/review?tab=names").get_data(as_text=True)
    assert client.post("/review/names", data={**data, "function": "占卜"}).status_code == 400
    assert "樾州市交通运输局" in client.get("/review/log.csv").get_data(as_text=True)


def test_a_gap_is_explained_only_with_a_reason(client: FlaskClient, base: KnowledgeBase) -> None:
    gap = next(
        i for i in queue.of_pair(base.store, COUNTY_ID, CITY_ID) if not i.link.lower and i.link.upper.quote
    )
    data = {"lower": COUNTY_ID, "upper": CITY_ID, "item": gap.subject, "action": "confirm"}
    assert client.post("/review/links", data=data).status_code == 400
    assert client.post("/review/links", data={**data, "because": "职责不在本级"}).status_code == 303
    (found,) = [i for i in queue.of_pair(base.store, COUNTY_ID, CITY_ID) if i.subject == gap.subject]
    assert (found.link.status, found.link.rationale) == ("confirmed", "已说明：职责不在本级")


def test_a_suspect_shows_both_words(client: FlaskClient, base: KnowledgeBase) -> None:
    post(client, judged(base, WORDS).subject, action="correct", value="60")
    import_file(base, CITY.replace("库房50处", "库房70处").encode(), "city2.txt")
    page = client.get("/review?tab=suspects").get_data(as_text=True)
    assert "待复核 1" in page and ">50<" in page and ">70<" in page and "数值 50 → 60" in page
    (suspect,) = base.store.decisions.suspects()
    client.post("/review/suspects", data={"item": suspect.subject, "action": "retire"})
    assert "待复核 0" in client.get("/review?tab=suspects").get_data(as_text=True)


def test_a_stale_form_is_not_saved_over_another_decision(client: FlaskClient, base: KnowledgeBase) -> None:
    subject = judged(base, WORDS).subject
    opened = fields(client, subject)
    post(client, subject, action="correct", value="60")
    answer = client.post("/review/facts", data={**opened, "value": "70", "action": "correct"})
    assert answer.status_code == 409 and 'value="70"' in answer.get_data(as_text=True)
    fact = target(base, WORDS)
    assert fact is not None and fact.value == 60.0


def test_what_no_rule_read_is_added_and_goes_with_its_sentence(
    client: FlaskClient, base: KnowledgeBase
) -> None:
    place = {"clause": "一/（二）", "of": "target", "sentence": "0"}
    page = client.get(f"/review/add/{CITY_ID}?clause=一/（二）").get_data(as_text=True)
    assert "年底前建成村级寄递站点200个以上。" in page
    value = {"indicator": "站点覆盖", "op": ">=", "value": "95", "unit": "%", "kind": "ratio"}
    assert client.post(f"/review/add/{CITY_ID}", data={**place, **value, "value": "多"}).status_code == 400
    assert client.post(f"/review/add/{CITY_ID}", data={**place, **value}).status_code == 303
    reread(base, CITY_ID)
    assert [t.unit for t in base.store.notice(CITY_ID).targets if t.indicator == "站点覆盖"] == ["%"]
    import_file(base, CITY.replace("站点200个", "站点260个").encode(), "city2.txt")
    assert all(t.indicator != "站点覆盖" for t in base.store.notice(CITY_ID).targets)
    assert [each.words_now for each in base.store.decisions.suspects()] == [
        "年底前建成村级寄递站点260个以上。"
    ]


def test_a_link_is_judged_from_the_comparison(client: FlaskClient, base: KnowledgeBase) -> None:
    link = next(
        i.link for i in queue.of_pair(base.store, COUNTY_ID, CITY_ID) if i.link.lower and i.link.lower.quote
    )
    key = link_key(link)
    assert client.get(f"/review/link/{COUNTY_ID}/{CITY_ID}/{key}").status_code == 302
    back = f"/compare/{COUNTY_ID}/{CITY_ID}"
    data = {"lower": COUNTY_ID, "upper": CITY_ID, "item": key, "action": "confirm", "back": back}
    assert unquote(client.post("/review/links", data=data).location) == back
    assert "✓ 已确认" in client.get(back).get_data(as_text=True)


def test_who_decided_is_the_name_of_this_browser(client: FlaskClient, base: KnowledgeBase) -> None:
    client.post("/review/person", data={"name": "林青", "back": "/review"})
    post(client, judged(base, WORDS).subject, action="reject")
    assert base.store.decisions.latest()[0].entry.person == "林青"
    assert client.post("/review/person", data={"name": "林", "back": "//elsewhere"}).location == "/review"


@pytest.mark.parametrize(
    "path", ["/review?tab=nothing", f"/review/fact/{CITY_ID}/target-99", f"/review/fact/{CITY_ID}/x"]
)
def test_what_is_not_there(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: the browser tests are skipped")
def test_a_person_corrects_a_target_and_finds_it(base: KnowledgeBase) -> None:
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    server = make_server("127.0.0.1", 0, create_app({"BASE": base}), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        with sync_api.sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page(
                base_url=f"http://127.0.0.1:{server.port}", viewport={"width": 1280, "height": 900}
            )
            _correct_and_search(page)
            browser.close()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    reread(base, CITY_ID)
    fact = target(base, WORDS)
    assert fact is not None and fact.value == 64.0


def _correct_and_search(page) -> None:
    page.goto(f"/notices/{CITY_ID}/clauses/一/（一）")
    page.click(f"tr:has-text('{WORDS}') >> text=改正 >> nth=0")
    page.wait_for_url("**/review?**")
    page.keyboard.press("e")
    page.fill("input[name=value]", "64")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=数值 50 → 64")
    page.goto("/search?q=冷链仓储")
    assert page.locator(".hit", has_text="64 处").count() == 1
    page.goto("/review")
    page.keyboard.press("u")
    page.wait_for_selector("text=（已撤销）")
    page.goto("/search?q=冷链仓储")
    assert page.locator(".hit", has_text="64 处").count() == 0
    page.goto("/review/log")
    page.locator("tr:has-text('改正') >> text=看").first.click()
    page.fill("input[name=value]", "64")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=数值 50 → 64")
