"""What every reader returns: the lines and tables of a file, with page and position."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the file has it. `page` counts from 1 (None where the format has no pages),
    `number` is the line's number in the file from 1. Blank lines are kept as empty text.
    `top` and `bottom` are fractions of the page's height from its top, None where unknown."""

    text: str
    page: int | None
    number: int
    top: float | None = None
    bottom: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cell texts. It stands behind line number `after_line`. Rows cut by a page
    break are joined and repeated heads dropped by the reader."""

    rows: tuple[tuple[str, ...], ...]
    page: int | None
    after_line: int


@dataclass(frozen=True, slots=True)
class Pages:
    """A file as read. `wrapped` is True where a line may be a part of a paragraph (PDF, plain text)
    and False where each line is a whole paragraph (DOCX, HTML)."""

    reader: str
    lines: tuple[Line, ...]
    tables: tuple[Table, ...] = ()
    page_count: int | None = None
    wrapped: bool = True
    attachment_links: tuple[tuple[str, str], ...] = ()
    title: str | None = None
    """A title that the file states apart from its text (an HTML page's headline), None otherwise."""
    remarks: tuple[str, ...] = ()
    """What the reader noticed and the import report should tell, in Chinese: a page that is only an
    image, a name that contradicts the content, a numbering style that it does not know."""
    stated: tuple[tuple[str, str], ...] = ()
    """Facts that the file states beside its text, as label and value: the box above a notice on
    government pages with 发文字号, 发文机关, 成文日期."""
