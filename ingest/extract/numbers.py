"""Numbers as notices print them: 1,200, 3.5, １２, 二十, 一百零五, 半 — never their units or magnitudes."""

from __future__ import annotations

import unicodedata

ARABIC = r"[0-9０-９]+(?:[,，][0-9]{3}(?![0-9]))*(?:\.[0-9]{1,4}(?![0-9]))?"
"""A number in digits, with thousands separators and a decimal part. A full-width dot closes a label."""

CHINESE = r"[一二两三四五六七八九十百千零〇半]+"
"""A number in characters up to the thousands; 万 and 亿 belong to the unit as printed."""

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
_DIGITS |= {"五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_PLACES = {"十": 10, "百": 100, "千": 1000}


def number_of(words: str) -> float | None:
    """The value of a number in digits or characters, None where it is not a number.

    半 alone is 0.5; a row of bare digits such as 二〇二五 is read digit by digit.
    """
    plain = unicodedata.normalize("NFKC", words).replace(",", "").replace(" ", "")
    if plain and plain[0].isascii():
        try:
            return float(plain)
        except ValueError:
            return None
    if plain == "半":
        return 0.5
    return _of_characters(plain)


def whole_number_of(words: str) -> int | None:
    """Like `number_of` for counts, months and years: None where there is a fraction."""
    value = number_of(words)
    return int(value) if value is not None and value == int(value) else None


def _of_characters(words: str) -> float | None:
    if not words or any(char not in _DIGITS and char not in _PLACES for char in words):
        return None
    if len(words) > 1 and all(char in _DIGITS for char in words):
        return float("".join(str(_DIGITS[char]) for char in words))
    total, digit = 0, -1
    for char in words:
        if char in _DIGITS:
            digit = _DIGITS[char]
        else:
            total += (1 if digit < 0 else digit) * _PLACES[char]
            digit = -1
    return float(total + max(digit, 0))
