"""The store: all facts in a database (SQLite by default, PostgreSQL by address).

Only this package imports SQLAlchemy and Alembic; it knows `kb.model` and nothing above it.
Start reading at `store.py` (what can be asked), then `tables.py` (how it is kept).
"""

from kb.store.decisions import Action, Decision, Entry, Kind, Suspect, UndecidedName
from kb.store.finding import UPSTREAM
from kb.store.store import Store
from kb.store.values import (
    Counts,
    ImportRecord,
    MissingUpstream,
    NoticeSummary,
    Outcome,
    SaveOutcome,
    Version,
)

__all__ = [
    "UPSTREAM",
    "Action",
    "Counts",
    "Decision",
    "Entry",
    "ImportRecord",
    "Kind",
    "MissingUpstream",
    "NoticeSummary",
    "Outcome",
    "SaveOutcome",
    "Store",
    "Suspect",
    "UndecidedName",
    "Version",
]
