"""Sources of sentences: made at the beginning, kept when the text is edited."""

from __future__ import annotations

from kb.draft.model import Source
from kb.draft.sentences import resourced
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
