"""The reference tables: tab-separated text, one row a line, `#` lines saying where the facts come from."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `corpus/tables/<name>.tsv` as tuples of stripped cells, comments and blanks left out.

    Raises FileNotFoundError where there is no such table.
    """
    text = files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines)


@cache
def load_column(name: str, column: int = 0) -> tuple[str, ...]:
    """One column of a table, in the table's order; rows that end before it are left out."""
    return tuple(row[column] for row in load_rows(name) if len(row) > column and row[column])
