"""Bodies: all names of one body lead to one key, and nothing is guessed."""

from __future__ import annotations

import pytest

from corpus.tables import load_column
from kb.bodies import function_of, functions, is_body_name, official_name, resolve_unit
from kb.bodies.registry import registry
from kb.model import Unit
from kb.regions import region

CITY, COUNTY, COUNTY_CITY = "370300", "370323", "360481"


def unit(name: str, speaker: str, year: int | None = None) -> Unit:
    place = region(speaker)
    assert place is not None
    return resolve_unit(name, place, place.level, year)


ONE_BODY = [
    (CITY, ("市发改局", "市发改委", "市发展改革委", "市发展和改革委员会", "发改委", "淄博市发展改革委")),
    (CITY, ("市自然资源局", "市自然资源和规划局", "市规划自然资源局")),
    (CITY, ("市市场监管局", "市监局", "市场监督管理局", "市市场监督管理局（市知识产权局）")),
    (CITY, ("市住建局", "市住房城乡建设局", "市住房和城乡建设局")),
    (CITY, ("人民银行淄博市中心支行", "人民银行市中心支行", "中国人民银行淄博市分行")),
    (CITY, ("国家税务总局淄博市税务局", "市税务局", "税务局")),
    (CITY, ("高新区管委会", "高新区", "淄博高新技术产业开发区管委会")),
    (CITY, ("国网淄博供电公司", "市供电公司", "供电公司")),
    (CITY, ("各区县政府", "各区县人民政府", "各县区")),
    (COUNTY, ("县邮政公司", "县邮政分公司", "中国邮政集团有限公司沂源县分公司")),
    (COUNTY, ("县生态环境分局", "市生态环境局沂源分局", "沂源县生态环境局")),
    (COUNTY, ("各镇、街道", "各镇（街道）", "各镇人民政府、街道办事处", "各乡镇街道")),
    (COUNTY, ("悦庄镇", "悦庄镇人民政府")),
    (CITY, ("市巡察办", "市委巡察办", "市委巡察工作领导小组办公室")),
    (CITY, ("市文明办", "市委文明办", "市精神文明建设指导委员会办公室")),
    (CITY, ("市安委办", "市安委会办公室", "市安全生产委员会办公室")),
    (CITY, ("团市委", "共青团淄博市委")),
    (CITY, ("市交警支队", "市公安局交警支队", "市公安局公安交通管理局")),
    (CITY, ("淄博移动", "移动淄博分公司", "中国移动淄博分公司")),
    (CITY, ("经开区管委", "经开区管委会", "经开区")),
    (COUNTY, ("县农商行", "沂源农村商业银行", "县农村信用联社")),
    (COUNTY, ("县林长办", "县林长制办公室")),
    (COUNTY, ("县农办", "县委农办", "县委农村工作领导小组办公室")),
    ("500000", ("重庆高新区", "高新区管委会", "重庆高新技术产业开发区管委会")),
    ("110000", ("北京经济技术开发区", "经开区管委会", "亦庄")),
    ("370000", ("各市、县人民政府", "各市、县（市、区）人民政府")),
]


@pytest.mark.parametrize(("speaker", "names"), ONE_BODY)
def test_names_of_one_body_share_a_key(speaker: str, names: tuple[str, ...]) -> None:
    keys = {unit(name, speaker).canonical for name in names}
    assert len(keys) == 1 and None not in keys


