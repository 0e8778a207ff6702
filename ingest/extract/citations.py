"""Documents named in a notice: every 《…》 and every document number, each with its relation.

A title and the number beside it are one citation. The notice's own number and title are none, and
a document cited twice in one clause is given once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.extract.cue_words import any_of, last_match
from ingest.extract.framing import Framing, frame
from kb.model import Citation, CitationRelation, Clause, Document, Evidence

_S = r"[ \t\u3000]*"
_LONGEST_TITLE = 150
_REACH = 60
"""How far behind a title the words that issue it may stand, also across a broken line."""
_CN_DIGITS = "一二三四五六七八九十百零〇"
_YEAR_IN_BRACKETS = rf"[〔\[［（(【{{〈]{_S}(?:19|20)[0-9]{{2}}{_S}年?{_S}[〕\]］）)】}}〉]"
_NUMBER = re.compile(rf"{_YEAR_IN_BRACKETS}{_S}(?:第{_S})?[0-9]{{1,5}}{_S}号(?:令|公告|通告)?")
_NUMBER_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,16}[ \t\u3000]*$")
"""The issuer's character word (机关代字) before the year."""
_DECREE = re.compile(
    rf"(?P<number>(?:中华人民共和国)?(?:主席|国务院|[\u4e00-\u9fff]{{1,10}}?(?:部|委|委员会|总局|局|署|厅|人民政府|政府|省|市)|国){_S}令"
    rf"{_S}(?:[〔\[（(][0-9]{{4}}年?[〕\]）)]{_S})?第?{_S}(?:[0-9]{{1,5}}|[{_CN_DIGITS}]{{1,6}}){_S}号"
    rf"|(?:[\u4e00-\u9fff]{{2,10}}?(?:部|委|总局|局))?公告{_S}(?:20[0-9]{{2}}年)?第?{_S}[0-9]{{1,5}}{_S}号"
    rf"|(?:20[0-9]{{2}}年)?第{_S}[0-9]{{1,5}}{_S}号(?:令|公告))"
)
_NUMBER_LEAD = re.compile(
    rf"^.*(?:{any_of('citation_cues', 'basis')}|见|和|与|及|、|以|由|在|的|了|通知|意见|方案|文件|要点|措施|规定|办法|决定|精神|要求|号|将|即|经(?![贸信济发合协])|为|是|如|会同|共同|同意)"
)
"""Words run together with the front of a document number."""
_BETWEEN_TITLE_AND_NUMBER = re.compile(
    rf"{_S}(?:的(?:通知|意见|函|批复|决定|公告|通告|复函|命令))?{_S}[”\"]?{_S}(?P<bracket>[（(〔\[])?{_S}(?:以下简称[^（()）]*[，,；;])?(?:文号[：:])?"
)
_BETWEEN_NUMBER_AND_TITLE = re.compile(rf"{_S}[）)]?{_S}(?:文件|文|号文)?{_S}(?:印发|转发|发布)?(?:的)?{_S}")
_CLOSING = re.compile(r"[^（()）〔〕\n]{0,30}[）)〕\]]")
_SHORT_NAME = re.compile(r"(?:以下|下)(?:统)?简称(?:为)?[：:]?[ \t\u3000“\"]*《(?P<name>[^》\n]{1,30})》")
"""Defines a short name for a document that is cited in full beside it."""
_BASIS = re.compile(any_of("citation_cues", "basis"))
_FORWARDS_BEHIND = re.compile(any_of("citation_cues", "forwards"))
_FORWARDS_AHEAD = re.compile(r"(?:现将|现把|现就|兹将|将)[^。；\n]{0,12}$")
_NOT_BASIS = re.compile(
    r"(?:修订|制定|修改|起草|出台|废止|编制|发布|公布|印发|宣传|学习|解读|签订|填写|出具|颁发|核发)(?!的)[^，,。；;的]{0,6}$"
)
_ISSUER = re.compile(
    r"(?P<issuer>(?:(?:[\u4e00-\u9fff]{2,14}?(?:办公厅|办公室|委员会|人民政府|政府|党委|省委|市委|县委|区委|州委|部|委|局|厅|总局|署|院|会|组)"
    r"|[省市县区州]委|党中央|国务院|中共中央)(?:[、和及]|$|[ \t]))*(?:[\u4e00-\u9fff]{0,14}?(?:办公厅|办公室|委员会|人民政府|政府|部|委|局|厅|总局|署|院|组)|[省市县区州]委|党中央|国务院))"
    r"(?:等[\u4e00-\u9fff]{0,6}部门)?(?:关于印发|印发的?|关于转发|联合印发的?|发布的?|制定的?|出台的?|下发的?|的)?[ \t\u3000]*$"
)
_TITLE_ISSUER = re.compile(r"^(?P<issuer>[\u4e00-\u9fff、 ]{2,40}?)(?:关于|印发|转发|批转)")
_ISSUER_END = re.compile(
    r"(?:办公厅|办公室|委员会|政府|党委|[省市县区州]委|部|委|局|厅|总局|署|院|国务院|中央|组|会|集团|公司)$"
)
_IN_LIST = re.compile(rf"[）)]?{_S}(?:、|和|及|与|以及)?{_S}(?P<issuer>[^，,。；;《》\n]{{0,40}})")
_UNTITLED = re.compile(
    rf"(?:根据|按照|依据|依照|落实)(?P<issuer>(?:[省市县区州]委|[省市县区州]?政府|党中央|国务院|中共中央)(?:、(?:[省市县区州]委|[省市县区州]?政府|党中央|国务院))*)"
    rf"(?P<name>[\u4e00-\u9fff“”]{{2,20}}?{any_of('citation_cues', 'document')})中(?:关于|有关|对|提出|确定|明确)[^，,。；;\n]{{0,40}}"
)
_STOP = re.compile(r"[。；]")
_HEAD_LINE = re.compile(
    r"^[^，。；\n]{0,60}(?:印发|转发|批转|下发|公布|发布)[^。\n]{0,4}《[^》\n]+》[^。，\n]{0,12}(?:的?(?:通知|函|决定|公告|批复))?$"
)


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    title: str | None
    number: str | None
    rule: str
    confidence: float
    issuer: str | None = None


