"""Places: every name is read from where the speaker stands, and ambiguity stays visible."""

from __future__ import annotations

import pytest

from kb.regions import (
    NATIONAL,
    candidates,
    is_above,
    line_of,
    members,
    region,
    region_of_document_number,
    region_of_issuer,
    regions_named_in,
    relative_region,
    resolve_region,
)

ISSUERS = [
    ("淄博市人民政府办公室", "370300", "prefecture"),
    ("重庆市綦江区人民政府办公室", "500110", "county"),
    ("上海市青浦区人民政府", "310118", "county"),
    ("重庆市人民政府办公厅", "500000", "provincial"),
    ("临夏市人民政府办公室", "622901", "county"),
    ("临夏州人民政府", "622900", "prefecture"),
    ("湘西自治州人民政府", "433100", "prefecture"),
    ("瑞昌市工程建设项目审批制度改革领导小组办公室", "360481", "county"),
    ("中共沂源县委办公室", "370323", "county"),
    ("国家税务总局淄博市税务局", "370300", "prefecture"),
    ("江西省营商办", "360000", "provincial"),
    ("国务院办公厅", NATIONAL, "national"),
    ("商务部", NATIONAL, "national"),
    ("国家发展改革委", NATIONAL, "national"),
    ("淄博高新技术产业开发区管理委员会", "370300-高新区", "county"),
    ("沂源县悦庄镇人民政府", "370323-悦庄镇", "township"),
    ("重庆市江北区人民政府", "500105", "county"),
    ("青禾县人民政府", "990121", "county"),
    ("苏州工业园区管理委员会", "320500-工业园区", "county"),
    ("平潭综合实验区管委会", "350000-平潭综合实验区", "county"),
    ("吉林市人民政府办公室", "220200", "prefecture"),
    ("阿里地区行政公署", "542500", "prefecture"),
    ("中国人民银行淄博市中心支行", "370300", "prefecture"),
    ("中国人民银行济南分行", "370100", "prefecture"),
    ("国家统计局山东调查总队", "370000", "provincial"),
    ("国家矿山安全监察局山东局", "370000", "provincial"),
    ("国家统计局", NATIONAL, "national"),
    ("共青团淄博市委员会", "370300", "prefecture"),
]


@pytest.mark.parametrize(("issuer", "code", "level"), ISSUERS)
def test_the_place_of_an_issuer(issuer: str, code: str, level: str) -> None:
    place = region_of_issuer(issuer)
    assert place is not None
    assert (place.code, place.level) == (code, level)


@pytest.mark.parametrize(
    "issuer", ["朝阳区人民政府", "鼓楼区人民政府办公室", "市政府办公室", "某某公司", "新疆生产建设兵团办公厅"]
)
def test_an_issuer_that_may_be_anybody_has_no_place(issuer: str) -> None:
    assert region_of_issuer(issuer) is None


def test_the_document_number_helps_an_issuer_without_a_place() -> None:
    place = region_of_issuer("市政府办公室", "淄政办字〔2020〕1号")
    assert place is not None and place.code == "370300"


def test_a_wrong_number_does_not_move_a_named_place() -> None:
    place = region_of_issuer("沂源县人民政府", "渝府发〔2020〕1号")
    assert place is not None and place.code == "370323"


NAMES = [
    ("淄博市", None, "370300"),
    ("淄博", None, "370300"),
    ("博山区", "370300", "370304"),
    ("博山", "370300", "370304"),
    ("綦江", "500114", "500110"),
    ("重庆市綦江区", "370300", "500110"),
    ("甘肃省临夏州临夏市", None, "622901"),
    ("江北区", "500110", "500105"),
    ("江北区", "330203", "330205"),
    ("文昌湖区", "370300", "370300-淄博文昌湖省级旅游度假区"),
    ("高新区", "370300", "370300-高新区"),
    ("淄博高新区", "370300", "370300-高新区"),
    ("经济开发区", "370300", "370300-经济开发区"),
    ("西海岸新区", "370200", "370200-青岛西海岸新区"),
]


@pytest.mark.parametrize(("name", "within", "code"), NAMES)
def test_a_name_is_resolved_relative_to_the_speaker(name: str, within: str | None, code: str) -> None:
    place = resolve_region(name, within)
    assert place is not None and place.code == code


