"""The history of the tables, run by Alembic when a base is opened (see `kb/store/schema.py`)."""
