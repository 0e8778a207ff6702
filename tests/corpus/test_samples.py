"""The samples: their facts stand in their sources, their files come from their sources, nothing is real."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from corpus.samples import FILES, SOURCES, manifest, sample_files
from corpus.samples.gold import LISTS, write_gold
from corpus.samples.layout import wrap
from corpus.tables import load_column, load_rows

SHARED = Path(__file__).parents[2] / ".." / "shared"
NOTICES = {notice["stem"]: notice for notice in manifest()["notices"]}
PAIRS = [pytest.param(pair, id=f"{pair['lower']}→{pair['upper']}") for pair in manifest()["pairs"]]
FACTS = ("responsibilities", "prose_assignments", "targets", "deadlines", "citations", "obligations")
each_notice = pytest.mark.parametrize("stem", NOTICES)
each_pair = pytest.mark.parametrize("pair", PAIRS)


def words(stem: str) -> str:
    """The words of a source without its white space."""
    return re.sub(r"\s+", "", (SOURCES / f"{stem}.txt").read_text(encoding="utf-8"))


def paths(stem: str) -> set[str]:
    return {clause["path"] for clause in NOTICES[stem]["clauses"]}


def facts(stem: str) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((kind, fact) for kind in FACTS for fact in NOTICES[stem][kind])


def test_manifest_and_folders_name_the_same_notices() -> None:
    assert {path.stem for path in SOURCES.iterdir()} == set(NOTICES)
    assert {path.name for path in FILES.iterdir()} == {path.name for path in sample_files()}


@each_notice
def test_every_quote_stands_in_its_source(stem: str) -> None:
    text = words(stem)
    assert [fact["quote"] for _, fact in facts(stem) if fact["quote"] not in text] == []


@each_notice
def test_every_fact_hangs_on_a_clause_of_its_notice(stem: str) -> None:
    known = paths(stem) | {None}
    assert [fact for _, fact in facts(stem) if fact["clause"] not in known] == []
    assert len(paths(stem)) == len(NOTICES[stem]["clauses"])


@each_notice
def test_figures_and_units_are_words_of_their_quotes(stem: str) -> None:
    for target in NOTICES[stem]["targets"]:
        if target["kind"] != "coverage":
            assert f"{target['value']}{target['unit']}" in target["quote"]
    for bracket in NOTICES[stem]["responsibilities"]:
        named = [*bracket["lead"], *bracket["responsible"], *bracket["cooperating"]]
        assert named and all(unit in bracket["quote"] for unit in named)


@each_notice
def test_head_of_the_document_stands_in_its_source(stem: str) -> None:
    document, text = NOTICES[stem]["document"], words(stem)
    named = [document["title"], document["doc_number"], document["issuer"], document["publicity"]]
    named += document["recipients"] + document["cc"] + document["attachments"]
    assert [name for name in named if name not in text] == []
    assert 900 <= len(text) <= 2500


@each_pair
def test_pairs_link_clauses_that_exist(pair: dict[str, Any]) -> None:
    lower, upper = paths(pair["lower"]), paths(pair["upper"])
    for link in pair["clause_links"]:
        assert link["lower"] in lower and link["upper"] in upper
    linked = {link["lower"] for link in pair["clause_links"]}
    assert not linked & set(pair["added_clauses"])
    assert {gap["clause"] for gap in pair["not_carried"]} <= upper


@each_pair
def test_planted_deviations_quote_both_sides(pair: dict[str, Any]) -> None:
    kinds = set(load_column("deviation_kinds"))
    for deviation in [*pair["deviations"], *pair["allowed"]]:
        assert deviation["kind"] in kinds
    for deviation in pair["deviations"]:
        assert (deviation["lower_quote"] or "") in words(pair["lower"])
        assert (deviation["upper_quote"] or "") in words(pair["upper"])


def test_one_county_is_faithful_and_two_deviate() -> None:
    characters = {pair["lower"]: pair["character"] for pair in manifest()["pairs"]}
    faithful = next(pair for pair in manifest()["pairs"] if pair["character"] == "faithful")
    assert faithful["lower"] == "qinghe-2024-33" and faithful["deviations"] == []
    assert [stem for stem in characters if characters[stem] == "deviating"] == [
        "dixi-2024-41",
        "qinghe-2025-6",
    ]


@each_pair
def test_upper_number_is_cited_where_the_manifest_says_so(pair: dict[str, Any]) -> None:
    number = NOTICES[pair["upper"]]["document"]["doc_number"]
    assert (number in words(pair["lower"])) == (pair["found_by"] == "citation")


@each_notice
def test_rendering_again_gives_the_committed_bytes(stem: str) -> None:
    notice = NOTICES[stem]
    if notice["rendering"]["format"] == "pdf" and find_spec("reportlab") is None:
        pytest.skip("reportlab (extra dev) is not installed, so PDF samples cannot be rendered")
    from corpus.samples.render import render

    assert render(notice) == (FILES / notice["document"]["source"]["file"]).read_bytes()


def test_forms_in_which_the_samples_arrive() -> None:
    forms = [notice["rendering"]["format"] for notice in NOTICES.values()]
    assert {form: forms.count(form) for form in forms} == {"pdf": 3, "docx": 2, "text": 2, "html": 2}
    assert (FILES / "weiwan-2024-18.txt").read_bytes().startswith(b"\xef\xbb\xbf")
    page = (FILES / "yuezhou-2024-52.html").read_bytes()
    assert b"charset=gb2312" in page and "喆".encode("gb18030") in page


def test_places_of_the_samples_exist_nowhere() -> None:
    try:
        real = {name for row in load_rows("regions") for name in (row[1], row[4]) if len(name) > 2}
    except FileNotFoundError:
        pytest.skip("corpus/tables/regions.tsv is not there, so no list of real places to compare with")
    invented = {name for row in load_rows("sample_regions") for name in (row[1], row[4])}
    assert not invented & real
    full = {row[1] for row in load_rows("regions") if len(row[1]) > 2}
    # 会同 is a verb as well as a county: 由县民政局会同县财政局制定 names no place.
    texts = {stem: words(stem).replace("会同", "协同") for stem in NOTICES}
    assert [(stem, name) for stem, text in texts.items() for name in full if name in text] == []


def test_no_sentence_is_taken_from_the_real_notices() -> None:
    folders = [folder for folder in (SHARED / "notices", SHARED / "notices-more") if folder.is_dir()]
    if not folders:
        pytest.skip("../shared/notices is not there, so no real notices to compare with")
    length = 22
    own = {text[i : i + length] for text in map(words, NOTICES) for i in range(len(text) - length + 1)}
    for path in (path for folder in folders for path in folder.glob("*.txt")):
        real = re.sub(r"\s+", "", path.read_text(encoding="utf-8"))
        assert [real[i : i + length] for i in range(len(real)) if real[i : i + length] in own] == []


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("二〇二五年底前建成", 4, ("二〇二五", "年底前建", "成")),
        ("建成老年食堂。", 6, ("建成老年食堂。",)),
        ("由牵头（民政局）办", 4, ("由牵头", "（民政局）", "办")),
        ("2024年12月底", 3, ("2024年", "12月底")),
    ],
)
def test_lines_break_inside_words_and_dates_but_not_before_a_stop(
    text: str, width: float, lines: tuple[str, ...]
) -> None:
    assert wrap(text, width) == lines


def test_gold_holds_a_folder_a_notice(tmp_path: Path) -> None:
    folders = write_gold(tmp_path)
    assert [folder.name for folder in folders] == list(NOTICES)
    assert all((folder / f"{name}.yaml").read_text(encoding="utf-8") for folder in folders for name in LISTS)
