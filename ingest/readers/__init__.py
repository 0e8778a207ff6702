"""From a file to `Pages`: one reader a format, chosen by the file's content, never by its name.

Only this package opens files. Imports `ingest.pages`, `ingest.errors` and `corpus`.
Start reading at `READERS` below, then `recognise.py`, then any reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path, PurePath

from ingest.errors import UnreadableFile
from ingest.pages import Pages
from ingest.readers.docx import read_docx
from ingest.readers.html import read_html
from ingest.readers.load import load, refuse_size
from ingest.readers.names import advice_for, contradicts, promises_more_than_text
from ingest.readers.pdf import read_pdf
from ingest.readers.recognise import Format, recognise
from ingest.readers.text import read_text

__all__ = ["load", "read_bytes", "read_file"]

READERS: Mapping[Format, Callable[[bytes, str], Pages]] = {
    Format.TEXT: read_text,
    Format.PDF: read_pdf,
    Format.DOCX: read_docx,
    Format.HTML: read_html,
}
"""Every format that is read. A reader takes the bytes and the name to use in messages."""

BLANKS = b"\x00 \t\r\n\f\v\xef\xbb\xbf\xff\xfe\xa1\xe3\x80"
"""The bytes of white space in all encodings, byte order marks and the ideographic space included."""


def read_file(path: Path) -> Pages:
    """The file at `path` as lines and tables.

    Raises UnreadableFile, with file name, cause and advice, for whatever cannot be read.
    """
    return read_bytes(load(path), path.name)


def read_bytes(data: bytes, name: str) -> Pages:
    """The content `data` of a file called `name` as lines and tables; errors as for `read_file`.

    The name serves messages and remarks, with one exception: plain text has no signature, it is what
    remains when nothing else fits, so under a name like .docx it is refused as a broken document.
    """
    file = PurePath(name).name or name
    suffix = PurePath(file).suffix.lower()
    refuse_size(len(data), file)
    _refuse_empty(data, file)
    kind = recognise(data)
    if kind not in READERS:
        also = f"，扩展名却是 {suffix}" if contradicts(kind, suffix) else "，不能读取"
        raise UnreadableFile(file, f"内容是{kind}{also}", advice_for(kind))
    if kind is Format.TEXT and promises_more_than_text(suffix):
        cause = f"内容不是 {suffix} 格式，只是没有格式的字符，文件可能已损坏"
        raise UnreadableFile(file, cause, "请从来源重新取得文件；如果确是纯文本，请把扩展名改为 .txt")
    pages = READERS[kind](data, file)
    if not any(line.text.strip() for line in pages.lines) and not pages.tables:
        raise UnreadableFile(file, f"{kind}里没有文字", "请检查是否选错了文件")
    if contradicts(kind, suffix):
        return replace(pages, remarks=(*pages.remarks, f"扩展名是 {suffix}，内容是{kind}，已按内容读取"))
    return pages


def _refuse_empty(data: bytes, file: str) -> None:
    if not data:
        raise UnreadableFile(file, "文件是空的（0 字节）", "请检查文件是否保存或下载完整")
    if not data.strip(BLANKS):
        raise UnreadableFile(file, "文件里只有空白，没有文字", "请检查文件是否保存或下载完整")
