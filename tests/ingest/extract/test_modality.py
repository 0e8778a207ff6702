"""How strongly a sentence binds."""

import pytest

from ingest.extract.modality import modality_of


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
    ],
)
def test_modality(sentence, modality):
    assert modality_of(sentence, ()) == modality


def test_everything_under_the_principles_is_principle():
    assert modality_of("坚持因地制宜，鼓励多种方式。", ("总体要求", "基本原则")) == "principle"
