"""A share that one notice repeats is counted once."""

from kb.model import Evidence, Target
from kb.trace.allocation import Share, _add


def target(value: float, clause: str) -> Target:
    return Target(clause, Evidence(0, 1, "x", None, "target.figure"), "驿站", ">=", value, "处", "count")


def test_a_repeated_commitment_is_one_share() -> None:
    shares: list[Share] = []
    for notice, value, clause in (
        ("甲县", 18, "一"),
        ("甲县", 18, "三"),
        ("乙县", 18, "一"),
        ("甲县", 5, "四"),
    ):
        _add(shares, Share(notice, target(value, clause)))
    assert [(share.notice, share.target.value) for share in shares] == [
        ("甲县", 18),
        ("乙县", 18),
        ("甲县", 5),
    ]
