"""分工 in a real browser: widths, keys, filters, order, the phone's cards, print, downloads."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.web.chromium import NEEDS_CHROMIUM, sync_api
from tests.web.conftest import CITY, DEVIATING

pytestmark = NEEDS_CHROMIUM
TASKS = f"/matrix?notice={DEVIATING}"
PAGES = (
    "/matrix",
    TASKS,
    f"{TASKS}&view=grid",
    f"{TASKS}&view=grid&notice={CITY}&expand=1",
    f"{TASKS}&view=unit",
    f"{TASKS}&view=unit&unit=县财政局",
    f"{TASKS}&view=targets",
    f"{TASKS}&view=trace",
    f"{TASKS}&due=1999上半年",
)


@pytest.mark.parametrize("width", [390, 900, 1280, 1920])
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


def test_the_cursor_is_seen_on_everything_that_can_be_reached(page: sync_api.Page) -> None:
    for url in PAGES:
        page.goto(url)
        page.focus("main")
        for _ in range(8):
            page.keyboard.press("Tab")
            style = "getComputedStyle(document.activeElement)"
            box = page.evaluate(f"{style}.outlineStyle + {style}.outlineWidth")
            assert box == "solid2px", (url, page.evaluate("document.activeElement.outerHTML"))


def test_choose_a_notice_filter_sort_and_take_it_away(page: sync_api.Page) -> None:
    page.goto("/matrix")
    page.check(f"input[value='{DEVIATING}']")
    page.click("text=用选中的文件")
    page.click(".tag.warn >> text=未写牵头")
    assert "missing=lead" in page.url
    page.check("input[name=annexes]")
    page.wait_for_url("**annexes=0**")
    page.click("th >> text=完成时限")
    assert page.locator("th[aria-sort=ascending]").count() == 1
    with page.expect_download() as waiting:
        page.click(".downloads >> text=CSV")
    text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert f"{len(rows)} 行" in page.inner_text(".matrix-bar") and rows
    assert page.locator(".matrix tbody tr").count() == len(rows)


def test_tabs_keep_the_notice_and_the_clause_opens_in_its_place(page: sync_api.Page) -> None:
    page.goto(TASKS)
    page.click(".tabs >> text=责任矩阵")
    assert page.locator(".mark.lead").count() > 0
    page.click(".matrix tbody a >> nth=2")
    page.wait_for_url("**#here")
    assert "/notices/" in unquote(page.url) and page.locator("section.chosen").count() == 1
    assert page.evaluate("document.querySelector('section.chosen').getBoundingClientRect().top") < 400


def test_keys_walk_the_tasks_and_open_one(page: sync_api.Page) -> None:
    page.goto(TASKS)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("tr.chosen td.number-cell").inner_text() == "2"
    page.keyboard.press("Enter")
    page.wait_for_url("**#here")


def test_the_head_stays_in_sight(page: sync_api.Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 420})
    page.goto(TASKS)
    page.evaluate("window.scrollTo(0, 600)")
    assert page.evaluate("Math.round(document.querySelector('.matrix th').getBoundingClientRect().top)") == 50


def test_a_wide_grid_scrolls_in_its_frame_with_task_and_clause_in_sight(page: sync_api.Page) -> None:
    page.goto(f"/matrix?notice={DEVIATING}&notice={CITY}&view=grid")
    frame = page.locator(".matrix-frame.scrolls:visible")
    assert frame.count() == 1
    frame.evaluate("frame => { frame.scrollLeft = 400; }")
    left = "cell => Math.round(cell.getBoundingClientRect().left)"
    before = page.locator("td.task-cell >> nth=0").evaluate(left)
    frame.evaluate("frame => { frame.scrollLeft = 500; }")
    assert page.locator("td.task-cell >> nth=0").evaluate(left) == before


def test_the_phone_gets_a_card_for_each_task_with_every_fact(page: sync_api.Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(TASKS)
    assert not page.is_visible(".matrix thead")
    card = page.locator(".matrix tbody").filter(has=page.locator("td[rowspan]")).first
    words = card.inner_text()
    assert card.locator("td.measure-cell").count() > 1
    first, other = (
        card.locator("td.task-cell").bounding_box(),
        card.locator("td.measure-cell >> nth=0").bounding_box(),
    )
    assert first and other and first["y"] < other["y"] and words
    assert page.is_visible("text=筛选")
    page.goto(f"{TASKS}&view=grid")
    assert page.locator("td.none:visible").count() == 0 and page.locator(".mark.lead:visible").count() > 0
    card = page.locator(".matrix tbody:visible").filter(has=page.locator("tr.deep")).first
    for line in card.locator("tr").all():
        top = line.bounding_box()
        inside = [mark.bounding_box() for mark in line.locator(".mark:visible").all()]
        assert top and all(each and top["y"] <= each["y"] < top["y"] + top["height"] for each in inside)


def test_what_the_calendar_cannot_repeat_is_told_beside_its_button(page: sync_api.Page) -> None:
    page.goto(TASKS)
    button, told = page.get_by_role("link", name="日历"), page.locator(".undated > summary")
    assert told.bounding_box()["y"] - button.bounding_box()["y"] < 20  # type: ignore[index]
    assert not page.is_visible(".undated li")
    told.click()
    assert page.locator(".undated li:visible").count() == int(told.inner_text().split()[0])


@pytest.mark.parametrize("view", ["tasks", "grid", "unit", "targets", "trace"])
def test_prints_landscape_with_the_head_on_every_sheet(
    page: sync_api.Page, tmp_path: Path, view: str
) -> None:
    import pdfplumber

    page.goto(f"{TASKS}&view={view}&unit=县财政局" if view == "unit" else f"{TASKS}&view={view}")
    head = page.locator(".matrix:visible thead th >> nth=0").inner_text()
    sheet = tmp_path / "sheet.pdf"
    page.pdf(path=sheet, prefer_css_page_size=True)
    with pdfplumber.open(sheet) as pdf:
        texts = [each.extract_text() for each in pdf.pages]
        assert all(each.width > each.height for each in pdf.pages)
    with_rows = [text for text in texts if len(text) > 200]
    assert with_rows and all(head in text for text in with_rows)
    assert "下载这张表" not in "".join(texts)


@pytest.mark.parametrize("url", PAGES)
def test_read_and_filtered_without_scripts(browser: sync_api.Browser, address: str, url: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(url)
    assert len(page.locator("main").inner_text()) > 20
    if page.locator(".matrix-bar").count():
        page.check("input[name=annexes]")
        page.click(".matrix-bar >> text=筛选")
        assert "annexes=0" in page.url
    context.close()
