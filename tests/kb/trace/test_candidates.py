"""What is not cited: found in the line of places by its subject, or said not to be there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.samples import FILES
from ingest.importer import import_file
from kb import same_subject
from kb.base import KnowledgeBase
from kb.model import Document
from kb.trace.same_subject import UNCITED, stands_above

PROVINCE, CITY, UNCITING = "霁政办发2024-35", "樾政办发2024-52", "禾政办发2025-6"
ELSEWHERE, MEALS = "汐政办发2023-19", "樾政办发2024-27"


def base_of(folder: Path, *names: str) -> KnowledgeBase:
    base = KnowledgeBase.open(folder)
    for name in names:
        assert import_file(base, FILES / name).outcome == "new", name
    return base


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """Two subjects in one line of places, and one of them in a city of another line."""
    made = base_of(
        tmp_path_factory.mktemp("candidates"),
        "jichuan-2024-35.docx", "yuezhou-2024-52.html", "qinghe-2025-6.txt",
        "yuezhou-2024-27.pdf", "xichuan-2023-19.html",
    )  # fmt: skip
    with made:
        yield made


def test_the_city_is_found_by_a_county_that_does_not_cite_it(base: KnowledgeBase) -> None:
    assert base.store.uppers(UNCITING) == (CITY,)
    assert all(link.rationale.startswith(UNCITED) for link in base.store.links_between(UNCITING, CITY))


def test_what_is_cited_is_not_said_to_be_found(base: KnowledgeBase) -> None:
    links = base.store.links_between(CITY, PROVINCE)
    assert links and not any(link.rationale.startswith(UNCITED) for link in links)


def test_another_line_of_places_is_never_above_or_below(base: KnowledgeBase) -> None:
    assert base.store.uppers(ELSEWHERE) == base.store.lowers(ELSEWHERE) == ()
    related = same_subject.elsewhere(base.store, base.index, base.store.notice(MEALS))
    assert [each.document.id for each in related] == [ELSEWHERE]
    assert "标题" in related[0].reasons[0]


def test_a_notice_without_an_upper_one_invents_nothing(base: KnowledgeBase) -> None:
    assert base.store.uppers(MEALS) == () and base.store.uppers(PROVINCE) == ()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_the_order_of_import_changes_nothing(tmp_path: Path, order: tuple[int, ...]) -> None:
    names = ("jichuan-2024-35.docx", "yuezhou-2024-52.html", "qinghe-2025-6.txt")
    with base_of(tmp_path, *(names[at] for at in order)) as base:
        assert base.store.uppers(UNCITING) == (CITY,)
        assert base.store.uppers(CITY) == (PROVINCE,)


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        (("national", None), ("county", "990121"), True),
        (("provincial", "990000"), ("county", "990121"), True),
        (("prefecture", "990100"), ("county", "990121"), True),
        (("prefecture", "995100"), ("county", "990121"), False),
        (("county", "990121"), ("county", "990122"), False),
        (("county", "990121"), ("prefecture", "990100"), False),
        ((None, "990100"), ("county", "990121"), False),
        (("prefecture", "990100"), ("county", None), False),
    ],
)
def test_who_stands_above_whom(
    upper: tuple[str | None, str | None], lower: tuple[str | None, str | None], expected: bool
) -> None:
    one, other = (
        Document(id=level or "x", title=None, level=level, region_code=code) for level, code in (upper, lower)
    )  # type: ignore[arg-type]
    assert stands_above(one, other) is expected
