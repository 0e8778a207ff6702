"""Is a figure a commitment? Conditions, scopes, reports, names and validity periods are not."""

from __future__ import annotations

import re

from ingest.extract.cue_words import any_of, last_match
from ingest.extract.framing import Framing
from ingest.extract.target_limits import CHANGE_TO, is_term, limit_of
from ingest.extract.target_quantities import Quantity
from ingest.extract.target_setting import Setting

_NEVER = frozenset({"other", "year", "batch"})
_MEASURES = frozenset(
    {"person", "area", "length", "mass", "volume", "energy", "money", "data", "year", "speed"}
)
_COSTS = re.compile(
    r"(?:总投资|计划投资|投资概算|概算投资|投资估算|估算投资|总造价|总预算)(?:额|总额)?(?:约|为|约为)?[ \t]*$"
)
_DENIED = ("未", "不", "没", "未能", "没有", "不足")
_BASES = frozenset({"count", "person", "area", "length"})
_LONGEST_NAME = 24
_LOWEST_PLAIN_CHINESE = 2

_BUILD = re.compile(rf"{any_of('target_cues', 'build')}(?!的)")
_GIVE = re.compile(any_of("target_cues", "give"))
_CHANGE = re.compile(any_of("target_cues", "reduce", "raise"))
_RATE = re.compile(any_of("target_contexts", "rate"))
_WHOM = re.compile(
    rf"[ \t\u3000]*(?:的|规模|规模的)?(?:[\u4e00-\u9fff]{{0,4}}?){any_of('target_contexts', 'whom')}"
)
_BOUND = re.compile(r"[按应须至要][^，,；;。0-9]{0,16}(?:不低于|不少于|不超过|至少)[^，,；;。0-9]{0,4}$")
_DONE = re.compile(any_of("target_cues", "done"))
_PAST_OPENING = re.compile(
    r"(?:截至目前|目前|近年来|去年|当前|截至20[0-9]{2}年|20[0-9]{2}年以来)[^。；]{0,40}$"
)
_CONDITION = re.compile(rf"(?:^|[，、）)\s]|[\u4e00-\u9fff](?=对)){any_of('target_cues', 'condition')}(?!接)")
_RESUMES = re.compile(any_of("target_cues", "resume"))
_VAGUE = re.compile(any_of("target_cues", "vague"))
_OF_CONDITION = re.compile(
    rf"[^，,；;。：:\n]{{0,40}}?的(?:[，,][ \t]*|(?![省市州县区镇]级))(?!应[急用对届])(?:{any_of('target_cues', 'resume')})"
)
_FROM = re.compile(r"(?:由|从)[^，,；;。、\n0-9]{0,10}$")
_FROM_GOES_ON = re.compile(
    r"[^，,；;。\n]{0,8}?(?:压减|压缩|缩短|缩减|减少|减至|减到|降低|降至|降到|精简|提高|提升|增加|增至|增长|扩大|上升)"
)
_TO_FIGURE = re.compile(r"^[^，,；;。\n]{0,20}?(?:至|到|为)[^，,；;。\n0-9]{0,8}[0-9]")
_PER_BASE = re.compile(r"每(?:新增|增加|满|超过?|招用|吸纳|培育|新建|引进|完成|有|隔|批)?(?:新)?[ \t]*$")
_RANK = re.compile(r"(?:第|(?<![提底末年月日之以目当])前|排名|位列|位居|居全[国省市])[ \t]*$")
_SUMMING_UP = re.compile(
    r"(?:包括|包含|涵盖|涉及|分为|划分为|共计?|围绕|聚焦|针对|按照|根据|坚持)[^，,；;。\n]{0,60}$"
)
_CHOSEN = re.compile(r"(?:选定|选取|选择|遴选|选派|推荐|确定|明确|上报|报送|报)(?:了|好|出)?[ \t\u3000]*$")
_BY_EACH = re.compile(
    r"(?:^|[，。；\n \t\u3000])各[^，,；;。]{1,14}?(?:要|应|须|需|每|分别|[选推确明上报])|每(?:季度?|个?月|年|半年|周|个)"
)
_PUBLIC_GOOD = re.compile(
    r"的(?:目标|标准|要求|水平|幅度|比例|规模|速度|任务|一次性|(?:(?!给予|予以|发放|按|每|可)[^，,；;。、\n的0-9]){0,10}?(?:奖励|补助|补贴|奖补|资助|资金|经费|奖金|贴息))"
)
_FUND = re.compile(r"[ \t]*的[^，,；;。、\n]{0,16}?(?:基金|资金|融资|授信|额度|贷款)")
_RAISED = re.compile(
    r"(?:设立|组建|筹集|筹措|募集|安排|争取|落实|发行|投入|新增|撬动)[^，,；;。、\n的]{0,14}$"
)
"""A fund to be raised (设立规模不低于2亿元的基金): its size is the goal."""
_SETS_UP = re.compile(r"(?:成立|组建|建立|设立|配备|配齐|组织)(?:一支|一个|1支|1个)?[ \t]*$")
"""成立不少于15人的队伍: how strong what is set up is to be."""
_HOLDS = re.compile(r"(?:都|均|要|应|须|至少)(?:建|设|配|办|开)有[ \t]*$")
"""每个乡镇都建有1所…: what each is to have."""
_AT_PLACE = re.compile(r"(?:^|[，,、；;：:（(]|其中)[\u4e00-\u9fff]{1,8}(?:[市州县区镇乡旗]|街道)[ \t]*$")
_CATCHMENT = re.compile(r"(?:流域|集水|汇水)面积(?:在|为|达到?)?[ \t]*$")
_WATERS = re.compile(r"[ \t]*的?(?:中小)?(?:河流|河湖|湖泊|河道)")
"""流域面积100平方公里以上河流: what nature made is no goal, whatever is done along it."""
_PREPARED = re.compile(
    r"[^，,；;。0-9的]{1,24}的(?:[^，,；;。0-9的]{1,24}等)?(?:前期(?:工作|准备)|(?:各项)?准备工作)[ \t]*$"
)
"""完成3处水站的选址等前期工作: the stations are what the work is for."""
_NEXT_PLACE = re.compile(r"[ \t]*(?:$|[、和][\u4e00-\u9fff]{1,10}[0-9])")
"""甲区8所、乙区7所: what each place is to have."""
_LEVEL = re.compile(r"每(?:百|千|万|十万)(?:名|个|户|人)|^[ \t]*(?:人均|户均)")
_SERVES = re.compile(r"[^，,；;。：:\n]{1,24}?(?:实施|提供|开展|办理|发放|配备|安装|进行|完成)")
"""为1万户老人实施改造: how many are served."""
_MORE_OF_LIST = re.compile(r"(?:[、和及与][^，,；;。、\n的0-9]{0,12}[0-9][0-9.]*[^，,；;。、\n的0-9]{0,4})+")
_ALREADY = re.compile(r"已(?:经)?[\u4e00-\u9fff]{0,4}$")
_AMOUNT = re.compile(
    r"投资|产值|收入|资金|经费|产出|交易额|销售额|营业额|零售额|总额|增加值|税收|规模|贷款|金额|利润|出口|进口|消费"
)
_ANOTHER = re.compile(r"[^，,；;。、和及与\n]{2,25}?[0-9]")
"""A further figure in the same breath: the first only describes what the second counts."""
_GOES_ON = re.compile(r"[ \t]*[\u4e00-\u9fff]")
_OWN_FIGURE = re.compile(r"其中|达到|完成|建成|新建|不少于|不低于|至少")
_COMES_ABOUT = re.compile(
    r"(?:竣工|投产|开工|建成|完成|落地|投用|投入使用|投入运营|实现|通过|达标|达到|上线|开通|入库|签约|创成|获批|挂牌|验收|启动|转型|升级|脱贫|摘帽|出列)"
)
_FINE = re.compile(r"^[^，,；;。\n]{0,12}(?:罚款|罚金|滞纳金|违约金)")
_HARM = re.compile(r"(?:不发生|杜绝|遏制|防止|避免|防范|不出现|严禁)[^，,；;。\n]{0,16}$")
_ACTS = re.compile(
    r"(?:进行|开展|实行|实施|给予|实现|建设|建成|完成|落实|予以|奖励|补助|发放|提供)[^，,；;。、\n]{0,12}$"
)
_FORBIDS = re.compile(r"(?:禁止|严禁|不得|杜绝)")
_CONTINUES = re.compile(r"[、和及与以\s]*$")


