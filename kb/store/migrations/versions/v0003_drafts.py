"""Drafts with all their savings, who is at work in them, and which bodies a place has."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the six tables."""
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("region", sa.String(60), nullable=False),
        sa.Column("genre", sa.String(20), nullable=False),
        sa.Column("uppers", sa.JSON, nullable=False),
        sa.Column("peers", sa.JSON, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("head", sa.JSON, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.Column("changed", sa.DateTime, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
    )
    _of_a_draft()
    _savings()
    op.create_table(
        "local_bodies",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("region", sa.String(60), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("name", sa.Text),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_local_bodies"),
    )
    op.create_index("ix_local_bodies_region_key", "local_bodies", ["region", "key"])


def _draft(table: str) -> sa.Column[Any]:
    key = sa.ForeignKey("drafts.id", ondelete="CASCADE", name=f"fk_{table}_draft_id")
    return sa.Column("draft_id", sa.String(80), key, nullable=False)


def _of_a_draft() -> None:
    op.create_table(
        "draft_entries",
        _draft("draft_entries"),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("position", sa.Integer),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("settled", sa.Boolean, nullable=False),
        sa.Column("waiting", sa.Integer, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "key", name="pk_draft_entries"),
    )
    op.create_table(
        "draft_justifications",
        _draft("draft_justifications"),
        sa.Column("check_key", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "check_key", name="pk_draft_justifications"),
    )
    op.create_table(
        "draft_presence",
        _draft("draft_presence"),
        sa.Column("session", sa.String(80), nullable=False),
        sa.Column("key", sa.String(80)),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("since", sa.DateTime, nullable=False),
        sa.Column("seen", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "session", name="pk_draft_presence"),
    )


def _savings() -> None:
    op.create_table(
        "draft_savings",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("stroke", sa.Integer),
        _draft("draft_savings"),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("key", sa.Text),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("body", sa.JSON),
        sa.Column("undoes", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_draft_savings"),
    )
    op.create_index("ix_draft_savings_draft_id_kind_key", "draft_savings", ["draft_id", "kind", "key"])
