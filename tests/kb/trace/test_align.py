"""Which sentences and clauses of two notices belong together."""

import pytest

from kb.model import Link, Notice
from kb.trace import trace
from tests.kb.trace.making import notice

UPPER = """一、修渠任务
（一）加快支渠建设。各区县要摸清支渠底数，建立支渠台账。组织渠长每周巡渠，发现垮塌及时上报。（责任单位：市水利局、各区县政府）
（二）改造老旧泵站。对运行二十年以上的泵站全部更换电机。鼓励村集体出资修建蓄水池，由受益农户共同管护。
二、保障措施
（一）落实经费。市财政对更换电机的泵站给予补助。
"""
REORDERED = """一、保障措施
（一）落实经费。县财政对更换电机的泵站给予补助。
二、修渠任务
（一）改造老旧泵站。鼓励村集体出资修建蓄水池，由受益农户共同管护。
（二）加快支渠建设。组织渠长每周巡渠，发现垮塌及时上报。各镇要摸清支渠底数，建立支渠台账。（责任单位：县水利局、各镇）
（三）清理渠底淤泥。每年冬闲时集中清淤一次，淤泥就近还田。
"""


def upper() -> Notice:
    return notice(UPPER, "prefecture", "青山市")


def pairs(links: tuple[Link, ...], *, sentences: bool) -> set[tuple[str, str]]:
    ends = [(link.lower, link.upper) for link in links if link.lower and link.upper]
    if sentences:
        return {(low.quote[:6], up.quote[:6]) for low, up in ends if low.quote and up.quote}
    return {(low.clause or "", up.clause or "") for low, up in ends if low.quote is None}


def gaps(links: tuple[Link, ...], relation: str) -> set[str]:
    ends = [link.lower or link.upper for link in links if link.relation == relation]
    return {end.quote[:6] if end.quote else str(end.clause) for end in ends if end}


def test_moved_clauses_and_sentences_are_found() -> None:
    links = trace(notice(REORDERED), upper())
    assert pairs(links, sentences=False) == {
        ("一", "二"), ("一/（一）", "二/（一）"), ("二", "一"), ("二/（一）", "一/（二）"), ("二/（二）", "一/（一）"),
    }  # fmt: skip
    assert pairs(links, sentences=True) == {
        ("县财政对更换", "市财政对更换"), ("鼓励村集体出", "鼓励村集体出"), ("组织渠长每周", "组织渠长每周"),
        ("各镇要摸清支", "各区县要摸清"), ("（责任单位：", "（责任单位："),
    }  # fmt: skip


def test_what_has_no_counterpart_is_said() -> None:
    links = trace(notice(REORDERED), upper())
    assert gaps(links, "added") == {"二/（三）", "每年冬闲时集"}
    assert gaps(links, "not_carried") == {"对运行二十年"}


@pytest.mark.parametrize(
    ("lower", "above", "relations"),
    [
        ("摸清支渠底数，建立支渠台账。", "摸清支渠底数，建立支渠台账。", ["verbatim"]),
        ("各镇摸清支渠底数，建立支渠台账。", "摸清支渠底数，建立支渠台账。", ["adapted"]),
        (
            "摸清全部支渠的底数和隐患。建立支渠台账，落实管护责任人。",
            "摸清全部支渠的底数和隐患，建立支渠台账，落实管护责任人。",
            ["split", "split"],
        ),
        (
            "摸清全部支渠的底数和隐患，建立支渠台账，落实管护责任人。",
            "摸清全部支渠的底数和隐患。建立支渠台账，落实管护责任人。",
            ["merged", "merged"],
        ),
        ("清理渠底淤泥，就近还田利用。", "开展用水收费改革，实行阶梯水价。", []),
    ],
)
def test_relations_of_sentences(lower: str, above: str, relations: list[str]) -> None:
    links = trace(notice(f"一、支渠\n{lower}"), notice(f"一、支渠\n{above}", "prefecture", "青山市"))
    found = [link.relation for link in links if link.lower and link.upper and link.lower.quote]
    assert found == relations


def test_unrelated_notices_have_no_links_at_all() -> None:
    other = notice("一、文化下乡\n组织剧团每月下乡演出一场。\n二、图书\n给每个村配齐农家书屋。", "prefecture")
    assert trace(notice(REORDERED), other) == ()


def test_empty_notices_have_no_links() -> None:
    assert trace(notice(""), upper()) == ()
    assert trace(upper(), notice("")) == ()


def test_scores_lie_between_0_and_1_and_have_reasons() -> None:
    for link in trace(notice(REORDERED), upper()):
        assert 0 <= link.score <= 1
        assert link.rationale


def test_a_closing_formula_goes_with_its_own_clause() -> None:
    text = "一、{0}\n{1}给予补助，政策执行到2032年底为止。\n二、{2}\n{3}减免水费，政策执行到2032年底为止。"
    above = notice(text.format("修渠", "对新修的水渠", "节水", "对节水农户"), "prefecture", "青山市")
    below = notice("一、节水\n对节水农户减免水费。政策执行到2032年底为止。\n二、修渠\n对新修的水渠给予补助。")
    links = trace(below, above)
    formula = [x for x in links if x.lower and x.lower.quote and x.lower.quote.startswith("政策执行")]
    assert [x.upper.clause for x in formula if x.upper] == ["二"]


def test_the_line_that_dates_an_item_belongs_to_the_line_of_the_carried_item() -> None:
    items = "一、修渠\n组织渠长每周巡渠，发现垮塌及时上报。\n完成时限：{}\n二、换机\n老旧泵站全部更换电机。\n完成时限：{}\n"
    above = notice(items.format("6月底前", "年底前"), "prefecture", "青山市")
    links = trace(notice(items.format("5月底前", "年底前")), above)
    found = [(k.lower.quote, k.upper.quote, k.relation, k.changes) for k in links if k.lower and k.upper]
    assert [each for each in found if each[0] and each[0].startswith("完成时限")] == [
        ("完成时限：5月底前", "完成时限：6月底前", "adapted", ()),
        ("完成时限：年底前", "完成时限：年底前", "verbatim", ()),
    ]
