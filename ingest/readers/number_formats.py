"""Word's number formats (ECMA-376 part 1, 17.18.59 ST_NumberFormat): 3 → 三, ③, 叁, iii."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
MAX_NUMBER = 9999
"""Beyond it no format here is defined; decimal digits are used."""


def format_number(number: int, style: str) -> str | None:
    """`number` (from 0) in Word's format `style`; None where the format is not known here."""
    if style in ("none", "bullet"):
        return ""
    write = FORMATS.get(style)
    if write is None:
        return None
    return write(number) if 0 < number <= MAX_NUMBER else str(number)


def _counting(number: int) -> str:
    """一, 十, 十一, 二十, 一百零一: the way in which clauses are counted."""
    text, gap = "", False
    for position in range(3, -1, -1):
        digit = number // 10**position % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _UNITS[position]
        gap = digit == 0
    return text.removeprefix("一") if 10 <= number < 20 else text


def _japanese(number: int) -> str:
    """As `_counting`, without 零 and without 一 before 百 and 千."""
    text = _counting(number).replace("零", "")
    return text.replace("一百", "百").replace("一千", "千").replace("百一十", "百十")


def _legal(number: int) -> str:
    return ("一" + _counting(number) if 10 <= number < 20 else _counting(number)).translate(_LEGAL)


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _circled(number: int) -> str:
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(start + number - first)
    return f"({number})"


def _from(start: int, count: int) -> Callable[[int], str]:
    """A run of `count` ready-made characters; decimal digits beyond it."""
    return lambda number: chr(start + number - 1) if number <= count else str(number)


def _cycle(letters: str) -> Callable[[int], str]:
    """Letters that double after the last: z, aa, bb (Word's way)."""
    return lambda number: letters[(number - 1) % len(letters)] * ((number - 1) // len(letters) + 1)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from(0x2474, 20),
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _japanese,
    "japaneseDigitalTenThousand": _digital,
    "koreanDigital2": _digital,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _from(0x3280, 10),
    "upperLetter": _cycle("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": _cycle("abcdefghijklmnopqrstuvwxyz"),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
}
