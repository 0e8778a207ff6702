"""A sample as plain text: either as it is copied out of a PDF, or as an office saves it on Windows."""

from __future__ import annotations

from corpus.samples.layout import SourceLine, wrap

LINE_WIDTH = 28.0
LINES_A_PAGE = 22


def wrapped_text(lines: tuple[SourceLine, ...]) -> bytes:
    """UTF-8 with a byte order mark, 28 characters a line, an empty line behind each, page numbers between."""
    out: list[str] = []
    printed = 0
    for line in lines:
        for piece in _pieces(line):
            out += [piece, ""]
            printed += 1
            if printed % LINES_A_PAGE == 0:
                out += [f"— {printed // LINES_A_PAGE} —", ""]
    return "\n".join(out).encode("utf-8-sig")


def _pieces(line: SourceLine) -> tuple[str, ...]:
    if line.position == "page_break":
        return ()
    if line.position == "body":
        indent = "" if line.is_flush else "　　"
        return wrap(indent + line.text, LINE_WIDTH)
    room = LINE_WIDTH - len(line.text)
    return (" " * int(room if line.position == "centred" else room * 2 - 8) + line.text,)


def office_text(lines: tuple[SourceLine, ...]) -> bytes:
    """GB18030 with Windows line ends: a paragraph a line, two full-width spaces before each."""
    out: list[str] = []
    for line in lines:
        if line.position == "page_break":
            out.append("")
        elif line.position == "body":
            out.append(line.text if line.is_flush else f"　　{line.text}")
        else:
            out += [" " * (20 if line.position == "centred" else 50) + line.text]
    return ("\r\n".join(out) + "\r\n").encode("gb18030")
