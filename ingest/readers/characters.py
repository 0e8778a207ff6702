"""Characters that look right and compare wrong: radical and compatibility forms of Chinese characters."""

from __future__ import annotations

import unicodedata
from functools import cache

from corpus.tables import load_rows

KANGXI = range(0x2F00, 0x2FD6)
COMPATIBILITY = range(0xF900, 0xFB00)


@cache
def _plain_forms() -> dict[int, str]:
    forms = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*KANGXI, *COMPATIBILITY)}
    forms |= {int(code, 16): char for code, char in load_rows("radical_forms")}
    # Always one character for one: positions must stay.
    return {code: form for code, form in forms.items() if len(form) == 1}


def plain(text: str) -> str:
    """`text` with ⽂ as 文 and ⺠ as 民, of the same length."""
    return text.translate(_plain_forms())
