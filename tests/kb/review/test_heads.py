"""Head fields put right by a person: kept by re-reading and new versions, suspect where these read otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.importer import import_file, reread
from kb.base import KnowledgeBase
from kb.model import Document
from kb.review.desk import Desk, NothingToDecide
from tests.kb.review.texts import CITY, CITY_ID, COUNTY_ID


def head(base: KnowledgeBase) -> Document:
    return base.store.notice(CITY_ID).document


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("title", "改过的标题", "改过的标题"),
        ("doc_number", "改政发〔2031〕9号", "改政发〔2031〕9号"),
        ("date", "2031-02-03", date(2031, 2, 3)),
        ("recipients", ["甲局", "乙局"], ("甲局", "乙局")),
        ("level", "county", "county"),
        ("publicity", None, None),
    ],
)
def test_a_field_is_put_right_for_good(base: KnowledgeBase, desk: Desk, field: str, value, expected) -> None:
    before = head(base)
    batch = desk.decide_head(CITY_ID, {field: value}, "看过原件").batch
    assert getattr(head(base), field) == expected
    reread(base, CITY_ID)
    import_file(base, f"{CITY}\n".encode(), "again.txt")
    assert getattr(head(base), field) == expected
    assert base.store.versions(CITY_ID)[-1].number == 2
    desk.undo(batch)
    assert getattr(head(base), field) == getattr(before, field)


def test_a_new_version_that_reads_otherwise_asks_again(base: KnowledgeBase, desk: Desk) -> None:
    title = head(base).title or ""
    desk.decide_head(CITY_ID, {"title": "改过的标题"})
    import_file(base, CITY.replace("推进乡村物流的实施意见", "推进乡村物流的若干措施").encode(), "again.txt")
    (suspect,) = base.store.decisions.suspects()
    assert (suspect.kind, suspect.words_then, suspect.words_now) == ("head", title, head(base).title)
    desk.uphold(suspect.subject)
    assert head(base).title == "改过的标题"
    assert base.store.decisions.suspects() == ()


def test_the_links_follow_a_number_that_was_put_right(base: KnowledgeBase, desk: Desk) -> None:
    assert base.store.uppers(COUNTY_ID) == (CITY_ID,)
    desk.decide_head(CITY_ID, {"level": "township"})
    assert base.store.uppers(COUNTY_ID) == ()


@pytest.mark.parametrize("values", [{}, {"level": "moon"}, {"text": "x"}, {"date": "gestern"}])
def test_what_cannot_be_is_refused(base: KnowledgeBase, desk: Desk, values: dict[str, str]) -> None:
    before = head(base)
    with pytest.raises((NothingToDecide, ValueError)):
        desk.decide_head(CITY_ID, values)
    assert head(base) == before
