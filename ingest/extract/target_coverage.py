"""Total coverage in its forms: 全覆盖, “三个100%”, 村村有站点, 所有…均, 覆盖所有…; each is 100 %."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.cue_words import any_of
from ingest.extract.framing import Framing

_FORMS = (
    ("full", re.compile(r"[“\"‘]?全(?:面|域|员|程|量)?覆盖[”\"’]?")),
    ("summed", re.compile(r"[“\"][两二三四五六七八九十]个(?:全覆盖|100[ \t]*[%％]|百分之百)[”\"]")),
    (
        "each",
        re.compile(
            r"(?P<kind>[村镇乡县户家组校屯园街市区社寨连场队院店厂企])(?P=kind)(?:都|均|皆)?"
            r"(?:有|通|建|设|响|达|亮|配|能|联网|覆盖)[\u4e00-\u9fffA-Za-z0-9]{0,12}"
        ),
    ),
    (
        "all",
        re.compile(
            r"(?:所有|全部)(?!的?权|制)[^，,；;。：:\n、]{1,36}?(?:(?<!平)均(?!等|衡|匀|价|值|可)|都(?!市)|全部|皆)(?=[\u4e00-\u9fff])"
        ),
    ),
    (
        "whole",
        re.compile(
            r"全部(?<=[\u4e00-\u9fff）”]全部)(?:达到|达标|实现)(?=[^，,；;。\n]{2}|[，,；;。])"
            r"(?!(?:不低于|不少于|超过|高于)?[0-9.]+(?![0-9.]|A|[级星类]))"  # a figure behind it is the goal
        ),
    ),
    (
        "done",
        re.compile(
            r"(?<!完成)(?<!实现)(?<!开展)(?<!推进)(?<!组织)(?<!的)全部(?:建立|建成|配备|配齐|划定|安装|完成)"
            r"(?!之?后|以后|[的前时了率]|任务|工作|费用|情况|过程)"
        ),
    ),
    (
        "reach",
        re.compile(r"覆盖(?:到|至)?(?:全[国省市县区镇乡州](?:所有|全部)|所有|全部)[^，,；;。：:、\n]{1,24}"),
    ),
)
_AS_CONDITION = re.compile(r"(?:对|率先|如|若|凡|已|未|没有|尚未)[^，,；;。\n]{0,40}$")
_AFTERMATH = re.compile(
    r"[”\"’]?(?:的(?:基础|前提|情况|条件|地区|区县|县|镇|村|单位|企业|乡镇|城市|部门|要求|原则|理念|思路)|基础上|原则|率(?!先)|面)"
)
_SUMMED_GOAL = re.compile(r"(?:实现|做到|达到|确保)[^。；]{2,120}$")
_AS_MANNER = re.compile(r"(?:坚持|遵循|本着|按照|围绕|巩固|着眼|聚焦|以)[^，,；;。\n]{0,24}$")
_DONE = re.compile(r"(?:已|已经|基础上|目前|现已)[^，,；;。\n]{0,24}$")
_TIMES = re.compile(r"(?:[0-9一二两三四五六]+|每)[次轮遍][^，,；;。]{0,4}$")
"""一次全覆盖检查: the figure counts, the rest tells how."""
_DESCRIBES = re.compile(r"[^，,；;。\n]{0,40}的[\u4e00-\u9fff]{0,8}(?:模式|格局|机制|体系|体制|局面)$")
_HEDGE = re.compile(any_of("target_cues", "hedge"))
_WITHOUT_DAY = re.compile(
    r"(?:于|在|到|至)?(?:[0-9]+[年月日]|[今明次]?年|月)[底末内]?[^，,；;。\n]{0,4}?[前内底末]|[要应须将]"
)
"""A day and the verbs of will: behind them somebody or something must be left to be covered."""
_NAMES = re.compile(r"[\u4e00-\u9fff]{2}")


@dataclass(frozen=True, slots=True)
class Coverage:
    """A promise of total coverage at `start`–`end`."""

    start: int
    end: int
    form: str
    hedge: str | None


def find_coverage(framing: Framing) -> tuple[Coverage, ...]:
    """Every promise of total coverage outside headings, names, conditions and reports, in order."""
    found = [
        Coverage(match.start(), match.end(), form, _hedge(framing, match.start()))
        for form, pattern in _FORMS
        for match in pattern.finditer(framing.text)
        if _is_promise(framing, match.start(), match.end(), form)
    ]
    found.sort(key=lambda coverage: coverage.start)
    kept: list[Coverage] = []
    for coverage in found:
        if not kept or coverage.start >= kept[-1].end:
            kept.append(coverage)
    return tuple(kept)


def _is_promise(framing: Framing, start: int, end: int, form: str) -> bool:
    text = framing.text
    if framing.titled[start] or framing.in_heading(start) or _is_quoted_name(framing, start, end):
        return False
    segment = framing.segment_at(start)
    ahead = text[segment[0] : start]
    if _DONE.search(ahead) or _TIMES.search(ahead) or _AFTERMATH.match(text, end):
        return False
    if form == "done" and not _NAMES.search(_WITHOUT_DAY.sub("", ahead)):
        return False
    if form == "summed" and not _SUMMED_GOAL.search(text, max(0, start - 130), start):
        return False
    if _AS_CONDITION.search(ahead) and "的" in text[end : segment[1]]:
        return False
    if form == "full" and _AS_MANNER.search(ahead) and not re.search(r"实现|达到|推进|推动|确保", ahead):
        return False
    if form == "full" and _DESCRIBES.match(text, end, segment[1]):
        return False
    return not text[segment[0] : segment[1]].rstrip().endswith("的")


def _is_quoted_name(framing: Framing, start: int, end: int) -> bool:
    """True where the words are only a part of a quoted name; “全覆盖” quoted alone is a promise."""
    text = framing.text
    if text[start] in '“"‘':
        return text[end - 1] not in '”"’'
    if not framing.quoted[start] or start == 0:
        return False
    alone = text[start - 1] in '“"‘' and re.search(
        r"(?:实现|达到|做到|确保)$", text[max(0, start - 5) : start - 1]
    )
    return not alone


def _hedge(framing: Framing, start: int) -> str | None:
    segment = framing.segment_at(start)
    hedges = _HEDGE.findall(framing.text[segment[0] : start])
    return hedges[-1] if hedges else None
