"""Whatever an interruption leaves behind, doctor sees it and mends it."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.base import INDEX_FOLDER, KnowledgeBase
from kb.doctor import diagnose, repair
from kb.errors import IndexUnreadable
from kb.indexing import reindex
from kb.search import Query
from kb.tasks import tasks_of
from tests.kb.builders import city, county


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(tmp_path / "home") as base:
        for notice, text in ((city(), b"city"), (county(), b"county")):
            sha256 = base.shelf.put(text)
            source = notice.document.source
            assert source
            object.__setattr__(source, "sha256", sha256)
            base.store.save(notice)
        reindex(base, base.store.ids())
        yield base


CITY, COUNTY = "云政办发2030-8", "青政办字2030-21"


def codes(base: KnowledgeBase) -> list[str]:
    return [problem.code for problem in diagnose(base)]


def test_a_whole_base(base: KnowledgeBase) -> None:
    assert diagnose(base) == ()


def test_facts_newer_than_the_index(base: KnowledgeBase) -> None:
    base.store.replace_facts(base.store.notice(CITY))
    assert codes(base) == ["index_stale"]
    assert repair(base) == ()


def test_an_index_that_lacks_a_notice(base: KnowledgeBase) -> None:
    with base.index.writer() as writer:
        writer.remove(COUNTY)
    assert codes(base) == ["index_missing"]
    assert repair(base) == ()
    assert base.index.search(Query("镇级快递公共服务中心")).total == 1


def test_an_index_that_has_too_much_or_too_little(base: KnowledgeBase) -> None:
    with base.index.writer() as writer:
        writer.put("没有这件", 1, tasks_of(city()))
        writer.put(COUNTY, 1, tasks_of(base.store.notice(COUNTY))[:1])
    assert codes(base) == ["index_incomplete", "index_orphan"]
    assert repair(base) == ()


# Whoosh does not close a file that it cannot make sense of.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_damaged_index(base: KnowledgeBase) -> None:
    base.index.close()
    for path in (base.home / INDEX_FOLDER).glob("*.toc"):
        path.write_bytes(b"not an index")
    assert codes(base) == ["index_unreadable"]
    assert repair(base) == ()
    assert base.index.search(Query()).total == 7


def test_a_lost_index(base: KnowledgeBase) -> None:
    base.index.close()
    shutil.rmtree(base.home / INDEX_FOLDER)
    for use in (lambda: base.index.search(Query()), base.index.writer):
        with pytest.raises(IndexUnreadable, match="doctor"):
            use()
    assert codes(base) == ["index_unreadable"]
    assert repair(base) == ()


def test_an_emptied_index(base: KnowledgeBase) -> None:
    base.index.clear()
    assert codes(base) == ["index_missing", "index_missing"]
    assert repair(base) == ()


def test_leftovers_of_an_import_that_was_cut_off(base: KnowledgeBase) -> None:
    orphan = base.shelf.put(b"nobody came of this")
    (base.shelf.path(orphan).parent / "tmp1.part").write_bytes(b"half")
    assert codes(base) == ["original_orphan", "original_leftover"]
    assert repair(base) == ()
    assert orphan not in base.shelf


def test_lost_and_changed_originals_need_a_person(base: KnowledgeBase) -> None:
    lost, changed = sorted(base.store.originals())
    base.shelf.discard(lost)
    base.shelf.path(changed).chmod(0o644)
    base.shelf.path(changed).write_bytes(b"forged")
    assert codes(base) == ["original_missing", "original_damaged"]
    assert [problem.repairable for problem in repair(base)] == [False, False]


KILL = """
import os, signal, sys, types
from dataclasses import replace
from pathlib import Path
from tests.kb import builders

def read(pages, source):
    notice = builders.city() if source.file == "city.txt" else builders.county()
    return replace(notice, document=replace(notice.document, source=source))

# The language pipeline has no part in this and takes seconds to load.
sys.modules["ingest.parse"] = types.ModuleType("ingest.parse")
sys.modules["ingest.parse"].parse_notice = read

from corpus.shelf import Shelf
from ingest import importer
from kb.base import KnowledgeBase
from kb.search.engine import IndexWriter
from kb.store import Store

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

base = KnowledgeBase.open(Path(sys.argv[1]))
importer.import_file(base, "城市".encode(), "city.txt")
{patch}
importer.import_file(base, "县".encode(), "county.txt")
"""
MOMENTS = {
    "half an original": "import os as o; o.fsync = die",
    "original, no facts": "Store.save = die",
    "facts not committed": "Store.record_import = die",
    "facts, no index": "IndexWriter.__exit__ = die",
    "index, not noted": "Store.mark_indexed = die",
}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_in_the_middle(tmp_path: Path, moment: str) -> None:
    script = KILL.format(patch=MOMENTS[moment])
    root = Path(__file__).parents[2]
    killed = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], cwd=root, capture_output=True, text=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with KnowledgeBase.open(tmp_path) as base:
        assert diagnose(base) != ()
        assert repair(base) == ()
        found = {hit.notice_id for hit in base.index.search(Query("配送中心", per_page=99)).hits}
        assert found == set(base.store.ids())
