"""Alembic's entry: it runs on the connection that `kb/store/schema.py` hands over."""

from __future__ import annotations

from alembic import context

from kb.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
