"""溯源, 覆盖, 偏差 in a real browser: both widths, keys, print, and a hole explained by hand."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from urllib.parse import unquote

import pytest
from werkzeug.serving import make_server

from tests.web.chromium import NEEDS_CHROMIUM, sync_api
from tests.web.conftest import CITY, DEVIATING
from web.app import create_app

pytestmark = NEEDS_CHROMIUM
CHAIN, COVERAGE = f"/trace/{DEVIATING}/三/（一）", f"/coverage/{CITY}"
PAGES = (
    "/trace",
    CHAIN,
    f"{CHAIN}?by=clause",
    "/coverage",
    COVERAGE,
    f"{COVERAGE}?at=三/（六）&of={DEVIATING}",
    "/deviations",
)


@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_nothing_scrolls_sideways_and_nothing_complains(page: sync_api.Page, width: int) -> None:
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.set_viewport_size({"width": width, "height": 900})
    for url in PAGES:
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, url
        assert page.locator(".seal:not([title])").count() == 0, url
    assert heard == []


def test_the_desk_gets_the_picture_and_the_phone_the_table(page: sync_api.Page) -> None:
    page.goto(CHAIN)
    assert page.is_visible("svg.chain") and not page.is_visible(".chain-table")
    page.click("text=表 >> nth=0")
    assert page.is_visible(".chain-table") and page.locator("svg.chain").count() == 0
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(CHAIN)
    assert page.is_visible(".chain-table") and not page.is_visible("svg.chain")


def test_boxes_of_the_picture_are_reached_with_the_keyboard(page: sync_api.Page) -> None:
    page.goto(CHAIN)
    page.focus("svg.chain a >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trace/**")


def test_keys_of_the_coverage_table(page: sync_api.Page) -> None:
    page.goto(f"{COVERAGE}?at=三/（一）&of={DEVIATING}")
    page.keyboard.press("ArrowDown")
    assert "改写" in page.evaluate("document.activeElement.textContent") or "弱化" in page.evaluate(
        "document.activeElement.textContent"
    )
    page.keyboard.press("n")
    page.wait_for_url(lambda url: "at=三/（六）" in unquote(url))
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "words"
    page.keyboard.type("n")
    assert page.input_value("textarea[name=words]") == "n"


def test_coverage_prints_landscape_with_its_signs(page: sync_api.Page, tmp_path: Path) -> None:
    page.goto(COVERAGE)
    sheet = tmp_path / "sheet.pdf"
    page.pdf(path=sheet, prefer_css_page_size=True)
    import pdfplumber

    with pdfplumber.open(sheet) as pdf:
        assert pdf.pages[0].width > pdf.pages[0].height
        assert all(word in "".join(p.extract_text() for p in pdf.pages) for word in ("弱化", "未承接"))


def test_a_person_explains_a_hole_without_scripts(
    browser: sync_api.Browser, home: Path, tmp_path: Path
) -> None:
    server = make_server(
        "127.0.0.1", 0, create_app({"HOME": shutil.copytree(home, tmp_path / "base")}), threaded=True
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    context = browser.new_context(base_url=f"http://127.0.0.1:{server.port}", java_script_enabled=False)
    page = context.new_page()
    page.goto(COVERAGE)
    page.click("td.not_carried a.state >> nth=0")
    page.check("text=暂不具备条件")
    page.fill("textarea[name=words]", "待平台建成")
    page.click("text=保存说明")
    assert "暂不具备条件；待平台建成" in page.inner_text("td.justified")
    context.close()
    server.shutdown()
    thread.join()
    server.server_close()
