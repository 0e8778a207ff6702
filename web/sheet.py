"""The notice as a sheet: its text in paragraphs, cut where clauses begin, with the facts marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kb.model import Clause, Notice
from web.marks import Insert, Mark, render

_NO_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[。；：:！？，、）]$")
_DATE_LINE = re.compile(
    r"^\d{4}年\d{1,2}月\d{1,2}日$|^[二〇○零一三四五六七八九十]+年[一二三四五六七八九十]+月[一二三四五六七八九十]+日$"
)
LONGEST_CENTRED = 40


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or the part of one that belongs to one clause; `css` says how it is set."""

    html: Markup
    css: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the notice: one clause's own words, or (clause None) words outside the outline."""

    clause: Clause | None
    paragraphs: tuple[Paragraph, ...]


def sections(
    notice: Notice,
    marks: Sequence[Mark] = (),
    inserts: Sequence[Insert] = (),
    clause_url: Callable[[Clause], str] | None = None,
) -> tuple[Section, ...]:
    """The whole text in order, nothing left out but the number and title lines at its very
    beginning, which the page prints itself. `clause_url` makes each clause's head a link."""
    headed = [*marks, *_heads(notice, clause_url)]
    out = []
    for clause, start, end in _stretches(notice):
        if clause is None and start == 0:
            start = _after_head_lines(notice, end)
        paragraphs = tuple(_paragraphs(notice, clause, start, end, headed, inserts))
        if paragraphs:
            out.append(Section(clause, paragraphs))
    return tuple(out)


def clause_text(notice: Notice, clause: Clause, marks: Sequence[Mark] = ()) -> tuple[Paragraph, ...]:
    """The clause's own words as paragraphs."""
    headed = [*marks, *_heads(notice, None)]
    return tuple(_paragraphs(notice, clause, clause.start, clause.end, headed, ()))


def _stretches(notice: Notice) -> Iterator[tuple[Clause | None, int, int]]:
    """The text cut into clauses and what lies between them."""
    here = 0
    for clause in sorted(notice.clauses, key=lambda c: (c.start, c.end)):
        if clause.start > here:
            yield None, here, clause.start
        if clause.end > max(here, clause.start):
            yield clause, max(here, clause.start), clause.end
        here = max(here, clause.end)
    if here < len(notice.text):
        yield None, here, len(notice.text)


def _heads(notice: Notice, clause_url: Callable[[Clause], str] | None) -> Iterator[Mark]:
    """Label and heading of each clause in bold; a number that the original lacks is not printed there."""
    for clause in notice.clauses:
        href = clause_url(clause) if clause_url else None
        bold_end = clause.body_start if clause.heading else _label_end(notice, clause)
        while bold_end > clause.start and notice.text[bold_end - 1].isspace():
            bold_end -= 1
        yield Mark(clause.start, bold_end, "heading to" if href else "heading", href, element="b")


def _label_end(notice: Notice, clause: Clause) -> int:
    at = notice.text.find(clause.label, clause.start, clause.end)
    return at + len(clause.label) if at >= 0 and not clause.implied_label else clause.start


def _paragraphs(
    notice: Notice,
    clause: Clause | None,
    start: int,
    end: int,
    marks: Sequence[Mark],
    inserts: Sequence[Insert],
) -> Iterator[Paragraph]:
    touching = [mark for mark in marks if mark.start < end and start < mark.end]
    near = [insert for insert in inserts if start < insert.offset <= end]
    for left, right in _lines(notice.text, start, end):
        html = render(notice.text, touching, near, start=left, end=right)
        css = "" if clause else _setting(notice, notice.text[left:right].strip())
        if clause and clause.start == left and clause.implied_label:
            html = _implied(clause) + html
        if left > 0 and notice.text[left - 1] != "\n" and not css:
            css = "goes-on"
        yield Paragraph(html, css)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    here = start
    while here < end:
        stop = text.find("\n", here, end)
        stop = end if stop < 0 else stop
        left = here
        while left < stop and text[left].isspace():
            left += 1
        if left < stop:
            yield left, stop
        here = stop + 1


def _implied(clause: Clause) -> Markup:
    label = clause.label if clause.label.endswith(("、", "．", ".", "）")) else f"{clause.label}、"
    return Markup('<b class="heading m-implied" title="原文没有这个序号，由上下文推定">{}</b>').format(label)


def _setting(notice: Notice, line: str) -> str:
    """How a line outside the outline is set: signature and date at the right, titles in the middle."""
    bare = _squeezed(line)
    if bare == _squeezed(notice.document.issuer or "") or _DATE_LINE.match(bare):
        return "end"
    if bare.endswith(("：", ":")):
        return "plain"
    return "middle" if len(bare) <= LONGEST_CENTRED and not _SENTENCE_END.search(bare) else ""


def _after_head_lines(notice: Notice, end: int) -> int:
    """The offset behind the leading lines that only repeat letterhead, number and title."""
    document = notice.document
    known = _squeezed(f"{document.title or ''}|{document.doc_number or ''}|{document.issuer or ''}文件")
    for left, right in _lines(notice.text, 0, end):
        if _squeezed(notice.text[left:right]) not in known:
            return left
    return end


def _squeezed(text: str) -> str:
    return _NO_SPACE.sub("", text)
