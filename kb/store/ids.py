"""Ids of notices: stable, readable, safe in an address."""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.model import Document
from kb.store.keys import number_key, plain_title

_UNSAFE = re.compile(r"[^\w]+")
_LONGEST = 48


def base_id(document: Document, content_sha256: str) -> str:
    """The id that a notice would like to have.

    From its number (`青政办发2021-12`), else its title, else the hash of its bytes.
    """
    if document.doc_number and (wish := _safe(number_key(document.doc_number))):
        return wish
    if document.title and (wish := _safe(plain_title(document.title))):
        return wish
    return f"文件-{content_sha256[:10]}"


def unique_id(wish: str, taken: Callable[[str], bool]) -> str:
    """The wished id, or with the first free number behind it: `…-2`."""
    if not taken(wish):
        return wish
    number = 2
    while taken(f"{wish}-{number}"):
        number += 1
    return f"{wish}-{number}"


def _safe(text: str) -> str:
    return _UNSAFE.sub("-", text)[:_LONGEST].strip("-_")
