"""What is covered in full, over which area, and how often."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.cue_words import any_of, last_match
from ingest.extract.target_coverage import Coverage
from ingest.extract.target_parts import scope_in
from ingest.extract.target_wording import one_line, shortened, tidy

_GOAL = re.compile(r"(?:基本|全面|逐步|率先)?(?:实现|推进|推动|确保|达到|做到|推行)(?!率)")
_WIDE = re.compile(
    r"^(?:在)?全[国省市县区镇乡州](?!性|面|程|域)(?:范围内?)?(?:的)?(?:所有|全部)?(?:的)?|^(?:所有|全部)(?:的)?"
)
_ALL_OF = re.compile(r"^(?:所有|全部)(?:的)?|(?<=[\u4e00-\u9fff”）])(?:均|都|皆)(?=[\u4e00-\u9fff])")
_TREATED = re.compile(r"对(?P<whom>[^对，,；;。]{2,40}?)(?:的)?(?:进行|开展|实行|实施)$")
_SUMMED = re.compile(r"[。；]|实现|做到|达到|确保|以及")
_PER = re.compile(r"每(?:年|月|季度?|周|半年|两年)")
_LEADING = re.compile(rf"(?:统一|全面)?{any_of('indicator_words', 'leading')}")
_NOUN_BEHIND = re.compile(r"^(?:的)?(?P<noun>[\u4e00-\u9fff]{2,8}?)(?=[，,；;。、和及与\n]|$)")
_DAY = re.compile(r"(?:到|至)?20[0-9]{2}年(?:[0-9]{1,2}月)?[底末]?前?|年底前")
_GROUP = re.compile(r"^(?:全[国省市县区镇乡州]|所有|全部|各).{0,16}$")


@dataclass(frozen=True, slots=True)
class CoverageName:
    """What a promise of total coverage is about."""

    indicator: str | None
    scope: str | None
    per: str | None


def name_of_coverage(text: str, segment: tuple[int, int], coverage: Coverage) -> CoverageName:
    """The indicator ends in 覆盖 where the promise is 全覆盖; else it is the promise without 所有 and 均."""
    ahead, said = text[segment[0] : coverage.start], text[coverage.start : coverage.end]
    per = _PER.search(ahead)
    if coverage.form == "each":
        return CoverageName(
            _wording(said), one_line(scope_in(_goal_off(ahead)[0], None)), per[0] if per else None
        )
    if coverage.form in {"all", "reach"}:
        whole = text[coverage.start : segment[1]]
        group = re.match(r"(?:覆盖(?:到|至)?)?(?P<group>.*?)(?:(?<!平)均|都|全部(?=[^，]{2})|皆|$)", said)
        return CoverageName(
            _wording(_ALL_OF.sub("", whole)),
            one_line(group["group"]) if group else None,
            per[0] if per else None,
        )
    if coverage.form in {"whole", "done"}:
        whole = _DAY.sub("", text[segment[0] : segment[1]].replace("全部", "", 1))
        return CoverageName(_wording(whole), None, per[0] if per else None)
    if coverage.form == "summed":
        name = _SUMMED.split(text[max(0, coverage.start - 120) : coverage.start])[-1]
        return CoverageName(
            _wording(name + ("覆盖" if "覆盖" in said else "")), None, per[0] if per else None
        )
    return _full(text[coverage.end : segment[1]], ahead, per[0] if per else None)


def _full(behind: str, ahead: str, per: str | None) -> CoverageName:
    before, what = _goal_off(ahead)
    treated = _TREATED.search(_PER.sub("", what).strip())
    if treated:
        noun = _NOUN_BEHIND.match(behind)
        whom = tidy(_PER.sub("", treated["whom"]))
        return CoverageName(_wording(whom + (noun["noun"] if noun else "") + "覆盖"), whom or None, per)
    items = what.split("、")
    if len(items) > 1 and any(_LEADING.match(tidy(item)) for item in items[:-1]):
        what = items[-1]
    name = tidy(what)
    area = _WIDE.sub("", name)
    scope = scope_in(name, None)
    group = tidy(before)
    if scope is None and _GROUP.match(group):
        scope = re.sub(r"范围内(?:的)?", "", group)
    return CoverageName(_wording(tidy(area) + "覆盖"), one_line(scope or scope_in(before, None)), per)


def _goal_off(ahead: str) -> tuple[str, str]:
    """The words before the verb of the goal (在全县实现…), and those behind it."""
    goal = last_match(_GOAL, ahead)
    if goal is None:
        return "", ahead
    return ahead[: goal.start()], ahead[goal.end() :]


def _wording(text: str) -> str | None:
    return shortened(tidy(text)) or None
