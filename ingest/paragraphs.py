"""From lines to paragraphs: page furniture dropped, wrapped lines joined, positions kept.

A short line ends a paragraph in justified text; a full one goes on. Extraction tools also cut a
printed line at its punctuation, so pieces are first put together to printed lines again. Inside a
paragraph a paragraph break more or less matters little (the outline goes by labels); a sentence
torn apart or a heading glued to its text does.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ingest.numbering import read_label
from ingest.pages import Line, Pages
from kb.model import Place, PositionMap

PAGE_NUMBER = re.compile(
    r"^[\s　]*(?:[—–―－\-─·•.]+[\s　]*\d{1,4}[\s　]*[—–―－\-─·•.]+|第\s*\d{1,4}\s*页(?:[\s　,，/]*共\s*\d{1,4}\s*页)?"
    r"|\d{1,3}\s*/\s*\d{1,3}|\d{1,3})[\s　]*$"
)
SENTENCE_END = re.compile(r"[。！？；：:;!?…][”’」』）)〕】\]]*$|[）)〕】\]]$")
"""A line that ends so may end its paragraph."""
CLAUSE_MARK = re.compile(r"[，。；！？,;]")
FOOT_LINE = re.compile(
    r"^(?:抄\s*送|主\s*送|抄\s*报|主\s*办|督\s*办|附\s*件|附\s*表|公开属性|信息公开|（?此件|联系人|(?:牵头|责任|配合|参加|协办|协作|协助|协同|参与|主管|主办|承办|落实)(?:单位|部门)"
    r"|(?:完成|整改|办理)时限|完成时间|[\u4e00-\u9fff]{2,20}[\s　]*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日印发?$)"
)
MAX_WRAPPED_WIDTH = 60
"""Full-width characters: a printed line of a notice is never longer (GB/T 9704 sets 28)."""
SLACK, SLACK_AT_STOP = 4, 2
"""A printed line this much narrower than the type area ends its paragraph (the second: after 。)."""
DATE_LINE = re.compile(
    r"^[（(]?(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日[）)]?$"
)
INDENT = re.compile(r"(?:\u3000{2}|[ \xa0]{4})(?![\s\u3000\xa0])")
EMPTY_LABEL = re.compile(
    r"(?:牵头|责任|配合|协办|协作|协助|协同|参与|参加|主办|承办|落实)(?:单位|部门)\s*[:：]$"
)
"""A line that ends so goes on with the units."""
ANNEX_LINE = re.compile(r"^附[件表录]\s*\d*[:：]?$")
NUMBER_LINE = re.compile(r"^[（(]?[\u4e00-\u9fff]{1,14}[〔\[（(【]\d{4}[〕\]）)】]第?\d{1,5}号[）)]?$")
"""A document number on a line of its own."""
STANDS_ALONE = re.compile(f"{ANNEX_LINE.pattern}|{NUMBER_LINE.pattern}")
OPENING, CLOSING = "（(〔[［【《", "）)〕]］】》"
BRACKET = re.compile(f"[{re.escape(OPENING + CLOSING)}]")
HALF_WIDTH = re.compile(r"[\x20-\x7e]")
NEITHER = re.compile(r"[^\x20-\x7e\u3001-\u3015\u4e00-\u9fff\uff01-\uff5e]")
"""Neither of ASCII nor a character or mark that is known to take the full width."""
UNCLEAN = re.compile("[ \t\u3000\xa0#*\u200b\ufeff\u2003]")
FRAGMENTED_SHARE = 0.005
NEVER_FIRST = tuple("，。、；：！？”’）〕》】,;")
"""Marks that never begin a printed line (GB/T 15834-2011, 5.1): the line goes on the one before."""
BRACKET_REACH = 200
"""An opening bracket further back than this is taken as never closed."""
RUNNING_TOP, RUNNING_BOTTOM, RUNNING_SHARE = 0.12, 0.90, 0.4


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Clean text of one paragraph; `places` says from which page and line each stretch comes
    (offsets count from the paragraph's beginning)."""

    text: str
    places: tuple[Place, ...]


def to_paragraphs(pages: Pages) -> tuple[Paragraph, ...]:
    """The paragraphs of a file in reading order, without page furniture and blank lines."""
    lines = [line for line in _without_furniture(pages) if line.text.strip()]
    if not lines:
        return ()
    if not pages.wrapped:
        return tuple(_paragraph([line]) for line in lines)
    width = _type_width(lines)
    groups = _join_long_lines(lines) if width > MAX_WRAPPED_WIDTH else _join_printed_lines(lines, width)
    return tuple(paragraph for group in groups if (paragraph := _paragraph(group)).text)


