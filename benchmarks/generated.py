"""Notices at random for benchmarks: any number, on many subjects, from all levels; the same for one seed.

The sentences are put together from a small grammar and mean little; what matters is that notices on one
subject share words, that others share only the words of all notices, and that places form lines.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from kb.model import Assignment, Clause, Document, Evidence, Level, Notice, Obligation, Source, Target
from kb.regions import Region, line_of, members, region
from kb.regions.tree import NATIONAL

FIELDS = (
    "助餐", "托育", "充电桩", "路灯", "公厕", "菜市场", "停车位", "图书角", "健身步道", "雨水管网", "口袋公园", "共享单车",
    "法律援助", "家庭医生", "职业技能", "创业孵化", "土壤监测", "秸秆利用", "水源保护", "河道清淤", "林下经济", "茶叶加工",
    "冷链仓储", "直播基地", "电梯加装", "房屋普查", "消防通道", "校车接送", "课后服务", "心理辅导", "残疾康复", "殡葬改革",
    "信用修复", "数字档案", "地名标志", "边界巡查", "渔船改造", "蜜源种植", "防汛物资", "森林防火",
)  # fmt: skip
KINDS = ("建设", "管理", "服务", "改革", "保护")
THINGS = ("站点", "平台", "队伍", "清单", "台账", "标准", "基金", "设施", "示范点", "培训班", "热线", "名录")
VERBS = ("建立", "完善", "改造", "新增", "公布", "配备", "培育", "巡查", "整合", "更新", "验收", "推广")
MANNERS = ("分批", "按月", "逐户", "联合", "统一", "就近", "免费", "公开", "限时", "分类", "集中", "定期")
UNITS = ("民政局", "财政局", "商务局", "农业农村局", "交通运输局", "教育局", "司法局", "住房和城乡建设局")
FRAMES = (
    "{manner}{verb}{field}{thing}，{whole}至少建成{number}处。",
    "{year}年底前{manner}{verb}{field}{thing}，做到应建尽建。",
    "对{field}{thing}{manner}{verb}，每季度通报一次进展。",
    "支持企业参与{field}{thing}的{verb}，{manner}给予补助。",
    "{verb}{field}{thing}{number}个以上，由{place}{unit}{manner}验收。",
    "把{field}{thing}纳入{manner}{verb}范围，资料存档{number}年。",
    "不得以任何名义向{field}{thing}收取费用，{manner}{verb}举报渠道。",
)
LEVELS: tuple[tuple[Level, float], ...] = (
    ("national", 0.02),
    ("provincial", 0.13),
    ("prefecture", 0.35),
    ("county", 0.5),
)
WHOLE: dict[Level, str] = {"national": "全国", "provincial": "全省", "prefecture": "全市", "county": "全县"}


@dataclass(frozen=True)
class Subject:
    """What a notice is about: a field with words of its own."""

    name: str
    fields: tuple[str, ...]


@cache
def subjects() -> tuple[Subject, ...]:
    """All pairs of a field and a kind of work, each with the words that its notices use."""
    chance = random.Random(7)
    return tuple(
        Subject(f"{field}{kind}", (field, *chance.sample(FIELDS, 3))) for field in FIELDS for kind in KINDS
    )


def notices(number: int, seed: int = 2030) -> Iterator[Notice]:
    """So many notices on all subjects from everywhere."""
    chance = random.Random(seed)
    places = places_by_level()
    levels, weights = zip(*LEVELS, strict=True)
    for at in range(number):
        level: Level = chance.choices(levels, weights)[0]
        yield written(
            f"gen-{at}",
            chance.choice(subjects()),
            chance.choice(places[level]),
            chance.randint(8, 32),
            chance,
        )


def pair(number: int, sentences: int = 60) -> tuple[Notice, Notice]:
    """A county's notice and the city's that it carries without citing it: one sentence in eight is left
    out, one in four has another figure, the level's words differ."""
    chance = random.Random(number)
    county = chance.choice(places_by_level()["county"])
    city = region(line_of(county.code)[1])
    assert city is not None
    subject = subjects()[number * 11 % len(subjects())]
    upper = written(f"upper-{number}", subject, city, sentences, random.Random(number))
    lower = written(f"lower-{number}", subject, county, sentences, random.Random(number), altered=True)
    return lower, upper


