"""Facts as gold: one folder a notice, one YAML file a list of the interchange format.

What people have corrected becomes what the rules are measured against (`tiaokuai evaluate`).
"""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Any

import yaml

from kb.export.interchange import export_notice
from kb.model import Notice

LISTS = (
    "clauses",
    "responsibilities",
    "prose_assignments",
    "targets",
    "deadlines",
    "citations",
    "obligations",
)


def write_gold(notice: Notice, folder: Path) -> Path:
    """Writes the notice's facts below `folder`, in a folder named after its original's stem (the id
    where there is no original). Returns that folder. Raises OSError where it cannot be written."""
    data = export_notice(notice)
    source = notice.document.source
    target = folder / (PurePath(source.file).stem if source else notice.document.id)
    target.mkdir(parents=True, exist_ok=True)
    _write(target / "document.yaml", data["document"])
    for name in LISTS:
        _write(target / f"{name}.yaml", data[name])
    return target


def _write(path: Path, value: Any) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(text, encoding="utf-8")