def clean_text(paragraphs: Iterable[Paragraph]) -> tuple[str, PositionMap]:
    """The clean text (paragraphs joined by a line feed) and the way back to page and line."""
    texts: list[str] = []
    places: list[Place] = []
    offset = 0
    for paragraph in paragraphs:
        places += [Place(offset + place.offset, place.page, place.line) for place in paragraph.places]
        texts.append(paragraph.text)
        offset += len(paragraph.text) + 1
    return "\n".join(texts), PositionMap(tuple(places))


def _without_furniture(pages: Pages) -> list[Line]:
    running = _running_lines(pages)
    return [
        line
        for line in pages.lines
        if not PAGE_NUMBER.match(line.text) and (line.number, line.page) not in running
    ]


def _running_lines(pages: Pages) -> set[tuple[int, int | None]]:
    """Lines at the edge of the page whose text, figures aside, recurs on many pages."""
    edge = [
        line
        for line in pages.lines
        if line.text.strip()
        and line.top is not None
        and line.bottom is not None
        and (line.bottom <= RUNNING_TOP or line.top >= RUNNING_BOTTOM)
    ]
    shapes = Counter(_shape(line.text) for line in edge)
    needed = max(2.0, RUNNING_SHARE * (pages.page_count or 0))
    return {(line.number, line.page) for line in edge if shapes[_shape(line.text)] >= needed}


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", text))


@lru_cache(maxsize=4096)
def display_width(text: str) -> float:
    """Width in full-width characters: a Latin letter or digit takes half."""
    text = text.strip()
    other = sum(unicodedata.east_asian_width(char) not in "WFA" for char in NEITHER.findall(text))
    return len(text) - 0.5 * (len(HALF_WIDTH.findall(text)) + other)


def _type_width(lines: list[Line]) -> float:
    """Width of the type area: what the widest lines, outliers aside, measure."""
    widths = sorted(display_width(_clean(line.text)) for line in lines)
    return widths[min(len(widths) - 1, int(len(widths) * 0.95))]


def _join_long_lines(lines: list[Line]) -> list[list[Line]]:
    """Lines that are paragraphs already; one that a page break cut in mid-sentence is mended."""
    groups: list[list[Line]] = []
    for line in lines:
        text = _clean(line.text)
        if groups:
            before = _clean(groups[-1][-1].text)
            cut = display_width(before) > 40 and not SENTENCE_END.search(before)
            if cut and read_label(text) is None and not FOOT_LINE.match(text):
                groups[-1].append(line)
                continue
        groups.append([line])
    return groups


def _join_printed_lines(lines: list[Line], width: float) -> list[list[Line]]:
    groups: list[list[Line]] = []
    printed = 0.0
    fragmented = _fragmented(lines, width)
    goes_on = [following.text.lstrip().startswith(NEVER_FIRST) for following in lines[1:]] + [False]
    for index, (line, signed, torn) in enumerate(zip(lines, _signatures(lines), goes_on, strict=True)):
        text = _clean(line.text)
        piece = display_width(text)
        same_line = fragmented and printed + piece <= width + 1
        held = same_line and (torn or (_is_item(groups) and _fills(lines, index, printed, width)))
        if (
            groups
            and not signed
            and (held or _continues(groups[-1], text, printed, same_line, _indented(line), width))
        ):
            printed = printed + piece if fragmented and printed + piece <= width + 1 else piece
            groups[-1].append(line)
        else:
            groups.append([line])
            printed = piece
    return groups


def _signatures(lines: list[Line]) -> list[bool]:
    """True for a date that stands alone and for the issuer's name above it."""
    texts = [_clean(line.text) for line in lines]
    dates = [bool(DATE_LINE.match(text)) for text in texts]
    followed = [*dates[1:], False]
    return [
        date
        or (next_is_date and not CLAUSE_MARK.search(text) and not SENTENCE_END.search(text) and len(text) > 3)
        for text, date, next_is_date in zip(texts, dates, followed, strict=True)
    ]


def _open_bracket(text: str) -> bool:
    """Is a bracket still open at the end of `text`?"""
    depth = 0
    for mark in reversed(BRACKET.findall(text, max(0, len(text) - BRACKET_REACH))):
        depth += 1 if mark in CLOSING else -1
        if depth < 0:
            return True
    return False


def _indented(line: Line) -> bool:
    """Does the line begin with the two blanks of a new paragraph?"""
    return bool(INDENT.match(line.text))


