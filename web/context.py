"""How a page reaches the knowledge base of its application."""

from __future__ import annotations

from typing import cast

from flask import current_app

from kb.base import KnowledgeBase

BASE_KEY = "tiaokuai.base"


def the_base() -> KnowledgeBase:
    """The knowledge base that this application was made for; reads are safe from any thread."""
    return cast(KnowledgeBase, current_app.extensions[BASE_KEY])
