"""Head and foot of a notice: title, number, issuer, recipients, dates, publicity, distribution.

Reads the paragraphs that `ingest.layout` has marked. What was concluded and not read is named in
`Document.inferred`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from corpus.tables import load_column
from ingest.glued import DATE, DOCUMENT_NUMBER
from ingest.layout import ANNEX, DRAFT, FORWARDED, PRINTED, Kind, Laid, is_issuer
from kb.model import Document, Level, Source, Status
from kb.numerals import han_number
from kb.regions import Region, region_of_issuer, regions_named_in

HAN_YEAR = {char: str(index) for index, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
REPEALED = re.compile(r"(?:已废止|（废止）|失效)$")
TRAILING_REMARK = re.compile(r"(?:[（(][^（()）]{1,20}[）)])+$")
"""What stands behind the genre of a title: （试行）, （2024—2026年）."""
_TOWN = re.compile(
    r"(?:[\u4e00-\u9fff]{2,10}?[市县区旗])?(?P<name>[\u4e00-\u9fff]{1,8}?(?:民族乡|镇|乡|街道|苏木))"
    r"(?:人民政府|办事处|党工委|党委|党政综合?办公室)(?:办公室)?$"
)
"""A town says its level by its name, also where no table knows which of several it is."""
JOINT_TITLE = re.compile(r"(?P<organs>[\u4e00-\u9fff、]{4,80}?)(?=关于|印发|转发|批转)")
"""The organs in front of a title, with 、 between."""
NATIONAL = "全国"
"""Jurisdiction of the organs of the state."""
ADDRESSED: tuple[tuple[str, Level], ...] = (
    (r"省级(?:主管|有关)?部门|各省|各(?:省级)?人民政府和|各省、自治区", "national"),
    (r"[（(、，：]省[\u4e00-\u9fff]{2,12}(?:厅|局|委|办)", "provincial"),
)
"""Whom a notice without an issuer addresses or puts in charge shows the level that it speaks from."""


@dataclass(frozen=True, slots=True)
class _Parts:
    laid: tuple[Laid, ...]
    stated: tuple[tuple[str, str], ...] = ()

    def texts(self, *kinds: Kind) -> list[str]:
        return [item.text for item in self.laid if item.kind in kinds]

    def signers(self) -> list[str]:
        """The organs of the first signature, one a line or with blanks between: a joint notice has several."""
        first = next((i for i, item in enumerate(self.laid) if item.kind == "signature"), len(self.laid))
        names = list(takewhile(lambda item: item.kind == "signature", self.laid[first:]))
        signed = [item.text for item in names if is_issuer(item.text)]
        return [organ for line in signed for organ in self._side_by_side(line)]

    def _side_by_side(self, line: str) -> list[str]:
        """The organs that sign on one line. A single blank between them is lost in the clean text: then
        the title tells where one ends."""
        organs = line.split()
        joint = JOINT_TITLE.match("".join(self.texts("title")))
        if joint and joint["organs"].replace("、", "") == line:
            organs = joint["organs"].split("、")
        return organs if all(is_issuer(organ) for organ in organs) else [line]

    def catalogued(self, labels: str) -> str | None:
        """The value that the catalogue box of a page gives to one of the labels (发文机关|制发机关). The box
        may be a table, whose rows hold label and value in cells of their own."""
        lines = [*self.texts("meta"), *(f"{label}：{value}" for label, value in self.stated)]
        field = re.compile(rf"(?:^|｜\s*)(?:{labels})\s*[:：][\s｜]*([^\s｜][^｜]*)")
        return next((match.group(1).strip() for line in lines if (match := field.search(line))), None)


def read_document(
    laid: tuple[Laid, ...],
    source: Source,
    page_title: str | None = None,
    stated: tuple[tuple[str, str], ...] = (),
) -> Document:
    """The head and foot of the notice. `page_title` is a headline that stands apart from the text,
    `stated` what the box above a notice on a government page says (发文字号, 成文日期): it fills what
    the text itself lacks.

    Unknown fields stay None. Level, place and status are inferred and listed as such.
    """
    parts = _Parts(laid, stated)
    title, title_inferred = _title(parts, page_title)
    number = _number(parts)
    issuer, issuer_inferred = _issuer(parts, title)
    region = region_of_issuer(issuer, number) if issuer else _region_named(title, _level_addressed(parts))
    inferred = [*title_inferred, *issuer_inferred]
    level: Level | None = region.level if region else _level_addressed(parts)
    if region is not None:
        inferred += ["level", "jurisdiction", "region_code"]
    elif level is not None:
        inferred.append("level")
    town = _TOWN.match(issuer or "") if region is None else None
    if town is not None:
        level, inferred = "township", [*inferred, "level", "jurisdiction"]
    named = region.name if region else (town["name"] if town else None)
    jurisdiction = NATIONAL if level == "national" else named
    return Document(
        id=_provisional_id(source),
        title=title,
        doc_number=number,
        issuer=issuer,
        level=level,
        jurisdiction=jurisdiction,
        region_code=region.code if region and level != "national" else None,
        date=_date(parts),
        print_date=_print_date(parts),
        status=_status(parts, title),
        genre=_genre(title),
        recipients=_recipients(parts),
        cc=_cc(parts),
        publicity=_publicity(parts),
        sponsor=_foot_field(parts, "主办|承办"),
        supervisor=_foot_field(parts, "督办"),
        attachments=_attachments(parts),
        inferred=(*inferred, "status"),
        source=source,
    )


def _provisional_id(source: Source) -> str:
    return re.sub(r"\.[^.]+$", "", source.file.rsplit("/", 1)[-1])


def _title(parts: _Parts, page_title: str | None) -> tuple[str | None, list[str]]:
    """Title as printed; else what the covering note forwards; else the plan's or the page's own."""
    printed = DRAFT.sub("", "".join(parts.texts("title"))).strip()
    if printed and not is_issuer(printed):
        return printed, []
    catalogued = parts.catalogued("名称|标题")
    if catalogued and catalogued.endswith(load_column("genres")):
        return catalogued, []
    covering = "".join(parts.texts("covering"))
    forwarded = FORWARDED.search(covering)
    if forwarded:
        return forwarded.group()[1:-1], ["title"]
    for candidate in (page_title, "".join(parts.texts("plan_title"))):
        if candidate:
            return re.sub(r"\s+", "", DRAFT.sub("", candidate)), ["title"]
    return None, []


def _number(parts: _Parts) -> str | None:
    """The document number with its brackets made 〔〕 as GB/T 9704-2012 (7.2.5) prescribes."""
    for text in parts.texts("number"):
        match = re.search(DOCUMENT_NUMBER, text)
        if match:
            return re.sub(r"[\[（(【](\d{4})[\]）)】]", r"〔\1〕", match.group())
    catalogued = re.search(DOCUMENT_NUMBER, parts.catalogued("发文字号|文号") or "")
    return re.sub(r"[\[（(【](\d{4})[\]）)】]", r"〔\1〕", catalogued.group()) if catalogued else None


def _issuer(parts: _Parts, title: str | None) -> tuple[str | None, list[str]]:
    """Who signs; else whose letterhead it is; else who begins the title."""
    signed = parts.signers()
    if signed:
        return "、".join(signed), []
    for text in parts.texts("letterhead"):
        return text.removesuffix("文件"), []
    catalogued = parts.catalogued("发文机关|发布机构|发文单位|制发机关")
    if catalogued and is_issuer(catalogued):
        return catalogued, []
    endings = "|".join(load_column("issuer_endings"))
    match = re.match(
        rf"((?:[\u4e00-\u9fff]{{2,30}}?(?:{endings})[ \u3000]+)?[\u4e00-\u9fff]{{2,30}}?(?:{endings}))(?=关于|印发|转发|批转)",
        title or "",
    )
    if match:
        return re.sub(r"[ \u3000]+", "、", match.group(1)), ["issuer"]
    foot = next(
        (
            m.group(1)
            for t in parts.texts("foot")
            if (m := re.match(rf"^([\u4e00-\u9fff]{{4,30}}?)\s*{DATE}\s*印发?$", t))
        ),
        None,
    )
    return foot, ["issuer"] if foot else []


def _region_named(title: str | None, level: Level | None) -> Region | None:
    """The one place of this level that the title of a notice without an issuer names."""
    if title and level is None:  # 青禾县供水方案
        return region_of_issuer(title)
    named = regions_named_in(title, level) if title and level and level != "national" else ()
    return named[0] if len(named) == 1 else None


def _level_addressed(parts: _Parts) -> Level | None:
    text = "\n".join(parts.texts("recipients", "body"))
    for pattern, level in ADDRESSED:
        if len(re.findall(pattern, text)) >= (1 if level == "national" else 3):
            return level
    return None


def parse_date(text: str) -> date | None:
    """A written date (2023年4月19日; 二〇二三年四月十九日; 2023-04-19), None where there is none or it is no day."""
    match = re.search(
        r"(\d{4}|[〇○零一二三四五六七八九]{4})\s*年\s*([\d一二三四五六七八九十]{1,3})\s*月\s*([\d一二三四五六七八九十]{1,3})\s*日",
        text,
    )
    match = match or re.search(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text)
    if match is None:
        return None
    year, month, day = match.groups()
    digits = "".join(HAN_YEAR.get(char, char) for char in year)
    try:
        return date(int(digits), *(int(p) if p.isdigit() else han_number(p) for p in (month, day)))
    except ValueError:
        return None


def _date(parts: _Parts) -> date | None:
    dates = [parsed for text in parts.texts("date") if (parsed := parse_date(text))]
    return dates[0] if dates else parse_date(parts.catalogued("成文日期|发文日期") or "")


def _print_date(parts: _Parts) -> date | None:
    for text in parts.texts("foot"):
        if PRINTED.match(text) or re.match(rf"^{DATE}\s*印发?$", text):
            return parse_date(text)
    return None


def _status(parts: _Parts, title: str | None) -> Status:
    head = "".join(parts.texts("title", "plan_title"))
    if DRAFT.search(head):
        return "draft"
    return "repealed" if title and REPEALED.search(title) else "issued"


def _genre(title: str | None) -> str | None:
    bare = TRAILING_REMARK.sub("", title or "")
    return next((genre for genre in load_column("genres") if bare.endswith(genre)), None)


def _recipients(parts: _Parts) -> tuple[str, ...]:
    text = "".join(parts.texts("recipients")).rstrip("：:")
    return tuple(name.strip() for name in re.split(r"[，,；;]", text) if name.strip())


def _cc(parts: _Parts) -> tuple[str, ...]:
    lines = parts.texts("foot")
    start = next((i for i, text in enumerate(lines) if re.match(r"^抄\s*[送报]", text)), None)
    if start is None:
        return ()
    named: list[str] = []
    for text in lines[start:]:
        if PRINTED.match(text) or re.match(r"^(?:主办|督办|承办)", text) or is_issuer(text):
            break
        named += re.split(r"[，,；;。]", re.sub(r"^抄\s*[送报]\s*[:：]", "", text))
    return tuple(name.strip() for name in named if name.strip())


def _publicity(parts: _Parts) -> str | None:
    for text in parts.texts("publicity"):
        return re.sub(r"^[（(]|[）)]$|^[\u4e00-\u9fff]{4}[:：]", "", text)
    return None


def _foot_field(parts: _Parts, names: str) -> str | None:
    for text in parts.texts("foot"):
        match = re.search(rf"(?:{names})(?:单位)?\s*[:：]\s*([^\s，。]+?)(?=\s|督办|承办|$)", text)
        if match:
            return match.group(1)
    return None


def _attachments(parts: _Parts) -> tuple[str, ...]:
    """The names in the list 附件：1.… 2.…, or of the annexes themselves where no list stands."""
    text = "\n".join(parts.texts("attachments"))
    text = ANNEX.sub("", text, count=1)
    if not text.strip():
        return ()
    names = re.split(r"(?:^|(?<=[\n）)\u4e00-\u9fff]))\s*\d{1,2}\s*[.．、](?!\d)\s*", text)
    cleaned = (
        re.sub(r"[（(]略?[^（()）]*略[）)]$|^[（(]略[）)]$", "", re.sub(r"\s+", "", name)) for name in names
    )
    return tuple(name.rstrip("。；;") for name in cleaned if name.strip())
