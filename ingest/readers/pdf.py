"""PDF → lines with their place on the page, and tables. Scans are refused, not guessed at."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from io import BytesIO

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from ingest.errors import UnreadableFile
from ingest.pages import Line, Pages
from ingest.readers.pdf_sheet import Grid, Printed, Sheet, read_sheet
from ingest.readers.pdf_tables import TablePart, join_parts

MAX_PAGES = 1000
"""No notice has more; a larger file is a book or an attack."""

MAX_UNMAPPED_SHARE = 0.1
"""Above this share of characters without meaning the text is worthless."""

HEAD_ZONE, FOOT_ZONE = 0.12, 0.90
"""Where running heads and page numbers stand, as fractions of the page's height."""

TAIL_BYTES = 4096
"""Junk that servers append after a complete file is shorter than this."""

_CAPTION = re.compile(r"附[件表录]")
_CONTINUED = re.compile(r"续表|.{0,20}[（(]续[）)]")
# It tells of every font that lacks a box; what matters to users is raised or remarked here.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

_AGAIN = "请从来源重新取得完整的文件"
_OTHERWISE = "请导入原始电子文件，或先用文字识别（OCR）软件转换"


def read_pdf(data: bytes, file: str) -> Pages:
    """The lines and tables of a PDF with a text layer; an indented line begins with U+3000.

    Raises UnreadableFile where it is locked, damaged, cut off, a scan, or without usable characters.
    """
    _refuse_cut_off(data, file)
    try:
        sheets = _read_sheets(data, file)
    except (PdfminerException, MalformedPDFException) as error:
        raise _explain(error, file) from error
    _refuse_without_text(sheets, file)
    return _to_pages(sheets)


def _read_sheets(data: bytes, file: str) -> list[Sheet]:
    sheets: list[Sheet] = []
    # Not in a `with`: closing lists the pages once more and would fail again on a damaged file.
    pdf = pdfplumber.open(BytesIO(data))
    for page in _list_pages(pdf, file):
        sheets.append(read_sheet(page))
        page.close()  # frees the page's objects
    return sheets


def _list_pages(pdf: PDF, file: str) -> list[Page]:
    try:
        pages: list[Page] = pdf.pages
    except (TypeError, ValueError, LookupError, AttributeError) as error:
        # pdfplumber wraps pdfminer's errors, but not its own on damaged page sizes and rotations.
        raise MalformedPDFException(error) from error
    if len(pages) > MAX_PAGES:
        cause = f"PDF 有 {len(pages)} 页，超过上限 {MAX_PAGES} 页"
        raise UnreadableFile(file, cause, "请只导入公文所在的页")
    return pages


def _to_pages(sheets: Sequence[Sheet]) -> Pages:
    lines: list[Line] = []
    parts: list[TablePart] = []
    for number, sheet in enumerate(sheets, start=1):
        before = sheets[number - 2].printed if number > 1 else ()
        parts += (_part(grid, sheet, number, len(lines), before) for grid in sheet.grids)
        for one in sheet.printed:
            text = "\u3000" * one.indent + one.text
            lines.append(Line(text, number, len(lines) + 1, one.top, one.bottom))
    return Pages("pdf", tuple(lines), join_parts(parts), len(sheets), remarks=tuple(_remarks(sheets)))


def _part(grid: Grid, sheet: Sheet, page: int, lines_before: int, before: Sequence[Printed]) -> TablePart:
    """`before` are the printed lines of the previous page, against which running heads are told."""
    above = [line for line in sheet.printed if line.bottom <= grid.top + 0.01]
    below = [line for line in sheet.printed if line.top >= grid.bottom - 0.01]
    others = [other for other in sheet.grids if other is not grid]
    return TablePart(
        rows=grid.rows,
        page=page,
        after_line=lines_before + len(above),
        widths=grid.widths,
        opens_page=all(_is_running(line, before) for line in above)
        and all(other.top > grid.top for other in others),
        closes_page=all(line.top >= FOOT_ZONE for line in below)
        and all(other.top < grid.top for other in others),
    )


def _is_running(line: Printed, before: Sequence[Printed]) -> bool:
    """A head that the previous page has too, figures aside, or 续表; 附件1 above a table is none."""
    if _CONTINUED.match(line.text):
        return True
    if line.bottom > HEAD_ZONE or _CAPTION.match(line.text):
        return False
    return any(_shape(line) == _shape(other) for other in before if other.bottom <= HEAD_ZONE)


def _shape(line: Printed) -> str:
    return re.sub(r"\d+", "#", line.text)


def _remarks(sheets: Sequence[Sheet]) -> Iterator[str]:
    scans = [str(number) for number, sheet in enumerate(sheets, start=1) if sheet.is_scan]
    if scans:
        yield f"第 {'、'.join(scans)} 页是图片，没有文字层，未能读出"
    blank = [
        str(number) for number, sheet in enumerate(sheets, start=1) if not sheet.chars and not sheet.is_scan
    ]
    if blank:
        yield f"第 {'、'.join(blank)} 页没有文字"
    if unmapped := sum(sheet.unmapped for sheet in sheets):
        yield f"有 {unmapped} 个字在文件中没有对应的文字编码，以“\ufffd”代替"


def _refuse_cut_off(data: bytes, file: str) -> None:
    """A PDF ends with %%EOF; pdfminer would silently read what is left of one that was cut off."""
    end = data.rfind(b"%%EOF")
    rest = data[max(end, 0) :]
    if end < 0 or len(rest) > TAIL_BYTES or b" obj" in rest:
        raise UnreadableFile(file, "PDF 不完整，结尾部分缺失（可能没有下载完）", _AGAIN)


def _refuse_without_text(sheets: Sequence[Sheet], file: str) -> None:
    chars = sum(sheet.chars for sheet in sheets)
    used = [sheet for sheet in sheets if sheet.chars or sheet.image_share]
    if used and all(sheet.is_scan for sheet in used):
        raise UnreadableFile(file, f"PDF 是扫描件，{len(used)} 页都是图片，没有文字层", _OTHERWISE)
    if chars == 0:
        raise UnreadableFile(file, "PDF 里没有文字（可能是空白页，或文字已转成图形）", _OTHERWISE)
    if sum(sheet.unmapped for sheet in sheets) > chars * MAX_UNMAPPED_SHARE:
        raise UnreadableFile(file, "PDF 的字体没有附带文字编码，读出的内容不是文字", _OTHERWISE)


def _explain(error: Exception, file: str) -> UnreadableFile:
    origin = error.args[0] if error.args else error
    if isinstance(origin, PDFPasswordIncorrect):
        return UnreadableFile(file, "PDF 已加密，需要密码才能打开", "请去掉密码后再导入")
    if isinstance(origin, PDFEncryptionError):
        return UnreadableFile(file, "PDF 已加密，加密方式无法识别", "请去掉加密后再导入")
    return UnreadableFile(file, "PDF 内部结构已损坏，无法解析", _AGAIN)
