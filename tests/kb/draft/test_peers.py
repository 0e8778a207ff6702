"""What stands beside a clause: the upper words, what peers made of them, one's own earlier words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest.importer import import_file
from kb.base import KnowledgeBase
from kb.draft.desk import DraftDesk
from kb.draft.model import Draft
from kb.draft.peers import beside
from tests.kb.draft.making import SAMPLES, entry

UPPER = "yuezhou-2024-27.pdf"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    home: Path = tmp_path_factory.mktemp("home")
    with KnowledgeBase.open(home) as opened:
        for name in (UPPER, "qinghe-2024-33.docx", "dixi-2024-41.pdf"):
            import_file(opened, SAMPLES / name)
        yield opened


def _draft(base: KnowledgeBase, place: str) -> Draft:
    upper = next(each for each in base.store.ids() if "27" in each)
    return DraftDesk(base, "老李").new([upper], place, "实施方案", today=date(2024, 6, 1))


def test_upper_words_peer_and_own_earlier_notice(base: KnowledgeBase) -> None:
    made = _draft(base, "990122")
    found = beside(base, made, entry(made, "三/（一）"))
    assert found.upper is not None and found.upper.clause.path == "三/（一）"
    assert [(each.document.jurisdiction, each.clause.path) for each in found.peers] == [
        ("青禾县", "三/（一）")
    ]
    assert {each.document.jurisdiction for each in found.own} == {"荻溪县"}
    assert all(source.kind == "own" for each in found.own for source, _ in each.sentences)


def test_deviations_of_a_peer_are_told(base: KnowledgeBase) -> None:
    made = _draft(base, "990121")
    found = beside(base, made, entry(made, "三/（三）"))
    assert [each.document.jurisdiction for each in found.peers] == ["荻溪县"]
    assert any(change.kind == "unit_mapped" for each in found.peers for change in each.changes)


def test_a_clause_of_ones_own_has_nothing_above(base: KnowledgeBase) -> None:
    made = _draft(base, "990122")
    own = DraftDesk(base, "老李").add_clause(made.id, None, 0, "附则")
    assert beside(base, made, own).upper is None
