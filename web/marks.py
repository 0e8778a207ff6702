"""From fact offsets to HTML: spans that may nest or overlap become well-formed markup.

Everything here is escaped; the only markup that comes out is what this module writes itself and the
`Insert`s, which are `Markup` already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup, escape

Element = Literal["span", "mark", "del", "ins", "b"]


@dataclass(frozen=True, slots=True)
class Mark:
    """The characters `start`–`end` of a text carry the class `css`; `href` makes them a link."""

    start: int
    end: int
    css: str
    href: str | None = None
    title: str | None = None
    id: str | None = None
    element: Element = "span"


@dataclass(frozen=True, slots=True)
class Insert:
    """Markup (a seal, a circled number) that stands behind the character before `offset`."""

    offset: int
    html: Markup


@dataclass(slots=True)
class _Writer:
    """Writes tags and remembers which are open; a mark that is reopened loses its id."""

    out: list[str] = field(default_factory=list)
    open: list[tuple[Mark, str]] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def start(self, mark: Mark) -> None:
        # A link inside a link is no HTML: the outer one wins.
        linked = mark.href is not None and not any(name == "a" for _, name in self.open)
        name = "a" if linked else mark.element
        attributes = [("class", mark.css)]
        if linked:
            attributes.append(("href", mark.href or ""))
        if mark.title:
            attributes.append(("title", mark.title))
        if mark.id and id(mark) not in self.seen:
            attributes.append(("id", mark.id))
        self.seen.add(id(mark))
        self.out.append(f"<{name}" + "".join(f' {key}="{escape(value)}"' for key, value in attributes) + ">")
        self.open.append((mark, name))

    def insert(self, html: Markup) -> None:
        """Write a seal; where words are struck out it stands between them, not struck out itself."""
        struck = [mark for mark, name in self.open] if any(n == "del" for _, n in self.open) else []
        while struck and self.open:
            self.out.append(f"</{self.open.pop()[1]}>")
        self.out.append(str(html))
        for mark in struck:
            self.start(mark)

    def close_until(self, offset: int) -> None:
        """Close what ends at `offset`; whatever was opened later and goes on is closed and reopened."""
        ending = [index for index, (mark, _) in enumerate(self.open) if mark.end <= offset]
        if not ending:
            return
        again = [mark for mark, _ in self.open[ending[0] :] if mark.end > offset]
        while len(self.open) > ending[0]:
            self.out.append(f"</{self.open.pop()[1]}>")
        for mark in again:
            self.start(mark)


def render(
    text: str,
    marks: Iterable[Mark] = (),
    inserts: Sequence[Insert] = (),
    *,
    start: int = 0,
    end: int | None = None,
) -> Markup:
    """`text[start:end]` as HTML with these marks; offsets count from the beginning of `text`.

    Marks are clipped to the range and empty ones dropped. An insert at `end` is written, one at
    `start` is not, so that neighbouring ranges write each insert once.
    """
    end = len(text) if end is None else end
    clipped = sorted(
        (m for m in (_clip(mark, start, end) for mark in marks) if m.start < m.end),
        key=lambda mark: (mark.start, -mark.end),
    )
    placed = [insert for insert in inserts if start < insert.offset <= end]
    points = sorted(
        {start, end, *(m.start for m in clipped), *(m.end for m in clipped), *(i.offset for i in placed)}
    )
    writer = _Writer()
    for here, after in zip(points, [*points[1:], end], strict=True):
        writer.close_until(here)
        for insert in placed:
            if insert.offset == here:
                writer.insert(insert.html)
        for mark in clipped:
            if mark.start == here:
                writer.start(mark)
        writer.out.append(str(escape(text[here:after])))
    writer.close_until(end)
    return Markup("".join(writer.out))


def _clip(mark: Mark, start: int, end: int) -> Mark:
    if start <= mark.start and mark.end <= end:
        return mark
    return Mark(
        max(mark.start, start), min(mark.end, end), mark.css, mark.href, mark.title, mark.id, mark.element
    )


def occurrences(
    text: str, words: Iterable[str], start: int = 0, end: int | None = None
) -> list[tuple[int, int]]:
    """Where these words stand in `text[start:end]`, each word once and behind the one before where
    it can be (units are listed in the order in which they are written), else at its first place."""
    end = len(text) if end is None else end
    found, cursor = [], start
    for word in words:
        if not word:
            continue
        at = text.find(word, cursor, end)
        if at < 0:
            at = text.find(word, start, end)
        if at >= 0:
            found.append((at, at + len(word)))
            cursor = at + len(word)
    return found
