"""Where each paragraph of a notice stands: blanks above, indents, lines of the title. Word file and preview
are both made from this, so that they look the same. Clauses of GB/T 9704-2012 stand beside the rules."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, get_args

from kb.draft.printed import Face, Paragraph, Printed, Run
from kb.export.official_measures import Measures, measures, points, width
from kb.export.official_title import title_lines
from kb.matrix.table import Table

StyleName = Literal[
    "发文字号",
    "公文标题",
    "主送机关",
    "公文正文",
    "一级标题",
    "二级标题",
    "三级标题",
    "四级标题",
    "附件说明",
    "发文机关署名",
    "成文日期",
    "附注",
    "附件标识",
    "附件标题",
]
HEADING_STYLES: dict[Face, StyleName] = {
    "heading1": "一级标题",
    "heading2": "二级标题",
    "heading3": "三级标题",
    "heading4": "四级标题",
}
_STYLES: dict[str, StyleName] = {
    "number": "发文字号",
    "title": "公文标题",
    "recipients": "主送机关",
    "annex_note": "附件说明",
    "signature": "发文机关署名",
    "date": "成文日期",
    "annex_label": "附件标识",
    "annex_title": "附件标题",
    "publicity": "附注",
}
_TITLES = frozenset({"title", "annex_title"})
_ANNEX_WORD = re.compile(r"附件[：:]\s*")
_ANNEX_NUMBER = re.compile(r"\d{1,2}[.．]\s*")


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph in its place. `first` and `rest` are the indents of the first and of the following
    lines and `right` the blank at the right, in characters; `blank` counts empty lines above.

    `lines` are the lines of a title, empty for other paragraphs. `together`: not torn from the next one.
    """

    paragraph: Paragraph
    style: StyleName
    blank: int = 0
    first: float = 0.0
    rest: float = 0.0
    right: float = 0.0
    lines: tuple[str, ...] = ()
    new_page: bool = False
    together: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The upright pages, and what stands on the landscape pages behind them: heading lines and table."""

    upright: tuple[Placed, ...]
    annex_head: tuple[Placed, ...] = ()
    annex: Table | None = None


def lay_out(printed: Printed, sealed: bool = True) -> Layout:
    """Every paragraph in its place. `sealed`: the notice gets a seal (7.3.5.1), else none (7.3.5.2)."""
    head, body = _annex_head(printed)
    head, body = tuple(map(_finished, head)), tuple(map(_finished, body))
    placed = [_place(paragraph, previous) for previous, paragraph in zip((None, *body), body, strict=False)]
    _place_foot(placed, sealed)
    return Layout(tuple(placed), _place_annex_head(head), printed.annex)


def _finished(paragraph: Paragraph) -> Paragraph:
    """The paragraph with the signs that the standard asks for: the recipients' full-width colon (7.3.2),
    the note's brackets (7.3.6); open questions in brackets, so that they show in black and white."""
    runs = tuple(_bracketed(run) if run.open else run for run in paragraph.runs)
    text = paragraph.text.strip()
    if text and paragraph.kind == "recipients" and not text.endswith("："):
        last = runs[-1]
        runs = (*runs[:-1], replace(last, text=last.text.rstrip().removesuffix(":") + "："))
    elif text and paragraph.kind == "publicity" and text[0] not in "（(":
        runs = (Run("（"), *runs, Run("）"))
    return replace(paragraph, runs=runs)


def _bracketed(run: Run) -> Run:
    return run if run.text.startswith("【") else replace(run, text=f"【{run.text}】")


def style_of(paragraph: Paragraph) -> StyleName:
    """The style of the whole paragraph: a heading's where it is a heading alone, by its faces."""
    if paragraph.kind in _STYLES:
        return _STYLES[paragraph.kind]
    faces = {run.face for run in paragraph.runs if run.text.strip()}
    return HEADING_STYLES.get(faces.pop(), "公文正文") if len(faces) == 1 else "公文正文"


def title_capacity(measured: Measures) -> float:
    """How many characters of the title's size a line takes, the grid's tightening included."""
    return points(measured.type_width) // (measured.size_title + measured.letter_spacing)


def _annex_head(printed: Printed) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """The heading lines of the table (those that the paragraphs end with, else made), and the rest."""
    body = printed.paragraphs
    if printed.annex is None:
        return (), body
    end = len(body)
    while end and body[end - 1].kind in ("annex_label", "annex_title"):
        end -= 1
    # What ends with other headings is an annex without words, not the table's.
    end = end if any(each.text == printed.annex.title for each in body[end:]) else len(body)
    head = body[end:]
    if not head:
        notes = sum(paragraph.kind == "annex_note" for paragraph in body)
        label = f"附件{notes}" if notes > 1 else "附件"
        title = Paragraph("annex_title", (Run(printed.annex.title),))
        head = (Paragraph("annex_label", (Run(label),)), title)
    return head, body[:end]


