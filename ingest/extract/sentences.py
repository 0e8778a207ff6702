"""Where sentences end: at 。！？； outside quotes and brackets, and at the end of a paragraph."""

from __future__ import annotations

import re
from itertools import pairwise

_CLASS_OF_OPENING = {
    "（": "(", "(": "(", "〔": "[", "[": "[", "［": "[", "【": "【", "《": "《", "〈": "〈",
    "“": "“", "‘": "‘", "「": "「", "『": "『",
}  # fmt: skip
_CLASS_OF_CLOSING = {
    "）": "(", ")": "(", "〕": "[", "]": "[", "］": "[", "】": "【", "》": "《", "〉": "〈",
    "”": "“", "’": "‘", "」": "「", "』": "『",
}  # fmt: skip
_QUOTES = frozenset('“‘「『"')
_BRACKETS = frozenset("([【")
_ENDS = frozenset("。！？；!?;")
_FULL_ENDS = frozenset("。！？!?")
_STOPS = frozenset("。；，、：！？;,:!?")
"""No quoted words begin with these."""
_NUMERALS = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十百零〇")

_MARK = re.compile(r"[（(〔\[［【《〈“‘「『）)〕\]］】》〉”’」』\"\n。]")
_STOP_OR_OPENING = re.compile(r"[。！？；!?;\n（(〔\[［【《〈“‘「『\"]")

# A quote or bracket left open by a typing error must not swallow the rest of its paragraph.
_LONGEST_QUOTE = 150
_LONGEST_BRACKET = 800

# What may follow a quoted sentence (“……。”) without a new sentence beginning.
_CARRIES_ON = frozenset("，、；。,;的等和与及精神要这为是中）)〕]》”’")


def enclosures(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Every matched pair of quotes or brackets as (offset of opening, offset behind closing).

    Pairs never cross a paragraph; full- and half-width forms of one bracket match each other.
    Ordered by the offset of the closing mark.
    """
    pairs: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    open_count: dict[str, int] = {}
    for mark in _MARK.finditer(text, start, end):
        index, char = mark.start(), mark[0]
        if char == "\n":
            stack.clear()
            open_count.clear()
        elif char == "。":
            _close_straight_quote(stack, open_count)
        elif char == '"' and not open_count.get('"'):
            if text[index + 1 : index + 2] in _STOPS:
                continue  # what it closes was opened by another mark
            _push(stack, open_count, '"', index)
        elif (kind := _CLASS_OF_OPENING.get(char)) is not None:
            _push(stack, open_count, kind, index)
        elif (kind := '"' if char == '"' else _CLASS_OF_CLOSING.get(char)) and open_count.get(kind):
            pairs.append((_pop(stack, open_count, kind), index + 1))
    return tuple(pairs)


def sentences(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The sentences of `text[start:end]` as offsets, white space trimmed, the end mark included.

    A bracket standing by itself between two full stops (an assignment) is a sentence of its own.
    A quoted speech (：“……。”) ends its sentence unless the words run on.
    """
    start, end = max(start, 0), min(end, len(text))
    return split_sentences(text, start, end, enclosures(text, start, end))


def split_sentences(
    text: str, start: int, end: int, enclosed: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...]:
    """`sentences`, where the quotes and brackets are known already."""
    pairs = [pair for pair in enclosed if _shields(text, pair)]
    cuts = _cuts(text, start, end, pairs)
    trimmed = (_trim(text, left, right) for left, right in pairwise((start, *cuts, max(start, end))))
    return tuple((left, right) for left, right in trimmed if left < right)


def _push(stack: list[tuple[str, int]], open_count: dict[str, int], kind: str, index: int) -> None:
    stack.append((kind, index))
    open_count[kind] = open_count.get(kind, 0) + 1


def _close_straight_quote(stack: list[tuple[str, int]], open_count: dict[str, int]) -> None:
    """Straight quotes cannot show which side they are; one still open at a full stop is a stray."""
    if stack and stack[-1][0] == '"':
        stack.pop()
        open_count['"'] -= 1


def _pop(stack: list[tuple[str, int]], open_count: dict[str, int], kind: str) -> int:
    """Take the innermost opening of this kind, dropping what was left open inside it."""
    while True:
        found, index = stack.pop()
        open_count[found] -= 1
        if found == kind:
            return index


def _shields(text: str, pair: tuple[int, int]) -> bool:
    longest = _LONGEST_QUOTE if text[pair[0]] in _QUOTES else _LONGEST_BRACKET
    return pair[1] - pair[0] <= longest


def _cuts(text: str, start: int, end: int, pairs: list[tuple[int, int]]) -> list[int]:
    """Offsets at which a sentence ends, in order."""
    closing_of = dict(pairs)
    cuts: list[int] = []
    begin = resume = start  # where the sentence begins, and what is behind the last quote or bracket
    first = True  # whether it is the first of its paragraph, where a bracket is a label
    for mark in _STOP_OR_OPENING.finditer(text, start, end):
        index, char = mark.start(), mark[0]
        if index < resume:
            continue
        if char in _ENDS or char == "\n":
            resume = mark.end()
            while char != "\n" and resume < end and text[resume] in _ENDS:
                resume += 1
            begin, first = resume, char == "\n"
            cuts.append(resume)
        elif (closing := closing_of.get(index)) is not None:
            resume = closing
            begun = bool(text[begin:index].strip())
            if _ends_behind(text, index, closing, begun, first) and _stops(text, closing, end):
                begin, first = closing, False
                cuts.append(closing)
    return cuts


def _ends_behind(text: str, opening: int, closing: int, begun: bool, first: bool) -> bool:
    """True for a quoted speech that ends its sentence, and for a remark standing by itself."""
    if text[opening] in _QUOTES:
        return (not begun or text[opening - 1] in "：:") and text[closing - 2] in _FULL_ENDS
    return not begun and not first and _is_remark(text, opening, closing)


def _is_remark(text: str, opening: int, closing: int) -> bool:
    """True for a bracket that holds words, False for a label such as （一） or a quote."""
    if _CLASS_OF_OPENING.get(text[opening]) not in _BRACKETS:
        return False
    inside = text[opening + 1 : closing - 1].strip()
    return len(inside) > 3 and not all(char in _NUMERALS for char in inside)


def _stops(text: str, offset: int, end: int) -> bool:
    """True where no word or mark after `offset` carries the sentence on."""
    while offset < end and text[offset] in " \t\u3000":
        offset += 1
    return offset >= end or text[offset] not in _CARRIES_ON


def _trim(text: str, left: int, right: int) -> tuple[int, int]:
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    return left, right
