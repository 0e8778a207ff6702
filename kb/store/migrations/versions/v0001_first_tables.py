"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "notices",
    "versions",
    "clauses",
    "assignments",
    "assignment_units",
    "targets",
    "deadlines",
    "citations",
    "obligations",
    "units",
    "findings",
    "links",
    "changes",
    "imports",
)


def upgrade() -> None:
    """Make all tables."""
    _notices()
    _versions()
    _clauses()
    _assignments()
    _assignment_units()
    _targets()
    _deadlines()
    _citations()
    _obligations()
    _units()
    _findings()
    _links()
    _changes()
    _imports()


def downgrade() -> None:
    """Drop all tables; the facts are lost, the originals are not touched."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("indexed_revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )


def _versions() -> None:
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("stored_at", sa.DateTime(), nullable=False),
        sa.Column("superseded_at", sa.DateTime()),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("file", sa.Text()),
        sa.Column("sha256", sa.String(length=64)),
        sa.Column("reader", sa.String(length=40)),
        sa.Column("pages", sa.Integer()),
        sa.Column("title", sa.Text()),
        sa.Column("title_key", sa.Text()),
        sa.Column("doc_number", sa.Text()),
        sa.Column("number_key", sa.Text()),
        sa.Column("issuer", sa.Text()),
        sa.Column("level", sa.String(length=20)),
        sa.Column("jurisdiction", sa.Text()),
        sa.Column("region_code", sa.String(length=20)),
        sa.Column("date", sa.Date()),
        sa.Column("print_date", sa.Date()),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("genre", sa.Text()),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("cc", sa.JSON(), nullable=False),
        sa.Column("publicity", sa.Text()),
        sa.Column("sponsor", sa.Text()),
        sa.Column("supervisor", sa.Text()),
        sa.Column("attachments", sa.JSON(), nullable=False),
        sa.Column("inferred", sa.JSON(), nullable=False),
        sa.Column("attachment_links", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("positions", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=op.f("fk_versions_notice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.UniqueConstraint("content_sha256", name=op.f("uq_versions_content_sha256")),
        sa.UniqueConstraint("notice_id", "number", name=op.f("uq_versions_notice_id_number")),
    )
    op.create_index(op.f("ix_versions_notice_id_current"), "versions", ["notice_id", "current"], unique=False)
    op.create_index(op.f("ix_versions_number_key"), "versions", ["number_key"], unique=False)
    op.create_index(op.f("ix_versions_title_key"), "versions", ["title_key"], unique=False)


def _clauses() -> None:
    op.create_table(
        "clauses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("implied_label", sa.Boolean(), nullable=False),
        sa.Column("heading", sa.Text()),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("body_start", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_clauses_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clauses")),
    )
    op.create_index(op.f("ix_clauses_version_id"), "clauses", ["version_id"], unique=False)


def _assignments() -> None:
    op.create_table(
        "assignments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("clause", sa.Text()),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer()),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("expands", sa.JSON(), nullable=False),
        sa.Column("task", sa.Text()),
        sa.Column("governs_start", sa.Integer()),
        sa.Column("governs_end", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_assignments_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
    )
    op.create_index(op.f("ix_assignments_version_id"), "assignments", ["version_id"], unique=False)


def _assignment_units() -> None:
    op.create_table(
        "assignment_units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignments.id"],
            name=op.f("fk_assignment_units_assignment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_units")),
    )
    op.create_index(
        op.f("ix_assignment_units_assignment_id"), "assignment_units", ["assignment_id"], unique=False
    )


def _targets() -> None:
    op.create_table(
        "targets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("clause", sa.Text()),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer()),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("indicator", sa.Text()),
        sa.Column("op", sa.String(length=2), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("unit", sa.Text()),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("scope", sa.Text()),
        sa.Column("qualifier", sa.Text()),
        sa.Column("deadline", sa.Date()),
        sa.Column("per", sa.Text()),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_targets_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_targets")),
    )
    op.create_index(op.f("ix_targets_version_id"), "targets", ["version_id"], unique=False)


def _deadlines() -> None:
    op.create_table(
        "deadlines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("clause", sa.Text()),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer()),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("date", sa.Date()),
        sa.Column("recurrence", sa.Text()),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("ongoing", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_deadlines_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadlines")),
    )
    op.create_index(op.f("ix_deadlines_version_id"), "deadlines", ["version_id"], unique=False)


def _citations() -> None:
    op.create_table(
        "citations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("clause", sa.Text()),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer()),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("title_key", sa.Text()),
        sa.Column("doc_number", sa.Text()),
        sa.Column("number_key", sa.Text()),
        sa.Column("issuer_hint", sa.Text()),
        sa.Column("relation", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_citations_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citations")),
    )
    op.create_index(op.f("ix_citations_number_key"), "citations", ["number_key"], unique=False)
    op.create_index(op.f("ix_citations_title_key"), "citations", ["title_key"], unique=False)
    op.create_index(op.f("ix_citations_version_id"), "citations", ["version_id"], unique=False)


def _obligations() -> None:
    op.create_table(
        "obligations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("clause", sa.Text()),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer()),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("modality", sa.String(length=20), nullable=False),
        sa.Column("actors", sa.JSON(), nullable=False),
        sa.Column("measures", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_obligations_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligations")),
    )
    op.create_index(op.f("ix_obligations_version_id"), "obligations", ["version_id"], unique=False)


def _units() -> None:
    op.create_table(
        "units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("function", sa.Text()),
        sa.Column("level", sa.String(length=20)),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("canonical", sa.Text()),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_units_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
    )
    op.create_index(op.f("ix_units_version_id"), "units", ["version_id"], unique=False)


def _findings() -> None:
    op.create_table(
        "findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("clause", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("severity", sa.String(length=20), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name=op.f("fk_findings_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
    )
    op.create_index(op.f("ix_findings_version_id"), "findings", ["version_id"], unique=False)


def _links() -> None:
    op.create_table(
        "links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lower_notice", sa.String(length=200), nullable=False),
        sa.Column("upper_notice", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("has_lower", sa.Boolean(), nullable=False),
        sa.Column("lower_clause", sa.Text()),
        sa.Column("lower_quote", sa.Text()),
        sa.Column("has_upper", sa.Boolean(), nullable=False),
        sa.Column("upper_clause", sa.Text()),
        sa.Column("upper_quote", sa.Text()),
        sa.Column("relation", sa.String(length=20), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["lower_notice"], ["notices.id"], name=op.f("fk_links_lower_notice"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["upper_notice"], ["notices.id"], name=op.f("fk_links_upper_notice"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_lower_notice"), "links", ["lower_notice"], unique=False)
    op.create_index(op.f("ix_links_upper_notice"), "links", ["upper_notice"], unique=False)


def _changes() -> None:
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("lower", sa.Text()),
        sa.Column("upper", sa.Text()),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("severity", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["links.id"], name=op.f("fk_changes_link_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    op.create_index(op.f("ix_changes_link_id"), "changes", ["link_id"], unique=False)


def _imports() -> None:
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64)),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("notice_id", sa.Text()),
        sa.Column("version", sa.Integer()),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
