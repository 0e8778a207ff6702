"""The noun or verb phrase that a figure measures, by the kind of its unit, and whom a payment is for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.extract.cue_words import any_of, cues, last_match
from ingest.extract.target_parts import measured_in
from ingest.extract.target_quantities import Quantity
from ingest.extract.target_window import Window
from ingest.extract.target_wording import shortened, tidy

_COUNTED = frozenset({"count", "event", "person"})
_SHARES = frozenset({"ratio", "point", "tenth", "times"})
_VERB = re.compile(any_of("target_cues", "build", "reduce", "raise"))
_CHANGED = re.compile(rf"(?:{any_of('target_cues', 'reduce', 'raise')}|承诺时限|法定时限)+[至到为了]?$")
_STOP = re.compile(r"[，,；;。：:]")
_WIDE = re.compile(r"^(?:在)?全[国省市县区镇乡州](?!性|面|程|域)(?:范围内?)?(?:所有|全部)?")
_PER_AHEAD = re.compile(r"^每[^，,；;。、0-9]{0,6}?(?:[人年月季户村镇家个]|季度)(?=[^，,；;。])")
_PAYMENT = any_of("indicator_words", "payment")
_PAID_BEHIND = re.compile(
    rf"^[ \t]*(?:的)?(?:标准|额度|限额|比例)?(?:(?!{_PAYMENT}){any_of('indicator_words', 'grant')})?(?P<noun>[^，,；;。：:（()）\n]{{0,24}}?(?:{_PAYMENT})+)"
)
_PAID_AHEAD = re.compile(
    rf"(?P<noun>(?:[\u4e00-\u9fff“”A-Za-z]{{0,16}}?)(?:{_PAYMENT})+(?:标准|总额|额度)?)$"
)
_GRANT = re.compile(rf"(?:再|可|一次性|分别|最高)*{any_of('indicator_words', 'grant')}")
_REFUND = re.compile(
    rf"^[ \t]*(?:的)?(?:比例|标准)?(?P<verb>(?:予以|给予)?{any_of('indicator_words', 'refund')})"
)
_RULE = re.compile(r"(?:分别)?(?:可)?(?:按照|(?<![^可别])按|按)(?=不|其|上|当|实|企|$|[^时期需揭质])")
_RATE_RULE = re.compile(r"(?:^|(?<=[\u4e00-\u9fff）]))按照?(?![时期需揭质])[^，,；;。]{1,20}$")
_TOTALS = frozenset(
    {"总数", "总量", "总规模", "总额", "总面积", "总人数", "总户数", "总长度", "总里程", "总容量"}
)
_PLACE_NAMES = r"(?:市区|城区|主城区|县城|城镇|城市|农村|乡村|乡镇|山区|平原|[省市州县区镇乡村])"
_ONLY_PLACE = re.compile(
    rf"(?:各|其他|其余)?{_PLACE_NAMES}(?:[、和及与]{_PLACE_NAMES})*(?:[（(][^（()）]{{1,8}}[）)])?(?:地区)?"
)
_SINGLE = re.compile(r"(?:单个|同一|每家|每个)[\u4e00-\u9fff]{2,8}")
"""…，单个企业不超过30万元: the most that one of them is given of it."""
_LEADING_PLACE = re.compile(rf"^{_PLACE_NAMES}(?:[（(][^（()）]{{1,8}}[）)])?(?:地区)?(?=.{{3}})")
_GENERAL = re.compile(r"(?:标准|比例|额度|限额|率)$")
_NOT_A_WORD = r"(?!象|口|标|应|照|账|接(?![收纳待])|外(?![来省地资商]))"
"""对 as a preposition, not in 对象, 对接."""
_WHOM = re.compile(rf"(?:对|向){_NOT_A_WORD}(?P<whom>[^，,；;。]{{2,120}})$")
_OPENS_WHOM = re.compile(rf"[ \t\u3000]*(?:对|向){_NOT_A_WORD}")
_EACH_BEHIND = re.compile(r"每[^，,；;。、]{0,16}$")
_SINCE = re.compile(r"(?:在|自|从|于)[^，,；;。]{0,30}(?:之日起|之日后|之后|之时起|后)$")
_AFTER_STEP = re.compile(r"^[^，,；;。]{0,30}(?:之日起|之日后|之后|之时起|[^，,；;。]{2}后)$")
_BARE_END = frozenset(cues("indicator_words", "done_bare"))
_COVERS = re.compile(r"(?P<what>[^，,；;。]{2,40}?)覆盖(?![率面])[^，,；;。覆盖]*$")
_RAISED_FUND = re.compile(
    r"[ \t]*的(?P<noun>[^，,；;。、\n]{0,20}?(?:基金|融资额度|融资|授信额度|授信|贷款额度|贷款|额度))(?=[，,；;。、\n]|$)"
)
_EACH_DONE = re.compile(r"[ \t\u3000]*每[\u4e00-\u9fff]{0,6}[0-9一两]")
_DESCRIBED = re.compile(r".*的[ \t]*$")
"""The stretch before a payment says whom it is for: 每引进1个团队，…; 首次获评的，…."""
_TO_WHOM = re.compile(rf"^(?:对|向){_NOT_A_WORD}[^，,；;。]{{2,40}}?(?=给予|予以|发放)")
_ALSO_IN = re.compile(r"^[ \t]*[（(](?:[\u4e00-\u9fff]{1,3}[）)]|[^（()）]*[0-9][^（()）]*[）)]|[^（()）]*$)")
"""Another unit in brackets (3万套（间）), or what a sum consists of (15所（甲镇8所、乙镇7所）)."""
_IN_PARTS = re.compile(r"(?:分(?:层次|阶段|档次?|年度?|期|批次?|类|级|步))+|逐年|一次")
_HOW_LONG = re.compile(
    r"(?:连续|累计)?[0-9一二两三四五六]+(?:年|个月)(?:内)?$|(?:经)?(?:查实|核实|审核|评审|认定|验收|考核)(?:合格|通过|属实)?后$"
)
_ONLY_VERB = re.compile(rf"(?:{any_of('target_cues', 'build', 'reduce', 'raise')}|其中|并|再)+[至到为了]?")
_SHORT = 10
_PLACE = re.compile(
    r"(?:其中)?(?:(?![省市县区镇乡村]级)[\u4e00-\u9fff]{1,8}(?:[市州县区镇乡旗]|街道)|[省市县区镇乡村]级)"
)
_REFUNDS = frozenset(cues("indicator_words", "refund"))
_NAMED_BY_VERB = ("奖励", "返还", "减免")
"""Verbs of paying that name what is paid."""
_COMMON = frozenset(cues("indicator_words", "common"))
_DUTY = re.compile(any_of("indicator_words", "done_bare"))
_LEADING = re.compile(any_of("indicator_words", "leading"))
_COMPARATORS = re.compile(rf"^(?:{any_of('target_cues', 'ge_before', 'le_before', 'about_before')})+")
_PREDICATE = re.compile(r"(?:达到|实现|完成|开展|纳入|接入|建成|通过)[^，,；;。]*$")


@dataclass(frozen=True, slots=True)
class Named:
    """What a figure measures and, of a payment, whom it is for (`scope`)."""

    indicator: str | None
    scope: str | None = None


def named(quantity: Quantity, window: Window, previous: str | None, per: str | None) -> Named:
    """The name of the figure without its `per`; `previous` is that of the figure before, which a bare one takes."""
    if per:
        window = replace(window, own=window.own.replace(per, ""), before=window.before.replace(per, ""))
    if quantity.unit_class == "money":
        found = _money(window)
    elif quantity.unit_class in _SHARES:
        found = _share(window)
    elif quantity.unit_class == "duration":
        found = _limit(quantity, window)
    elif quantity.unit_class in _COUNTED:
        found = Named(_counted(window))
    else:
        found = Named(_subject(window) or _first(window.behind))
    found = _elliptic(found, previous)
    indicator = shortened(tidy(found.indicator or ""))
    if (
        not indicator
        or indicator in _COMMON
        or (indicator in _REFUNDS and (previous or "").endswith(indicator))
    ):
        indicator = previous or _fallback(window)
    scope = tidy(found.scope or "")
    if previous and len(indicator) <= _SHORT and quantity.unit_class != "money":
        indicator, scope = _of_part(indicator, scope, previous)
    if indicator == scope:  # whom a sum is for is not what it is
        indicator = ""
    return Named(indicator or None, scope or None)


def _of_part(indicator: str, scope: str, previous: str) -> tuple[str, str]:
    """其中甲镇8所、乙镇7所; 其中2024年建成5个: a part is called as its sum, its place is the scope."""
    if _PLACE.fullmatch(indicator) and not _PLACE.fullmatch(previous):
        return previous, scope or indicator.removeprefix("其中")
    return (previous, scope) if _ONLY_VERB.fullmatch(indicator) else (indicator, scope)


def _elliptic(found: Named, previous: str | None) -> Named:
    """县达到30%, 总数达到30万个: what the figure before it measures, elsewhere or in all."""
    name = tidy(found.indicator or "")
    if previous and name in _TOTALS:
        return Named(previous + name, found.scope)
    if previous and _SINGLE.fullmatch(name):
        return Named(previous, name)
    if previous and _ONLY_PLACE.fullmatch(name):
        return Named(_LEADING_PLACE.sub("", previous), name)
    return found


def _fallback(window: Window) -> str:
    """A stretch without words of its own speaks of the stretch before it."""
    return shortened(tidy(_CHANGED.sub("", tidy(_plain(window.before)))))


def _plain(text: str) -> str:
    """The words without the area and the `per` that stand in fields of their own."""
    return _PER_AHEAD.sub("", _WIDE.sub("", tidy(text)))


def _first(text: str) -> str:
    return tidy(_STOP.split(text)[0])


def _subject(window: Window) -> str:
    """The noun before the figure, its share of a list with 分别."""
    shared = _of_list(window)
    if shared:
        return shared
    own = window.own
    if window.bare and window.place:
        own = re.sub(r"[0-9].*$", "", window.head)
    text = _plain(_changed_off(own))
    text = text.removeprefix(measured_in(text) or "")
    items = text.split("、")
    if len(items) > 1 and _LEADING.match(items[0]) and _GENERAL.search(text) and "的" not in items[-1]:
        text = items[-1]
    return _plain(text)


def _changed_off(text: str) -> str:
    """Without the verb of change at the end and the verb of handling at the front (办理登记缩减至)."""
    shorter = _CHANGED.sub("", text.rstrip())
    if shorter != text.rstrip():
        return re.sub(r"^办理(?=[^，]{2})", "", tidy(shorter))
    return tidy(shorter)


def _of_list(window: Window) -> str | None:
    """受理率、办结率分别达到95%、90%: as many nouns of one kind as figures."""
    if "分别" not in window.head or window.count < 2:
        return None
    items = re.split(r"[、和及与]", tidy(window.head.split("分别")[0]))
    alike = len({item[-1:] for item in items}) == 1 and items[0][-1:] not in {"", "人", "业"}
    return _plain(items[window.place]) if len(items) == window.count and alike else None


def _counted(window: Window) -> str:
    """The noun behind the figure (5个示范点), else the noun in front of it (示范点5个)."""
    behind = _first(_ALSO_IN.sub("", window.tail if window.bare_behind else window.behind))
    if behind and not _COMPARATORS.match(behind):
        return _with_predicate(behind, window)
    shared = _of_list(window)
    if shared:
        return shared
    ahead = _plain(window.own)
    predicate = bool(_COMPARATORS.match(window.base)) and window.base[:1] in "达超突"
    verbs = [verb for verb in _VERB.finditer(ahead) if verb.end() < len(ahead) - 1]
    if verbs and not predicate:
        free = [verb for verb in verbs if "的" not in ahead[verb.end() :]]
        ahead = ahead[(free[-1] if free else verbs[0]).end() :]
    return _plain(_changed_off(ahead))


def _with_predicate(behind: str, window: Window) -> str:
    """90%的市和70%的县达到二级: the first noun shares what the last one is said to reach."""
    if window.place + 1 == window.count or _PREDICATE.search(behind) or not window.tail:
        return behind
    said = _PREDICATE.search(_first(window.tail))
    return (
        behind + said[0]
        if said and not _PREDICATE.search(window.head) and not _VERB.search(window.head)
        else behind
    )


def _share(window: Window) -> Named:
    """A rate has its name in front; a share of a payment behind it; a share of a sum is of its base."""
    ahead = window.own + _COMPARATORS.sub("", window.base)
    granted = last_match(_GRANT, ahead)
    last = window.place + 1 >= window.count
    paid = _PAID_BEHIND.match(window.behind) or (None if last else _PAID_BEHIND.match(window.tail))
    rule = _RULE.search(ahead)
    refund = _REFUND.match(window.behind)
    if rule and (refund or paid):
        return _share_by_rule(ahead, rule, refund, paid)
    if granted and paid:
        return Named(paid["noun"], _whom(ahead[: granted.start()]))
    treated = re.fullmatch(r"(?P<who>.*?)对(?P<whom>[^对]{2,40}?)(?:进行|开展|实行|实施)", tidy(window.own))
    if treated and window.behind:
        return Named(treated["whom"] + _first(window.behind), treated["whom"])
    part = window.place and window.behind.lstrip().startswith("的")
    covered = _COVERS.search(window.head)
    group = _first(window.tail if window.bare_behind else window.behind)
    if covered and group and len(group) <= 12:
        return Named(tidy(covered["what"]) + "覆盖" + group)
    subject = "" if part else _subject(window)
    if subject:
        return Named(subject)
    base = tidy(_COMPARATORS.sub("", window.base))
    behind = _first(window.tail if window.bare_behind else window.behind)
    return Named(base + behind if base else _with_predicate(behind, window))


def _share_by_rule(
    ahead: str, rule: re.Match[str], refund: re.Match[str] | None, paid: re.Match[str] | None
) -> Named:
    """大型企业按保费的30%返还: who, of what, and what is done."""
    who, base = _plain(ahead[: rule.start()]), _plain(_COMPARATORS.sub("", tidy(ahead[rule.end() :])))
    if _GENERAL.search(who):
        return Named(who)
    if paid:
        return Named(paid["noun"], _whom(who))
    return Named(base + tidy(refund["verb"] if refund else ""), _whom(who))


def _money(window: Window) -> Named:
    """The payment named in front of the amount, or behind it; 对X, X的 and a label of a list are whom it is for."""
    own = window.own.strip("、，, \t\u3000")
    granted = last_match(_GRANT, own)
    object_ = own[granted.end() :] if granted else own
    ahead = _PAID_AHEAD.search(tidy(_plain(_each_off(object_))))
    behind = _PAID_BEHIND.match(window.behind) or _PAID_BEHIND.match(window.tail)
    if behind is None and re.fullmatch(r"[ \t]*(?:的)?(?:标准)?[ \t]*", window.tail):
        after = window.after.lstrip("，,")
        behind = _PAID_BEHIND.match(_TO_WHOM.sub("", after))
    said = _granted_before(window.before) if not tidy(own) else None
    raised = _RAISED_FUND.match(window.behind) or _RAISED_FUND.match(window.tail)
    if said is not None or (raised and not granted):
        return said or Named(raised["noun"] if raised else None)
    ahead_of_grant = _RATE_RULE.sub("", own[: granted.start()]) if granted else own
    whom = _receiver(window, ahead_of_grant, paid=bool(ahead or behind or granted))
    if ahead:
        return Named(re.sub(r"^(?:最高|最低|可)+", "", _plain(ahead["noun"])), whom)
    if behind:
        return Named(behind["noun"], whom)
    if granted and granted[0].endswith(_NAMED_BY_VERB):
        return Named(re.sub(r"^(?:再|可|分别|最高)+", "", granted[0]), whom)
    bound = _PAID_AHEAD.search(tidy(window.base))  # 最高补助3万元: the comparator holds the payment
    if bound:
        return Named(tidy(bound["noun"].removeprefix("最高")), whom or _whom(own))
    if whom:
        return Named(None, whom)
    return Named(_subject(window))


def _granted_before(before: str) -> Named | None:
    """对甲给予配套奖励，最高100万元: the stretch before says what is paid, and to whom."""
    granted = last_match(_GRANT, before)
    noun = _PAID_AHEAD.search(tidy(before[granted.end() :])) if granted else None
    if granted is None or noun is None:
        return None
    return Named(noun["noun"].lstrip("万元"), _whom(before[: granted.start()]))


def _receiver(window: Window, ahead: str, paid: bool) -> str | None:
    if not paid:
        return None
    listed = _distributed(window)
    if listed:
        return listed
    whom = _whom(ahead)
    if whom or (window.place and not window.bare):
        return whom
    if window.place and (of_list := _whom(window.head)):
        return of_list
    if not tidy(window.own) and _EACH_DONE.match(window.before):
        return tidy(window.before)
    described = not tidy(window.own) and bool(_DESCRIBED.match(window.before))
    return _whom(window.before) if described or _OPENS_WHOM.match(window.before) else None


def _distributed(window: Window) -> str | None:
    """对大型、中型、小型活动分别按…: each amount is for one of the list."""
    if "分别" not in window.head or window.count < 2:
        return None
    whom = tidy(window.head.split("分别")[0])
    if not whom and _OPENS_WHOM.match(window.before):
        whom = tidy(window.before)
    which, of, names = whom.rpartition("的")
    items = re.split(r"[、和及与]", names)
    first = items[0]
    if len(items) != window.count or not first:
        return None
    if window.place and items[window.place][:1].isdigit():  # 达到1亿元、5亿元的
        return which + of + re.sub(r"[0-9].*$", "", first) + items[window.place]
    rest = _shared_noun(items)
    return which + of + items[window.place] + (rest if window.place < window.count - 1 else "")


def _shared_noun(items: list[str]) -> str:
    """The noun that only the last of the list names (国家级、省级、市级示范社: 示范社)."""
    ending = items[0][-1:]
    if all(item.endswith(ending) for item in items[:-1]) and ending in items[-1][:-1]:
        return items[-1].partition(ending)[2]
    alike = len({len(item) for item in items[:-1]}) == 1 and len(items[0]) <= 3
    return items[-1][len(items[0]) :] if alike else ""


def _each_off(text: str) -> str:
    """Without the 每人, 每增加1人 that closes it."""
    return _EACH_BEHIND.sub(
        lambda match: _PER_AHEAD.sub("", match[0]) if _PAID_AHEAD.search(match[0]) else "", text
    )


def _whom(text: str) -> str | None:
    """Whom a payment is for: 对X, X的, or the bare subject; the payer (由县财政) is nobody's scope."""
    text = tidy(_each_off(tidy(text)))
    text = tidy(_HOW_LONG.sub("", re.sub(r"(?:最高|一次性|可|再|分别|按照?)+$", "", text)))
    if re.match(r"(?:由)?(?:各级|县|市|省|区|中央|本级|同级)?(?:级)?财政|标准", text):
        return None
    marked = _WHOM.search(text)
    whom = tidy(_PAID_AHEAD.sub("", marked["whom"] if marked else text))
    if _IN_PARTS.fullmatch(whom):
        return None
    return whom if len(whom) > 1 and not _GRANT.fullmatch(whom) else None


def _limit(quantity: Quantity, window: Window) -> Named:
    """N日内 with the step that is done by then; a time reached has its name in front."""
    behind = _first(window.behind)
    own = tidy(window.own)
    if quantity.after in {"内", "以内", "之内"} and not _CHANGED.search(own):
        subject = _plain(_AFTER_STEP.sub("", _SINCE.sub("", own)))
        if not behind:
            return Named(_duty_behind(window) or subject, subject if _duty_behind(window) else None)
        if behind in _BARE_END:
            return Named(subject + behind)
        return Named(behind, subject)
    subject = _subject(window)
    if subject and (_CHANGED.search(own) or quantity.compared or not behind):
        return Named(subject)
    if behind in _COMMON or (behind in _BARE_END and window.place):
        return Named(subject)
    return Named(subject + behind if behind in _BARE_END else behind)


def _duty_behind(window: Window) -> str | None:
    """The step named after the comma (2个工作日内，通过平台完成签订)."""
    for stretch in _STOP.split(window.after.lstrip("，,"))[:4]:
        step = _DUTY.search(stretch)
        if step:
            return tidy(stretch[step.start() :] if step.end() < len(stretch) else stretch)
    return None