def confidence_of(framing: Framing, quantity: Quantity, setting: Setting, expected: bool) -> float | None:
    """How sure it is that the figure is a commitment, None where it is not.

    `expected` says that the figure stands in a list behind a target (建成A 5个、B 3个) or behind a
    deadline in its stretch (到2025年接待游客100万人次).
    """
    if quantity.unit_class == "data" and not quantity.in_digits:
        return None
    if _explains(framing, quantity):
        return None
    if quantity.unit == "岁":
        return 0.85 if "寿命" in setting.prefix else None
    if is_term(quantity, setting):
        return 0.75
    if quantity.unit_class in _NEVER or _stands_in_name(framing, quantity):
        return None
    if _is_base(quantity, setting) or _is_report(setting) or _is_condition(setting, quantity):
        return None
    if _narrows_scope(quantity, setting):
        return None
    if quantity.unit_class == "duration":
        return limit_of(quantity, setting)
    if quantity.unit == "次" and setting.prefix.endswith("跑"):
        return None
    if not quantity.in_digits and not quantity.compared:
        return _in_characters(quantity, setting)
    if quantity.unit_class == "class":
        return 0.7 if quantity.compared and _BUILD.search(setting.prefix) else None
    return _plain(quantity, setting, expected)


def _stands_in_name(framing: Framing, quantity: Quantity) -> bool:
    """Inside “…” or 《…》, a rank, or a letter-and-digit name such as 5G."""
    quoted = framing.quoted[quantity.number_start] and not (
        quantity.compared and _in_sentence(framing, quantity)
    )
    inside = quoted or framing.titled[quantity.number_start]
    lettered = quantity.unit in {"G", "T", "M", "代"} and (quantity.value < 10 or not quantity.compared)
    return (
        bool(inside)
        or lettered
        or bool(_RANK.search(framing.text[max(0, quantity.start - 6) : quantity.start]))
    )


