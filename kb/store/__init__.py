"""The store: all facts in a database (SQLite by default, PostgreSQL by address).

Only this package imports SQLAlchemy and Alembic; it knows `kb.model`, what a draft is (`kb.draft.model`,
`kb.draft.plain`) and nothing above them.
Start reading at `store.py` (what can be asked), then `tables.py` (how it is kept).
"""

from kb.store.decisions import Action, Decision, Entry, Kind, Suspect, UndecidedName
from kb.store.draft_values import DraftSummary, Presence, Saving
from kb.store.finding import UPSTREAM
from kb.store.local_lists import LocalBody
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
    "DraftSummary",
    "Entry",
    "ImportRecord",
    "Kind",
    "LocalBody",
    "MissingUpstream",
    "NoticeSummary",
    "Outcome",
    "Presence",
    "SaveOutcome",
    "Saving",
    "Store",
    "Suspect",
    "UndecidedName",
    "Version",
]
