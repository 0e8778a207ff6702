"""Responsibility matrices: one plain table from which the page and every download are made.

May import kb.model, kb.bodies, kb.regions, kb.trace, kb.tasks, kb.store and kb.search; knows no file format.
Start at `table.py` (what a table is), then `build.py` (from a request to a table).
"""