def _in_sentence(framing: Framing, quantity: Quantity) -> bool:
    """True where the quote holds a whole goal, with commas, rather than a name or slogan."""
    text = framing.text
    left = max(text.rfind(mark, 0, quantity.start) for mark in '“‘「"')
    right = min(
        (end for mark in '”’」"' if (end := text.find(mark, quantity.end)) >= 0), default=quantity.end
    )
    return right - left > _LONGEST_NAME and bool(re.search(r"[，；]", text[max(left, 0) : right]))


def _explains(framing: Framing, quantity: Quantity) -> bool:
    """In a bracket that explains the word before it (规模场（存栏500头以上）配套率…)."""
    bracket = framing.bracket_at(quantity.number_start)
    if bracket is None or not _GOES_ON.match(framing.text, bracket[1]):
        return False
    return not _OWN_FIGURE.search(framing.text, *bracket)


def _is_base(quantity: Quantity, setting: Setting) -> bool:
    """The figure that something is counted from (由50个压减至…, 每增加1人)."""
    if (
        _PER_BASE.search(setting.prefix[-8:])
        or _each_so_many(quantity, setting)
        or setting.prefix_to_comparator.endswith(_DENIED)
    ):
        return True
    if quantity.compared:
        return False
    came_from = _FROM.search(setting.prefix[-14:]) and _TO_FIGURE.search(setting.suffix)
    return bool(came_from or (_FROM_GOES_ON.match(setting.suffix) and not _CHANGE.search(setting.prefix[-6:])
                and re.match(r".{0,10}?(?:至|到)", setting.suffix)))  # fmt: skip


