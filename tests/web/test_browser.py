"""The pages in a real browser: the main job by hand, both widths, keys, print, scripts off."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from corpus.samples import FILES
from tests.web.chromium import NEEDS_CHROMIUM, sync_api
from tests.web.conftest import CITY, DEVIATING

pytestmark = NEEDS_CHROMIUM
CLAUSE = "三/（一）"
PAGES = (
    "/",
    "/search?q=老年食堂",
    "/search?q=老年食堂&view=table",
    "/notices",
    f"/notices/{DEVIATING}",
    f"/notices/{DEVIATING}?clause={CLAUSE}",
    f"/notices/{DEVIATING}/clauses/{CLAUSE}",
    "/compare",
    f"/compare/{DEVIATING}/{CITY}",
    f"/compare/{DEVIATING}/{CITY}?by=clause",
    "/import",
    "/nowhere",
)


def test_search_open_and_follow_up_to_the_city(page: sync_api.Page) -> None:
    page.goto("/")
    page.fill(".page-head input[name=q]", "老年食堂")
    page.keyboard.press("Enter")
    page.check("input[name=level][value=county]")
    page.wait_for_url("**level=county**")
    page.click(".hit a.clause >> nth=0")
    assert "/clauses/" in unquote(page.url)
    page.goto(f"/notices/{DEVIATING}/clauses/{CLAUSE}")
    assert page.locator(".d-lower, .c-inserted, .c-replaced").count() > 0
    page.click(".compare .bar a >> nth=0")
    assert unquote(page.url).endswith(f"/notices/{CITY}/clauses/{CLAUSE}")


def test_import_a_file(page: sync_api.Page) -> None:
    page.goto("/import")
    page.set_input_files("input[type=file] >> nth=0", FILES / "dixi-2024-41.pdf")
    page.wait_for_url("**/import/*")
    assert "逐字节相同，没有改动" in page.inner_text("main")


@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_nothing_scrolls_sideways(page: sync_api.Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for url in PAGES:
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, url


@pytest.mark.parametrize("url", PAGES)
def test_every_page_is_read_without_scripts(browser: sync_api.Browser, address: str, url: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(url)
    assert len(page.locator("main").inner_text()) > 20
    assert page.locator(".without-js:visible").count() == page.locator(".without-js").count()
    context.close()


def test_keys_walk_the_results_and_open_one(page: sync_api.Page) -> None:
    page.goto("/search?q=老年食堂")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(".hit.chosen").count() == 1
    wanted = page.locator(".hit >> nth=1").locator("a.clause").get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("j")
    assert page.input_value("input[name=q]").endswith("j")


def test_j_goes_to_the_next_clause_of_a_notice(page: sync_api.Page) -> None:
    page.goto(f"/notices/{DEVIATING}?clause={CLAUSE}")
    page.keyboard.press("j")
    page.wait_for_url(lambda url: "三/（二）" in unquote(url))


def test_tab_begins_with_the_way_to_the_text_and_is_always_seen(page: sync_api.Page) -> None:
    for url in PAGES:
        page.goto(url)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "跳到正文", url
        for _ in range(6):
            page.keyboard.press("Tab")
            style = "getComputedStyle(document.activeElement)"
            box = f"{style}.outlineStyle + {style}.outlineWidth"
            assert page.evaluate(box) == "solid2px", (url, page.evaluate("document.activeElement.outerHTML"))


def test_a_mark_can_be_switched_off(page: sync_api.Page) -> None:
    page.goto(f"/notices/{DEVIATING}")
    border = "getComputedStyle(document.querySelector('.text .m-unit')).borderBottomWidth"
    assert page.evaluate(border) == "2px"
    page.uncheck("#mark-unit")
    assert page.evaluate(border) == "0px"


def test_filters_fill_the_phone_and_close_again(page: sync_api.Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/search?q=老年食堂")
    assert not page.is_visible("#filters")
    page.click("text=筛选")
    page.check("#filters input[value=county]")
    page.click("#filters button")
    page.wait_for_url("**level=county**")
    assert not page.is_visible("#filters") and page.is_visible("text=筛选（1）")


def test_every_seal_says_what_it_means(page: sync_api.Page) -> None:
    for url in PAGES:
        page.goto(url)
        assert page.locator(".seal:not([title])").count() == 0, url


def test_the_comparison_prints_landscape_without_its_buttons(page: sync_api.Page, tmp_path: Path) -> None:
    page.goto(f"/compare/{DEVIATING}/{CITY}")
    page.emulate_media(media="print")
    assert page.locator(".button:visible").count() == 0 and page.is_visible(".legend")
    sheet = tmp_path / "sheet.pdf"
    page.pdf(path=sheet, prefer_css_page_size=True)
    import pdfplumber

    with pdfplumber.open(sheet) as pdf:
        first = pdf.pages[0]
        assert first.width > first.height
        assert "时限推迟" in "".join(p.extract_text() for p in pdf.pages)


def test_no_page_complains_in_the_console(page: sync_api.Page) -> None:
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    for url in PAGES[:-1]:
        page.goto(url)
    assert heard == []
