"""Bytes → characters for the formats that do not fix their encoding: plain text and web pages."""

from __future__ import annotations

import codecs

from ingest.errors import UnreadableFile

# UTF-32 stands before UTF-16, whose little-endian mark it begins with.
MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

CHINESE_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "hz": "gb18030"}
"""Pages declare the small character set and use the large one; the large one reads both."""

SOUND_PER_BROKEN = 20
"""So many well-formed characters to each broken one: the encoding is right and the file is damaged."""

MIN_COMMON_SHARE = 0.5
"""Real Chinese text, also with traditional characters, stays above this share of GB 2312 characters;
another encoding read as GB18030 falls below it."""

ADVICE = "请用记事本等软件把文件另存为 UTF-8 编码后再导入"


def decode(data: bytes, file: str, declared: str | None = None, mend: bool = False) -> str:
    """The characters of `data`: by byte order mark, else strict UTF-8, else the `declared` encoding of a
    web page, else GB18030.

    UTF-8 comes before the declaration because Chinese text in another encoding is practically never
    valid UTF-8, while pages saved by a browser keep a declaration that is no longer true.
    With `mend` a few damaged characters become U+FFFD; pages need it, whose summaries for search engines
    are often cut off inside a character. Raises UnreadableFile, naming `file`, where nothing fits.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace") if mend else _strict(data, encoding, file)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        position = error.start + 1
    damaged = _with_few_gaps(data, "utf-8")
    if damaged is not None and not mend:
        # GB18030 would turn UTF-8 with one lost byte into nonsense, so that case is named instead.
        cause = f"文件是 UTF-8 编码，但第 {position} 个字节处已损坏，文字不完整"
        raise UnreadableFile(file, cause, "请从来源重新取得文件")
    text = damaged or _in_chinese_encoding(data, _candidates(declared), mend)
    if text is None:
        raise UnreadableFile(file, "文字编码既不是 UTF-8，也不是 GB18030（GBK、GB2312）", ADVICE)
    return text


def _in_chinese_encoding(data: bytes, encodings: tuple[str, ...], mend: bool) -> str | None:
    for encoding in encodings:
        try:
            text: str | None = data.decode(encoding)
        except UnicodeDecodeError:
            text = _with_few_gaps(data, encoding) if mend else None
        if text is not None and _looks_chinese(text):
            return text
    return None


def _with_few_gaps(data: bytes, encoding: str) -> str | None:
    """The text with U+FFFD for what is damaged, None where that is more than a little."""
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    sound = sum(char > "\x7f" for char in text) - broken
    return text if sound >= broken * SOUND_PER_BROKEN else None


def _strict(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        cause = f"文件标明是 {encoding.upper()} 编码，但第 {error.start + 1} 个字节处已损坏"
        raise UnreadableFile(file, cause, "请从来源重新取得文件") from error


def _candidates(declared: str | None) -> tuple[str, ...]:
    """The declared encoding, if Python knows it and it fixes the characters, then GB18030."""
    if declared is None:
        return ("gb18030",)
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return ("gb18030",)
    name = CHINESE_SUPERSETS.get(name, name)
    # One-byte encodings decode any bytes whatever; on Chinese pages they are a template's leftover.
    return (name, "gb18030") if name in {"big5", "big5hkscs", "cp950", "utf-16"} else ("gb18030",)


def _looks_chinese(text: str) -> bool:
    foreign = "".join(char for char in text if char > "\x7f")
    common = len(foreign.encode("gb2312", errors="ignore")) // 2
    return common >= len(foreign) * MIN_COMMON_SHARE
