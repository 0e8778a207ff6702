"""What a file is, told by its content and never by its name."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from io import BytesIO


class Format(StrEnum):
    """What a file turned out to be; the value is what users are told."""

    TEXT = "纯文本"
    HTML = "网页"
    PDF = "PDF 文件"
    DOCX = "Word 文档（.docx）"
    OLD_WORD = "旧版 Word 或 WPS 文档"
    OLD_OFFICE = "旧版 Office 文件"
    LOCKED_OFFICE = "加了密码的 Office 文档"
    WORKBOOK = "Excel 工作簿"
    SLIDES = "PowerPoint 演示文稿"
    OPEN_DOCUMENT = "OpenDocument 文档"
    OFD = "OFD 版式文件"
    ZIP = "ZIP 压缩包"
    BROKEN_ZIP = "不完整的 ZIP 压缩包"
    ARCHIVE = "压缩包"
    RTF = "RTF 文档"
    WEB_ARCHIVE = "单个文件网页（MHTML）"
    XML = "XML 文件"
    JPEG = "JPEG 图片"
    PNG = "PNG 图片"
    GIF = "GIF 图片"
    BMP = "BMP 图片"
    TIFF = "TIFF 图片"
    WEBP = "WebP 图片"
    BINARY = "无法识别的二进制数据"


SIGNATURES: tuple[tuple[bytes, Format], ...] = (
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"GIF8", Format.GIF),
    (b"II*\x00", Format.TIFF),
    (b"MM\x00*", Format.TIFF),
    (b"{\\rtf", Format.RTF),
    (b"Rar!\x1a\x07", Format.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Format.ARCHIVE),
    (b"\x1f\x8b\x08", Format.ARCHIVE),
    (b"MIME-Version:", Format.WEB_ARCHIVE),
)
"""First bytes that settle the matter, as the formats' own specifications fix them."""

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of UTF-8 and UTF-16 (and, beginning alike, UTF-32 little-endian)."""

CONTROL_BYTES = bytes(code for code in (*range(0x20), 0x7F) if code not in b"\t\n\v\f\r\x1b")
MAX_CONTROLS, MAX_CONTROL_SHARE = 2, 0.003
"""A text may hold stray control bytes (Ctrl-Z at its end), binary data is full of them."""

PDF_HEADER_WITHIN = 1024
"""Readers accept a PDF's header within its first 1024 bytes (ISO 32000-1, annex H.3.4.1)."""

HTML_HEAD_BYTES = 4096
_HTML_START = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|div|p|table|script|title|span)\b", re.I)
_HTML_CLOSER = re.compile(r"</(?:p|div|td|tr|table|body|html|span|h[1-6])>", re.I)
_ENOUGH_CLOSERS = 3
"""A page saved without its head begins with plain words; this many closing tags give it away."""


def recognise(data: bytes) -> Format:
    """The format of the given bytes; never raises, `Format.BINARY` where nothing fits."""
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            return kind
    if data.startswith(b"BM") and data[6:10] == b"\x00\x00\x00\x00":
        return Format.BMP
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Format.WEBP
    if b"%PDF-" in data[:PDF_HEADER_WITHIN]:
        return Format.PDF
    if data.startswith(OLE_SIGNATURE):
        return _recognise_ole(data)
    if data.startswith(ZIP_SIGNATURES):
        return _recognise_zip(data)
    return _recognise_text(data)


def _recognise_ole(data: bytes) -> Format:
    """An OLE2 container names its streams in UTF-16: the names tell what it contains."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Format.LOCKED_OFFICE
    if "WordDocument".encode("utf-16-le") in data:
        return Format.OLD_WORD
    return Format.OLD_OFFICE


def _recognise_zip(data: bytes) -> Format:
    """A ZIP is known by its members; only the directory is read here, nothing is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return Format.BROKEN_ZIP
    for prefix, kind in (("word/", Format.DOCX), ("xl/", Format.WORKBOOK), ("ppt/", Format.SLIDES)):
        if any(name.startswith(prefix) and name.endswith(".xml") for name in names):
            return kind
    if "OFD.xml" in names:
        return Format.OFD
    return Format.OPEN_DOCUMENT if {"mimetype", "content.xml"} <= set(names) else Format.ZIP


def _recognise_text(data: bytes) -> Format:
    if not data.startswith(TEXT_MARKS):
        controls = len(data) - len(data.translate(None, CONTROL_BYTES))
        if b"\x00" in data or controls > max(MAX_CONTROLS, len(data) * MAX_CONTROL_SHARE):
            return Format.BINARY
    start = _readable_start(data)
    if start.startswith("<") and _HTML_START.search(start):
        return Format.HTML
    if len(_HTML_CLOSER.findall(start)) >= _ENOUGH_CLOSERS:
        return Format.HTML
    return Format.XML if start.startswith("<?xml") else Format.TEXT


def _readable_start(data: bytes) -> str:
    """The first bytes as characters; tags are ASCII in every encoding that we read but UTF-16."""
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    start = data[:HTML_HEAD_BYTES].decode("utf-16" if utf16 else "latin-1", errors="replace")
    return start.removeprefix("\xef\xbb\xbf").lstrip()