def find_citations(text: str, clauses: tuple[Clause, ...], document: Document) -> tuple[Citation, ...]:
    """All citations in reading order; the relation follows the words before (根据 …) and behind (现印发 …)."""
    framing = frame(text, clauses)
    cited: list[Citation] = []
    seen: set[tuple[str | None, str]] = set()
    short_names = {_key(match["name"]) for match in _SHORT_NAME.finditer(text)}
    listed: tuple[int, CitationRelation] = (0, "mentions")
    for mention in _mentions(framing):
        short = mention.number is None and _key(mention.title or "") in short_names
        if short or _is_own(framing, mention, document):
            continue
        path = framing.path_at(mention.start)
        keys = {(path, _key(name)) for name in (mention.number, mention.title) if name}
        if keys & seen:
            continue
        seen |= keys
        citation = _citation(framing, mention, path)
        if (
            citation.relation == "mentions"
            and listed[1] == "basis"
            and _goes_on(text, listed[0], mention.start)
        ):
            citation = replace(citation, relation="basis")
        listed = mention.end, citation.relation
        cited.append(citation)
    return tuple(cited)


def _goes_on(text: str, end: int, start: int) -> bool:
    """True where a list of documents goes on: 根据《甲》（…号）、省政府《乙》和《丙》, however long they are."""
    link = _IN_LIST.fullmatch(text, end, start)
    if link is None:
        return False
    issuer = _ISSUER.search(link["issuer"])
    return not link["issuer"] or (issuer is not None and issuer.start() == 0)


