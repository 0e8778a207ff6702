"""The web application: `create_app(config)` opens the base and hangs the pages on it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from flask_wtf import CSRFProtect

from kb.base import KnowledgeBase
from web import present
from web.context import BASE_KEY
from web.errors import register_errors
from web.pages import BLUEPRINTS
from web.security import harden, secret_key

DEFAULTS: dict[str, Any] = {
    "HOME": None,
    "MAX_CONTENT_LENGTH": 64 * 1024 * 1024,
    "MAX_FORM_PARTS": 1000,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SESSION_COOKIE_HTTPONLY": True,
    "WTF_CSRF_TIME_LIMIT": 8 * 3600,
}


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The application over the knowledge base in `config["HOME"]` (or TIAOKUAI_HOME).

    `config["BASE"]` may hand over an open base instead; whoever opened it closes it. Raises
    KnowledgeBaseError where the base cannot be opened.
    """
    app = Flask(__name__)
    app.config.from_mapping(DEFAULTS)
    app.config.from_mapping(config or {})
    base = app.config.get("BASE") or KnowledgeBase.open(_home(app))
    app.extensions[BASE_KEY] = base
    app.config.setdefault("SECRET_KEY", None)
    app.config["SECRET_KEY"] = app.config["SECRET_KEY"] or secret_key(base.home)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.filters.update(present.FILTERS)
    app.jinja_env.globals.update(present.WORDS)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    CSRFProtect(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    register_errors(app)
    app.after_request(harden)
    return app


def _home(app: Flask) -> Path:
    home = app.config["HOME"] or os.environ.get("TIAOKUAI_HOME")
    if not home:
        raise ValueError("create_app needs config['HOME'] or TIAOKUAI_HOME")
    return Path(home)
