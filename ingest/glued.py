"""Takes apart what lost its line breaks on the way: number behind title, signature behind the last
sentence, labels in the middle of one endless paragraph.

Works on paragraphs and keeps their positions. A label inside a paragraph counts only where it
follows the end of a sentence and is the next number of its style; otherwise it is running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from corpus.tables import load_column
from ingest.numbering import Label, read_label
from ingest.paragraphs import Paragraph
from kb.model import Place

DOCUMENT_NUMBER = r"(?:(?![的于])[\u4e00-\u9fff]){1,14}[〔\[（(【]\d{4}[〕\]）)】]第?\d{1,5}号"
DATE = (
    r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)
ENDLESS = 1500
"""A paragraph longer than this, in characters, has lost its line breaks."""
STYLE_ORDER = ("chapter", "article", "han", "paren_han", "arabic", "arabic_comma", "paren_arabic", "circled")
BEFORE_LABEL = "。！？；：:）)〕］】”"
RECIPIENTS = re.compile(
    r"(?:^|(?<=号))各[^。《》；]{2,160}(?:政府|部门|单位|机构|企业|委员会|厅|局)[：:](?=.{10})"
)
LABEL_START = re.compile(r"[（(]?[〇零一二三四五六七八九十0-9①-⑳第]")
HEADING_REACH = 70
"""A heading without a full stop that runs into its first item is at most this long."""


def unglue(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs with lost breaks put back; the text itself stays the same."""
    return tuple(piece for paragraph in paragraphs for piece in _cut(paragraph, _breaks(paragraph.text)))


def _cut(paragraph: Paragraph, breaks: list[int]) -> Iterator[Paragraph]:
    if not breaks and paragraph.text == paragraph.text.strip():
        yield paragraph
        return
    borders = [0, *breaks, len(paragraph.text)]
    for start, end in pairwise(borders):
        text = paragraph.text[start:end]
        lead = len(text) - len(text.lstrip())
        if not text.strip():
            continue
        start += lead
        inside = [place for place in paragraph.places if start <= place.offset < end]
        before = [place for place in paragraph.places if place.offset <= start]
        if before and (not inside or inside[0].offset > start):
            inside.insert(0, before[-1])
        places = tuple(Place(max(0, p.offset - start), p.page, p.line) for p in inside)
        yield Paragraph(paragraph.text[start:end].rstrip(), places)


def _breaks(text: str) -> list[int]:
    found = {*_head_breaks(text), *_signature_breaks(text), *_label_breaks(text)}
    return sorted(position for position in found if 0 < position < len(text))


def _head_breaks(text: str) -> Iterator[int]:
    number = _titled_number().match(text) if "号" in text else None
    if number and "《" not in text[: number.end(1)].split("》")[-1]:
        yield number.start(2)
        yield number.end(2)
    recipients = RECIPIENTS.search(text) if "各" in text else None
    if recipients:
        yield recipients.end()


@cache
def _titled_number() -> re.Pattern[str]:
    genres = "|".join(load_column("genres"))
    return re.compile(rf"(.{{6,120}}?(?:{genres}))({DOCUMENT_NUMBER})(?=$|[^）)要精的])")


@cache
def _signature() -> re.Pattern[str]:
    endings = "|".join(load_column("issuer_endings"))
    return re.compile(
        rf"[。！]([\u4e00-\u9fff]{{2,30}}(?:{endings}))?({DATE})([（(][^（()）]{{2,12}}[）)])?$"
    )


def _signature_breaks(text: str) -> Iterator[int]:
    signature = _signature().search(text) if text.endswith(("日", "）", ")")) else None
    if signature:
        yield signature.start() + 1
        yield signature.start(2)
        yield signature.end(2)


def _label_breaks(text: str) -> Iterator[int]:
    """Labels inside a paragraph, in their order of numbers. In an ordinary paragraph a list must
    have two items at least and stand behind full stops; numbers may run on through chapters."""
    endless = len(text) > ENDLESS
    own = read_label(text)
    expected = dict.fromkeys(STYLE_ORDER, 1)
    running = dict.fromkeys(STYLE_ORDER, 1)
    if own is not None and own.style in expected:
        expected[own.style] = running[own.style] = own.number + 1
    candidates = list(_candidates(text, BEFORE_LABEL if endless else "。！？）)〕］】"))
    numbers = {(label.style, label.number) for _, label in candidates}
    last = (0, own)
    for position, label in candidates:
        if label.number not in (expected[label.style], running[label.style]):
            continue
        alone = label.number == 1 and (label.style, 2) not in numbers
        if alone and not endless:
            continue
        if text[position - 1] not in BEFORE_LABEL and not _runs_in(text, last, position, label):
            continue
        yield position
        last = (position, label)
        expected[label.style] = running[label.style] = label.number + 1
        for deeper in STYLE_ORDER[STYLE_ORDER.index(label.style) + 1 :]:
            expected[deeper] = 1


def _candidates(text: str, before: str) -> Iterator[tuple[int, Label]]:
    for match in LABEL_START.finditer(text):
        position = match.start()
        if position == 0 or (text[position - 1] not in before and not match.group().startswith(("（", "("))):
            continue
        if text[position - 1] in "0123456789.．〇零一二三四五六七八九十第":
            continue
        label = read_label(text, position)
        if label is not None and label.style in STYLE_ORDER:
            yield position, label


def _runs_in(text: str, last: tuple[int, Label | None], position: int, label: Label) -> bool:
    """A heading such as 一、… without a full stop, directly followed by its （一）."""
    start, above = last
    if above is None or len(text) <= ENDLESS:
        return False
    between = text[start:position]
    deeper = (
        STYLE_ORDER.index(label.style) > STYLE_ORDER.index(above.style)
        if above.style in STYLE_ORDER
        else False
    )
    return deeper and len(between) <= HEADING_REACH and not re.search(r"[。；：]", between)
