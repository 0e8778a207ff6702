"""From paragraphs to the clause tree, by numbering grammar, never by font.

Styles nest in the order in which they appear; a label of a style that is open already closes what
is below it. So numbers that run on through chapters need no rule of their own. Top headings that
lost their number get the one they would have. An annex is a subtree of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from ingest.layout import ANNEX, Laid
from ingest.numbering import Label, read_label
from kb.model import Clause, PositionMap
from kb.numerals import han_numeral

HEADING_MAX = 45
"""A heading in front of running text is at most this long, in characters."""
SHORT_HEADING = 25
DUTY_START = re.compile(
    r"^(?:本着|要|应|须|由|将|对于|各|按|按照|根据|鉴于|凡|为|自|在|以|通过|到\d|力争|严禁|不得|可)"
)
"""A first sentence that begins so is the duty itself, not its heading."""
RUNNING = re.compile(
    r"由[^，]{2,}?负责$|，其[^他中余]|^对[^，]{2,}，(?:要|应|须|由|可|予以|给予|不得|一律)|(?<![特凡于尤若但还就总])是(?![非否])"
)
"""A sentence with a subject and what is said of it (A由B负责, 对A，其…, A是…) is no title."""
ROLE_LINE = re.compile(
    r"^[（(〔\[［【]?(?:牵头|责任|配合|参加|协办|协作|协助|协同|参与|主管|主办|承办|落实)(?:考核|责任)?(?:单位|部门|领导|人)?\s*[:：]|^(?:完成|整改|办理)时[限间]\s*[:：]"
)
JOINED_TITLE_LINES = 3
RESTART_GAP = 6
"""A label that skips more numbers than this is a broken line, not a clause."""


@dataclass(slots=True)
class _Node:
    path: str
    label: str
    style: str
    number: int
    implied: bool
    start: int
    text_start: int
    heading: str | None = None
    body_start: int = 0
    end: int = 0
    children: int = 0
    paragraphs: list[Laid] = field(default_factory=list)


def read_outline(
    text: str, laid: tuple[Laid, ...], attachments: tuple[str, ...], positions: PositionMap
) -> tuple[Clause, ...]:
    """The clauses in reading order. Paths are unique; every labelled paragraph of the body is in."""
    body = [item for item in laid if item.kind in ("body", "annex")]
    nodes = _tree(body, attachments, _implied_numbers(body))
    _close(nodes, body)
    _give_headings(nodes)
    clauses = []
    for node in nodes:
        place = positions.at(node.start)
        clauses.append(
            Clause(
                path=node.path,
                label=node.label,
                implied_label=node.implied,
                heading=node.heading,
                start=node.start,
                end=node.end,
                body_start=min(node.body_start, node.end),
                text=text[node.start : node.end],
                page=place.page if place else None,
            )
        )
    return tuple(clauses)


def _implied_numbers(body: list[Laid]) -> dict[int, int]:
    """Offsets of top headings printed without a number → the number that they would have.

    Only where exactly as many short lines stand alone as numbers are missing.
    """
    found: dict[int, int] = {}
    last = 0
    lines: list[int] = []
    for item in body:
        if item.kind != "body":
            break
        label = read_label(item.text)
        if label is not None and label.style == "han":
            missing = label.number - last - 1
            if missing and len(lines) == missing:
                found |= {offset: last + 1 + index for index, offset in enumerate(lines)}
            last, lines = label.number, []
        elif label is None and _bare_heading(item.text):
            lines.append(item.offset)
    return found


def _bare_heading(text: str) -> bool:
    return (
        2 <= len(text) <= 20
        and not re.search(r"[，。；：！？、,;:（）()]", text)
        and not re.search(r"\d{4}年", text)
    )


def _tree(body: list[Laid], attachments: tuple[str, ...], implied: dict[int, int]) -> list[_Node]:
    nodes: list[_Node] = []
    stack: list[_Node] = []
    used: Counter[str] = Counter()
    annex_lines = 0
    for item in body:
        node = _annex_node(item) if item.kind == "annex" else None
        if node is not None:
            stack, annex_lines = [node], JOINED_TITLE_LINES
        elif item.offset in implied:
            number = implied[item.offset]
            label = Label("han", number, han_numeral(number), 0)
            node = _node(item, label, [], implied=True)
            stack = [node]
        else:
            if annex_lines and _joins_annex_title(stack[-1], item, attachments):
                annex_lines -= 1
                continue
            annex_lines = 0
            label_read = read_label(item.text)
            if label_read is not None and _plausible(label_read, stack, nodes):
                stack = _above(stack, label_read)
                node = _node(item, label_read, stack, implied=False)
                stack.append(node)
        if node is None:
            continue
        used[node.path] += 1
        if used[node.path] > 1:
            node.path = f"{node.path}（重{used[node.path]}）"
        nodes.append(node)
    return nodes


def _annex_node(item: Laid) -> _Node | None:
    match = ANNEX.match(item.text)
    if match is None:
        return None
    rest = item.text[match.end() :]
    if len(rest) > 60 or re.search(r"[。；，]", rest):
        return None
    label = match.group(1).replace(" ", "") + match.group(2)
    node = _Node(label, label, "annex", 0, False, item.offset, item.offset + match.end())
    node.heading = re.sub(r"[（(]略[）)]$", "", rest) or None
    node.body_start = item.end
    return node


def _joins_annex_title(annex: _Node, item: Laid, attachments: tuple[str, ...]) -> bool:
    """The title of an annex may run over several short lines, as far as its listed name goes."""
    if annex.style != "annex" or read_label(item.text) is not None:
        return False
    if re.search(r"[。；：:]", item.text) or len(item.text) > 50:
        return False
    listed = {_bare(name) for name in attachments}
    if annex.heading and (
        _bare(annex.heading) in listed or not _begins_listed(annex.heading + item.text, listed)
    ):
        return False
    annex.heading = (annex.heading or "") + item.text
    annex.body_start = item.end
    return True


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _begins_listed(text: str, listed: set[str]) -> bool:
    return any(name.startswith(_bare(text)) for name in listed)


def _node(item: Laid, label: Label, above: list[_Node], *, implied: bool) -> _Node:
    path = f"{above[-1].path}/{label.text}" if above else label.text
    if above:
        above[-1].children += 1
    return _Node(
        path, label.text, label.style, label.number, implied, item.offset, item.offset + label.length
    )


def _above(stack: list[_Node], label: Label) -> list[_Node]:
    """The open clauses that remain above a new label."""
    for index, node in enumerate(stack):
        if node.style == label.style:
            return stack[:index]
    return list(stack)


def _plausible(label: Label, stack: list[_Node], nodes: list[_Node]) -> bool:
    """Is it the next number of a style in use, or the first of a new list?"""
    same = [node for node in nodes if node.style == label.style]
    if label.number == 1 or not same:
        return label.number <= RESTART_GAP
    last = same[-1].number
    return 0 < label.number - last <= RESTART_GAP or any(
        n.number < label.number for n in stack if n.style == label.style
    )


CLOSING = re.compile(
    r"^(?:各地区?|各部门|各级|各单位|各有关|各市|各县|各区|各镇|各乡|市直|县直|区直|重要情况|本(?:方案|意见|办法|通知|措施|规定|要点)"
    r"|以上|上述|特此|此前|此前发布|请各|工作中)"
)
"""How a paragraph begins that closes the whole notice and no longer belongs to its last clause."""


def _close(nodes: list[_Node], body: list[Laid]) -> None:
    """Each clause ends where the next begins, the last of a part where its text ends; a closing
    paragraph behind a last clause that is one paragraph long belongs to no clause."""
    if not nodes:
        return
    borders = [node.start for node in nodes[1:]]
    body_kind = {item.offset: item.kind for item in body}
    for node, border in zip(nodes, [*borders, None], strict=True):
        inside = [
            item for item in body if node.start <= item.offset and (border is None or item.offset < border)
        ]
        last_of_part = border is None or body_kind.get(border) != body_kind[node.start]
        if last_of_part and len(inside) > 1 and not _whole_line_text(inside[0], node):
            while len(inside) > 1 and CLOSING.match(inside[-1].text):
                inside.pop()
        node.paragraphs = inside
        node.end = inside[-1].end if inside else node.text_start


def _give_headings(nodes: list[_Node]) -> None:
    groups: dict[tuple[str, str], list[_Node]] = {}
    for node in nodes:
        if node.style == "annex":
            continue
        groups.setdefault((node.path.rpartition("/")[0], node.style), []).append(node)
    for group in groups.values():
        votes = [_run_in_heading(node) for node in group]
        counted = [vote is not None for node, vote in zip(group, votes, strict=True) if not _whole_line(node)]
        agreed = not counted or sum(counted) >= 0.6 * len(counted)
        usual = len(counted) > 2 and sum(counted) >= 0.8 * len(counted)
        for node, vote in zip(group, votes, strict=True):
            if vote is None and usual and not _whole_line(node):
                vote = _run_in_heading(node, like_sisters=True)
            _set_heading(node, vote if agreed else None)


def _first_line(node: _Node) -> str:
    item = node.paragraphs[0]
    return item.text[node.text_start - item.offset :]


def _whole_line_text(item: Laid, node: _Node) -> bool:
    return not re.search(r"[。；！？;]", item.text[node.text_start - item.offset :])


def _whole_line(node: _Node) -> bool:
    """The first paragraph is a heading and nothing else: no full stop in it."""
    line = _first_line(node)
    return (
        bool(line)
        and not re.search(r"[。；！？;]", line)
        and len(line) <= 80
        and not line.endswith(("：", ":"))
    )


def _run_in_heading(node: _Node, *, like_sisters: bool = False) -> str | None:
    """标题 in `（一）标题。正文`, None where the number is followed by the duty itself. Where nearly all
    sisters have one (`like_sisters`), a short first sentence that begins like a duty is one too."""
    line = _first_line(node)
    match = re.match(rf"([^。！？；;]{{2,{HEADING_MAX}}})[。:：]", line)
    if match is None:
        return None
    heading = match.group(1)
    if line[match.end() - 1] in "：:" and (len(heading) > 16 or "，" in heading or ROLE_LINE.match(line)):
        return None
    rest = line[match.end() :].strip()
    following = [p.text for p in node.paragraphs[1:] if not ROLE_LINE.match(p.text)]
    has_body = (rest and not ROLE_LINE.match(rest) and not _only_bracket(rest)) or following or node.children
    duty = DUTY_START.match(heading) and not (like_sisters and len(heading) <= SHORT_HEADING)
    if not has_body or duty or RUNNING.search(heading) or _open(heading):
        return None
    return heading


def _only_bracket(text: str) -> bool:
    return bool(re.fullmatch(r"(?:[（(〔\[［【].*[）)〕\]］】]。?)+", text)) and not re.search(
        r"[）)〕\]］】][、，]?[^（(〔\[［【。、，]{6,}", text
    )


def _open(text: str) -> bool:
    """Is a quotation or bracket still open at the end? (A stray closing mark is only a typing error.)"""
    return any(text.count(left) > text.count(right) for left, right in ("“”", "（）", "《》", "〔〕"))


def _set_heading(node: _Node, run_in: str | None) -> None:
    line = _first_line(node)
    if _whole_line(node) and not ROLE_LINE.match(line):
        bare_item = node.style.startswith(("arabic", "paren_arabic", "half_paren", "circled"))
        has_more = node.children or any(not ROLE_LINE.match(p.text) for p in node.paragraphs[1:])
        if not bare_item or has_more or node.implied:
            node.heading = line.strip().rstrip("。：:")
            node.body_start = node.paragraphs[0].end
            return
    node.heading = run_in
    node.body_start = node.text_start
    if run_in is not None:
        node.body_start = node.text_start + line.index(run_in) + len(run_in) + 1
