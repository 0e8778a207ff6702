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
        ("有条件的村可以配建农具房。", "mandatory"),
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
