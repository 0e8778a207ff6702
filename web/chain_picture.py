"""The chain of a clause as a picture: an SVG made here, five lanes, every box and label a link or a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from flask import url_for
from markupsafe import Markup

from kb.model import LinkEnd
from kb.trace.chain import Hop
from web import present
from web.seals import Seal
from web.svg import Rect, cut, plain, rect_of, text_of, width_of, wrapped
from web.tracing import Gap, Lane, Stop, Tracing, seals_of, title_of

WIDTH = 912
HEAD, RIGHT = 148, 14
"""The width of the heads of the lanes, and the margin on the right."""
ASIDE = 150
"""The width kept for notices on the same subject, where there are any."""
BOX, GUTTER, LINE = 182, 16, 20
MOST_IN_LANE = 8
LABEL = 26
SEALS_SHOWN = 3
Address = Callable[[str, str], str]


@dataclass
class Layout:
    """Where everything stands; filled from the top lane down."""

    lanes: list[tuple[Lane, float, float]] = field(default_factory=list)
    stops: dict[LinkEnd, Rect] = field(default_factory=dict)
    gaps: list[tuple[Gap, Rect]] = field(default_factory=list)
    asides: list[tuple[Lane, Rect]] = field(default_factory=list)
    left_out: list[tuple[int, Rect]] = field(default_factory=list)
    height: float = 0


def draw(tracing: Tracing, address: Address) -> Markup:
    """The picture of the chain. `address` gives the page of the chain from another clause."""
    layout = _layout(tracing)
    hops = [hop for hop in tracing.chain.hops if hop.upper in layout.stops and hop.lower in layout.stops]
    spots = _label_spots(hops, layout)
    parts = [_lane(lane, top, height) for lane, top, height in layout.lanes]
    parts += [_line(hop, layout) for hop in sorted(hops, key=lambda hop: hop.weakest)]
    parts += [_cited(gap, rect, layout) for gap, rect in layout.gaps]
    parts += [_gap(gap, rect) for gap, rect in layout.gaps]
    weak = {end for hop in tracing.chain.hops if hop.weakest for end in (hop.lower,)}
    parts += [_box(tracing.stops[end], rect, address, end in weak) for end, rect in layout.stops.items()]
    parts += [_aside(lane, rect, tracing.clause.path) for lane, rect in layout.asides]
    parts += [_more(number, rect) for number, rect in layout.left_out]
    parts += [_label(hop, *spots[hop.lower, hop.upper], tracing) for hop in hops]
    return Markup('<svg class="chain" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}</svg>').format(
        WIDTH, round(layout.height), _summary(tracing), _DEFS, Markup("").join(parts)
    )


_DEFS = Markup(
    '<defs><pattern id="hatch" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="hatch-ground" width="9" height="9"/><line class="hatch-line" x1="0" y1="0" x2="0" y2="9"/></pattern>'
    '<marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path class="arrow" d="M0 0L8 4L0 8z"/></marker>'
    '<marker id="arrow-weak" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="5" markerHeight="5" orient="auto">'
    '<path class="arrow-weak" d="M0 0L8 4L0 8z"/></marker></defs>'
)


def _summary(tracing: Tracing) -> str:
    weakest = tracing.chain.weakest
    strength = f"，最弱一环相似 {present.confidence(weakest.score)}" if weakest else ""
    return f"{tracing.clause.path} 的上下承接，{len(tracing.chain.hops)} 处{strength}，同样的内容见表"


# Where things stand


def _layout(tracing: Tracing) -> Layout:
    layout = Layout()
    aside = ASIDE if any(lane.related for lane in tracing.lanes) else 0
    room = WIDTH - HEAD - RIGHT - GUTTER - aside
    above = {hop.lower: sum(h.lower == hop.lower for h in tracing.chain.hops) for hop in tracing.chain.hops}
    order: dict[LinkEnd, float] = {}
    for lane in tracing.lanes:
        top = layout.height
        reached = max((above.get(stop.end, 0) for stop in lane.stops), default=0)
        y = top + (22 + min(reached, 3) * LABEL if reached else 14)
        y = _place_stops(layout, lane, tracing, y, room, order)
        y = _place_gaps(layout, lane, y, room)
        if lane.related:
            rect = Rect(WIDTH - RIGHT - ASIDE + 12, top + 14, ASIDE - 12, 40 + 3 * LINE * len(lane.related))
            layout.asides.append((lane, rect))
            y = max(y, rect.y + rect.height + 14)
        layout.height = max(y, top + 44 + 18 * len(_head_lines(lane)))
        layout.lanes.append((lane, top, layout.height - top))
    return layout


def _place_stops(
    layout: Layout, lane: Lane, tracing: Tracing, y: float, room: float, order: dict[LinkEnd, float]
) -> float:
    """Put the places of a lane below those that they hang from, in as many rows as they need."""
    stops = sorted(lane.stops, key=lambda stop: _wish(stop, tracing, order))
    shown, left_out = stops[:MOST_IN_LANE], len(stops[MOST_IN_LANE:])
    each_row = max(1, int((room + GUTTER) // (BOX + GUTTER)))
    for first in range(0, len(shown), each_row):
        row = shown[first : first + each_row]
        width = min(BOX * 1.6, (room - GUTTER * (len(row) - 1)) / len(row)) if len(row) < each_row else BOX
        height = max(_box_height(stop, width) for stop in row)
        for column, stop in enumerate(row):
            rect = Rect(HEAD + GUTTER + column * (width + GUTTER), y, width, height)
            layout.stops[stop.end] = rect
            order[stop.end] = rect.middle
        y += height + (GUTTER if first + each_row < len(shown) else 14)
    if left_out:
        layout.left_out.append((left_out, Rect(HEAD + GUTTER, y - 8, room, LINE)))
        y += LINE
    return y


def _wish(stop: Stop, tracing: Tracing, order: dict[LinkEnd, float]) -> float:
    """Where a place would like to stand: below the middle of those above it."""
    over = [order[hop.upper] for hop in tracing.chain.beside(stop.end, "up") if hop.upper in order]
    return sum(over) / len(over) if over else float(WIDTH)


def _place_gaps(layout: Layout, lane: Lane, y: float, room: float) -> float:
    if lane.stops:
        # A lane with places says in its head how many cited documents are absent: see _head_lines.
        return y
    for gap in lane.gaps[:2]:
        lines = len(wrapped(gap.detail, room - 110, 2))
        rect = Rect(
            HEAD + GUTTER + (46 if gap.kind == "uncited" else 0),
            y,
            room - (46 if gap.kind == "uncited" else 0),
            36 + lines * LINE,
        )
        layout.gaps.append((gap, rect))
        y += rect.height + 12
    if len(lane.gaps) > 2:
        layout.left_out.append((len(lane.gaps) - 2, Rect(HEAD + GUTTER, y - 8, room, LINE)))
        y += LINE
    return y


def _box_height(stop: Stop, width: float) -> float:
    return 16 + 18 + LINE * (len(_title_lines(stop, width)) + len(_word_lines(stop, width)))


def _title_lines(stop: Stop, width: float) -> list[str]:
    return [] if stop.end.quote is not None else wrapped(title_of(stop), width - 24, 2)


def _word_lines(stop: Stop, width: float) -> list[str]:
    words = stop.words
    heading = stop.clause.heading if stop.clause else None
    if stop.end.quote is None and heading is None:
        return []
    return wrapped(words, width - 24, 4 if stop.end.quote is not None else 2)


def _label_spots(hops: Sequence[Hop], layout: Layout) -> dict[tuple[LinkEnd, LinkEnd], tuple[float, float]]:
    """The middle of each label: above the lower box, one below the other where several lead there."""
    spots: dict[tuple[LinkEnd, LinkEnd], tuple[float, float]] = {}
    beside: dict[LinkEnd, int] = {}
    for hop in hops:
        lower, upper = layout.stops[hop.lower], layout.stops[hop.upper]
        turn = beside.get(hop.lower, 0)
        beside[hop.lower] = turn + 1
        y = lower.y - 24 - LABEL * min(turn, 2)
        share = (lower.y - y) / max(1.0, lower.y - (upper.y + upper.height))
        spots[hop.lower, hop.upper] = (lower.middle + (upper.middle - lower.middle) * min(1.0, share), y)
    return spots


# What they look like


def _lane(lane: Lane, top: float, height: float) -> Markup:
    parts = [Markup('<rect class="lane{}" x="0" y="{}" width="{}" height="{}"/>').format(
        " own" if lane.current else "", plain(top), WIDTH, plain(height))]  # fmt: skip
    if lane.current:
        parts.append(
            Markup('<rect class="own-bar" x="0" y="{}" width="4" height="{}"/>').format(
                plain(top), plain(height)
            )
        )
    parts.append(
        Markup('<line class="edge" x1="{0}" y1="{1}" x2="{0}" y2="{2}"/>').format(
            HEAD, plain(top), plain(top + height)
        )
    )
    parts.append(_badge(lane, top + 14))
    for number, line in enumerate(_head_lines(lane)):
        parts.append(text_of(16, top + 52 + 18 * number, line, "lane-note"))
    return Markup("").join(parts)


def _badge(lane: Lane, y: float) -> Markup:
    documents = [stop.document for stop in lane.stops]
    word = present.level_word(documents[0]) if documents else present.LEVEL_WORDS[lane.level]
    places = list(dict.fromkeys(present.place(document) for document in documents))
    name = places[0] if len(places) == 1 else f"{len(places)} 个地方" if places else ""
    width = 14 * len(word) + 10
    return Markup('<rect class="badge {}" x="16" y="{}" width="{}" height="20" rx="3"/>').format(
        lane.level, plain(y), width
    ) + Markup('<text class="badge-word {}" x="{}" y="{}" text-anchor="middle">{}</text>').format(
        lane.level, 16 + width / 2, plain(y + 14.5), word
    ) + text_of(24 + width, y + 15, cut(name, HEAD - width - 28), "lane-name")  # fmt: skip


def _head_lines(lane: Lane) -> list[str]:
    """Number and clause of the one notice of a lane; of several only how many."""
    documents = list({stop.document.id: stop.document for stop in lane.stops}.values())
    absent = [f"另 {len(lane.gaps)} 件引用未入库"] if lane.gaps and documents else []
    if len(documents) != 1:
        return [f"{len(documents)} 件文件", *absent] if documents else []
    paths = list(dict.fromkeys(stop.path for stop in lane.stops))
    shown = "、".join(paths[:2]) + (f" 等 {len(paths)} 条" if len(paths) > 2 else "")
    number = present.number(documents[0])
    code, bracket, rest = number.partition("〔")
    fits = width_of(number, 12) <= HEAD - 26
    lines = [number] if fits or not bracket else [code, bracket + rest]
    lines += wrapped(shown, HEAD - 26, 2, 12)
    return [*lines, *(["当前条款"] if lane.current else []), *absent]


def _box(stop: Stop, rect: Rect, address: Address, weak: bool) -> Markup:
    small = f"{present.place(stop.document)}　{stop.path}"
    titles, words = _title_lines(stop, rect.width), _word_lines(stop, rect.width)
    if stop.end.quote is not None:
        small = f"{title_of(stop)}　{present.place(stop.document)} {stop.path}"
    y = rect.y + 22
    parts = [rect_of(rect, f"stop{' start' if stop.start else ''}{' weak' if weak else ''}")]
    parts.append(text_of(rect.x + 12, y, cut(small, rect.width - 20, 12), "small"))
    for line in titles:
        y += LINE
        parts.append(text_of(rect.x + 12, y, line, "title"))
    for line in words:
        y += LINE
        parts.append(text_of(rect.x + 12, y, line, "words"))
    path = stop.end.clause
    href = address(stop.end.notice, path) if path else url_for("notices.show", notice_id=stop.end.notice)
    label = f"{present.level_word(stop.document)} {present.place(stop.document)} {stop.path} {title_of(stop)}"
    return Markup('<a href="{}" aria-label="{}"><title>{}</title>{}</a>').format(
        href, label, stop.words[:200], Markup("").join(parts)
    )


def _gap(gap: Gap, rect: Rect) -> Markup:
    ground = Markup(
        '<rect class="gap" fill="url(#hatch)" x="{}" y="{}" width="{}" height="{}" rx="4"/>'
    ).format(plain(rect.x), plain(rect.y), plain(rect.width), plain(rect.height))
    parts = [ground, text_of(rect.x + 12, rect.y + 23, cut(gap.title, rect.width - 190, 13), "title")]
    if gap.kind == "absent":
        parts.append(text_of(rect.x + 24 + width_of(cut(gap.title, rect.width - 190), 13), rect.y + 23,
                           f"未入库，链上 {len(gap.citing)} 件引用", "red"))  # fmt: skip
    for number, line in enumerate(wrapped(gap.detail, rect.width - 110, 2)):
        parts.append(text_of(rect.x + 12, rect.y + 44 + LINE * number, line, "words"))
    if gap.kind != "uncited":
        at = rect.x + rect.width - 76
        parts.append(Markup('<a href="{}" aria-label="去入库 {}">{}{}</a>').format(
            url_for("imports.form"), gap.title, rect_of(Rect(at, rect.y + 12, 64, 26), "act"),
            Markup('<text class="act-word" x="{}" y="{}" text-anchor="middle">去入库</text>').format(
                plain(at + 32), plain(rect.y + 30))))  # fmt: skip
    return Markup('<g role="note">{}</g>').format(Markup("").join(parts))


def _aside(lane: Lane, rect: Rect, path: str) -> Markup:
    parts = [rect_of(rect, "aside"), text_of(rect.x + 10, rect.y + 22, "同题，不是上级", "small")]
    y = rect.y + 22
    for related in lane.related:
        theirs = next((other for own, other in related.clauses if own == path), None)
        href = (
            url_for("chain.show", notice_id=related.document.id, path=theirs)
            if theirs
            else url_for("notices.show", notice_id=related.document.id)
        )
        name = f"{present.place(related.document)} {present.path_words(theirs) if theirs else ''}"
        number = present.number(related.document)
        parts.append(
            Markup('<a href="{}">{}</a>').format(
                href, text_of(rect.x + 10, y + 22, cut(name, rect.width - 16, 13), "link")
            )
        )
        parts.append(text_of(rect.x + 10, y + 42, cut(number, rect.width - 16, 12), "small"))
        y += 3 * LINE
    return Markup("").join(parts)


def _more(number: int, rect: Rect) -> Markup:
    return text_of(rect.x, rect.y + 15, f"另 {number} 处，见表", "small")


def _line(hop: Hop, layout: Layout) -> Markup:
    upper, lower = layout.stops[hop.upper], layout.stops[hop.lower]
    css, mark = ("hop weak", "arrow-weak") if hop.weakest else ("hop", "arrow")
    return Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}" marker-end="url(#{})"/>').format(
        css, plain(upper.middle), plain(upper.y + upper.height), plain(lower.middle), plain(lower.y - 1), mark
    )


def _cited(gap: Gap, rect: Rect, layout: Layout) -> Markup:
    """A dashed line from a cited document that is not here to the places of those who cite it."""
    lines = Markup("")
    for notice in gap.citing if gap.kind == "absent" else ():
        end = next((end for end in layout.stops if end.notice == notice), None)
        if end is not None:
            there = layout.stops[end]
            x = max(there.x + 14, rect.x + 14)
            lines += Markup(
                '<line class="cited" x1="{0}" y1="{1}" x2="{2}" y2="{3}" marker-end="url(#arrow)"/>'
            ).format(plain(x), plain(rect.y + rect.height), plain(there.x + 14), plain(there.y - 1))
    return lines


def _label(hop: Hop, x: float, y: float, tracing: Tracing) -> Markup:
    seals = seals_of(hop)[:SEALS_SHOWN]
    words = f"{present.RELATION_WORDS[hop.link.relation]} {present.confidence(hop.score)}" + (
        "　最弱" if hop.weakest else ""
    )
    width = width_of(words, 13) + 22 + 23 * len(seals)
    left = min(max(x - width / 2, HEAD + 4), WIDTH - RIGHT - width)
    parts = [rect_of(Rect(left, y - 13, width, LABEL), f"label{' weak' if hop.weakest else ''}")]
    parts.append(text_of(left + 11, y + 5, words, "label-word weak" if hop.weakest else "label-word"))
    for number, seal in enumerate(seals):
        parts.append(_seal(seal, left + width - 6 - 23 * (len(seals) - number), y - 10))
    href = url_for("comparison.show", lower_id=hop.lower.notice, upper_id=hop.upper.notice)
    named = "、".join(seal.name for seal in seals)
    label = f"{words} {named}，看{tracing.stops[hop.lower].path}的对照"
    return Markup('<a href="{}" aria-label="{}">{}</a>').format(href, label, Markup("").join(parts))


def _seal(seal: Seal, x: float, y: float) -> Markup:
    shape = Markup(
        '<rect class="seal-{}" x="{}" y="{}" width="20" height="20" rx="{}"><title>{}</title></rect>'
    ).format(seal.tone, plain(x), plain(y), 10 if seal.tone == "added" else 3, seal.name)
    return shape + Markup('<text class="seal-word {}" x="{}" y="{}" text-anchor="middle">{}</text>').format(
        seal.tone, plain(x + 10), plain(y + 14.5), seal.glyph
    )
