"""A printed plan of a fictional county, and ways to look into the Word file made of it."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from kb.draft.printed import Paragraph, ParagraphKind, Printed, Run
from kb.export.official_docx import official_bytes
from tests.kb.export.tables import row, table

TITLE = "青禾县人民政府办公室关于印发青禾县村级寄递站点建设实施方案的通知"
PLAN = "青禾县村级寄递站点建设实施方案"
RUN_IN = "各镇（街道）要把“村邮站”列入2025年重点工作。"


def line(kind: ParagraphKind, *runs: Run | str, **more: Any) -> Paragraph:
    return Paragraph(kind, tuple(run if isinstance(run, Run) else Run(run) for run in runs), **more)


HEAD = (
    line("number", "青政办发〔2025〕6号"),
    line("title", TITLE),
    line("recipients", "各镇人民政府，县政府各部门："),
    line("text", "现将方案印发给你们，请认真组织实施。", remarks=(("请认真组织实施", "自拟"),)),
)
FOOT = (
    line("annex_note", "附件：1.村邮站建设标准"),
    line("annex_note", "2.任务分工表"),
    line("signature", "青禾县人民政府办公室"),
    line("date", "2025年6月3日"),
    line("publicity", "（此件公开发布）"),
)
CLAUSES = (
    line("title", PLAN, new_page=True),
    line("heading1", Run("一、主要任务", "heading1")),
    line(
        "heading2",
        Run("（一）建好站点。", "heading2"),
        RUN_IN,
        remarks=((RUN_IN, "上级·改写　樾政办发〔2025〕3号 二"), ("不在段里的话", "自拟")),
    ),
    line("heading3", Run("1.", "heading3"), "全县建成", Run("【待定1】", open=True), "处。"),
    line("heading4", Run("（1）", "heading4"), "由", Run("牵头单位", open=True), "牵头。"),
)
ANNEX = (
    line("annex_label", Run("附件1", "heading1"), new_page=True),
    line("annex_title", "村邮站建设标准"),
    line("text", "每处面积不低于20平方米。"),
)
TASKS = table(
    row(1, "建站点", "选好地方"), row(2, "建站点", "配齐货架"), row(3, "定标准", "写明时限", group="二")
)
PRINTED = Printed((*HEAD, *FOOT, *CLAUSES, *ANNEX), TASKS)


def made(printed: Printed = PRINTED, remarks: bool = True, sealed: bool = True) -> WordDocument:
    return Document(io.BytesIO(official_bytes(printed, remarks, sealed)))


def find(document: WordDocument, words: str) -> WordParagraph:
    return next(one for one in document.paragraphs if one.text.replace("\n", "").startswith(words))


def blanks_above(document: WordDocument, words: str) -> int:
    texts = [one.text.replace("\n", "") for one in document.paragraphs]
    at = next(index for index, text in enumerate(texts) if text.startswith(words))
    return next((n for n in range(at) if texts[at - 1 - n]), at)


def value(element: Any, path: str, name: str = "val") -> str | None:
    """An attribute of the element at the path below `element`; None where there is none."""
    found = (
        element.find("/".join(qn(f"w:{step}") for step in path.split("/"))) if element is not None else None
    )
    return None if found is None else found.get(qn(f"w:{name}"))


def from_style(paragraph: WordParagraph, path: str, name: str = "val") -> str | None:
    """What holds for the paragraph: written at it, else in its style, else in the styles that rests on."""
    own = value(paragraph._p, path, name)
    style: Any = paragraph.style
    while own is None and style is not None:
        own, style = value(style.element, path, name), style.base_style
    return own


def face(paragraph: WordParagraph, run: int = 0) -> tuple[str | None, float]:
    """East Asian face and size in pt of a run."""
    own: Any = paragraph.runs[run].style
    named = value(own.element, "rPr/rFonts", "eastAsia") if own is not None else None
    size = from_style(paragraph, "rPr/sz")
    assert size is not None
    return named or from_style(paragraph, "rPr/rFonts", "eastAsia"), int(size) / 2


def indents(paragraph: WordParagraph) -> tuple[float, float, float]:
    """First line, following lines, right, in characters."""
    chars = {
        name: int(from_style(paragraph, "pPr/ind", f"{name}Chars") or 0) / 100
        for name in ("left", "right", "firstLine", "hanging")
    }
    return chars["left"] + chars["firstLine"] - chars["hanging"], chars["left"], chars["right"]
