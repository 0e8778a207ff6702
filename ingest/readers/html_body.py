"""Which part of a web page is the notice: known containers first, density of paragraphs otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.tables import load_rows

MIN_BODY_CHARS = 15
"""A known container with less is an empty template; even 见附件 pages say more."""

MIN_PARAGRAPH_CHARS = 12
CLIMB_GAIN, CLIMB_REACH = 1.15, 3
"""A wider element is taken where it multiplies the weight of the paragraphs by this much, so that a text
in several parts stays whole; it is looked for so many blocks further out."""

GRID = 3
"""So many rows of so many cells make a table of data; pages are laid out in fewer."""

PARAGRAPHS = frozenset({"p", "li", "dd", "dt", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})
"""Elements that hold a paragraph and never an article."""

BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "nav", "ol", "p", "pre",
        "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
"""Elements that begin a line of their own (HTML Living Standard, 15.3)."""

_STOPS = "，。；：、！？"


def selectors(use: str) -> tuple[str, ...]:
    """The selectors for one use (body, area, title, drop) in their order of trial."""
    return tuple(row[1] for row in load_rows("html_containers") if row[0] == use)


def drop_furniture(tree: LexborHTMLParser) -> None:
    """Takes scripts, navigation, share buttons and hidden parts out of the tree."""
    for node in tree.css(", ".join(selectors("drop"))):
        # Some templates give the whole page such a class.
        if node.tag not in ("html", "body") and not _holds_known_body(node):
            node.decompose()
    for node in tree.css("[style]"):
        style = (node.attributes.get("style") or "").replace(" ", "").lower()
        if "display:none" in style and node.tag not in ("html", "body"):
            node.decompose()


def _holds_known_body(node: LexborNode) -> bool:
    return node.tag not in ("script", "style") and node.css_first(", ".join(selectors("body"))) is not None


def find_body(tree: LexborHTMLParser) -> tuple[LexborNode, ...]:
    """The elements that hold the notice, in document order; the whole body as the last resort."""
    for selector in selectors("body"):
        found = [node for node in tree.css(selector) if text_length(node) >= MIN_BODY_CHARS]
        if found:
            largest = max(found, key=text_length)
            parent = largest.parent
            # An article may come in several containers side by side: covering note and plan.
            return tuple(node for node in found if node is largest or _same(node.parent, parent))
    areas = [node for selector in selectors("area") for node in tree.css(selector)]
    area = max(areas, key=lambda node: sum(weight for _, weight in _paragraphs(node)), default=tree.body)
    return () if area is None else (_densest(area) or tree.body or area,)


def _same(one: LexborNode | None, other: LexborNode | None) -> bool:
    return one is not None and other is not None and one.mem_id == other.mem_id


def text_length(node: LexborNode) -> int:
    """Characters of the element's text, white space aside."""
    return len("".join(node.text().split()))


def _paragraphs(area: LexborNode) -> Iterator[tuple[LexborNode, float]]:
    """Text nodes that read like prose, with their weight: length and stops count, links do not."""
    for node in area.traverse(include_text=True):
        if not node.is_text_node:
            continue
        text = "".join((node.text_content or "").split())
        if len(text) >= MIN_PARAGRAPH_CHARS and any(stop in text for stop in _STOPS) and not _in_link(node):
            yield node, sum(text.count(stop) for stop in _STOPS) + len(text) / 50


def _in_link(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.tag not in BLOCKS:
        if parent.tag == "a":
            return True
        parent = parent.parent
    return False


def _densest(area: LexborNode) -> LexborNode | None:
    """The element with the heaviest own paragraphs, widened while one around it adds enough to them."""
    own: dict[int, float] = defaultdict(float)
    total: dict[int, float] = defaultdict(float)
    nodes: dict[int, LexborNode] = {}
    for text, weight in _paragraphs(area):
        ancestors = list(_blocks_above(text, area))
        for ancestor in ancestors:
            nodes[ancestor.mem_id] = ancestor
            total[ancestor.mem_id] += weight
        # The block of a text is the paragraph itself or, between <br>s, the article; the one around it
        # gathers paragraphs and wins as soon as there are two.
        for ancestor, share in zip(ancestors, (1.0, 0.99), strict=False):
            own[ancestor.mem_id] += weight * share
    if not own:
        return None
    best = _outside_grid(nodes[max(own, key=lambda key: own[key])], area)
    return _widened(best, area, total)


def _outside_grid(best: LexborNode, area: LexborNode) -> LexborNode:
    """The element around the table where the heaviest paragraphs are cells of a task table: a grid of
    several rows and columns holds no article."""
    node: LexborNode | None = best
    while node is not None and not _same(node, area):
        if node.tag == "table" and sum(len(row.css("td, th")) >= GRID for row in node.css("tr")) >= GRID:
            return node.parent or best
        node = node.parent
    return best


def _widened(best: LexborNode, area: LexborNode, total: Mapping[int, float]) -> LexborNode:
    """Up from `best` as long as one of the next elements around it holds markedly more paragraphs."""
    while best.tag in PARAGRAPHS and best.parent is not None and not _same(best, area):
        best = best.parent
    while True:
        around = list(_blocks_above(best, area))[:CLIMB_REACH]
        wider = [node for node in around if total.get(node.mem_id, 0) >= total[best.mem_id] * CLIMB_GAIN]
        if not wider:
            return best
        best = wider[0]


def _blocks_above(node: LexborNode, area: LexborNode) -> Iterator[LexborNode]:
    """The block elements around `node`, innermost first, up to `area`."""
    parent = None if _same(node, area) else node.parent
    while parent is not None:
        if parent.tag in BLOCKS:
            yield parent
        if _same(parent, area):
            return
        parent = parent.parent
