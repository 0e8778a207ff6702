"""Addresses within these pages."""

from __future__ import annotations

from urllib.parse import urlsplit


def local_address(address: str) -> str | None:
    """An address within these pages; None for any other, so that no form leads elsewhere."""
    parts = urlsplit(address)
    good = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc
    return address if good else None
