"""What people decided, what the rules had read, and which decisions lost their ground."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the three tables, and find facts by how sure they are."""
    _decisions()
    op.create_table(
        "machine_facts",
        sa.Column(
            "version_id",
            sa.Integer,
            sa.ForeignKey("versions.id", ondelete="CASCADE", name="fk_machine_facts_version_id"),
            nullable=False,
        ),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("version_id", name="pk_machine_facts"),
    )
    _suspects()
    for table in ("assignments", "targets", "deadlines", "citations", "obligations"):
        op.create_index(f"ix_{table}_confidence", table, ["confidence"])


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("batch", sa.Integer),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("notice_id", sa.Text),
        sa.Column("other_id", sa.Text),
        sa.Column("scope", sa.Text),
        sa.Column("anchor", sa.JSON, nullable=False),
        sa.Column("machine", sa.JSON),
        sa.Column("value", sa.JSON),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_subject", "decisions", ["subject"])
    op.create_index("ix_decisions_scope", "decisions", ["scope"])
    op.create_index("ix_decisions_notice_id_other_id", "decisions", ["notice_id", "other_id"])


def _suspects() -> None:
    op.create_table(
        "suspects",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("decision_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("notice_id", sa.Text, nullable=False),
        sa.Column("other_id", sa.Text),
        sa.Column("side", sa.String(10)),
        sa.Column("words_then", sa.Text, nullable=False),
        sa.Column("words_now", sa.Text),
        sa.Column("clause_now", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_suspects"),
    )
    op.create_index("ix_suspects_notice_id", "suspects", ["notice_id"])
