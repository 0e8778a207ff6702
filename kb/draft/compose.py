"""The plan as it will be printed, paragraph by paragraph, from a draft (order and signs of GB/T 9704-2012)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from kb.draft.answers import answered_text
from kb.draft.model import TOKEN, Draft, Entry, Head, Sentence
from kb.draft.numbering import ANNEX, Numbered, annex_label, is_annex, numbered
from kb.draft.places import class_word
from kb.draft.printed import Face, Paragraph, ParagraphKind, Printed, Run
from kb.draft.sentences import as_printed
from kb.matrix.table import Table
from kb.regions import region_of_issuer

_FACES: tuple[Face, ...] = ("heading1", "heading2", "heading3", "heading4")
_HEADINGS: tuple[ParagraphKind, ...] = ("heading1", "heading2", "heading3", "heading4")
_RELATIONS = {
    "verbatim": "照写",
    "adapted": "改写",
    "split": "拆分",
    "merged": "合并",
    "added": "增写",
    "not_carried": "未写",
}
_KINDS = {"upper": "上级", "peer": "同级", "own": "本级旧文", "written": "自拟"}
BLANK = "\u3000"
"""Stands for what is filled in at signing: number, date."""


def printed(draft: Draft, annex: Table | None = None, names: Mapping[str, str] | None = None) -> Printed:
    """All paragraphs of the notice in reading order; `annex` is the 责任分工表 behind it.

    `names` says what remarks call a notice (id → 淄政办字〔2020〕110号); without it they use the id.
    """
    clauses = numbered(draft, more_annexes=int(annex is not None))
    body = [each for each in clauses if not each.annex]
    annexed = [each for each in clauses if each.annex]
    notes = [_heading_of(each.entry) or each.label for each in annexed if is_annex(each.entry)]
    notes += [annex.title] if annex is not None else []
    called = names or {}
    paragraphs = [
        *_opening(draft.head),
        *(paragraph for each in body for paragraph in _clause(each, called)),
        *_notes(notes),
        *([] if draft.head.covering else _signature(draft.head)),
        *_annexes(annexed, called),
        *(_table_head(annex_label(clauses), annex) if annex is not None else ()),
    ]
    return Printed(tuple(paragraphs), annex)


def _opening(head: Head) -> Iterator[Paragraph]:
    """Number, title, recipients, and the covering notice with its signature where there is one."""
    yield _plain("number", head.doc_number or BLANK)
    if not head.covering:
        yield _plain("title", head.title)
        if head.recipients:
            yield _plain("recipients", f"{head.recipients.rstrip('：:')}：")
        yield from _paragraphs(head.preamble)
        return
    name = head.title.replace("《", "〈").replace("》", "〉")
    yield _plain("title", f"{head.issuer}关于印发《{name}》的通知")
    if head.recipients:
        yield _plain("recipients", f"{head.recipients.rstrip('：:')}：")
    yield _plain("text", _covering_words(head, name))
    yield from _signature(head)
    yield Paragraph("title", (Run(head.title),), new_page=True)
    yield from _paragraphs(head.preamble)


def _covering_words(head: Head, name: str) -> str:
    office = re.search("人民政府(?=办公[室厅])", head.issuer)
    agreed = f"已经{_government(head.issuer)}同意，" if office else ""
    return f"《{name}》{agreed}现印发给你们，请结合实际认真组织实施。"


def _government(issuer: str) -> str:
    """县政府 of 桓台县人民政府办公室."""
    place = region_of_issuer(issuer)
    word = class_word(place) if place is not None else ""
    return f"{word}政府"


def _paragraphs(text: str) -> Iterator[Paragraph]:
    for line in text.split("\n"):
        if line.strip():
            yield _plain("text", line.strip())


def _signature(head: Head) -> Iterator[Paragraph]:
    yield _plain("signature", head.signed or head.issuer)
    yield _plain("date", date_words(head.date))
    if head.publicity:
        yield _plain("publicity", f"（{head.publicity.strip('（）')}）")


def date_words(day: date | None) -> str:
    """2030年6月5日 without zeros in front (7.3.5.4); blanks where no day is known."""
    return f"{day.year}年{day.month}月{day.day}日" if day else f"{BLANK * 2}年{BLANK}月{BLANK}日"


def _clause(each: Numbered, names: Mapping[str, str]) -> Iterator[Paragraph]:
    """A clause: a heading of the first level on a line of its own, the others run in before their text."""
    entry, depth = each.entry, min(each.entry.depth, 3)
    face, kind = _FACES[depth], _HEADINGS[depth]
    heading = _heading_of(entry)
    lines = [line.strip() for line in answered_text(entry.text, entry.questions).split("\n") if line.strip()]
    label = Run(each.label, face)
    if heading and (depth == 0 or not lines):
        yield Paragraph(kind, (label, *_runs(heading, face)), entry.key)
    elif heading:
        first = lines.pop(0)
        runs = (label, *_runs(f"{heading}。", face), *_runs(first))
        yield Paragraph(kind, runs, entry.key, _remarks(first, entry, names))
    else:
        first = lines.pop(0) if lines else ""
        yield Paragraph(kind, (label, *_runs(first)), entry.key, _remarks(first, entry, names))
    for line in lines:
        yield Paragraph("text", _runs(line), entry.key, _remarks(line, entry, names))


def _heading_of(entry: Entry) -> str | None:
    return answered_text(entry.heading, entry.questions).rstrip("。") if entry.heading else None


def _runs(text: str, face: Face = "body") -> tuple[Run, ...]:
    """The text in runs, open questions in runs of their own."""
    found: list[Run] = []
    left = 0
    for token in TOKEN.finditer(text):
        found += [Run(text[left : token.start()], face), Run(token.group(), face, open=True)]
        left = token.end()
    found.append(Run(text[left:], face))
    return tuple(run for run in found if run.text)


def _remarks(line: str, entry: Entry, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Where each sentence of the line comes from."""
    bare = re.sub(r"\s+", "", line)
    found = [(each.text, _remark(each, names)) for each in as_printed(entry) if each.text in bare]
    return tuple(found)


