"""The migrations and the tables say the same, and old or future databases are met politely."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from kb.errors import BaseTooNew
from kb.store import Store
from kb.store.schema import HEAD, KNOWN_OLDER, MIGRATIONS, open_engine
from kb.store.tables import metadata


def test_migrations_make_these_tables(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def test_the_newest_migration_is_known() -> None:
    folder = ScriptDirectory(str(MIGRATIONS))
    assert folder.get_heads() == [HEAD]
    older = {step.revision for step in folder.walk_revisions()} - {HEAD}
    assert set(KNOWN_OLDER) == older | {None}


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.sqlite3'}"
    Store.open(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(BaseTooNew, match="9999"):
        Store.open(url)


def test_an_interrupted_first_opening_leaves_no_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'a.sqlite3'}"
    monkeypatch.setattr("alembic.command.upgrade", _half_an_upgrade)
    with pytest.raises(KeyboardInterrupt):
        open_engine(url)
    engine = create_engine(url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def _half_an_upgrade(config, target) -> None:
    config.attributes["connection"].execute(text("CREATE TABLE notices (id TEXT)"))
    raise KeyboardInterrupt


def test_postgresql_takes_the_tables() -> None:
    for table in metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))
