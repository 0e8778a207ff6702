"""Tables of whole notices hold the same rows in every form: samples, and real notices where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.importer import import_file
from kb.base import KnowledgeBase
from kb.export.table_cells import clean
from kb.matrix.build import build
from kb.matrix.table import VIEW_NAMES, Request
from tests.kb.export.reading import READERS

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "corpus" / "samples" / "files"
SHARED = ROOT.parent / "shared"
REAL = ("notices/yiyuan-2021-24.txt", "notices/zibo-2020-110.txt", "notices-more/chongqing-2023-38.txt")
UNIT = "邮政"


def read_in(folder: Path, files: list[Path]) -> KnowledgeBase:
    base = KnowledgeBase.open(folder)
    for file in files:
        import_file(base, file)
    return base


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return read_in(
        tmp_path_factory.mktemp("samples"),
        [SAMPLES / "qinghe-2024-33.docx", SAMPLES / "jichuan-2024-35.docx"],
    )


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    files = [SHARED / name for name in REAL]
    if not all(file.exists() for file in files):
        pytest.skip("真实公文不在旁边（../shared），不比对")
    return read_in(tmp_path_factory.mktemp("real"), files)


@pytest.mark.parametrize("view", VIEW_NAMES)
@pytest.mark.parametrize("shelf", ["samples", "real"])
def test_every_form_has_the_same_rows(view: str, shelf: str, request: pytest.FixtureRequest) -> None:
    base = request.getfixturevalue(shelf)
    table = build(base, Request(view, unit=UNIT if view == "unit" else None))
    wanted = [[clean(column.title) for column in table.columns]]
    wanted += [[clean(cell) for cell in row.cells] for row in table.rows]
    assert len(wanted) > 1 or (shelf, view) == ("samples", "trace")  # neither sample implements the other
    for form, read in READERS.items():
        assert read(table) == wanted, form