@cache
def places_by_level() -> dict[Level, list[Region]]:
    """All places of the levels that notices are generated for, functional zones aside."""
    found: dict[Level, list[Region]] = {level: [] for level, _ in LEVELS}
    waiting = [NATIONAL]
    while waiting:
        place = region(waiting.pop())
        if place is not None and place.level in found and "-" not in place.code:
            found[place.level].append(place)
            waiting += [below.code for below in members(place.code)]
    return found


def written(
    name: str, subject: Subject, place: Region, sentences: int, chance: random.Random, altered: bool = False
) -> Notice:
    """A notice of about so many sentences, five to a clause; `altered` words it as a lower level would."""
    lines: list[tuple[str, str | None, list[str]]] = []
    change = random.Random(f"{name}{altered}")
    for number in range(0, sentences, 5):
        heading = f"{chance.choice(VERBS)}{chance.choice(subject.fields)}{chance.choice(THINGS)}"
        said = [_sentence(subject, place, chance) for _ in range(min(5, sentences - number))]
        if altered:
            said = [_lowered(sentence, change) for sentence in said if change.random() > 0.125] or said[:1]
        lines.append((f"{number // 5 + 1}.", heading, said))
    return _assembled(name, subject, place, lines)


def _sentence(subject: Subject, place: Region, chance: random.Random) -> str:
    words = {
        "manner": chance.choice(MANNERS), "verb": chance.choice(VERBS), "field": chance.choice(subject.fields),
        "thing": chance.choice(THINGS), "number": chance.randint(2, 90), "year": chance.randint(2026, 2031),
        "unit": chance.choice(UNITS),
    }  # fmt: skip
    return chance.choice(FRAMES).format(place=place.name[-1], whole=WHOLE[place.level], **words)


def _lowered(sentence: str, chance: random.Random) -> str:
    digits = [char for char in sentence if char.isdigit()]
    if digits and chance.random() < 0.25:
        return sentence.replace(digits[-1], str(chance.randint(1, 9)), 1)
    return sentence


def _assembled(
    name: str, subject: Subject, place: Region, lines: list[tuple[str, str | None, list[str]]]
) -> Notice:
    paragraphs = [f"{label}{heading}。{''.join(said)}" for label, heading, said in lines]
    starts = [0]
    for paragraph in paragraphs:
        starts.append(starts[-1] + len(paragraph) + 1)
    text = "\n".join(paragraphs)
    clauses, duties, targets, assignments = [], [], [], []
    for (label, heading, said), (start, after) in zip(lines, pairwise(starts), strict=True):
        body = start + len(label) + len(heading or "") + 1
        end = min(after, len(text))
        clauses.append(Clause(label, label, False, heading, start, end, body, text[start:end]))
        at = body
        for sentence in said:
            evidence = Evidence(at, at + len(sentence), sentence, None, "generated")
            duties.append(Obligation(label, evidence, "mandatory"))
            if "个以上" in sentence or "至少" in sentence:
                targets.append(Target(label, evidence, None, ">=", 1.0, "个", "count"))
            at += len(sentence)
        unit = UNITS[sum(map(ord, label)) % len(UNITS)]
        where = Evidence(body, end, text[body:end], None, "generated")
        assignments.append(
            Assignment(label, where, responsible=(f"{place.name[-1]}{unit}",), governs=(body, end))
        )
    document = Document(
        id=name, title=f"{place.name}人民政府办公室关于加强{subject.name}工作的实施方案", doc_number=f"{name}号",
        issuer=f"{place.name}人民政府办公室", level=place.level, jurisdiction=place.name, region_code=place.code,
        date=date(2026, 1, 1), source=Source(f"{name}.txt", f"{name:0>64}"),
    )  # fmt: skip
    return Notice(
        document,
        text,
        clauses=tuple(clauses),
        assignments=tuple(assignments),
        targets=tuple(targets),
        obligations=tuple(duties),
    )