TWO_BODIES = [
    (CITY, "市政务服务办", "市政务服务中心"),
    (CITY, "市大数据局", "市大数据中心"),
    (CITY, "市住建局", "市住房保障局"),
    (CITY, "市农业农村局", "市畜牧局"),
    (CITY, "市公安局", "市公安局交警支队"),
    (CITY, "市卫生健康委", "市疾控中心"),
    (CITY, "市商务局", "高新区商务局"),
    (CITY, "市水务集团", "市自来水公司"),
    (CITY, "市邮政管理局", "市邮政公司"),
    ("000000", "国家铁路局", "中国民航局"),
    ("000000", "国家铁路局", "国铁集团"),
    ("000000", "银监会", "保监会"),
    ("000000", "长江委", "黄委"),
    ("000000", "国务院研究室", "国务院参事室"),
    ("000000", "外交部", "中央外办"),
    ("000000", "司法部", "国务院法制办"),
    (CITY, "市纪委监委", "市巡察办"),
    (CITY, "市监委", "市监局"),
    (CITY, "市安监局", "市应急办"),
    (CITY, "市文化局", "市旅游发展委员会"),
    (CITY, "市卫生局", "市计生委"),
    (CITY, "市公共资源交易中心", "市公共资源交易监管局"),
    (CITY, "市委督查室", "市政府督查室"),
    (CITY, "市融媒体中心", "市广播电视台"),
    (CITY, "市黄河河务局", "市南水北调中心"),
    (CITY, "淄博军分区", "武警淄博支队"),
    (CITY, "人保财险淄博分公司", "人寿财险淄博分公司"),
    (CITY, "市法学会", "市律师协会"),
    (CITY, "市房管局", "市房屋征收办"),
    (CITY, "市委党史研究室", "市地方志办公室"),
    (CITY, "各区县政府", "各开发区管委会"),
    (CITY, "市国资委", "市国有资产事务中心"),
    (CITY, "市信用办", "市信用中心"),
    (CITY, "市应急局", "市应急委"),
    (CITY, "市委", "市委、市政府"),
    (COUNTY, "县农商银行", "村镇银行"),
    (COUNTY, "县红十字会", "县慈善总会"),
    ("110108", "区城市管理委", "区城管执法局"),
    ("370000", "各市人民政府", "各市、县（市、区）人民政府"),
]


@pytest.mark.parametrize(("speaker", "one", "other"), TWO_BODIES)
def test_bodies_that_stand_side_by_side_are_not_one(speaker: str, one: str, other: str) -> None:
    first, second = unit(one, speaker), unit(other, speaker)
    assert first.canonical and second.canonical
    assert first.canonical != second.canonical


PLACED = [
    ("市商务局", CITY, "370300/commerce", "prefecture"),
    ("市商务局", COUNTY, "370300/commerce", "prefecture"),
    ("市商务局", COUNTY_CITY, "360481/commerce", "county"),
    ("市商务委", "500110", "500000/commerce", "provincial"),
    ("发改委", COUNTY_CITY, "360481/development-reform", "county"),
    ("省商务厅", COUNTY, "370000/commerce", "provincial"),
    ("商务厅", CITY, "370000/commerce", "provincial"),
    ("商务部", COUNTY, "000000/commerce", "national"),
    ("国资委", CITY, "370300/state-assets", "prefecture"),
    ("国资委", "000000", "000000/state-assets", "national"),
    ("州商务局", "622901", "622900/commerce", "prefecture"),
    ("州生态环境局临夏市分局", "622901", "622901/ecology-environment", "county"),
    ("九江市商务局", COUNTY_CITY, "360400/commerce", "prefecture"),
    ("江北区政府", "500000", "500105/government", "county"),
    ("济南市政府", "370000", "370100/government", "prefecture"),
    ("自治区商务厅", "450100", "450000/commerce", "provincial"),
    ("青岛海关", CITY, "370200/customs", "prefecture"),
    ("人行南昌中心支行", "360000", "360100/central-bank", "prefecture"),
    ("县财政", COUNTY, "370323/finance", "county"),
    ("县委宣传部", COUNTY, "370323/propaganda", "county"),
    ("市委、市政府督查室", CITY, "370300/inspection", "prefecture"),
    ("市商务局", "990121", "990100/commerce", "prefecture"),
    ("镇财政所", "990121100", "990121100/finance", "township"),
    ("消防救援支队", COUNTY, "370300/fire", "prefecture"),
    ("消防救援支队", "500110", "500110/fire", "county"),
    ("中级人民法院", COUNTY, "370300/court", "prefecture"),
    ("公安朝阳分局", "110105", "110105/public-security", "county"),
    ("市生态环境局高新分局", CITY, "370300-高新区/ecology-environment", "county"),
    ("市市场监管局南山监管局", "440305", "440305/market-regulation", "county"),
    ("地委组织部", "653100", "653100/organization", "prefecture"),
    ("盟行署办公室", "152500", "152500/general-office", "prefecture"),
    ("旗农牧和水利局", "150724", "150724/agriculture", "county"),
    ("西湖风景名胜区管委会", "330100", "330100-西湖风景名胜区/government", "county"),
    ("新区管委会", "410184", "410184-新区/government", "county"),
    ("平潭综合实验区管委会", "350000", "350000-平潭综合实验区/government", "county"),
    ("浏阳经开区管委会", "430181", "430181-经开区/government", "county"),
    ("吉林市财政局", "220200", "220200/finance", "prefecture"),
    ("省财政厅", "220200", "220000/finance", "provincial"),
    ("国家能源局", CITY, "000000/energy", "national"),
    ("各省辖市人民政府", "410000", "410000/governments-prefecture", "prefecture"),
    ("各地级以上市人民政府", "440000", "440000/governments-prefecture", "prefecture"),
    ("各盟行政公署、市人民政府", "150000", "150000/governments-prefecture", "prefecture"),
    ("各镇区街道", "370681", "370681/townships", "township"),
]


