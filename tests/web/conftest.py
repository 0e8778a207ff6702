"""A base with a few sample notices, its application and a client; made once for all page tests."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from corpus.samples import sample_files
from ingest.importer import import_file
from kb.base import KnowledgeBase
from web.app import create_app

CITY, DEVIATING = "樾政办发2024-27", "荻政办发2024-41"
"""A city's notice and that of its county which changed it."""
USED = ("jichuan-2024-12.pdf", "yuezhou-2024-27.pdf", "dixi-2024-41.pdf", "weiwan-2024-18.txt")


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with four notices on one subject, from the province to a town."""
    folder = tmp_path_factory.mktemp("pages")
    with KnowledgeBase.open(folder) as base:
        for path in sample_files():
            if path.name in USED:
                assert import_file(base, path).outcome == "new", path.name
    return folder


@pytest.fixture(scope="session")
def app(home: Path) -> Flask:
    """The application over that base."""
    return create_app({"HOME": home, "MAX_CONTENT_LENGTH": 4 * 1024 * 1024})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript."""
    return app.test_client()


@pytest.fixture(scope="session")
def address(app: Flask) -> Iterator[str]:
    """The application served on a free port of this machine."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium that a module's tests share."""
    from tests.web import chromium  # here, so that the other tests need no Playwright

    with chromium.sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A fresh window onto the application, as wide as a desk's screen."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield context.new_page()
    context.close()
