"""Links judged in a real browser: confirmed and rejected, kept by re-reading, suspect under a new version."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from urllib.parse import quote

from werkzeug.serving import make_server

from corpus.samples import SOURCES
from ingest.importer import import_file, reread
from kb.base import KnowledgeBase
from kb.model import Link
from tests.web.chromium import CHROMIUM, NEEDS_CHROMIUM, sync_api
from tests.web.conftest import CITY, DEVIATING
from web.app import create_app
from web.pages.review import link_key

pytestmark = NEEDS_CHROMIUM


def two_links(folder: Path) -> tuple[Link, Link]:
    """Two sentences that the county took over word by word."""
    with KnowledgeBase.open(folder) as base:
        links = base.store.links_between(DEVIATING, CITY)
    whole = [each for each in links if each.relation == "verbatim" and each.lower and each.lower.quote]
    return whole[0], whole[-1]


def statuses(folder: Path, *links: Link) -> list[str]:
    with KnowledgeBase.open(folder) as base:
        now = {(each.lower, each.upper): each.status for each in base.store.links_between(DEVIATING, CITY)}
    return [now.get((link.lower, link.upper), "gone") for link in links]


def test_a_person_judges_links_and_a_new_upper_version_asks_again(home: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(home, tmp_path / "base"))
    kept, refused = two_links(folder)
    server = make_server("127.0.0.1", 0, create_app({"HOME": folder}), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        with sync_api.sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page(base_url=f"http://127.0.0.1:{server.port}", locale="zh-CN")
            for link, button in ((kept, "confirm"), (refused, "reject")):
                page.goto(f"/review/link/{quote(DEVIATING)}/{quote(CITY)}/{link_key(link)}")
                page.click(f"button[name=action][value={button}]")
            assert statuses(folder, kept, refused) == ["confirmed", "rejected"]
            with KnowledgeBase.open(folder) as base:
                reread(base, DEVIATING)
            assert statuses(folder, kept, refused) == ["confirmed", "rejected"]
            new_version(folder, tmp_path, kept)
            page.goto("/review?tab=suspects")
            shown = page.inner_text("body")
            assert "待复核 1" in shown
            browser.close()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def new_version(folder: Path, tmp_path: Path, link: Link) -> None:
    """The city's notice once more, with the words of one linked sentence changed."""
    assert link.upper is not None and link.upper.quote is not None
    text = (SOURCES / "yuezhou-2024-27.txt").read_text(encoding="utf-8")
    words = link.upper.quote.rstrip("。；")
    assert words in text
    changed = tmp_path / "yuezhou-new.txt"
    changed.write_text(text.replace(words, words + "，每年向社会公布进展"), encoding="utf-8")
    with KnowledgeBase.open(folder) as base:
        assert import_file(base, changed).outcome == "new_version"
