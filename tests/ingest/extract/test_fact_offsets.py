"""Whatever the text, the readers of facts do not raise and their quotes stand where they say."""

from __future__ import annotations

import itertools
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extract.citations import find_citations
from ingest.extract.deadlines import find_deadlines
from ingest.extract.targets import find_targets
from kb.model import Clause, Document

PIECES = [
    "到2025年", "6月底前", "每月10日、20日前", "定期", "“十四五”末", "2023—2025年", "明年", "印发之日起30日内",
    "完成时限：", "持续推进", "建成", "达到", "不低于", "至少", "对", "由", "的", "给予", "所有", "均", "全覆盖",
    "村村有站点", "5个", "3.5万亩", "95%", "100％", "3—5家", "两座", "10个工作日", "20万元", "以上", "左右", "级",
    "分别", "《水法》", "《", "》", "〈", "〉", "云政发〔2022〕5号", "第3号令", "根据", "现印发给你们", "（", "）", "〔", "〕",
    "“", "”", '"', "。", "；", "，", "、", "：", "\n", " ", "一、", "（一）", "1.", "责任单位：", "年", "月", "半", "一", "0",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=40).map("".join)
DATES = st.one_of(st.none(), st.dates())


def _clauses(text: str, cuts: list[int]) -> tuple[Clause, ...]:
    borders = sorted({min(cut, len(text)) for cut in cuts} | {len(text)})
    return tuple(
        Clause(str(index), "一、", False, "标题", start, end, min(start + 4, end), text[start:end])
        for index, (start, end) in enumerate(itertools.pairwise(borders))
        if start < end
    )


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.lists(st.integers(0, 80), max_size=4), DATES)
def test_quotes_stand_where_they_say(text: str, cuts: list[int], day: date | None) -> None:
    clauses = _clauses(text, cuts)
    document = Document(id="x", title="云溪县水利方案", doc_number="云政发〔2023〕1号", date=day)
    targets = find_targets(text, clauses, document)
    facts = (
        *targets,
        *find_deadlines(text, clauses, document, targets),
        *find_citations(text, clauses, document),
    )
    for fact in facts:
        evidence = fact.evidence
        assert 0 <= evidence.start < evidence.end <= len(text)
        assert evidence.quote == text[evidence.start : evidence.end]
        assert 0 < evidence.confidence <= 1
        assert fact.clause is None or any(clause.path == fact.clause for clause in clauses)
