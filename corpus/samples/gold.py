"""Writes the samples' true facts as a folder of gold: `python -m corpus.samples.gold FOLDER`.

The folder has one subfolder a notice and in it one YAML file a list, as `tiaokuai evaluate` reads them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

from corpus.samples import manifest

LISTS = (
    "document",
    "clauses",
    "responsibilities",
    "prose_assignments",
    "targets",
    "deadlines",
    "citations",
    "obligations",
)


def write_gold(folder: Path) -> tuple[Path, ...]:
    """Write every list of every notice; returns the notices' folders."""
    return tuple(_write_notice(folder / notice["stem"], notice) for notice in manifest()["notices"])


def _write_notice(folder: Path, notice: dict[str, Any]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in LISTS:
        text = yaml.safe_dump(notice[name], allow_unicode=True, sort_keys=False, width=1000)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def main() -> None:
    """Write the gold into the folder named on the command line."""
    if len(sys.argv) != 2:
        sys.exit("用法：python -m corpus.samples.gold 文件夹")
    for folder in write_gold(Path(sys.argv[1])):
        print(folder)


if __name__ == "__main__":
    main()