def _place_annex_head(head: tuple[Paragraph, ...]) -> tuple[Placed, ...]:
    """A section of its own begins the page; lines are as long as the type area is high."""
    m = measures()
    capacity = points(m.type_height) // m.size_title
    placed = (_place(paragraph, previous) for previous, paragraph in zip((None, *head), head, strict=False))
    return tuple(
        replace(each, new_page=False, lines=title_lines(each.paragraph.text, capacity) if each.lines else ())
        for each in placed
    )


def _place(paragraph: Paragraph, previous: Paragraph | None) -> Placed:
    m = measures()
    style = style_of(paragraph)
    before = previous.kind if previous else None
    base = Placed(paragraph, style, _blank(paragraph, before), new_page=_new_page(paragraph, before))
    if style in ("发文字号", "主送机关", "附件标识"):
        return base
    if paragraph.kind in _TITLES:
        # Line feeds in a title say where its lines end; they are kept as lines.
        whole = replace(
            paragraph, runs=tuple(replace(r, text=r.text.replace("\n", "")) for r in paragraph.runs)
        )
        return replace(base, paragraph=whole, lines=title_lines(paragraph.text, title_capacity(m)))
    if style == "附件说明":
        return _place_annex_note(base)
    if style in ("发文机关署名", "成文日期"):
        return replace(base, right=m.unsealed_right)
    return replace(base, first=m.publicity_indent if style == "附注" else m.text_indent)


def _new_page(paragraph: Paragraph, before: str | None) -> bool:
    """An annex begins a page (7.3.7), as does whatever says so; the first page needs no break."""
    label = paragraph.kind == "annex_label" or (paragraph.kind == "annex_title" and before != "annex_label")
    return before is not None and (paragraph.new_page or label)


def _blank(paragraph: Paragraph, before: str | None) -> int:
    m = measures()
    kind = paragraph.kind
    if kind == "number":
        return m.number_blank
    if kind == "annex_title":
        return m.annex_title_line - (2 if before == "annex_label" else 1)
    if kind == "title":
        return m.title_blank
    if before in _TITLES and kind not in ("annex_label", "date"):
        return m.recipients_blank
    if kind == "annex_note" and before != "annex_note":
        return m.annex_note_blank
    return 0


def _place_annex_note(base: Placed) -> Placed:
    """附件：1.名称 — the name's following lines begin under its first character; 2.… under 1. (7.3.4)"""
    m = measures()
    text = base.paragraph.text
    word = _ANNEX_WORD.match(text)
    number = _ANNEX_NUMBER.match(text, word.end() if word else 0)
    start = m.annex_note_indent + (0.0 if word else width("附件："))
    hanging = width(word.group() if word else "") + width(number.group() if number else "")
    return replace(base, first=start, rest=start + hanging)


def _place_foot(placed: list[Placed], sealed: bool) -> None:
    """Signature and date: blanks above and at the right; neither stands alone on a page."""
    m = measures()
    for index, each in enumerate(placed):
        if each.style == "发文机关署名":
            following = placed[index + 1] if index + 1 < len(placed) else None
            date = following if following and following.style == "成文日期" else None
            rights = foot_rights(
                width(each.paragraph.text), width(date.paragraph.text) if date else None, sealed
            )
            placed[index] = replace(each, right=rights[0], together=date is not None)
            if date:
                placed[index + 1] = replace(date, right=rights[1])
        elif each.style == "成文日期" and (index == 0 or placed[index - 1].style != "发文机关署名"):
            placed[index] = replace(each, right=m.sealed_date_right if sealed else m.unsealed_right)
    first = next((i for i, each in enumerate(placed) if each.style in ("发文机关署名", "成文日期")), None)
    if first is not None and first > 0:
        blank = m.sealed_blank if sealed else m.unsealed_blank
        placed[first] = replace(placed[first], blank=blank)
        placed[first - 1] = replace(placed[first - 1], together=True)


def foot_rights(signature: float, date: float | None, sealed: bool) -> tuple[float, float]:
    """The blanks at the right of signature and date, in characters, from their widths.

    With a seal: the date leaves four, the signature is centred over it; one too long for that ends at
    the edge and the date moves under its middle (7.3.5.1). Without: the signature leaves two and the
    date begins two further right; a date that is longer leaves two itself (7.3.5.2).
    """
    m = measures()
    if date is None:
        return (m.sealed_date_right if sealed else m.unsealed_right), 0.0
    if sealed:
        middle = max(m.sealed_date_right + date / 2, signature / 2)
        return middle - signature / 2, middle - date / 2
    if date > signature:
        return m.unsealed_right + m.unsealed_shift + date - signature, m.unsealed_right
    return m.unsealed_right, m.unsealed_right + signature - m.unsealed_shift - date


ALL_STYLES: tuple[StyleName, ...] = get_args(StyleName)
