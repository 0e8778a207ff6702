"""A newer upper version brings back the clauses whose ground has changed, and no others."""

from __future__ import annotations

from datetime import UTC, datetime

from kb.draft.model import Draft, Entry, Head
from kb.draft.upper_changes import changed_above
from tests.kb.builders import CITY, notice

NOW = datetime(2030, 5, 1, tzinfo=UTC)
THEN = notice(
    CITY,
    ("一", "配送体系", "建成5处驿站。", "市商务局"),
    ("二", "冷链", "推进冷链。", "市商务局"),
    ("三", "资金", "安排资金。", "市财政局"),
)
LATER = notice(
    CITY,
    ("一", "配送体系", "建成8处驿站。", "市商务局"),
    ("二", "培训", "每季度培训一次。", "市商务局"),
    ("三", "冷链", "推进冷链。", "市商务局"),
    ("四", "资金", "安排资金。", "市财政局"),
)
DRAFT = Draft(
    "d", "990121", "实施方案", ("city",), (), Head("方案", "青禾县人民政府"),
    tuple(Entry(f"e{n}", "city", path, 0, None, "") for n, path in enumerate("一二三", start=1)),
    NOW, NOW, "老李",
)  # fmt: skip


def test_the_same_version_flags_nothing() -> None:
    assert changed_above(DRAFT, {"city": THEN}, {"city": THEN}) == ()


def test_only_what_changed_comes_back() -> None:
    checks = changed_above(DRAFT, {"city": THEN}, {"city": LATER})
    assert [(each.entry, each.detail) for each in checks] == [
        ("e1", "上级新版改了这一条，本级文本要重看"),
        (None, "上级新版增加了 二"),
    ]


def test_lost_and_new_clauses() -> None:
    shorter = notice(CITY, ("一", "配送体系", "建成5处驿站。", "市商务局"))
    lost = changed_above(DRAFT, {"city": THEN}, {"city": shorter})
    assert [each.entry for each in lost] == ["e2", "e3"]
    assert {each.detail for each in lost} == {"上级新版没有这一条了"}
    longer = notice(
        CITY,
        ("一", "配送体系", "建成5处驿站。", "市商务局"),
        ("二", "冷链", "推进冷链。", "市商务局"),
        ("三", "资金", "安排资金。", "市财政局"),
        ("四", "督查", "按月通报。", "市商务局"),
    )
    (new,) = changed_above(DRAFT, {"city": THEN}, {"city": longer})
    assert (new.entry, new.detail) == (None, "上级新版增加了 四")
