"""How strongly a sentence binds."""

import pytest

from ingest.extract.modality import modality_of, weigh


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("各镇要建立管护台账。", "mandatory"),
        ("建设共享菜园，完善浇水设施。", "mandatory"),
        ("鼓励村民认领菜地，支持企业捐建温室。", "encouraged"),
        ("积极引导合作社参与管护。", "encouraged"),
        ("推动菜园与学校劳动课衔接。", "encouraged"),
        ("建立认领制度，鼓励村民参与。", "mandatory"),
        ("鼓励村民认领菜地，确保不撂荒。", "mandatory"),
        ("严禁占用基本农田。", "forbidden"),
        ("任何单位不得收取认领费。", "forbidden"),
        ("逐项公开收费标准，不得变相收费。", "mandatory"),
        ("有条件的村可以配建农具房。", "encouraged"),
        ("2024年底前制定管护办法，推动菜园规范运行。", "mandatory"),
        ("推动菜园与学校衔接，打造10个样板园。", "mandatory"),
        ("推动菜园与学校衔接，提升劳动教育水平。", "encouraged"),
        ("支持合作社参与管护，建立台账，开展培训。", "encouraged"),
        ("支持合作社参与管护，按规定给予补贴。", "mandatory"),
        ("鼓励各村先行先试，将成效纳入年度考核。", "mandatory"),
        ("完善供应链体系，主要依托现有场地。", "mandatory"),
        ("支持企业建设产业供应链。", "encouraged"),
        ("聚焦老人、儿童等群体需求，支持各村增设休息点。", "encouraged"),
        ("村集体可申请展期还款，期限原则上不超过1年。", "encouraged"),
        ("县财政局要及时拨付资金，不得截留。", "mandatory"),
        ("水费由村集体承担，鼓励社会捐助。", "mandatory"),
        ("依托服务平台统一受理申请，村民可就近办理。", "mandatory"),
        ("通过建立积分制等方式，支持村民参与管护。", "encouraged"),
        ("收费标准不得高于市场价。", "mandatory"),
        ("对看不准的新业态，支持先行先试。", "encouraged"),
        ("相关部门办理备案时，不得收取费用。", "forbidden"),
        ("在确保安全的前提下，支持夜间开放。", "encouraged"),
        ("大力推进菜园建设，支持社会资本参与。", "encouraged"),
        ("大力推进菜园建设。", "mandatory"),
        ("以共享发展思想为指导，统筹布局。", "principle"),
        ("村社合作：支持合作社以入股方式参与。", "encouraged"),
        # a bare directive beside the encouraging cue
        ("加快灌溉设施改造，推动菜园节水。", "mandatory"),
        ("稳定实施菜种补贴政策，大力支持有机种植技术示范推广。", "mandatory"),
        ("因地制宜采用滴灌技术，推动雨水利用。", "mandatory"),
        ("持续提升管护水平，推动建立统一标准。", "mandatory"),
        ("把空闲地纳入台账，对认领农户给予支持。", "mandatory"),
        ("鼓励发展共享农机，加强业务指导，支持开展互助。", "mandatory"),
        ("推动菜园提档，全县菜园达到80个以上。", "mandatory"),
        ("推广有机肥，限制使用化肥，加强检测。", "mandatory"),
        ("对残疾农户按规定给予一次性补贴，可优先认领。", "mandatory"),
        ("鼓励农户认领，对认领满一年的农户，按每户300元给予一次性补助。", "mandatory"),
        ("鼓励合作社共建冷库，督促已建成的冷库正常运行。", "mandatory"),
        ("每村原则上只设一处菜园，鼓励邻村合建。", "mandatory"),
        ("推广可降解地膜，禁止使用超薄地膜。", "mandatory"),
        ("对困难农户可以先行救助，绝不能发生断水。", "mandatory"),
        ("进展滞后的，一律约谈负责人，不得推诿。", "mandatory"),
        ("严格执行收费目录，严禁变相收费。", "mandatory"),
        # cues inside names and attributes
        ("在农机购置支持资金中，加大节水设备补助，同步减少化肥补助。", "mandatory"),
        ("利用广播和公众号开展宣传和舆论引导，及时回应关切。", "mandatory"),
        ("取消重复证明，以及可以合并办理的事项。", "mandatory"),
        ("管护单位可通过共享取得的材料，不得要求农户重复提交。", "forbidden"),
        ("一般事项3日内办结，复杂事项10日内办结。", "mandatory"),
        ("推进菜园评价工作，实现申请事项网上可办。", "mandatory"),
        # what goes on under 支持, 推动, 允许 and 可
        ("推动种业企业加强协作，实行标准互认，共建试验田。", "encouraged"),
        ("支持银行在风险可控的前提下，优化流程，增加信用贷等支持，为农户提供续贷支持。", "encouraged"),
        ("允许双方签订协议后，办理预约登记。", "encouraged"),
        ("村集体经批准可按规定公开选聘，招聘专业管护员。", "encouraged"),
        ("依托服务平台等应用场景，推动落实电子台账。", "encouraged"),
        ("涉及隐私的，履行审批程序后，可不予公开。", "encouraged"),
        ("加快推广节水技术，提高用水效率。", "encouraged"),
        ("引导农户轮作,增加有机肥施用。", "encouraged"),
        # a torn sentence: nothing but its condition
        ("质量可控的前提下，", "mandatory"),
        # a duty before the ban
        ("县林业局负责协调种苗供应，不得延误农时。", "mandatory"),
        ("县直负责审批的部门，不得收取认领费。", "forbidden"),
        ("坚决杜绝挪用管护资金。", "forbidden"),
        ("加强资金监管，杜绝挪用现象。", "mandatory"),
        ("管护台账要如实填写，杜绝虚报。", "mandatory"),
        ("建立杜绝浪费的长效机制。", "mandatory"),
    ],
)
def test_modality(sentence, modality):
    assert modality_of(sentence, ()) == modality


@pytest.mark.parametrize(
    ("sentence", "contested"),
    [
        ("建立认领制度，鼓励村民参与。", True),
        ("支持合作社参与管护，建立台账。", True),
        ("逐项公开收费标准，不得变相收费。", True),
        ("鼓励村民认领菜地，提升参与度。", False),
        ("建设共享菜园，完善浇水设施。", False),
        ("严禁占用基本农田。", False),
    ],
)
def test_cues_of_two_modalities_are_told(sentence, contested):
    assert weigh(sentence, ()).contested is contested


def test_everything_under_the_principles_is_principle():
    assert modality_of("坚持因地制宜，鼓励多种方式。", ("总体要求", "基本原则")) == "principle"