def _each_so_many(quantity: Quantity, setting: Setting) -> bool:
    """每10户设1个, 每5000人口配1所: the first figure is what the second is counted by."""
    return setting.prefix.endswith("每") and quantity.value > 1 and quantity.unit_class in _BASES


def _is_report(setting: Setting) -> bool:
    """Something already reached, a state of affairs, a cost, a fine, or a harm to be kept from happening."""
    if _COSTS.search(setting.prefix) or _FINE.search(setting.suffix) or _HARM.search(setting.prefix):
        return True
    if _PAST_OPENING.search(setting.ahead):
        return True
    done = [match.end() for match in _DONE.finditer(setting.prefix)]
    if _ALREADY.search(setting.prefix):
        return True
    if not done or _BUILD.search(setting.prefix, done[-1]):
        return False
    return not _BOUND.search(setting.prefix, done[-1])  # 已建成的小区按不低于15平方米补足


def _is_condition(setting: Setting, quantity: Quantity) -> bool:
    """Who is concerned, not what is to be reached: …的，可…; 对…的…; 当…."""
    listed = _MORE_OF_LIST.match(setting.suffix)
    if _OF_CONDITION.match(setting.behind) and not _PUBLIC_GOOD.match(
        setting.suffix, listed.end() if listed else 0
    ):
        return True
    if setting.suffix.rstrip().endswith("的") and setting.behind[len(setting.suffix) :].startswith(
        ("，", ",")
    ):
        return True
    if _chained_condition(setting):
        return True
    opening = last_match(_CONDITION, setting.prefix)
    if opening is None:
        return False
    if opening[0].endswith(("当", "如", "如果", "若", "凡", "凡是")):
        return True
    reach = setting.suffix.find("的")
    if reach < 0 or _PUBLIC_GOOD.match(setting.suffix[reach:]):
        return False
    return not _ACTS.search(setting.prefix, opening.end())


def _chained_condition(setting: Setting) -> bool:
    """A later stretch closes the condition that holds this figure: …达到3%，签订合同的，可发放…."""
    for closing in re.finditer(r"的[，,]", setting.behind):
        if _RESUMES.match(setting.behind, closing.end()):
            between = setting.behind[: closing.start()]
            return not re.search(r"[，,](?:给予|奖励|补助|按|可|予以)", between)
    return False


def _narrows_scope(quantity: Quantity, setting: Setting) -> bool:
    """2500人以上的社区, 面积不大于300平方米的门店: the figure describes, it is not to be reached."""
    suffix = setting.suffix
    if _PUBLIC_GOOD.match(suffix.lstrip()) or _GIVE.search(setting.prefix[-8:]):
        return False
    if quantity.compared and _SETS_UP.search(setting.prefix_to_comparator[-8:]):
        return False
    if quantity.unit_class == "money" and _FUND.match(suffix) and _RAISED.search(setting.prefix):
        return False
    if quantity.after and suffix.lstrip().startswith("规模的"):
        return True
    catchment = _CATCHMENT.search(setting.prefix_to_comparator) or (quantity.after and _WATERS.match(suffix))
    if (quantity.compared and quantity.unit_class in {"area", "length"} and catchment) or (
        quantity.unit_class == "count" and not quantity.compared and _PREPARED.match(suffix)
    ):
        return True
    measured = quantity.unit_class in _MEASURES or quantity.unit in {"户", "床", "张床位"}
    another = _ANOTHER.match(suffix)
    described = suffix.lstrip().startswith("的") or (quantity.after and _WHOM.match(suffix))
    if measured and quantity.compared and described:
        item = setting.prefix.split("、")[-1]
        building = _BUILD.search(item) and not _FORBIDS.search(item)
        return (
            not building
            or bool(another)
            or quantity.unit_class in {"person", "money"}
            or quantity.unit == "户"
        )
    if not suffix.lstrip().startswith("的"):
        return False
    if quantity.unit_class == "ratio":
        return bool(quantity.compared and _RATE.search(setting.prefix) and not _BUILD.search(setting.prefix))
    if quantity.unit_class in {"count", "event"}:
        return not _BUILD.search(setting.prefix) and not setting.prefix.lstrip().startswith("在")
    return quantity.compared


