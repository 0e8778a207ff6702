"""The tables. A notice has versions; the facts hang on a version; links join notices.

A change here needs a migration in `migrations/versions` (a test compares the two).
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)

notices = Table(
    "notices",
    metadata,
    Column("id", String(200), primary_key=True),
    # How often the facts were written, and which of these writings the index carries.
    Column("revision", Integer, nullable=False, default=0),
    Column("indexed_revision", Integer, nullable=False, default=0),
)

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("notice_id", ForeignKey("notices.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("stored_at", DateTime, nullable=False),
    Column("superseded_at", DateTime),
    # Of the original's bytes; of the text where a notice came without an original.
    Column("content_sha256", String(64), nullable=False, unique=True),
    Column("file", Text),
    Column("sha256", String(64)),
    Column("reader", String(40)),
    Column("pages", Integer),
    Column("title", Text),
    Column("title_key", Text),
    Column("doc_number", Text),
    Column("number_key", Text),
    Column("issuer", Text),
    Column("level", String(20)),
    Column("jurisdiction", Text),
    Column("region_code", String(20)),
    Column("date", Date),
    Column("print_date", Date),
    Column("status", String(20), nullable=False),
    Column("genre", Text),
    Column("recipients", JSON, nullable=False),
    Column("cc", JSON, nullable=False),
    Column("publicity", Text),
    Column("sponsor", Text),
    Column("supervisor", Text),
    Column("attachments", JSON, nullable=False),
    Column("inferred", JSON, nullable=False),
    Column("attachment_links", JSON, nullable=False),
    Column("text", Text, nullable=False),
    # The position map: [offset, page, line] for each break point.
    Column("positions", JSON, nullable=False),
    UniqueConstraint("notice_id", "number"),
    Index(None, "number_key"),
    Index(None, "title_key"),
    Index(None, "notice_id", "current"),
)


def _owned() -> tuple[Column, ...]:
    """The columns by which a row belongs to a version and keeps its place in the list."""
    return (
        Column("id", Integer, primary_key=True),
        Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), nullable=False, index=True),
        Column("position", Integer, nullable=False),
    )


def _evidence() -> tuple[Column, ...]:
    """Where a fact was read."""
    return (
        Column("clause", Text),
        Column("start_offset", Integer, nullable=False),
        Column("end_offset", Integer, nullable=False),
        Column("quote", Text, nullable=False),
        Column("page", Integer),
        Column("rule", Text, nullable=False),
        Column("confidence", Double, nullable=False, index=True),
    )


clauses = Table(
    "clauses",
    metadata,
    *_owned(),
    Column("path", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("implied_label", Boolean, nullable=False),
    Column("heading", Text),
    Column("start_offset", Integer, nullable=False),
    Column("end_offset", Integer, nullable=False),
    Column("body_start", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("page", Integer),
)

assignments = Table(
    "assignments",
    metadata,
    *_owned(),
    *_evidence(),
    Column("expands", JSON, nullable=False),
    Column("task", Text),
    Column("governs_start", Integer),
    Column("governs_end", Integer),
)

assignment_units = Table(
    "assignment_units",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("assignment_id", ForeignKey("assignments.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("role", String(20), nullable=False),
    Column("name", Text, nullable=False),
)

targets = Table(
    "targets",
    metadata,
    *_owned(),
    *_evidence(),
    Column("indicator", Text),
    Column("op", String(2), nullable=False),
    Column("value", Double, nullable=False),
    Column("unit", Text),
    Column("kind", String(20), nullable=False),
    Column("scope", Text),
    Column("qualifier", Text),
    Column("deadline", Date),
    Column("per", Text),
)

deadlines = Table(
    "deadlines",
    metadata,
    *_owned(),
    *_evidence(),
    Column("date", Date),
    Column("recurrence", Text),
    Column("duty", Text, nullable=False),
    Column("ongoing", Boolean, nullable=False),
)

citations = Table(
    "citations",
    metadata,
    *_owned(),
    *_evidence(),
    Column("title", Text),
    Column("title_key", Text, index=True),
    Column("doc_number", Text),
    Column("number_key", Text, index=True),
    Column("issuer_hint", Text),
    Column("relation", String(20), nullable=False),
)

obligations = Table(
    "obligations",
    metadata,
    *_owned(),
    *_evidence(),
    Column("modality", String(20), nullable=False),
    Column("actors", JSON, nullable=False),
    Column("measures", JSON, nullable=False),
)

units = Table(
    "units",
    metadata,
    *_owned(),
    Column("name", Text, nullable=False),
    Column("function", Text),
    Column("level", String(20)),
    Column("kind", String(20), nullable=False),
    Column("canonical", Text),
    Column("candidates", JSON, nullable=False),
)

findings = Table(
    "findings",
    metadata,
    *_owned(),
    Column("clause", Text),
    Column("kind", Text, nullable=False),
    Column("severity", String(20), nullable=False),
    Column("detail", Text, nullable=False),
    Column("quote", Text, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("id", Integer, primary_key=True),
    # The pair that was compared; a gap has only one end but belongs to a pair all the same.
    Column("lower_notice", ForeignKey("notices.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("upper_notice", ForeignKey("notices.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("has_lower", Boolean, nullable=False),
    Column("lower_clause", Text),
    Column("lower_quote", Text),
    Column("has_upper", Boolean, nullable=False),
    Column("upper_clause", Text),
    Column("upper_quote", Text),
    Column("relation", String(20), nullable=False),
    Column("score", Double, nullable=False),
    Column("rationale", Text, nullable=False),
    Column("status", String(20), nullable=False),
)

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("link_id", ForeignKey("links.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("lower", Text),
    Column("upper", Text),
    Column("detail", Text, nullable=False),
    Column("severity", String(20), nullable=False),
)

imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("file", Text, nullable=False),
    Column("sha256", String(64)),
    Column("outcome", String(20), nullable=False),
    Column("notice_id", Text),
    Column("version", Integer),
    Column("report", JSON, nullable=False),
)

FACT_TABLES = (clauses, assignments, targets, deadlines, citations, obligations, units, findings)
"""The lists of facts of a version, in the order of the fields of Notice."""
