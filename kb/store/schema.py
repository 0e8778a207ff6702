"""Opening the database: connection settings, and its tables brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text

from kb.errors import BaseTooNew

HEAD = "0003"
"""The newest migration. A test holds it to the folder; it spares an up-to-date base Alembic's start."""
WRITES = "writes"
"""Execution option of connections that will write."""
MIGRATIONS = Path(__file__).parent / "migrations"
KNOWN_OLDER: tuple[str | None, ...] = (None, "0001", "0002")
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=15000",
)


def open_engine(url: str) -> Engine:
    """An engine on an up-to-date database. Raises BaseTooNew where a newer program wrote it."""
    engine = create_engine(url)
    if make_url(url).get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        revision = _revision(connection)
        if revision == HEAD:
            return engine
        if revision not in KNOWN_OLDER:
            raise BaseTooNew(str(revision))
        upgrade(connection)
    return engine


def upgrade(connection: Connection, target: str = "head") -> None:
    """Run the migrations up to `target` inside the connection's transaction."""
    # Alembic is slow to import and an up-to-date base has no use for it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _prepare(connection: Any, record: object) -> None:
    # Python's driver opens transactions of its own and leaves table changes outside of them.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    # A writer asks for its right at once: one that begins by reading can be refused later.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
