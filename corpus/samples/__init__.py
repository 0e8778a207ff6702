"""The sample notices: written for this project, about a province that does not exist.

`sources/` holds them as plain text, `manifest.yaml` the facts that are true of them, `files/` the forms
in which they would arrive (made by `render.py`). Imports nothing of the project but this package.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

HERE = Path(__file__).parent
FILES = HERE / "files"
SOURCES = HERE / "sources"


@cache
def manifest() -> dict[str, Any]:
    """The true facts: `notices` in the shape of the interchange format, and `pairs` of lower and upper.

    The result is shared between callers: read it, do not change it.
    """
    text = (HERE / "manifest.yaml").read_text(encoding="utf-8")
    return cast(dict[str, Any], yaml.safe_load(text))


@cache
def sample_files() -> tuple[Path, ...]:
    """The rendered notices, in the order of the manifest: from the province downward, subject by subject."""
    return tuple(FILES / notice["document"]["source"]["file"] for notice in manifest()["notices"])
