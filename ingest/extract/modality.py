"""How strongly a sentence binds: mandatory, encouraged, forbidden or principle.

Policy: a strong cue (必须, 确保) decides wherever it stands; else the first directive of the
sentence does; 推进 and its like decide nothing by themselves. What stands under 基本原则 or
指导思想 is principle. Cues: `corpus/tables/modality_cues.tsv`.
"""

from __future__ import annotations

import re
from functools import cache

from corpus.tables import load_rows
from kb.model import Modality

PRINCIPLE_HEADING = re.compile(r"基本原则|总体原则|工作原则|指导思想|指导原则|总体思路")
GUIDED_BY = re.compile(r"^(?:坚持)?以[^，。]{2,40}(?:思想|精神)为(?:指导|指引|统领|引领)")
SUBJECT_MODAL = re.compile(
    r"(?:^|[\u4e00-\u9fff）)”])(?:要|应|须)(?!求|用|急|素|闻|点|件|对|变|届|知|道|约|当地)"
)
QUOTED = re.compile(r"“[^”]*”|《[^》]*》|（[^（）]*）")
RUN_IN = re.compile(r"^[^，。；：]{2,16}：")
LEAD_IN = re.compile(
    r"^(?:(?:各|市|县|区|省|有关)[^，。]{0,12}?(?=积极|大力|鼓励|支持|引导|推动|探索)|积极|大力|着力|进一步|持续|深入|全面|稳步|有序|逐步|广泛|充分|同时[，,]?|并|主动|依法|依规|[，,、])+"
)


@cache
def _cues(weight: str) -> tuple[tuple[str, str], ...]:
    rows = [(row[0], row[1]) for row in load_rows("modality_cues") if row[2] == weight]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def modality_of(sentence: str, headings: tuple[str, ...]) -> Modality:
    """The modality of a sentence whose clause and clauses above have these `headings`."""
    if any(PRINCIPLE_HEADING.search(heading) for heading in headings) or GUIDED_BY.match(sentence):
        return "principle"
    plain = RUN_IN.sub("", QUOTED.sub("", sentence))
    if _forbids(plain):
        return "forbidden"
    if any(word in plain for word, _ in _cues("strong")) or SUBJECT_MODAL.search(plain):
        return "mandatory"
    return _first_directive(plain)


def _forbids(sentence: str) -> bool:
    """The main directive forbids: a forbidding cue in the first part that directs at all."""
    words = "|".join(word for word, modality in _cues("first") if modality == "forbidden")
    first = re.search(words, sentence)
    if first is None:
        return False
    before = sentence[: first.start()]
    return "，" not in before or (
        bool(re.fullmatch(r"(?:对|在|凡|除|未|任何|如|因|各|非)[^。；]*", before)) and before.count("，") <= 1
    )


def _first_directive(sentence: str) -> Modality:
    neutral = tuple(word for word, _ in _cues("neutral"))
    encouraged = tuple(word for word, modality in _cues("first") if modality == "encouraged")
    for part in re.split(r"[，,、]", sentence):
        part = LEAD_IN.sub("", part)
        if not part or _is_setting(part):
            continue
        if part.startswith(encouraged):
            return "encouraged"
        if part.startswith(neutral):
            continue
        subject = re.match(rf"[^，。]{{0,14}}?({'|'.join(map(re.escape, encouraged))})", part)
        if subject and re.match(r"^(?:各|有关|相关|市|县|区|省|行业)", part):
            return "encouraged"
        return "mandatory"
    return "mandatory"


def _is_setting(part: str) -> bool:
    """A part that says where, when or how, and directs nothing by itself."""
    return bool(
        re.match(
            r"^(?:在|对|对于|以|按|按照|根据|依托|通过|结合|围绕|聚焦|针对|到?\d{4}年|年底前|除|凡|本着|坚持)",
            part,
        )
    )
