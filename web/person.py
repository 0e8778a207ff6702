"""Who sits at the screen: a name, no account. From a cookie, else from the setting TIAOKUAI_PERSON."""

from __future__ import annotations

import os
import re
from urllib.parse import quote, unquote

from flask import Response, current_app, request

COOKIE = "tiaokuai_person"
DEFAULT = "经办人"
LONGEST = 20
_NO_NAME = re.compile(r"[\x00-\x1f\x7f<>]")


def current_person() -> str:
    """The name under which decisions are kept."""
    own = clean(unquote(request.cookies.get(COOKIE, "")))
    return own or current_app.config.get("TIAOKUAI_PERSON") or os.environ.get("TIAOKUAI_PERSON") or DEFAULT


def remember_person(response: Response, name: str) -> None:
    """Keep the name in this browser for a year; an empty one is forgotten."""
    name = clean(name)
    if name:
        response.set_cookie(COOKIE, quote(name), max_age=365 * 86400, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(COOKIE)


def clean(name: str) -> str:
    """A name without control characters, not longer than a name is."""
    return _NO_NAME.sub("", name).strip()[:LONGEST]
