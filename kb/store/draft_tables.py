"""The tables of drafts. A change here needs a migration, as in tables.py."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, DateTime, ForeignKey, Index, Integer, String, Table, Text

from kb.store.tables import metadata

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("region", String(60), nullable=False),
    Column("genre", String(20), nullable=False),
    # No foreign keys to notices: a draft outlives what it was drafted from.
    Column("uppers", JSON, nullable=False),
    Column("peers", JSON, nullable=False),
    Column("title", Text, nullable=False),
    Column("head", JSON, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("step", String(20), nullable=False),
    Column("created", DateTime, nullable=False),
    Column("changed", DateTime, nullable=False),
    Column("person", Text, nullable=False),
    Column("archived", Boolean, nullable=False),
)


def _draft() -> Column[str]:
    return Column("draft_id", ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True)


draft_entries = Table(
    "draft_entries",
    metadata,
    _draft(),
    Column("key", String(80), primary_key=True),
    # None for an entry that was taken out; its words stay.
    Column("position", Integer),
    Column("revision", Integer, nullable=False),
    Column("settled", Boolean, nullable=False),
    # How many of its questions wait for an answer.
    Column("waiting", Integer, nullable=False),
    Column("body", JSON, nullable=False),
)

draft_justifications = Table(
    "draft_justifications",
    metadata,
    _draft(),
    Column("check_key", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("at", DateTime, nullable=False),
)

draft_savings = Table(
    "draft_savings",
    metadata,
    Column("id", Integer, primary_key=True),
    # The first saving of the same stroke; None for that first one.
    Column("stroke", Integer),
    Column("draft_id", ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("key", Text),
    Column("revision", Integer, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("person", Text, nullable=False),
    Column("body", JSON),
    # The stroke that this saving takes back.
    Column("undoes", Integer),
    Index(None, "draft_id", "kind", "key"),
)

draft_presence = Table(
    "draft_presence",
    metadata,
    _draft(),
    Column("session", String(80), primary_key=True),
    Column("key", String(80)),
    Column("person", Text, nullable=False),
    Column("since", DateTime, nullable=False),
    Column("seen", DateTime, nullable=False),
)

local_bodies = Table(
    "local_bodies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("region", String(60), nullable=False),
    Column("key", Text, nullable=False),
    # None asks again; the empty name says that the place has no such body.
    Column("name", Text),
    Column("at", DateTime, nullable=False),
    Column("person", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "region", "key"),
)
