"""Which sentences direct somebody, and whom."""

import pytest

from ingest.extract.obligations import find_obligations
from ingest.extract.prose import find_prose_assignments
from ingest.extract.responsibilities import find_responsibilities
from ingest.extract.subjects import subjects_of
from kb.model import Clause


def find(text, heading=None):
    clause = Clause("一", "一", False, heading, 0, len(text), 0, text)
    spans = ((0, len(text)),)
    return find_obligations(text, (clause,), spans, find_responsibilities(text, (clause,), spans))


def quotes(text, heading=None):
    return [found.evidence.quote for found in find(text, heading)]


def test_sentences_are_split_at_full_stops_and_semicolons_outside_quotes():
    text = "坚持统筹规划，优化布局；落实“谁种、谁管；谁管、谁得”要求。加强管护。（责任单位：县甲局）"
    assert quotes(text) == [
        "坚持统筹规划，优化布局；",
        "落实“谁种、谁管；谁管、谁得”要求。",
    ]  # 加强管护 is too short


@pytest.mark.parametrize(
    "sentence",
    [
        "近年来，全县菜园建设取得明显进展。",
        "菜园建设是改善人居环境的重要举措。",
        "为做好有关工作，现就有关事项通知如下。",
        "办公室主任由县甲局局长同志兼任办公室主任。",
        "本办法自印发之日起施行。",
    ],
)
def test_what_directs_nobody(sentence):
    assert quotes(sentence) == []


def test_a_list_of_names_has_no_obligations():
    assert quotes("组长由副县长担任，成员由各单位分管负责人组成。", heading="望湖县菜园建设领导小组") == []


def test_outside_the_clauses_only_what_somebody_must_do_counts():
    text = "为方便群众，制定本方案。各镇要结合实际抓好落实。"
    found = find_obligations(text, (), ((0, len(text)),), ())
    assert [o.evidence.quote for o in found] == ["各镇要结合实际抓好落实。"]


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("各镇要建立管护台账。", ["各镇"]),
        ("补助办法由县财政局会同县甲局制定。", ["县财政局"]),
        ("领导小组办公室设在县农业农村局，负责日常调度。", ["县农业农村局"]),
        ("县政府督查室将对建设情况适时进行督查。", ["县政府督查室"]),
        ("由所在村集体经济组织提供浇水设施。", ["所在村集体经济组织"]),
        ("督促各部门落实责任。", []),
        ("推动各县、各部门建立台账。", []),
        ("各县（市、区）、市直有关部门要建立台账。", ["各县（市、区）", "市直有关部门"]),
        ("村居集体组织要落实管护责任。", ["村居集体组织"]),
        ("大型企业按标准缴纳费用。", []),
        ("市委组织部负责将履职情况纳入考核。", ["市委组织部"]),
        ("市政府组织各部门开展检查。", ["市政府"]),
        ("由市委改革办统筹推进。", ["市委改革办"]),
        ("县交通局、公路局：负责两侧巡查。", ["县交通局", "公路局"]),
        ("工作要求：加强巡查。", []),
        ("县审计局依法进行监督。", ["县审计局"]),
        ("由县水利局约谈其负责人。", ["县水利局"]),
        ("任何单位不得擅自取水。", []),
        ("鼓励物业公司和村居在空地开辟菜园。", ["物业公司", "村居"]),
        ("完善布局，配齐设施。", []),
    ],
)
def test_printed_subjects(sentence, subjects):
    assert [s.name for s in subjects_of(sentence)] == subjects


def test_duties_in_running_text_name_who_leads_and_who_helps():
    (found,) = find_prose_assignments(find("具体补助办法由县财政局会同县农业农村局研究制定。"))
    assert (found.lead, found.cooperating) == (("县财政局",), ("县农业农村局",))
    assert found.in_prose


def test_bodies_that_act_together_are_one_assignment():
    (found,) = find_prose_assignments(find("县农业农村局、县财政局要会同县审计局等部门开展检查。"))
    assert (found.lead, found.cooperating) == (("县农业农村局", "县财政局"), ("县审计局",))


@pytest.mark.parametrize(
    "sentence",
    [
        "上述政策实施期限截至2024年12月31日。",
        "会上，县长发表讲话，作出部署。",
        "菜园面积进一步扩大，设施更加完善。",
    ],
)
def test_validity_news_and_states_direct_nobody(sentence):
    assert quotes(sentence) == []


def test_a_sentence_with_cues_of_two_modalities_has_a_rule_of_its_own():
    mixed, plain = find("建立认领制度，鼓励村民参与。逐村配齐浇水设施。")
    assert (mixed.evidence.rule, plain.evidence.rule) == ("obligation.mixed", "obligation.clause")
    assert mixed.evidence.confidence < plain.evidence.confidence


def test_the_head_of_a_list_is_no_part_of_its_first_sentence():
    assert quotes("具体措施：各镇建立管护台账。") == ["各镇建立管护台账。"]


def test_a_run_in_measure_is_kept_with_its_sentence():
    (found,) = find("村社合作：支持合作社以入股方式参与管护。")
    assert (found.measures, found.modality) == (("村社合作",), "encouraged")
