"""Whom a sentence encourages."""

import pytest

from ingest.extract.parties import party_of


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("物业公司和村居在空地开辟菜园", ("物业公司", "村居")),
        ("菜农、种子、农机等企业共享仓库", ("菜农、种子、农机等企业",)),
        ("合作社与家庭农场组建联合体", ("合作社",)),
        ("有条件的乡镇（街道）整合管护力量", ("有条件的乡镇（街道）",)),
        ("公众在家中堆肥", ("公众",)),
        ("幼儿园开设劳动课", ("幼儿园",)),
        ("高校毕业生到村里创业", ("高校毕业生",)),
        ("种业企业数字化、连锁化转型升级", ("种业企业",)),
        ("建设单位采用节水设备", ("建设单位",)),
        ("推进各类农技服务等平台建设", ()),
        ("共享菜园服务平台建设", ()),
        ("发展有机种植", ()),
    ],
)
def test_parties_behind_an_encouraging_cue(words, parties):
    assert party_of(words) == parties
