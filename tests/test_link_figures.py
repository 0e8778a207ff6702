"""The figures of the links: what counts as right, and that the baselines are measured on the same scale."""

import numpy as np

from benchmarks.links import Case, bare, bm25, edit_similarity, mean_f1, measure, path, trace_by
from kb.evaluate import Score
from tests.kb.trace.making import notice

UPPER = notice("一、修渠\n摸清支渠底数，建立支渠台账。\n组织渠长每周巡渠。", "prefecture", "青山市")
LOWER = notice("一、修渠\n摸清支渠底数，建立支渠台账。\n清理渠底淤泥，就近还田。")
SAME = bare("摸清支渠底数，建立支渠台账")


def test_clauses_sentences_and_relation_are_counted() -> None:
    case = Case(LOWER, UPPER, frozenset({("一", "一")}), {(SAME, SAME): "verbatim", ("无", "无"): "adapted"})
    assert measure([case]) == (
        Score("clauses", 1, 1, 1), Score("sentences", 1, 1, 2), Score("relation", 1, 1, 1),
    )  # fmt: skip


def test_planted_pairs_and_gaps_are_counted_where_no_alignment_is_known() -> None:
    quoted = ((SAME, "建立支渠台账"), ("", "组织渠长每周巡渠"), ("清理渠底淤泥", "组织渠长每周巡渠"))
    case = Case(LOWER, UPPER, frozenset(), None, quoted)
    assert measure([case])[1] == Score("sentences", 2, 3, 3)


def test_baselines_score_equal_words_with_one_and_foreign_ones_with_nothing() -> None:
    for scorer in (bm25, edit_similarity):
        values = scorer(["摸清支渠底数", "疏浚河道"], ["摸清支渠底数", "文化下乡"])
        assert np.isclose(values[0, 0], 1.0, atol=0.35)
        assert values[1].max() == 0


def test_a_baseline_links_each_sentence_once() -> None:
    links = trace_by(edit_similarity, 0.9, LOWER, UPPER)
    assert [link.relation for link in links if link.lower and link.lower.quote] == ["verbatim"]


def test_writing_of_paths_and_quotes_does_not_count() -> None:
    assert path("二/1．") == path("二/1.") == "二/1"
    assert bare("建立 “台账”。") == "建立台账"
    assert mean_f1(()) == 0