def _remark(sentence: Sentence, names: Mapping[str, str]) -> str:
    source = sentence.source
    if source.notice is None:
        return "自拟"
    where = f"{names.get(source.notice, source.notice)}{' ' + source.clause if source.clause else ''}"
    quote = f"：{source.quote}" if source.quote and sentence.relation != "verbatim" else ""
    return f"{_KINDS[source.kind]}·{_RELATIONS[sentence.relation]}　{where}{quote}"


def _notes(names: list[str]) -> Iterator[Paragraph]:
    """The list of annexes below the text: numbered where there are several (7.3.4)."""
    for index, name in enumerate(names, start=1):
        number = f"{index}." if len(names) > 1 else ""
        yield _plain("annex_note", f"{f'{ANNEX}：' if index == 1 else ''}{number}{name}")


def _annexes(clauses: list[Numbered], names: Mapping[str, str]) -> Iterator[Paragraph]:
    for each in clauses:
        if not is_annex(each.entry):
            yield from _clause(each, names)
            continue
        yield Paragraph("annex_label", (Run(each.label, "heading1"),), each.entry.key, new_page=True)
        heading = _heading_of(each.entry)
        if heading:
            yield Paragraph("annex_title", _runs(heading), each.entry.key)
        for line in answered_text(each.entry.text, each.entry.questions).split("\n"):
            if line.strip():
                yield Paragraph(
                    "text", _runs(line.strip()), each.entry.key, _remarks(line, each.entry, names)
                )


def _table_head(label: str, annex: Table) -> Iterator[Paragraph]:
    """The lines above the table, which begin its landscape pages."""
    yield Paragraph("annex_label", (Run(label, "heading1"),), new_page=True)
    yield _plain("annex_title", annex.title)


def _plain(kind: ParagraphKind, text: str) -> Paragraph:
    return Paragraph(kind, (Run(text),))
