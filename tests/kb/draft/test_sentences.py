"""Sources of sentences: made at the beginning, kept when the text is edited."""

from __future__ import annotations

from kb.draft.model import Source, Swap
from kb.draft.sentences import reanchored, resourced
from tests.kb.draft.making import city, draft, entry

UPPER = city("一、主要任务", "（一）建设站点。全市统一规划充电站点布局。新建住宅小区应当预留充电接口。")
FROM_PEER = Source("peer", "qinghe", "一/（一）", "老旧小区改造时同步安装充电桩。")


def test_edited_sentences_keep_their_source() -> None:
    before = entry(draft(UPPER), "一/（一）")
    text = "全县统一规划并公布充电站点布局。新建住宅小区应当预留充电接口。老旧小区改造时同步安装充电桩。年内开展一次评估。"
    found = resourced(before, text, [(FROM_PEER, "老旧小区改造时同步安装充电桩。")])
    assert [(each.source.kind, each.relation) for each in found] == [
        ("upper", "adapted"),
        ("upper", "verbatim"),
        ("peer", "added"),
        ("written", "added"),
    ]


def test_a_sentence_cut_in_two_is_split() -> None:
    before = entry(draft(UPPER), "一/（一）")
    found = resourced(before, "全县统一规划充电站点布局。新建住宅小区应当预留。新建住宅小区预留充电接口。")
    assert [each.relation for each in found] == ["adapted", "split", "split"]


def test_a_word_put_back_is_known_and_can_be_exchanged_again() -> None:
    before = "在全县推广，全县落实，由县财政局负责。"
    swaps = (
        Swap("level", "全市", "全县", 1, 3),
        Swap("level", "全市", "全县", 6, 8),
        Swap("unit", "市财政局", "县财政局", 12, 16),
    )
    text = "在全市推广，全县抓好落实，由市财政局负责。"
    back = reanchored(swaps, before, text)
    assert [(s.back, text[s.start : s.end]) for s in back] == [
        (True, "全市"),
        (False, "全县"),
        (True, "市财政局"),
    ]
    assert [(s.back, s.words) for s in reanchored(back, text, "在全县推广，全县落实。")] == [
        (False, "全县"),
        (False, "全县"),
    ]
