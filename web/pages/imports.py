"""入库: choose files, then see for each what was read and what looks odd."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

pages = Blueprint("imports", __name__, url_prefix="/import")


@pages.get("")
def form() -> ResponseReturnValue:
    return "x"
