"""A new draft: entries in order, questions with what is known, a head for the place."""

from __future__ import annotations

from datetime import date

from kb.draft.begin import begin
from kb.draft.bodies import LocalBodies
from kb.draft.model import TOKEN
from tests.kb.draft.making import city, draft, entry, place, sample

GOAL = "一、工作目标"
GOAL_TEXT = "到2031年底，全市充电服务基本覆盖，建成充电站90个以上。"


def test_every_upper_clause_becomes_an_entry_annexes_too() -> None:
    upper = sample("yuezhou-2024-27.pdf")
    made = draft(upper)
    assert [each.clause for each in made.entries] == [clause.path for clause in upper.clauses]
    assert entry(made, "三").text == "" and entry(made, "附件").heading == "荻溪县老年食堂建设基本标准"
    assert all(each.choice == "undecided" and each.printed for each in made.entries)


def test_every_target_of_the_upper_notice_is_asked_for() -> None:
    upper = sample("yuezhou-2024-27.pdf")
    asked = [q for each in draft(upper).entries for q in each.questions if q.kind == "figure"]
    assert len(asked) == len(upper.targets)


def test_tokens_and_questions_agree_and_run_in_reading_order() -> None:
    for each in draft(sample("yuezhou-2024-27.pdf"), sample("jichuan-2024-12.pdf")).entries:
        tokens = [int(number) for number in TOKEN.findall(f"{each.heading or ''}{each.text}")]
        assert tokens == sorted(tokens) == [question.number for question in each.questions]


def test_swaps_and_sentences_stand_in_the_text() -> None:
    for each in draft(sample("yuezhou-2024-27.pdf")).entries:
        assert all(each.text[swap.start : swap.end] == swap.own for swap in each.swaps)
        assert "".join(sentence.text for sentence in each.sentences) == each.text.replace("\n", "")


def test_a_notice_without_numbers_is_one_entry() -> None:
    (only,) = draft(city("各县（区）要抓紧建设充电站。全市年内建成90个以上。")).entries
    assert only.text == "各乡镇（街道）要抓紧建设充电站。全县年内建成【待定1】。"


def test_head_of_a_county_plan() -> None:
    head = draft(sample("jichuan-2024-12.pdf")).head
    assert head.title == "荻溪县关于发展城乡老年助餐服务的实施方案"
    assert (head.issuer, head.covering) == ("荻溪县人民政府办公室", True)
    assert head.recipients == "各乡镇人民政府、街道办事处，县政府各部门，各有关单位"
    assert (
        "《霁川省人民政府办公厅关于发展城乡老年助餐服务的实施意见》（霁政办发〔2024〕12号）" in head.preamble
    )


def test_an_opinion_is_issued_without_a_covering_notice() -> None:
    head = draft(sample("jichuan-2024-12.pdf"), genre="实施意见").head
    assert head.title == "荻溪县人民政府办公室关于发展城乡老年助餐服务的实施意见" and not head.covering


def test_two_upper_notices_are_both_cited_and_common_clauses_stand_once() -> None:
    city_plan, province = sample("yuezhou-2024-27.pdf"), sample("jichuan-2024-12.pdf")
    made = draft(city_plan, province)
    assert "27号" in made.head.preamble and "12号" in made.head.preamble
    of_province = [each for each in made.entries if each.notice == province.document.id]
    assert len(of_province) < len(province.clauses)


def test_what_peers_write_is_offered() -> None:
    made = draft(sample("yuezhou-2024-27.pdf"), peers=[sample("qinghe-2024-33.docx")])
    offers = {q.upper: [o.answer for o in q.suggestions] for e in made.entries for q in e.questions}
    assert offers["160个以上"] == ["18个以上"] and offers["620个以上"] == ["70个以上"]
    assert offers["市邮政管理局"] == ["县邮政分公司"]


def test_ones_own_earlier_notices_say_how_bodies_are_called() -> None:
    own = sample("dixi-2024-41.pdf")
    upper = city("一、主要任务", "（一）建设站点。推进建设。（责任单位：市民政局、市邮政管理局）")
    names = {unit.canonical: unit.name for unit in own.units}
    linked = begin([upper], place(), "实施方案", LocalBodies("990122"), own_earlier=[own])[1]
    assert names["990122/civil-affairs"] in linked[1].text


def test_a_figure_without_a_day_asks_for_one_and_offers_the_goals() -> None:
    made = draft(city(GOAL, GOAL_TEXT, "二、主要任务", "（一）建设站点。建成换电站12个。"))
    task = entry(made, "二/（一）")
    day = task.questions[0]
    assert (day.kind, day.upper, [offer.answer for offer in day.suggestions]) == (
        "deadline",
        None,
        ["2031年底前"],
    )
    assert task.text.startswith("【待定1】，")


def test_upper_days_that_are_past_are_asked_for() -> None:
    upper = city("一、主要任务", "（一）建设站点。2030年6月底前完成选址。")
    assert "2030年6月底前" in entry(draft(upper), "一/（一）").text
    late = entry(draft(upper, today=date(2030, 9, 1)), "一/（一）")
    assert [question.kind for question in late.questions] == ["deadline"]


def test_a_lead_is_asked_for_where_the_upper_notice_names_leads_elsewhere() -> None:
    upper = city(
        "一、主要任务",
        "（一）建设站点。建设充电站。（牵头单位：市商务局，责任单位：市财政局）",
        "（二）加强管理。规范收费。（责任单位：市商务局、市财政局）",
    )
    made = draft(upper)
    assert [q.kind for q in entry(made, "一/（一）").questions] == []
    assert entry(made, "一/（二）").text.endswith("（牵头单位：【待定1】；责任单位：县商务局、县财政局）")
