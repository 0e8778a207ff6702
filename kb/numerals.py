"""Chinese numerals as clause labels use them."""

from __future__ import annotations

HAN_DIGITS = "〇零一二三四五六七八九"


def han_number(numeral: str) -> int:
    """Value of a Chinese numeral below one thousand (三十一 → 31; 一百〇二 → 102)."""
    total, digit = 0, 0
    for char in numeral:
        if char in HAN_DIGITS:
            digit = max(HAN_DIGITS.index(char) - 1, 0)
        else:
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
    return total + digit


def han_numeral(number: int) -> str:
    """The Chinese numeral of a number from 1 to 99, for a label that the original lacks."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else HAN_DIGITS[tens + 1] + "十")
    return head + (HAN_DIGITS[ones + 1] if ones else "")
