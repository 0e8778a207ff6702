"""The box above a notice on government pages: 索引号, 发文字号, 发文机关, 成文日期 and their values."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.readers.html_lines import read_block

LABELS = (
    "索引号", "主题分类", "发文机关", "发布机构", "发文单位", "制发机关", "成文日期", "发文日期", "发布日期",
    "标题", "名称", "发文字号", "文号", "主题词", "有效性",
)  # fmt: skip
"""The fields of the catalogue of disclosed government information (国办秘函〔2009〕6号 and the sites' use)."""

MAX_VALUE_CHARS = 120
_FIELD = re.compile(rf"^[\[【]?({'|'.join(LABELS)})[\]】]?[：:]?")


def stated_facts(tree: LexborHTMLParser, parts: tuple[LexborNode, ...]) -> tuple[tuple[str, str], ...]:
    """Label and value of each field that the page states outside the notice's own text."""
    if tree.body is None:
        return ()
    own = {text for part in parts for text in read_block(part).lines}
    page = read_block(tree.body)
    cells = [text for text in page.lines if text not in own]
    cells += [cell for rows, _ in page.tables for row in rows for cell in row if cell]
    return _pairs(cells)


def _pairs(cells: list[str]) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for index, cell in enumerate(cells):
        for piece in re.split(r"\u3000{2,}|\n", cell):
            squeezed = re.sub(r"\s+", "", piece)
            match = _FIELD.match(squeezed)
            if match is None:
                continue
            value = squeezed[match.end() :]
            has_colon = squeezed[: match.end()].endswith(("：", ":"))
            if not value and index + 1 < len(cells):
                following = re.sub(r"\s+", "", cells[index + 1])
                value = "" if _FIELD.match(following) else following
            elif not has_colon:
                continue
            if value and len(value) <= MAX_VALUE_CHARS:
                found.setdefault(match.group(1), value)
    return tuple(found.items())