@pytest.mark.parametrize("name", ["朝阳区", "鼓楼区", "临夏", "城区", "没有这个县"])
def test_ambiguous_and_unknown_names_stay_open(name: str) -> None:
    assert resolve_region(name) is None


def test_candidates_tell_what_an_ambiguous_name_may_be() -> None:
    assert {place.code for place in candidates("临夏")} == {"622900", "622901", "622921"}


def test_a_zone_never_becomes_a_place_of_the_same_name_elsewhere() -> None:
    for speaker in ("370300", "370323", "370000"):
        place = resolve_region("文昌湖区", speaker)
        assert place is not None and place.parent == "370300"
    assert resolve_region("正阳工业园区", "500114") is None  # 正阳县 is in another province


@pytest.mark.parametrize(
    ("word", "speaker", "code"),
    [
        ("市", "370323", "370300"),
        ("市", "360481", "360481"),
        ("市", "500110", "500000"),
        ("省", "370323", "370000"),
        ("州", "622901", "622900"),
        ("县", "370323", "370323"),
        ("区", "500110", "500110"),
        ("自治区", "450100", "450000"),
    ],
)
def test_class_words_mean_a_place_on_the_speakers_line(word: str, speaker: str, code: str) -> None:
    place = region(speaker)
    assert place is not None
    assert [found.code for found in relative_region(word, place)] == [code]


def test_a_province_has_no_single_city() -> None:
    place = region("370000")
    assert place is not None and relative_region("市", place) == ()


def test_the_line_runs_up_to_the_country() -> None:
    assert line_of("370323") == ("370323", "370300", "370000", NATIONAL)
    assert line_of("500110") == ("500110", "500000", NATIONAL)
    assert line_of("123456") == ()


def test_above_is_strict() -> None:
    assert is_above("370000", "370323")
    assert not is_above("370323", "370323")
    assert not is_above("370323", "370300")


def test_members_are_the_places_directly_below() -> None:
    names = [place.name for place in members("370300")]
    assert "沂源县" in names and "淄博文昌湖省级旅游度假区" in names
    assert len(members(NATIONAL)) >= 34


@pytest.mark.parametrize(
    ("number", "within", "code"),
    [
        ("渝府办发〔2023〕38号", None, "500000"),
        ("国办发〔2018〕128号", None, NATIONAL),
        ("鲁政办字〔2020〕1号", None, "370000"),
        ("青政办发〔2020〕1号", "370200", "370200"),
        ("青政办发〔2020〕1号", "630000", "630000"),
    ],
)
def test_document_numbers_hint_at_a_place(number: str, within: str | None, code: str) -> None:
    place = region_of_document_number(number, within)
    assert place is not None and place.code == code


@pytest.mark.parametrize("number", ["青政办发〔2020〕1号", "某某字〔2020〕1号", "2020年第1号"])
def test_shared_and_unknown_number_codes_hint_at_nothing(number: str) -> None:
    assert region_of_document_number(number) is None


def test_every_place_hangs_below_a_known_place_of_a_higher_level() -> None:
    def broken(code: str) -> bool:
        return line_of(code)[-1:] != (NATIONAL,)

    todo = [place.code for place in members(NATIONAL)]
    seen: list[str] = []
    while todo:
        seen.append(todo.pop())
        todo += [place.code for place in members(seen[-1])]
    assert len(seen) > 3200
    assert not [code for code in seen if broken(code)]


def test_a_title_may_name_the_place_of_a_plan() -> None:
    assert [place.code for place in regions_named_in("数字山东行动方案", "provincial")] == ["370000"]
    assert regions_named_in("快递进村行动方案", "provincial") == ()


@pytest.mark.parametrize(
    ("county", "known", "number"),
    [("370323", "悦庄镇", 12), ("990121", "禾塘街道", 4), ("110101", "东华门街道", 17), ("999999", None, 0)],
)
def test_a_county_has_its_towns(county: str, known: str | None, number: int) -> None:
    towns = [each for each in members(county) if each.level == "township"]
    assert len(towns) == number
    assert known is None or known in {each.name for each in towns}
    assert all(region(each.code) is not None for each in towns)
