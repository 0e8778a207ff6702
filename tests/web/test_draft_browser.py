"""A county's plan drafted in a real browser from its city's notice; work outlives a killed server, a stale
window and a second person."""

from __future__ import annotations

import io
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import docx
import pytest

from kb.base import KnowledgeBase
from kb.draft.desk import DraftDesk
from tests.web.chromium import CHROMIUM, sync_api
from tests.web.conftest import CITY

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: the browser tests are skipped"),
]
EDITOR = ".paper [data-part=text]"
SAVED = "[data-saved]:has-text('已自动保存')"
DUTY = "三/（一）"


class Server:
    """The pages in a process of their own, so that it can be killed."""

    def __init__(self, home: Path, port: int = 0) -> None:
        command = [sys.executable, "-m", "web.cli", "--home", str(home), "serve", "--port", str(port)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        found = re.search(r"http://127\.0\.0\.1:(\d+)", self.process.stdout.readline())
        assert found
        self.port = int(found.group(1))

    def kill(self) -> None:
        """As the power cut does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


@pytest.fixture(scope="module")
def folder(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(home, tmp_path_factory.mktemp("drafting") / "base"))


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    yield server
    server.kill()


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: sync_api.Browser, server: Server) -> Iterator[sync_api.Page]:
    yield from _page(browser, server, "李敏")


@pytest.fixture
def second(browser: sync_api.Browser, server: Server) -> Iterator[sync_api.Page]:
    yield from _page(browser, server, "王芳")


def _page(browser: sync_api.Browser, server: Server, person: str) -> Iterator[sync_api.Page]:
    address = f"http://127.0.0.1:{server.port}"
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, locale="zh-CN")
    context.add_cookies([{"name": "tiaokuai_person", "value": quote(person), "url": address}])
    page = context.new_page()
    page.heard = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.heard.append(str(error)))  # type: ignore[attr-defined]
    yield page
    assert page.heard == []  # type: ignore[attr-defined]
    context.close()


def begin(page: sync_api.Page, place: str = "青禾县") -> str:
    """A new draft from the city's notice; the address of its clause 三/（一）."""
    page.goto(f"/notices/{CITY}")
    page.click("text=据此起草")
    page.click(f".choices label:has-text('{place}')")
    page.click("text=开始逐条写")
    page.wait_for_selector(".workbench")
    page.click(f".clauses a[title^='{DUTY}']")
    page.wait_for_selector(f".clauses a[aria-current][title^='{DUTY}']")
    return page.url


def write(page: sync_api.Page, words: str) -> None:
    page.click(EDITOR)
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def held(page: sync_api.Page) -> str:
    return page.input_value("textarea[name=text]")


def test_a_county_plan_from_its_citys_notice(page: sync_api.Page, folder: Path, tmp_path: Path) -> None:
    begin(page)
    assert "全市" not in held(page) and "市民政局" not in held(page) and "县民政局" in held(page)
    # Figures are asked, never copied.
    page.click(".clauses li a >> nth=0")
    page.wait_for_selector(".asked")
    assert "160" not in held(page) and page.locator(".question").count() >= 4
    for _ in range(2):
        answer_all(page)
        before = page.url
        page.keyboard.press("Control+Enter")
        page.wait_for_url(lambda url, before=before: url != before)
    answer_the_rest(folder, unquote(page.url).split("/")[4])
    page.goto(page.url.split("/entries/")[0] + "/bodies")
    while page.locator("tr.undecided").count():
        row = page.locator("tr.undecided").first
        row.locator("input[name=name]").fill("县邮政公司")
        row.locator("input[name=name]").press("Enter")
        page.wait_for_load_state()
    page.click("text=去检查")
    while page.locator(".check summary:has-text('说明理由')").count():
        page.locator(".check summary:has-text('说明理由')").first.click()
        page.locator(".check details[open] input[name=reason]").fill("与有关单位商定")
        page.locator(".check details[open] button").click()
        page.wait_for_load_state()
    assert "要解决或说明 0 处" in page.inner_text("main")
    page.click("text=去导出")
    page.fill("input[name=doc_number]", "青政办发〔2030〕5号")
    page.fill("input[name=date]", "2030-06-05")
    page.click("text=存 >> nth=0")
    page.wait_for_selector(".toast")
    with page.expect_download() as loading:
        page.click("text=Word，带出处批注")
    target = tmp_path / "plan.docx"
    loading.value.save_as(target)
    words = "\n".join(each.text for each in docx.Document(io.BytesIO(target.read_bytes())).paragraphs)
    assert "青政办发〔2030〕5号" in words and "2030年6月5日" in words
    for left in ("全市", "市民政局", "市商务局", "市财政局", "市卫生健康委", "待定", "160个"):
        assert left not in words, left
    page.click("text=版式预览")
    assert page.locator(".sheet-page").count() > 3
    assert "青禾县" in page.inner_text(".sheet-page >> nth=0")


def answer_all(page: sync_api.Page) -> None:
    """Every open question by its first button, else by a word that fits."""
    while page.locator(".question:not(.done)").count():
        question = page.locator(".question:not(.done)").first
        asked = question.get_attribute("id")
        field = question.locator("input[type=text]")
        if field.is_visible():
            field.fill("12")
            field.press("Enter")
        else:
            question.locator("button[name=given]").first.click()
        page.wait_for_selector(f"#{asked}.done", state="attached")


def answer_the_rest(folder: Path, draft_id: str) -> None:
    """The clauses that are left, as the command line would, to keep the test short."""
    with KnowledgeBase.open(folder) as base:
        desk = DraftDesk(base, "李敏")
        for entry in base.store.drafts.draft(draft_id).entries:
            for question in entry.open_questions:
                ready = question.suggestions[0].answer if question.suggestions else "12"
                desk.answer(draft_id, entry.key, question.number, ready)
            desk.settle(draft_id, entry.key)


def test_what_was_written_survives_a_killed_server(browser: sync_api.Browser, folder: Path) -> None:
    server = Server(folder)
    for page in _page(browser, server, "李敏"):
        begin(page)
        write(page, "县里每月通报一次。")
        page.wait_for_selector(SAVED)
        server.kill()
        write(page, "断电以后又写了一句。")
        page.wait_for_selector("text=没有保存上，正在重试")
        server = Server(folder, server.port)
        page.wait_for_selector(SAVED, timeout=20_000)
        page.reload()
        assert "县里每月通报一次。断电以后又写了一句。" in held(page)
    server.kill()


def test_text_that_never_reached_the_server_comes_back(page: sync_api.Page) -> None:
    address = begin(page)
    page.route("**/save", lambda route: route.abort())
    write(page, "没有发出去的一句。")
    page.wait_for_selector("text=没有保存上，正在重试")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")
    page.unroute("**/save")
    page.goto(address)
    assert held(page).endswith("没有发出去的一句。")
    page.wait_for_selector(SAVED)
    page.reload()
    assert held(page).endswith("没有发出去的一句。")


def test_a_stale_window_overwrites_nothing(page: sync_api.Page, second: sync_api.Page) -> None:
    address = begin(page)
    second.route("**/touch", lambda route: route.abort())
    second.goto(address)
    write(page, "先写的人写的。")
    page.wait_for_selector(SAVED)
    write(second, "后写的人写的。")
    second.wait_for_selector(".bar-box.stale")
    assert "没有保存，以免盖掉李敏" in second.inner_text(".bar-box.stale")
    assert held(second).endswith("后写的人写的。")
    page.reload()
    assert held(page).endswith("先写的人写的。") and "后写的人" not in held(page)
    second.click("text=对比后合并")
    second.wait_for_selector(".sides")
    assert "先写的人写的" in second.inner_text(".sides")
    write(second, "先写的人写的也在。")
    second.click("text=存下面这一份")
    second.wait_for_selector(SAVED)
    page.reload()
    assert held(page).endswith("后写的人写的。先写的人写的也在。")


def test_the_second_person_sees_the_first(page: sync_api.Page, second: sync_api.Page) -> None:
    address = begin(page)
    page.wait_for_timeout(300)
    second.goto(address)
    second.wait_for_selector("[data-others] .bar-box")
    assert "李敏正在改三/（一）" in second.inner_text("[data-others]")
    page.close()
    second.wait_for_selector("[data-others] .bar-box", state="detached", timeout=15_000)


def test_exchanged_words_go_back_and_everything_can_be_undone(page: sync_api.Page) -> None:
    begin(page)
    before = held(page)
    swap = page.locator(".paper .swap").first
    swap.click()
    page.wait_for_selector(SAVED)
    assert held(page) != before
    swap.click()
    assert held(page) == before
    page.wait_for_timeout(1500)
    page.click("text=不写…")
    page.click("text=职责不在本级")
    page.click("text=不写这一条")
    page.wait_for_selector(".toast")
    assert "职责不在本级" in page.inner_text("[data-fragment=not-written]")
    page.keyboard.press("u")
    page.wait_for_selector(".toast:has-text('已撤销')")
    assert page.inner_text("[data-fragment=not-written]").strip() == ""


def test_no_step_scrolls_sideways(page: sync_api.Page) -> None:
    address = begin(page)
    draft = address.split("/entries/")[0]
    urls = ["/drafts", "/drafts/new", f"/drafts/new?upper={CITY}", address, f"{address}?view=diff"]
    for url in (*urls, *(f"{draft}/{step}" for step in ("select", "bodies", "checks", "export", "preview"))):
        page.goto(url)
        for width in (390, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (url, width)
