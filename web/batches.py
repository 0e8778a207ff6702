"""The reports of one upload, kept so that its page can be opened again."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.report import ImportReport
from kb.model import Level

FOLDER = "import-reports"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{8,32}")
_ORDER = {"failed": 0, "new_version": 1, "new": 2, "reread": 3, "unchanged": 4}
OUTCOME_WORDS = {
    "failed": "✕ 失败",
    "new": "✓ 入库",
    "new_version": "✓ 新版本",
    "unchanged": "＝ 未改动",
    "reread": "✓ 重读",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One file of an upload as the report page shows it; the fields are those of `ImportReport`."""

    file: str
    outcome: str
    notice_id: str | None = None
    version: int | None = None
    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    level: Level | None = None
    jurisdiction: str | None = None
    date: str | None = None
    inferred: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    findings: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    linked: list[dict[str, Any]] = field(default_factory=list)
    missing: list[dict[str, Any]] = field(default_factory=list)
    cause: str | None = None
    advice: str | None = None
    seconds: float = 0.0

    @classmethod
    def of(cls, report: Mapping[str, Any]) -> Line:
        """From a report as plain values; fields of other versions of the program are left out."""
        return cls(**{name: report[name] for name in cls.__dataclass_fields__ if name in report})


def save_batch(home: Path, reports: Iterable[ImportReport]) -> str:
    """Keep the reports of an upload; returns the token of its page. What failed comes first."""
    folder = home / FOLDER
    folder.mkdir(exist_ok=True)
    token = secrets.token_urlsafe(9)
    lines = sorted((report.plain() for report in reports), key=lambda r: _ORDER.get(r["outcome"], 9))
    part = folder / f"{token}.part"
    part.write_text(json.dumps(lines, ensure_ascii=False), encoding="utf-8")
    part.replace(folder / f"{token}.json")
    return token


def load_batch(home: Path, token: str) -> tuple[Line, ...] | None:
    """The lines of an upload, None where there is none with this token."""
    if not _TOKEN.fullmatch(token):
        return None
    try:
        text = (home / FOLDER / f"{token}.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    return tuple(Line.of(report) for report in json.loads(text))
