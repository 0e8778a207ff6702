"""Where sentences end: at 。！？； outside quotes and brackets, and at the end of a paragraph."""

from __future__ import annotations

from itertools import pairwise

_CLASS_OF_OPENING = {
    "（": "(", "(": "(", "〔": "[", "[": "[", "［": "[", "【": "【", "《": "《", "〈": "〈",
    "“": "“", "‘": "‘", "「": "「", "『": "『",
}  # fmt: skip
_CLASS_OF_CLOSING = {
    "）": "(", ")": "(", "〕": "[", "]": "[", "］": "[", "】": "【", "》": "《", "〉": "〈",
    "”": "“", "’": "‘", "」": "「", "』": "『",
}  # fmt: skip
_QUOTES = frozenset("“‘「『\"")
_BRACKETS = frozenset("([【")
_ENDS = frozenset("。！？；!?;")
_FULL_ENDS = frozenset("。！？!?")
_NUMERALS = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十百零〇")

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
    for index in range(start, end):
        char = text[index]
        if char == "\n":
            stack.clear()
            open_count.clear()
        elif char == '"' and not open_count.get('"'):
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
    pairs = [pair for pair in enclosures(text, start, end) if _shields(text, pair)]
    cuts = _cuts(text, start, end, pairs)
    trimmed = (_trim(text, left, right) for left, right in pairwise((start, *cuts, max(start, end))))
    return tuple((left, right) for left, right in trimmed if left < right)


def _push(stack: list[tuple[str, int]], open_count: dict[str, int], kind: str, index: int) -> None:
    stack.append((kind, index))
    open_count[kind] = open_count.get(kind, 0) + 1


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
    index = start
    begun = False  # whether the current sentence has words already
    first = True  # whether it is the first of its paragraph, where a bracket is a label
    while index < end:
        char = text[index]
        closing = closing_of.get(index)
        if closing is not None:
            alone = not begun and not first and _is_remark(text, index, closing)
            speech = char in _QUOTES and (not begun or text[index - 1] in "：:")
            quoted = speech and text[closing - 2] in _FULL_ENDS and _stops(text, closing, end)
            index, begun = closing, True
            if quoted or (alone and _stops(text, closing, end)):
                cuts.append(index)
                begun, first = False, False
            continue
        index += 1
        if char == "\n" or char in _ENDS:
            while char != "\n" and index < end and text[index] in _ENDS:
                index += 1
            cuts.append(index)
            begun, first = False, char == "\n"
        elif not char.isspace():
            begun = True
    return cuts


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
