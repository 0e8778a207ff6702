"""A base with a city's notice and a county's, read from text as an import reads them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.importer import import_file
from kb.base import KnowledgeBase
from kb.review.desk import Desk
from tests.kb.review.texts import CITY, COUNTY


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def base(home: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(home) as base:
        assert import_file(base, CITY.encode(), "city.txt").outcome == "new"
        assert import_file(base, COUNTY.encode(), "county.txt").outcome == "new"
        yield base


@pytest.fixture
def desk(base: KnowledgeBase) -> Desk:
    return Desk(base, "林青")
