"""Documents named in a notice: titles, numbers, relations."""

from __future__ import annotations

import pytest

from ingest.extract.citations import find_citations
from kb.model import Citation, Clause, Document

NOTICE = Document(
    id="yunxi-2023-8",
    title="云溪县人民政府办公室关于印发云溪县水网建设工作方案的通知",
    doc_number="云政办发〔2023〕8号",
)


def _read(text: str, path: str | None = "一") -> tuple[Citation, ...]:
    clauses = (Clause(path, "一、", False, None, 0, len(text), 0, text),) if path else ()
    return find_citations(text, clauses, NOTICE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "根据《水法》《防洪法》和《河道条例》制定。",
            [("水法", None), ("防洪法", None), ("河道条例", None)],
        ),
        ("按照《水网意见》（云政办〔2022〕5号）执行。", [("水网意见", "云政办〔2022〕5号")]),
        ("详见云发改经贸〔2022〕58号。", [(None, "云发改经贸〔2022〕58号")]),
        ("按照《水网意见》(云政办[2022] 5 号)执行。", [("水网意见", "云政办[2022]5号")]),
        ("按照《水网意见》云政办〔2022〕5号执行。", [("水网意见", "云政办〔2022〕5号")]),
        ("云政发〔2021〕3号《水网决定》明确要求。", [("水网决定", "云政发〔2021〕3号")]),
        ("依据《取水条例》（国务院令第460号）执行。", [("取水条例", "国务院令第460号")]),
        ("严格执行云政发（2022）3号文件。", [(None, "云政发（2022）3号")]),
        ("《关于印发〈水网规划〉的通知》废止。", [("关于印发〈水网规划〉的通知", None)]),
        ("贯彻《水法》，宣传《水法》。", [("水法", None)]),
        (
            "根据《水网通知》（云政发〔2022〕9号，以下简称《通知》），做好《通知》衔接。",
            [("水网通知", "云政发〔2022〕9号")],
        ),
        ("未收口的《水法，不算引用。", []),
    ],
)
def test_titles_and_numbers(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert [(citation.title, citation.doc_number) for citation in _read(text)] == expected


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("根据省政府《水网意见》要求，制定本方案。", "basis"),
        ("深入贯彻落实《水法》。", "basis"),
        ("按照省水利厅印发的《河长办法》要求。", "basis"),
        ("修订《河道保洁办法》。", "mentions"),
        ("运输《水产目录》所列产品的车辆免费。", "mentions"),
    ],
)
def test_relation(text: str, relation: str) -> None:
    (citation,) = _read(text)
    assert citation.relation == relation


def test_all_of_a_list_of_grounds_are_grounds() -> None:
    titles = (
        "国务院办公厅关于加强河湖水域岸线空间管控和生态修复工作若干重大事项的意见",
        "水网条例",
        "河长办法",
    )
    text = f"根据《{titles[0]}》（国办发〔2021〕3号）、省政府《{titles[1]}》和《{titles[2]}》，制定本方案。公布《船只名录》。"
    assert [(c.title, c.relation) for c in _read(text)] == [
        *((title, "basis") for title in titles),
        ("船只名录", "mentions"),
    ]


def test_what_the_covering_note_issues() -> None:
    head = "云溪县人民政府办公室\n关于印发《云溪县水网建设工作方案》的通知\n云政办发〔2023〕8号\n"
    (citation,) = _read(head + "现将《云溪县水网建设工作方案》印发给你们，请认真执行。", None)
    assert (citation.title, citation.relation) == ("云溪县水网建设工作方案", "forwards")


def test_the_issuer_is_told_by_the_words_before_or_the_title() -> None:
    (named,) = _read("根据省政府办公厅《关于水网建设的意见》，制定方案。")
    assert named.issuer_hint == "省政府办公厅"
    (titled,) = _read("根据《省水利厅关于水网建设的意见》，制定方案。")
    assert titled.issuer_hint == "省水利厅"


def test_a_document_named_without_its_marks() -> None:
    (citation,) = _read("根据省委、省政府重点民生实事中关于水网建设的要求，制定方案。")
    assert (citation.title, citation.relation) == ("省委、省政府重点民生实事", "basis")


def test_a_decree_of_the_provincial_government_beside_its_title() -> None:
    (citation,) = _read("落实《河道保洁办法》（省政府令第216号）。")
    assert (citation.title, citation.doc_number) == ("河道保洁办法", "省政府令第216号")


def test_the_own_number_may_begin_with_a_word_of_joining() -> None:
    own = Document(
        id="tongzhou-2025-11", title="同洲市人民政府关于护水的通知", doc_number="同政规〔2025〕11号"
    )
    assert find_citations("同政规〔2025〕11号\n各镇人民政府：\n请抓好落实。", (), own) == ()
