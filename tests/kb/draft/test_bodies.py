"""The own counterpart of an upper body: usual names by level, honest unknowns, the place's own list first."""

from __future__ import annotations

import pytest

from kb.bodies import resolve_unit
from kb.draft.bodies import LocalBodies, offered_names, own_name, why_asked
from tests.kb.draft.making import place

COUNTRY, PROVINCE, CITY, COUNTY, TOWN = "000000", "990000", "990100", "990122", "990122100"
USUAL = [
    ("商务部", COUNTRY, PROVINCE, "省商务厅"),
    ("国家发展改革委", COUNTRY, PROVINCE, "省发展改革委"),
    ("国家邮政局", COUNTRY, PROVINCE, "省邮政管理局"),
    ("省教育厅", PROVINCE, CITY, "市教育局"),
    ("省政府办公厅", PROVINCE, CITY, "市政府办公室"),
    ("省委宣传部", PROVINCE, CITY, "市委宣传部"),
    ("团市委", CITY, COUNTY, "团县委"),
    ("市残联", CITY, COUNTY, "县残联"),
    ("市发展改革委", CITY, COUNTY, "县发展改革局"),
    ("市卫生健康委", CITY, COUNTY, "县卫生健康局"),
    ("樾州市税务局", CITY, COUNTY, "荻溪县税务局"),
    ("市生态环境局", CITY, COUNTY, "市生态环境局荻溪分局"),
    ("市政府督查室", CITY, COUNTY, "县政府督查室"),
]
UNKNOWN = [
    ("市邮政管理局", CITY, COUNTY),
    ("海关总署", COUNTRY, PROVINCE),
    ("市燃气公司", CITY, COUNTY),
    ("市疾控中心", CITY, COUNTY),
    ("市财政", CITY, COUNTY),
    ("县民政局", COUNTY, TOWN),
]


@pytest.mark.parametrize(("name", "above", "code", "own"), USUAL)
def test_usual_names(name: str, above: str, code: str, own: str) -> None:
    unit = resolve_unit(name, place(above), place(above).level)
    assert own_name(unit, place(code), LocalBodies(code)) == own


@pytest.mark.parametrize(("name", "above", "code"), UNKNOWN)
def test_what_is_not_certain_is_unknown(name: str, above: str, code: str) -> None:
    unit = resolve_unit(name, place(above), place(above).level)
    assert own_name(unit, place(code), LocalBodies(code)) is None


def test_why_it_is_asked_and_who_often_carries_it() -> None:
    unit = resolve_unit("市药监局", place(CITY), "prefecture")
    assert why_asked(unit, place(COUNTY)) is not None
    assert offered_names(unit, place(COUNTY)) == ("市场监督管理局",)