def _is_item(groups: list[list[Line]]) -> bool:
    """Is the last paragraph so far the beginning of an item (1. （1）) without any clause mark?"""
    if not groups:
        return False
    text = "".join(_clean(line.text) for line in groups[-1])
    label = read_label(text)
    return label is not None and "arabic" in label.style and not CLAUSE_MARK.search(text)


def _fills(lines: list[Line], index: int, printed: float, width: float) -> bool:
    """Do the pieces from `index` on, put behind what is printed, fill one line of the type area?"""
    for line in lines[index:]:
        if read_label(_clean(line.text)) is not None:
            return False
        if printed + display_width(_clean(line.text)) > width + 1:
            return printed >= width - SLACK_AT_STOP
        printed += display_width(_clean(line.text))
    return False


def _fragmented(lines: list[Line], width: float) -> bool:
    """Has the extraction cut printed lines at their punctuation? Justified text never ends short at a comma."""
    short = [display_width(line.text) < width - SLACK for line in lines]
    at_comma = sum(
        1 for line, cut in zip(lines, short, strict=True) if cut and line.text.rstrip().endswith(("，", "、"))
    )
    torn = sum(
        1
        for line, cut, following in zip(lines, short, lines[1:], strict=False)
        if cut and following.text.lstrip().startswith(NEVER_FIRST)
    )
    cut = max(at_comma, torn)
    return cut >= max(2.0, FRAGMENTED_SHARE * len(lines))


def _continues(
    group: list[Line], text: str, printed: float, same_line: bool, indented: bool, width: float
) -> bool:
    """Does `text` go on the paragraph `group`, whose last printed line measures `printed` so far?"""
    before = _clean(group[-1].text)
    whole = "".join(_clean(line.text) for line in group)
    if text.startswith(NEVER_FIRST):
        return True
    if EMPTY_LABEL.search(before):
        return read_label(text) is None and not FOOT_LINE.match(text)
    if indented and SENTENCE_END.search(before) and not _open_bracket(whole):
        return False
    ended = bool(SENTENCE_END.search(before))
    full = printed >= width - (SLACK_AT_STOP if ended else SLACK)
    if STANDS_ALONE.match(text) or STANDS_ALONE.match(whole):
        return False
    if _open_bracket(whole) and not _is_top_heading(text):
        return True
    if FOOT_LINE.match(text):
        return False
    if read_label(text) is not None:
        return full and not ended and not _is_heading(whole)
    label = read_label(whole)
    if (label is not None and label.length >= len(whole)) or before.endswith(("、", "，", ",")):
        return True
    if full or (same_line and not _stands_alone(whole, group)):
        return not (ended and not same_line and not full)
    if _stands_alone(whole, group):
        return False
    return not ended


def _is_top_heading(text: str) -> bool:
    label = read_label(text)
    return label is not None and label.style in ("han", "chapter", "article")


def _is_heading(text: str) -> bool:
    return read_label(text) is not None and not CLAUSE_MARK.search(text)


def _stands_alone(text: str, group: list[Line]) -> bool:
    """A heading, a title line, a signature or a date: one line without any clause mark."""
    if CLAUSE_MARK.search(text) or SENTENCE_END.search(text):
        return bool(re.fullmatch(r"[（(].{2,12}[）)]", text))
    return (len(group) == 1 and len(text) >= 4) or read_label(text) is not None


def _paragraph(lines: list[Line]) -> Paragraph:
    text = ""
    places: list[Place] = []
    for line in lines:
        piece = _clean(line.text)
        if text and piece and _is_latin(text[-1]) and _is_latin(piece[0]) and text[-1].isalpha():
            text += " "
        places.append(Place(len(text), line.page, line.number))
        text += piece
    return Paragraph(text, tuple(places))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


@lru_cache(maxsize=4096)
def _clean(text: str) -> str:
    """No space beside a Chinese character, a column gap as one space, Markdown stars gone."""
    if not UNCLEAN.search(text):
        return text
    text = text.replace("**", "").replace("\u200b", "").replace("\ufeff", "").strip(" \t\u3000\xa0#")
    text = re.sub(r"[ \t\xa0\u3000]{2,}", "\u2003", text)
    text = re.sub(r"(?<![\x21-\x7e])[ \t\xa0\u3000]|[ \t\xa0\u3000](?![\x21-\x7e])", "", text)
    text = re.sub(r"(?<=\d) (?=[年月日号])", "", text)
    return text.replace("\u2003", " ")
