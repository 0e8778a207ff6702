"""Heavily reworded sentences: found by a part or by rare words, and only where their chapters correspond."""

import pytest

from kb.trace import trace
from tests.kb.trace.making import notice

KNOWN = "摸清全部支渠的底数和隐患，建立支渠台账。"


def joined(lower: str, upper: str) -> bool:
    below = notice(f"一、支渠建设\n{KNOWN}\n{lower}")
    above = notice(f"一、支渠建设\n{KNOWN}\n{upper}", "prefecture", "青山市")
    pairs = [(x.lower.quote, x.upper.quote) for x in trace(below, above) if x.lower and x.upper]
    return (lower, upper) in pairs


@pytest.mark.parametrize(
    ("lower", "upper", "linked"),
    [
        # A part in common, everything else new.
        ("试行渠长巡渠打卡办法，健全支渠垮塌抢修机制，压缩抢修用时。",
         "改进调度流程，明确值守要求，健全支渠垮塌抢修机制和物资储备机制。", True),
        # Words that only these two have.
        ("依托水利服务小程序发布轮灌用水计划表，方便农户查询。", "公开轮灌用水计划表。", True),
        # The same rhythm, told of the same thing.
        ("各村要在每周四下班前报送用水方数，镇里汇总后报县。", "每周五将用水方数报领导小组办公室。", True),
        # Nothing in common but the subject.
        ("组织学生参观渠首，讲述修渠故事。", "落实泵站电费优惠，按月结算。", False),
    ],
)  # fmt: skip
def test_free_sentences_of_one_chapter(lower: str, upper: str, linked: bool) -> None:
    assert joined(lower, upper) is linked


def test_how_long_a_policy_holds_waits_for_the_duties() -> None:
    above = notice(
        "一、修渠补助\n对新修支渠的村集体按长度给予补助，政策实施期限截至2031年12月31日。",
        "prefecture",
        "青山市",
    )
    below = notice(
        "一、修渠补助\n政策实施期限截至2031年12月31日。\n对新修支渠并验收合格的村集体，按长度给予补助。"
    )
    relations = [link.relation for link in trace(below, above) if link.lower and link.lower.quote]
    assert relations == ["split", "split"]
    assert not [c for link in trace(below, above) for c in link.changes if c.kind.startswith("deadline")]