@pytest.mark.parametrize(("name", "speaker", "key", "level"), PLACED)
def test_the_place_of_a_body(name: str, speaker: str, key: str, level: str) -> None:
    found = unit(name, speaker)
    assert (found.canonical, found.level) == (key, level)


KINDS = [
    ("县商务局", "department"),
    ("县邮政公司", "enterprise"),
    ("农业银行县支行", "enterprise"),
    ("各镇、街道", "township_group"),
    ("各县（市、区）人民政府", "government"),
    ("各地区", "government"),
    ("高新区管委会", "government"),
    ("县快递进村工作领导小组办公室", "leading_group"),
    ("工作专班", "leading_group"),
    ("县直有关部门", "other"),
    ("各成员单位", "other"),
    ("所在村居", "other"),
]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_the_kind_of_a_unit(name: str, kind: str) -> None:
    assert unit(name, COUNTY).kind == kind


@pytest.mark.parametrize(
    "name",
    [
        "有关部门",
        "县直有关单位",
        "领导小组办公室",
        "相关镇（街道）",
        "快递企业",
        "县某某促进局",
        "农户",
        "新华",
        "城区",
        "残疾人",
        "综合执法部门",
        "各工作组",
        "各专班",
        "市生态环境局各分局",
        "电信、移动、联通公司",
        "县优化营商环境领导小组成员单位",
    ],
)
def test_what_names_no_body_gets_no_key(name: str) -> None:
    found = unit(name, COUNTY)
    assert found.canonical is None
    assert found.candidates == ()


def test_an_ambiguous_name_shows_its_candidates() -> None:
    found = unit("国网临夏供电公司", "622901")
    assert found.canonical is None
    assert unit("邮政管理部门", CITY).candidates == ("370300/postal",)
    assert unit("各级商务部门", CITY).canonical is None


def test_a_unit_without_a_known_issuer_keeps_its_function_and_no_place() -> None:
    found = resolve_unit("省商务厅", None, "provincial")
    assert (found.function, found.level, found.canonical) == ("商务", "provincial", None)


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("县发改局", "发展改革"),
        ("市市场监管局", "市场监管"),
        ("工商局", "市场监管"),
        ("国务院扶贫办", "乡村振兴"),
        ("银保监会", "金融监管"),
        ("市邮政管理部门", "邮政管理"),
        ("县邮政分公司", "邮政公司"),
        ("市直有关单位", None),
        ("各镇、街道", None),
    ],
)
def test_functions(name: str, function: str | None) -> None:
    assert function_of(name) == function


def test_official_names_differ_by_level() -> None:
    assert official_name("发展改革", "prefecture") == "发展和改革委员会"
    assert official_name("发展改革", "county") == "发展和改革局"
    assert official_name("海关", "county") is None