def _mentions(framing: Framing) -> list[_Mention]:
    """Titles with the numbers beside them, then the numbers that stand alone, in reading order."""
    text = framing.text
    titles = list(_titles(text))
    numbers = _numbers(framing)
    mentions: list[_Mention] = []
    used: set[int] = set()
    for index, (start, end) in enumerate(titles):
        limit = titles[index + 1][0] if index + 1 < len(titles) else len(text)
        number = _number_beside(text, (start, end), limit, numbers, used)
        if number:
            used.add(number[0])
        mentions.append(
            _Mention(
                start=min(start, number[0]) if number else start,
                end=max(end, number[1]) if number else end,
                title=_tidy(text[start + 1 : end - 1]),
                number=number[2] if number else None,
                rule="citation.title_and_number" if number else "citation.title",
                confidence=0.98 if number else 0.95,
            )
        )
    mentions += [
        _Mention(start, end, None, number, "citation.number", 0.9)
        for start, end, number in numbers
        if start not in used
    ]
    for match in _UNTITLED.finditer(text):
        name = _tidy(match["issuer"] + match["name"])
        mentions.append(
            _Mention(match.start(), match.end(), name, None, "citation.untitled", 0.6, match["issuer"])
        )
    return sorted(mentions, key=lambda mention: mention.start)


def _titles(text: str) -> Iterator[tuple[int, int]]:
    """Outermost 《…》, closed in their paragraph; an unclosed one ends at the next mark."""
    offset = text.find("《")
    while offset >= 0:
        depth, end = 0, -1
        limit = min(len(text), offset + _LONGEST_TITLE)
        for index in range(offset, limit):
            char = text[index]
            if char == "\n":
                break
            depth += (char == "《") - (char == "》")
            if depth == 0:
                end = index + 1
                break
        if end < 0:
            line_end = text.find("\n", offset, limit)
            end = text.find("》", offset, line_end if line_end >= 0 else limit) + 1 or -1
        if end - offset > 2:
            yield offset, end
        offset = text.find("《", end if end > 0 else offset + 1)


def _numbers(framing: Framing) -> list[tuple[int, int, str]]:
    """Document numbers outside titles, without the words run together with their front."""
    text = framing.text
    found: list[tuple[int, int, str]] = []
    for match in _NUMBER.finditer(text):
        word = _NUMBER_WORD.search(text[max(0, match.start() - 17) : match.start()])
        if not word or framing.titled[match.start()]:
            continue
        lead = _NUMBER_LEAD.match(word[0])
        start = match.start() - len(word[0]) + (lead.end() if lead else 0)
        if start < match.start():
            found.append((start, match.end(), _tidy(text[start : match.end()])))
    found += [
        (match.start(), match.end(), _tidy(match[0]))
        for match in _decrees(text)
        if not framing.titled[match.start()]
    ]
    kept: list[tuple[int, int, str]] = []
    for number in sorted(found):
        if not kept or number[0] >= kept[-1][1]:
            kept.append(number)
    return kept


def _decrees(text: str) -> Iterator[re.Match[str]]:
    """Numbers of decrees and proclamations; only a line that has such a word is looked through."""
    start = 0
    for line in text.split("\n"):
        if "号" in line and ("令" in line or "公告" in line):
            yield from _DECREE.finditer(text, start, start + len(line))
        start += len(line) + 1


def _number_beside(
    text: str, title: tuple[int, int], limit: int, numbers: list[tuple[int, int, str]], used: set[int]
) -> tuple[int, int, str] | None:
    """The number directly behind the title, in brackets or after 的通知, else directly before it."""
    index = bisect_left(numbers, (title[1], 0, ""))
    if index < len(numbers) and numbers[index][0] < limit and numbers[index][0] - title[1] <= 40:
        start, end, words = numbers[index]
        between = _BETWEEN_TITLE_AND_NUMBER.fullmatch(text, title[1], start)
        if between:
            closing = _CLOSING.match(text, end) if between["bracket"] else None
            return start, closing.end() if closing else end, words
    if index > 0 and numbers[index - 1][0] not in used:
        start, end, words = numbers[index - 1]
        if title[0] - end <= 8 and _BETWEEN_NUMBER_AND_TITLE.fullmatch(text, end, title[0]):
            return numbers[index - 1]
    return None