def _in_characters(quantity: Quantity, setting: Setting) -> float | None:
    """A small number in characters counts only right behind a verb, and not for 三个方面.

    One of a kind counts where each is to choose or report it (各镇选定一个村, 每季度上报一条).
    """
    counted = quantity.unit_class in {"count", "event", "person"}
    if quantity.unit == "次" and quantity.value == 1:  # 每周通报一次 is a rhythm
        return None
    if (
        counted
        and _CHOSEN.search(setting.prefix)
        and _BY_EACH.search(setting.ahead)
        and not _is_vague(setting)
    ):
        return 0.6
    if quantity.value < _LOWEST_PLAIN_CHINESE or quantity.unit_class not in {"count", "event", "person"}:
        return None
    if not re.search(rf"{any_of('target_cues', 'build')}(?:了|好|出)?[ \t]*$", setting.prefix):
        return None
    return None if _is_vague(setting) or quantity.unit in {"项", "条", "种", "门", "节", "起"} else 0.55


def _is_vague(setting: Setting) -> bool:
    """A count of aspects, steps or groups (5个方面), whose noun says nothing that can be reached."""
    noun = re.match(r"[^，,；;。、：:（(\n的]{0,8}", setting.suffix.lstrip())
    return bool(noun and _VAGUE.search(noun[0]))


def _plain(quantity: Quantity, setting: Setting, expected: bool) -> float | None:
    """Figures in digits: compared, a share, an amount of money, or counted behind a verb."""
    if quantity.unit_class in {"ratio", "point", "times", "tenth"}:
        return _share(quantity, setting)
    if quantity.unit_class == "money":
        return _money(quantity, setting)
    if quantity.compared:
        return None if quantity.after == "级" and not _BUILD.search(setting.prefix) else 0.9
    if _SUMMING_UP.search(setting.prefix) and not _BUILD.search(setting.prefix[-6:]):
        return None
    if _is_vague(setting) or (quantity.unit_class in _MEASURES and _ANOTHER.match(setting.suffix)):
        return None
    served = setting.prefix.rstrip().endswith(("为", "对")) and _SERVES.match(setting.suffix)
    built = served or re.search(r"[建设配招种栽修][ \t]*$", setting.prefix) or _HOLDS.search(setting.prefix)
    if built or _BUILD.search(setting.prefix):
        return 0.85 if quantity.unit_class in {"count", "event", "person"} else 0.8
    if CHANGE_TO.search(setting.prefix):
        return 0.8
    if _COMES_ABOUT.search(setting.suffix):
        return 0.7
    if _NEXT_PLACE.match(setting.suffix) and _AT_PLACE.search(setting.prefix[-12:]):
        return 0.65
    if _LEVEL.search(setting.subject) and not setting.suffix.strip():
        return 0.7
    if expected and (not setting.suffix.strip() or _CONTINUES.search(setting.prefix)):
        return 0.75
    return None


def _share(quantity: Quantity, setting: Setting) -> float | None:
    if quantity.compared or _RATE.search(setting.prefix[-30:]) or _CHANGE.search(setting.prefix):
        return 0.9
    return (
        0.8
        if _BUILD.search(setting.prefix + setting.suffix) or _GIVE.search(setting.prefix + setting.suffix)
        else 0.7
    )


def _money(quantity: Quantity, setting: Setting) -> float | None:
    if (
        quantity.after in {"以内", "之内", "内", "以下"}
        and not quantity.before
        and not _GIVE.search(setting.prefix)
    ):
        return None
    if _GIVE.search(setting.prefix) or _GIVE.search(setting.suffix):
        return 0.85
    if (
        quantity.compared
        or CHANGE_TO.search(setting.prefix)
        or _BUILD.search(setting.prefix)
        or _AMOUNT.search(setting.prefix)
    ):
        return 0.8
    return None
