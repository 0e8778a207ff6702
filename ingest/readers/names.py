"""What a file's name promises, against what its content is; and what to advise about formats not read."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.readers.recognise import Format

SUFFIXES: Mapping[Format, frozenset[str]] = {
    Format.TEXT: frozenset({".txt", ".text", ".md"}),
    Format.HTML: frozenset({".html", ".htm", ".shtml", ".jhtml", ".xhtml"}),
    Format.PDF: frozenset({".pdf"}),
    Format.DOCX: frozenset({".docx", ".docm", ".dotx"}),
    Format.OLD_WORD: frozenset({".doc", ".dot", ".wps", ".wpt"}),
    Format.OLD_OFFICE: frozenset({".doc", ".wps", ".xls", ".et", ".ppt", ".dps"}),
    Format.LOCKED_OFFICE: frozenset({".docx", ".xlsx", ".pptx"}),
    Format.WORKBOOK: frozenset({".xlsx", ".xlsm"}),
    Format.SLIDES: frozenset({".pptx"}),
    Format.OPEN_DOCUMENT: frozenset({".odt", ".ods", ".odp"}),
    Format.OFD: frozenset({".ofd"}),
    Format.ZIP: frozenset({".zip"}),
    Format.BROKEN_ZIP: frozenset({".zip", ".docx", ".xlsx", ".ofd"}),
    Format.ARCHIVE: frozenset({".rar", ".7z", ".gz"}),
    Format.RTF: frozenset({".rtf", ".doc"}),
    Format.WEB_ARCHIVE: frozenset({".mht", ".mhtml", ".doc"}),
    Format.XML: frozenset({".xml"}),
    Format.JPEG: frozenset({".jpg", ".jpeg"}),
    Format.PNG: frozenset({".png"}),
    Format.GIF: frozenset({".gif"}),
    Format.BMP: frozenset({".bmp"}),
    Format.TIFF: frozenset({".tif", ".tiff"}),
    Format.WEBP: frozenset({".webp"}),
}
"""The usual names of each format. A name in none of the sets promises nothing."""

_KNOWN = frozenset().union(*SUFFIXES.values())
_TEXT_LIKE = SUFFIXES[Format.TEXT] | SUFFIXES[Format.HTML] | SUFFIXES[Format.XML]

_SAVE_AS_DOCX = "请用 Word 或 WPS 打开，另存为 .docx 或导出为 PDF 后再导入"
_NEEDS_TEXT = "请导入原始电子文件；纸质件请扫描后用文字识别（OCR）软件转换"
_UNPACK = "请先解压，再逐个导入里面的文件"
_SUPPORTED = "可以导入的格式有：纯文本、PDF、Word（.docx）、网页（HTML）"
_ADVICE: Mapping[Format, str] = {
    Format.OLD_WORD: _SAVE_AS_DOCX,
    Format.RTF: _SAVE_AS_DOCX,
    Format.OPEN_DOCUMENT: _SAVE_AS_DOCX,
    Format.WEB_ARCHIVE: _SAVE_AS_DOCX,
    Format.LOCKED_OFFICE: "请用 Word 或 WPS 打开，去掉密码后再导入",
    Format.OFD: "请用 OFD 阅读软件导出为 PDF 后再导入",
    Format.ZIP: _UNPACK,
    Format.ARCHIVE: _UNPACK,
    Format.BROKEN_ZIP: "请从来源重新取得完整的文件",
    Format.JPEG: _NEEDS_TEXT,
    Format.PNG: _NEEDS_TEXT,
    Format.GIF: _NEEDS_TEXT,
    Format.BMP: _NEEDS_TEXT,
    Format.TIFF: _NEEDS_TEXT,
    Format.WEBP: _NEEDS_TEXT,
}


def advice_for(kind: Format) -> str:
    """What a user can do about a file of a format that is not read."""
    return _ADVICE.get(kind, _SUPPORTED)


def contradicts(kind: Format, suffix: str) -> bool:
    """Does the suffix (lower case, with its dot) promise another format than the content has?"""
    return suffix in _KNOWN and suffix not in SUFFIXES.get(kind, frozenset())


def promises_more_than_text(suffix: str) -> bool:
    """Does the suffix promise a format that has a signature of its own?"""
    return suffix in _KNOWN and suffix not in _TEXT_LIKE