@pytest.mark.parametrize(
    "text",
    [
        "县商务局",
        "县邮政公司",
        "各镇（街道）",
        "县财政",
        "青岛海关",
        "法院",
        "商务部门",
        "领导小组",
        "快递企业",
        "区建设与交通局",
        "县规划与自然资源局",
    ],
)
def test_names_of_bodies_look_like_bodies(text: str) -> None:
    assert is_body_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "工作格局",
        "一网通办",
        "全部",
        "县级快递共同配送中心",
        "数据中心",
        "服务中心",
        "全县",
        "社会",
        "大局",
        "县财政局与县教育局",
        "推动企业与商务局",
    ],
)
def test_other_words_do_not(text: str) -> None:
    assert not is_body_name(text)


YEARS = [
    ("省金融监管局", "360000", 2022, "360000/local-finance", "地方金融"),
    ("省金融监管局", "360000", 2023, None, None),
    ("省金融监管局", "360000", 2025, "360000/financial-regulation", "金融监管"),
    ("江西金融监管局", "360000", 2024, "360000/financial-regulation", "金融监管"),
    ("江西金融监管局", "360000", 2021, "360000/local-finance", "地方金融"),
    ("淄博银保监分局", CITY, 2021, "370300/financial-regulation", "金融监管"),
    ("市工商局", CITY, 2017, "370300/market-regulation:工商局", "市场监管"),
    ("市国土局", CITY, 2016, "370300/natural-resources", "自然资源"),
    ("市扶贫办", CITY, 2019, "370300/rural-revitalization", "乡村振兴"),
    ("县乡村振兴局", COUNTY, 2022, "370323/rural-revitalization", "乡村振兴"),
    ("县乡村振兴局", COUNTY, 2025, "370323/agriculture", "农业农村"),
    ("市物价局", CITY, 2019, "370300/development-reform", "发展改革"),
    ("县邮政局", COUNTY, 2024, None, None),
]


@pytest.mark.parametrize(("name", "speaker", "year", "key", "function"), YEARS)
def test_the_year_of_the_notice_decides_what_a_reform_changed(
    name: str, speaker: str, year: int, key: str | None, function: str | None
) -> None:
    found = unit(name, speaker, year)
    assert (found.canonical, found.function) == (key, function)


@pytest.mark.parametrize(
    ("name", "function"),
    [("发改", "发展改革"), ("财政", "财政"), ("人社", "人力资源社会保障"), ("市监", "市场监管")],
)
def test_a_word_for_a_department_in_a_list_tells_the_function_and_no_body(name: str, function: str) -> None:
    found = unit(name, COUNTY)
    assert (found.function, found.canonical, len(found.candidates)) == (function, None, 1)


def test_a_zone_is_known_by_every_word_of_its_class() -> None:
    keys = {unit(name, "370200").canonical for name in ("高新区", "高新技术产业开发区", "青岛高新区管委会")}
    assert keys == {"370200-高新区/government"}
    assert unit("长兴岛经开区", "210281").canonical == unit("长兴岛经济技术开发区", "210200").canonical
    assert unit("温州湾新区管委会", "330300").canonical == "330300-温州湾新区/government"


def test_a_class_of_zones_is_the_own_one_only_with_its_office_or_its_place() -> None:
    found = unit("物流园区", COUNTY)
    assert (found.canonical, found.candidates) == (None, ("370323-物流园区/government",))
    assert unit("物流园区管委会", COUNTY).canonical == "370323-物流园区/government"
    assert unit("县物流园区", COUNTY).canonical == "370323-物流园区/government"


def test_without_a_year_a_shared_name_is_undecided() -> None:
    found = unit("市金融监管局", CITY)
    assert found.canonical is None
    assert found.candidates == ("370300/local-finance", "370300/financial-regulation")
    assert unit("县中级人民法院", COUNTY).canonical is None
    assert unit("县邮政局", COUNTY).candidates == ("370323/postal", "370323/post-company")


def test_only_the_table_of_shared_names_gives_a_name_two_functions() -> None:
    shared = {
        name for name, aliases in registry().aliases.items() if len({alias.function for alias in aliases}) > 1
    }
    assert shared == set(load_column("shared_names"))


def test_every_function_has_its_own_key_and_name() -> None:
    known = functions()
    assert len(known) > 110
    assert len({entry.key for entry in known}) == len({entry.name for entry in known}) == len(known)
    assert all(entry.merged_into is None or entry.merged_into in registry().functions for entry in known)
