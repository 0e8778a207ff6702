"""A base with a city's notice and those of two counties, read from text as an import reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from ingest.importer import import_file
from kb.base import KnowledgeBase
from kb.matrix.build import build
from kb.matrix.table import Request, Table
from tests.kb.matrix.texts import CITY, COUNTY, OTHER

Ask = Callable[..., Table]


@pytest.fixture(scope="package")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(tmp_path_factory.mktemp("matrix")) as base:
        for name, text in (("city", CITY), ("county", COUNTY), ("other", OTHER)):
            assert import_file(base, text.encode(), f"{name}.txt").outcome == "new"
        yield base


@pytest.fixture
def ask(base: KnowledgeBase) -> Ask:
    """`ask("tasks", "青政办字〔2030〕21号", due="未写")`: a table of these notices."""

    def asked(view: str, *numbers: str, **filters: object) -> Table:
        ids = tuple(base.store.find(number) for number in numbers)
        return build(base, Request(view, ids, **filters))  # type: ignore[arg-type]

    return asked
