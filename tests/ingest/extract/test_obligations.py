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
        ("任何单位不得擅自取水。", ["任何单位"]),
        # behind a date or a place, without 要, with half-width marks
        ("2025年3月底前，试点县对共享菜园进行评估，形成报告。", ["试点县"]),
        ("行业主管部门在监管平台上建立名录。", ["行业主管部门"]),
        ("各牵头单位于6月10日前报送方案。", ["各牵头单位"]),
        ("市直有关部门就本系统事项逐项编制指南。", ["市直有关部门"]),
        ("相关审批部门原则上不得增加要求。", ["相关审批部门"]),
        ("督查室加强跟踪,县政府督查室将进展纳入督查。", ["督查室", "县政府督查室"]),
        ("各县、青禾县参照设立专班。", ["各县", "青禾县"]),
        ("试点县政府是改革责任主体，要完善机制。", ["试点县政府"]),
        ("各乡镇抓好落实，特别是牵头单位要细化方案。", ["各乡镇", "牵头单位"]),
        (
            "农业、财政等主管部门，以及机构编制、审计等部门要密切配合。",
            ["农业", "财政", "主管部门", "机构编制", "审计"],
        ),
        # who acts behind 由
        ("由县水利局、各乡镇，开展水质调查。", ["县水利局", "各乡镇"]),
        ("以揭榜方式由各县(市、区)认领负责。", ["各县(市、区)"]),
        ("由政府主导，县农业农村局（以下简称牵头部门）牵头，乡镇配合。", ["政府", "县农业农村局"]),
        ("其学费由财政按规定代偿。", ["财政"]),
        # what only looks like a subject
        ("各乡镇负责审批的部门要逐项认领。", ["各乡镇负责审批的部门"]),
        ("指南应写明用时，包括审批用时，审批部门组织评审的用时。", []),
        ("将结果推送至平台，供有关部门在检查时使用。", []),
        ("更好地发挥政府在管护中的作用。", []),
        # whom a ban binds, or who may
        ("供水公司不得拒绝受理。", ["供水公司"]),
        ("有条件的村可按规定设立菜园。", ["有条件的村"]),
        ("推动种业企业加强协作。", ["种业企业"]),
        ("推动种业企业数字化转型。", []),
        ("鼓励物业公司和村居在空地开辟菜园。", ["物业公司", "村居"]),
        ("完善布局，配齐设施。", []),
    ],
)
def test_printed_subjects(sentence, subjects):
    assert [s.name for s in subjects_of(sentence)] == subjects


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("补助办法由县财政局会同县农业农村局制定。", ("县财政局", "县农业农村局")),
        ("县执法局将会同有关部门适时开展检查。", ("县执法局", "有关部门")),
        ("镇执法队会同派出所、消防站每月检查一次。", ("镇执法队", "派出所", "消防站")),
        ("由县供销社牵头，各乡镇、县财政局配合，编制方案。", ("县供销社", "各乡镇", "县财政局")),
        ("由各乡镇与企业协商确定办法。", ("各乡镇", "企业")),
        ("领导小组（办公室设在县水利局）要定期调度。", ("领导小组",)),
        ("鼓励公众在家中堆肥。", ("公众",)),
        ("建立认领制度，鼓励公众在家中堆肥。", ()),
        ("种业公司不得拒绝供种。", ("种业公司",)),
    ],
)
def test_actors(sentence, actors):
    (found,) = find(sentence)
    assert found.actors == actors


def test_a_ban_on_firms_is_no_assignment():
    assert find_prose_assignments(find("种业公司不得拒绝供种。")) == ()


def test_duties_in_running_text_name_who_leads_and_who_helps():
    (found,) = find_prose_assignments(find("具体补助办法由县财政局会同县农业农村局研究制定。"))
    assert (found.lead, found.cooperating) == (("县财政局",), ("县农业农村局",))
    assert found.in_prose


@pytest.mark.parametrize("sentence", ["每个县要建设一处苗圃。", "每个乡镇至少开展一次培训。"])
def test_how_many_each_is_to_have_names_nobody(sentence):
    assert find_prose_assignments(find(sentence)) == ()


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


@pytest.mark.parametrize(
    ("sentence", "directs"),
    [
        ("水闸老化是多年积累的问题，情况复杂，整治难度较大。", False),
        ("青禾县是霁川省的产粮大县。", False),
        ("今后的任务是解决看护不力的问题。", True),
        ("水闸看护是薄弱环节，各镇要配齐人手。", True),
    ],
)
def test_what_a_thing_is_directs_nobody(sentence, directs):
    assert bool(quotes(sentence)) is directs


def test_an_adverb_before_a_directive_tells_no_state():
    assert len(quotes("全面实施菜园认领制度，进一步提升管护水平。")) == 1


def test_what_is_to_be_reported_directs_without_a_modal():
    text = "重要情况及时按程序报告有关部门。请及时反馈。"
    found = find_obligations(text, (), ((0, len(text)),), ())
    assert [o.evidence.quote for o in found] == ["重要情况及时按程序报告有关部门。"]


@pytest.mark.parametrize(
    ("sentence", "directs"),
    [
        ("现将方案印发给你们，请各牵头单位于每年6月底前将看护情况报县水利局。", True),
        ("请各镇在9月10日前将名单报送县水利局。", True),
        ("现将方案印发给你们，请认真组织实施。", False),
        ("现将方案印发给你们，请各镇结合实际贯彻落实。", False),
    ],
)
def test_a_covering_note_that_asks_for_a_report_by_a_day_directs(sentence, directs):
    assert bool(find_obligations(sentence, (), ((0, len(sentence)),), ())) is directs


def test_the_head_of_a_list_is_no_part_of_its_first_sentence():
    assert quotes("具体措施：各镇建立管护台账。") == ["各镇建立管护台账。"]


def test_a_run_in_measure_is_kept_with_its_sentence():
    (found,) = find("村社合作：支持合作社以入股方式参与管护。")
    assert (found.measures, found.modality) == (("村社合作",), "encouraged")
