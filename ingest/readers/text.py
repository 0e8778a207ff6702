"""Plain text → lines, each exactly as the file has it, blank ones too."""

from __future__ import annotations

import re

from ingest.errors import UnreadableFile
from ingest.pages import Line, Pages
from ingest.readers.characters import plain
from ingest.readers.decode import decode

MAX_TEXT_BYTES = 10_000_000
"""A long law with annexes has half a million characters; ten megabytes are no notice."""

MAX_LINE_CHARS = 200_000
"""Some notices arrive as a single line, but none is this long."""

_LINE_END = re.compile("\r\n|[\n\r\v\x85\u2028\u2029]")


def read_text(data: bytes, file: str) -> Pages:
    """The lines of a plain text. A form feed begins a new page; without any, pages stay unknown.

    Raises UnreadableFile where the encoding is unknown or text or line are longer than any notice.
    """
    if len(data) > MAX_TEXT_BYTES:
        cause = f"纯文本有 {len(data) / 1_000_000:.0f} MB，超过上限 {MAX_TEXT_BYTES // 1_000_000} MB"
        raise UnreadableFile(file, cause, "请确认这是一份公文；如是多份合在一起，请拆开后导入")
    text = plain(decode(data, file))
    parts = text.rstrip("\f").split("\f")
    lines: list[Line] = []
    for page, part in enumerate(parts, start=1):
        for words in _split(part):
            lines.append(Line(words, page if len(parts) > 1 else None, len(lines) + 1))
    _refuse_endless_line(lines, file)
    return Pages("text", tuple(lines), page_count=len(parts) if len(parts) > 1 else None)


def _split(part: str) -> list[str]:
    lines = _LINE_END.split(part)
    # What follows the last line's end is no line.
    return lines[:-1] if lines[-1] == "" else lines


def _refuse_endless_line(lines: list[Line], file: str) -> None:
    for line in lines:
        if len(line.text) > MAX_LINE_CHARS:
            cause = f"第 {line.number} 行有 {len(line.text)} 个字，没有换行，超过上限 {MAX_LINE_CHARS} 字"
            raise UnreadableFile(file, cause, "请确认这是一份公文，并按段落换行后再导入")
