"""Word's automatic numbers: 一、（一）1. stand nowhere in the text, only in numbering.xml and styles.

Rules from ECMA-376 part 1, 17.9. Counters belong to the abstract definition, so that several lists
which share one go on counting; a start override begins anew at its list's first paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml.etree import _Element

from ingest.readers.number_formats import format_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

CLOSED = "、．，。）)】〕］：:"
"""Behind these the words follow at once; behind other labels (1. 第一条) a blank keeps them apart."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart`: begins anew after a level below this index (0: never)."""

    start: int
    style: str
    text: str
    restart: int
    legal: bool
    paragraph_style: str | None


@dataclass(frozen=True, slots=True)
class ListDefinition:
    """A list that paragraphs point to: its levels, whose counters it uses, where it begins anew."""

    counters: str
    levels: Mapping[int, Level]
    overrides: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class StyleNumbering:
    """What a paragraph style says about numbering, its ancestors included."""

    list_id: str | None
    level: int | None


class Numberer:
    """Gives each paragraph its label; has to be asked in the order of the document."""

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        self._styles = _read_styles(styles)
        self._default_style = _default_style(styles)
        self._lists = _read_lists(numbering, self._styles)
        self._counters: dict[tuple[str, int], int] = {}
        self._begun: set[tuple[str, int]] = set()
        self.unknown_styles: set[str] = set()
        """Number formats met that are not known here; their numbers are written in digits."""

    def label(self, paragraph: _Element) -> str:
        """The label in front of the paragraph, with a blank where one is needed; "" without one."""
        found = self._position(paragraph)
        if found is None:
            return ""
        list_id, index = found
        definition = self._lists[list_id]
        self._count(list_id, definition, index)
        label = self._write(definition, index)
        return label + " " if label and label[-1] not in CLOSED and not _is_circled(label[-1]) else label

    def _position(self, paragraph: _Element) -> tuple[str, int] | None:
        """The list and level of a paragraph, by itself or by its style; None where it has none."""
        style_id = _value(paragraph, "pPr/pStyle") or self._default_style
        style = self._styles.get(style_id or "", StyleNumbering(None, None))
        list_id = _value(paragraph, "pPr/numPr/numId") or style.list_id
        definition = self._lists.get(list_id or "")
        if list_id is None or definition is None:
            return None
        level = _number(_value(paragraph, "pPr/numPr/ilvl"))
        if level is None:
            linked = (index for index, one in definition.levels.items() if one.paragraph_style == style_id)
            level = style.level if style.level is not None else next(linked, 0)
        return (list_id, level) if level in definition.levels else None

    def _count(self, list_id: str, definition: ListDefinition, index: int) -> None:
        key = (definition.counters, index)
        start = definition.levels[index].start
        if index in definition.overrides and (list_id, index) not in self._begun:
            self._counters[key] = definition.overrides[index]
        else:
            self._counters[key] = self._counters.get(key, start - 1) + 1
        self._begun.add((list_id, index))
        for deeper, level in definition.levels.items():
            if deeper > index and index < level.restart:
                self._counters.pop((definition.counters, deeper), None)

    def _write(self, definition: ListDefinition, index: int) -> str:
        level = definition.levels[index]
        if level.style == "bullet":
            return ""

        def number(match: re.Match[str]) -> str:
            other = int(match.group(1)) - 1
            if other not in definition.levels:
                return ""
            source = definition.levels[other]
            count = self._counters.get((definition.counters, other), source.start)
            written = format_number(count, "decimal" if level.legal else source.style)
            if written is None:
                self.unknown_styles.add(source.style)
            return str(count) if written is None else written

        return re.sub(r"%([1-9])", number, level.text)


def _is_circled(char: str) -> bool:
    return "\u2460" <= char <= "\u249b" or "\u3251" <= char <= "\u32bf" or "\u3280" <= char <= "\u3289"


def _value(element: _Element, path: str) -> str | None:
    """The w:val of the element at `path` (names without prefix), None where there is none."""
    found = element.find("/".join(W + name for name in path.split("/")))
    return None if found is None else found.get(W + "val")


def _number(text: str | None) -> int | None:
    """A whole number as Word writes it; None for anything else, which Word ignores too."""
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text) else None


def _read_styles(styles: _Element | None) -> dict[str, StyleNumbering]:
    if styles is None:
        return {}
    elements = {style.get(W + "styleId", ""): style for style in styles.iterfind(W + "style")}
    return {style_id: _inherited(style_id, elements) for style_id in elements}


def _inherited(style_id: str, elements: Mapping[str, _Element]) -> StyleNumbering:
    """The style's own list and level, missing ones from the styles that it is based on."""
    list_id, level = None, None
    seen: set[str] = set()
    current: str | None = style_id
    while current is not None and current in elements and current not in seen:
        seen.add(current)
        list_id = list_id or _value(elements[current], "pPr/numPr/numId")
        own = _number(_value(elements[current], "pPr/numPr/ilvl"))
        level = own if level is None else level
        current = _value(elements[current], "basedOn")
    return StyleNumbering(list_id, level)


def _default_style(styles: _Element | None) -> str | None:
    if styles is None:
        return None
    for style in styles.iterfind(W + "style"):
        if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true"):
            style_id: str | None = style.get(W + "styleId")
            return style_id
    return None


def _read_lists(
    numbering: _Element | None, styles: Mapping[str, StyleNumbering]
) -> dict[str, ListDefinition]:
    if numbering is None:
        return {}
    abstracts = {one.get(W + "abstractNumId", ""): one for one in numbering.iterfind(W + "abstractNum")}
    targets = {
        one.get(W + "numId", ""): _value(one, "abstractNumId") or "" for one in numbering.iterfind(W + "num")
    }
    lists: dict[str, ListDefinition] = {}
    for num in numbering.iterfind(W + "num"):
        list_id = num.get(W + "numId", "")
        abstract_id = targets[list_id]
        link = _value(abstracts[abstract_id], "numStyleLink") if abstract_id in abstracts else None
        if link is not None and link in styles:
            abstract_id = targets.get(styles[link].list_id or "", abstract_id)
        if abstract_id in abstracts and list_id != "0":
            lists[list_id] = _definition(num, abstract_id, abstracts[abstract_id])
    return lists


def _definition(num: _Element, abstract_id: str, abstract: _Element) -> ListDefinition:
    levels = dict(map(_level, abstract.iterfind(W + "lvl")))
    overrides: dict[int, int] = {}
    for override in num.iterfind(W + "lvlOverride"):
        index = _number(override.get(W + "ilvl")) or 0
        own = override.find(W + "lvl")
        if own is not None:
            levels[index] = _level(own)[1]
        start = _number(_value(override, "startOverride"))
        if start is not None:
            overrides[index] = start
            if index in levels:
                levels[index] = replace(levels[index], start=start)
    return ListDefinition(abstract_id, levels, overrides)


def _level(element: _Element) -> tuple[int, Level]:
    index = _number(element.get(W + "ilvl")) or 0
    start = _number(_value(element, "start"))
    restart = _number(_value(element, "lvlRestart"))
    legal = element.find(W + "isLgl")
    level = Level(
        start=1 if start is None else start,
        style=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText") or "",
        restart=index if restart is None else restart,
        legal=legal is not None and legal.get(W + "val") not in ("0", "false"),
        paragraph_style=_value(element, "pStyle"),
    )
    return index, level