def _is_own(framing: Framing, mention: _Mention, document: Document) -> bool:
    """The notice's own number, title line and short name."""
    text = framing.text
    if mention.number and document.doc_number:
        cited, own = _key(mention.number), _key(document.doc_number)
        if cited.endswith(own) or (len(own) - len(cited) <= 2 and own.endswith(cited)):
            return True
    if mention.title is None:
        return False
    if len(mention.title) <= 4 and document.title and mention.title in document.title:
        return True
    start = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    end = end if end >= 0 else len(text)
    if end - start > _LONGEST_TITLE * 2:
        return False
    line = text[start:end]
    return framing.path_at(mention.start) is None and _is_title_line(line, document)


def _is_title_line(line: str, document: Document) -> bool:
    plain, title = _key(line), _key(document.title or "")
    if title and plain and (plain in title or (title in plain and len(plain) <= len(title) + 15)):
        return True
    return bool(_HEAD_LINE.match(line.strip()))


def _citation(framing: Framing, mention: _Mention, path: str | None) -> Citation:
    piece = framing.piece_at(mention.start)
    ahead = framing.text[max(piece[0], mention.start - 4 * _REACH) : mention.start]
    behind = framing.text[mention.end : mention.end + 2 * _REACH].replace("\n", "")
    behind = _STOP.split(behind, maxsplit=1)[0]
    relation, cue = _relation(ahead, behind, path)
    start = mention.start - (len(ahead) - cue) if cue is not None else mention.start
    return Citation(
        clause=path,
        evidence=Evidence(
            start, mention.end, framing.text[start : mention.end], None, mention.rule, mention.confidence
        ),
        title=mention.title,
        doc_number=mention.number,
        issuer_hint=mention.issuer or _issuer_hint(ahead, mention.title),
        relation="basis" if mention.rule == "citation.untitled" else relation,
    )


def _relation(ahead: str, behind: str, path: str | None) -> tuple[CitationRelation, int | None]:
    """The relation, and the offset in `ahead` of the cue that shows it."""
    if path is None and _FORWARDS_BEHIND.search(behind[:60]) and not _BASIS.search(ahead):
        return "forwards", None
    if path is None and _FORWARDS_AHEAD.search(ahead) and _FORWARDS_BEHIND.search(behind):
        return "forwards", None
    near = ahead[-60:]
    stretch = re.split(r"[，,：:]", near)[-1] if not re.search(r"[、和及]$", near) else near
    if _NOT_BASIS.search(near):
        return "mentions", None
    last = last_match(_BASIS, stretch)
    if last is None:
        return "mentions", None
    return "basis", len(ahead) - len(stretch) + last.start()


def _issuer_hint(ahead: str, title: str | None) -> str | None:
    """Who issued the document: the body named before its title, else the body its title begins with."""
    near = re.split(r"[，,。；;：:》）)]", ahead)[-1][-40:]
    last = last_match(_BASIS, near)
    near = near[last.end() :] if last else near
    found = _ISSUER.search(near)
    if found and found["issuer"]:
        return _tidy(found["issuer"]).strip("、和及")
    named = _TITLE_ISSUER.match(title or "")
    if named and _ISSUER_END.search(named["issuer"].strip()):
        return _tidy(named["issuer"])
    return None


def _tidy(words: str) -> str:
    return re.sub(r"\s+", "", words)


def _key(words: str) -> str:
    """For comparison: without white space, brackets and quotes of one form."""
    plain = re.sub(r"[\s“”\"‘’']", "", words)
    return plain.translate(str.maketrans("〔［[【（(〕］]】）)", "[[[[[[]]]]]]"))
