"""Web pages of government sites → the notice's paragraphs, tables, headline and attachment links.

The page is only parsed: nothing in it is executed and nothing is fetched.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from ingest.errors import UnreadableFile
from ingest.pages import Line, Pages, Table
from ingest.readers.characters import plain
from ingest.readers.decode import decode
from ingest.readers.html_body import drop_furniture, find_body, selectors
from ingest.readers.html_lines import as_tables, read_block
from ingest.readers.html_stated import stated_facts

MAX_HTML_BYTES = 20_000_000
"""Pages with embedded pictures are large; beyond this it is no page of a notice."""

MAX_DEPTH = 1000
"""Browsers stop at 512 levels; the parser's time grows with the square of the depth."""

GAP = "\ufffd"
"""Stands for a character whose bytes are damaged."""

CHARSET_WITHIN = 16_384
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
# Elements that only an end tag closes.
_NESTING_TAG = re.compile(
    r"<(/?)(?:div|span|table|section|article|font|b|i|u|em|strong|ul|ol|dl|blockquote|center)\b", re.I
)
_FILE_NAME = re.compile(r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|pptx?|zip|rar|txt|rtf)(?:$|[?#])", re.IGNORECASE)
_NOT_FETCHABLE = ("javascript:", "data:", "mailto:", "tel:", "#")
_TITLE_WORDS = re.compile(r"通知|意见|方案|办法|规定|决定|通告|公告|批复|规划|细则|措施|报告|条例")


def read_html(data: bytes, file: str) -> Pages:
    """The notice on a web page, a line a paragraph. Tables keep their rows, links to attachments their
    label and address as written. Raises UnreadableFile for hopeless encodings and traps."""
    if len(data) > MAX_HTML_BYTES:
        cause = f"网页有 {len(data) / 1_000_000:.0f} MB，超过上限 {MAX_HTML_BYTES // 1_000_000} MB"
        raise UnreadableFile(file, cause, "请只保存公文所在的网页")
    declared = _CHARSET.search(data[:CHARSET_WITHIN])
    charset = declared.group(1).decode("ascii") if declared else None
    text = plain(decode(data, file, charset, mend=True))
    _refuse_deep_nesting(text, file)
    try:
        tree = LexborHTMLParser(text)
    except SelectolaxError as error:
        raise UnreadableFile(file, "网页结构已损坏，无法解析", "请在浏览器中重新保存网页") from error
    title = _headline(tree)
    drop_furniture(tree)
    parts = find_body(tree)
    return _to_pages(tree, parts, title)


def _to_pages(tree: LexborHTMLParser, parts: tuple[LexborNode, ...], title: str | None) -> Pages:
    lines: list[Line] = []
    tables: list[Table] = []
    preformatted = 0
    for part in parts:
        block = read_block(part)
        preformatted += block.preformatted
        tables += as_tables(block, len(lines))
        lines += [Line(text, None, len(lines) + 1 + index) for index, text in enumerate(block.lines)]
    gaps = sum(line.text.count(GAP) for line in lines)
    return Pages(
        "html",
        tuple(lines),
        tuple(tables),
        # Preformatted text keeps the line breaks of the file that it was pasted from.
        wrapped=preformatted * 2 > sum(len(line.text) for line in lines),
        attachment_links=_attachment_links(tree, parts),
        title=title,
        remarks=(f"有 {gaps} 个字的编码已损坏，以“{GAP}”代替",) if gaps else (),
        stated=stated_facts(tree, parts),
    )


def _refuse_deep_nesting(text: str, file: str) -> None:
    depth = 0
    for match in _NESTING_TAG.finditer(text):
        depth = max(0, depth + (-1 if match.group(1) else 1))
        if depth > MAX_DEPTH:
            raise UnreadableFile(
                file, f"网页标签嵌套超过 {MAX_DEPTH} 层", "请在浏览器中打开，复制正文存为文本后再导入"
            )


def _headline(tree: LexborHTMLParser) -> str | None:
    """The headline: the ArticleTitle that government pages must state (网页设计规范, 国办发〔2017〕47号),
    else the visible one, else the part of the window's title that names a notice."""
    stated = tree.css_first("meta[name=ArticleTitle], meta[name=articletitle]")
    if stated is not None and (text := _one_line(stated.attributes.get("content") or "")):
        return text
    for selector in selectors("title"):
        for node in tree.css(selector):
            text = _one_line(node.text(separator=" "))
            if _TITLE_WORDS.search(text):
                return text
    window = tree.css_first("head title")
    parts = re.split(r"[_|]|\s[-—–]+\s|(?<=[^\x00-\x7f])-+(?=[^\x00-\x7f])", window.text()) if window else []
    named = [_one_line(part) for part in parts if _TITLE_WORDS.search(part)]
    return max(named, key=len, default=None)


def _one_line(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", text)


def _attachment_links(tree: LexborHTMLParser, parts: tuple[LexborNode, ...]) -> tuple[tuple[str, str], ...]:
    """Links to files inside the notice, and those elsewhere on the page whose label says 附件 or is a
    file's name; each address once."""
    inside = {link.mem_id for part in parts for link in part.css("a[href]")}
    found: dict[str, str] = {}
    for link in tree.css("a[href]"):
        href = (link.attributes.get("href") or "").strip()
        label = _one_line(link.text())
        is_file = bool(_FILE_NAME.search(href))
        named = "附件" in label or bool(_FILE_NAME.search(label))
        wanted = (is_file and link.mem_id in inside) or (named and (is_file or link.mem_id in inside))
        if wanted and not href.lower().startswith(_NOT_FETCHABLE):
            found.setdefault(href, label or href)
    return tuple((label, href) for href, label in found.items())
