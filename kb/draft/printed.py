"""The plan as it will be printed: plain paragraphs, from which Word file, preview and checks are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kb.matrix.table import Table

ParagraphKind = Literal[
    "number",  # 发文字号
    "title",  # 标题, of the notice or of the plan behind a covering notice
    "recipients",  # 主送机关
    "text",
    "heading1",  # 一、 a line of its own
    "heading2",  # （一） a line of its own, or run in before the text
    "heading3",  # 1.
    "heading4",  # （1）
    "annex_note",  # 附件：1.…
    "signature",
    "date",
    "annex_label",  # 附件 above an annex
    "annex_title",
    "publicity",  # （此件公开发布）
]
Face = Literal["body", "heading1", "heading2", "heading3", "heading4"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch in one typeface; `face` says which level's. `open` marks an open question."""

    text: str
    face: Face = "body"
    open: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One printed paragraph. `entry` is the key of the draft's entry that it prints, None for head and
    foot. `remarks` tell where each sentence comes from: (words, remark). `new_page`: begins a page."""

    kind: ParagraphKind
    runs: tuple[Run, ...]
    entry: str | None = None
    remarks: tuple[tuple[str, str], ...] = ()
    new_page: bool = False

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Printed:
    """The whole document in reading order; `annex` is the 责任分工表 printed on landscape pages behind it."""

    paragraphs: tuple[Paragraph, ...]
    annex: Table | None = None
