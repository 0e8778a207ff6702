"""The tables of decisions. A change here needs a migration, as in tables.py."""

from __future__ import annotations

from sqlalchemy import JSON, Column, DateTime, ForeignKey, Index, Integer, String, Table, Text

from kb.store.tables import metadata

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("batch", Integer),
    Column("at", DateTime, nullable=False),
    Column("person", Text, nullable=False),
    Column("action", String(20), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("subject", String(40), nullable=False, index=True),
    # No foreign keys: what was decided outlives what it was decided upon.
    Column("notice_id", Text),
    Column("other_id", Text),
    Column("scope", Text, index=True),
    Column("anchor", JSON, nullable=False),
    Column("machine", JSON),
    Column("value", JSON),
    Column("reason", Text, nullable=False),
    Column("undoes", Integer),
    Index(None, "notice_id", "other_id"),
)

machine_facts = Table(
    "machine_facts",
    metadata,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("facts", JSON, nullable=False),
)

suspects = Table(
    "suspects",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject", String(40), nullable=False),
    Column("decision_id", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("notice_id", Text, nullable=False, index=True),
    Column("other_id", Text),
    Column("side", String(10)),
    Column("words_then", Text, nullable=False),
    Column("words_now", Text),
    Column("clause_now", Text),
)
