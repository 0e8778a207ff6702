"""Responsibility matrices: one plain table from which the page and every download are made.

Lives here: a module for each view (`tasks`, `grid`, `unit`, `targets`, `trace`), pure, from notices to rows; what
they share: `duties` (lines of work), `who` (bodies and groups), `filters`, `words` (cells). May import kb.base,
kb.model, kb.bodies, kb.regions, kb.trace, kb.tasks, kb.wording, kb.store, kb.search; knows no file format.
Start at `table.py` (what a table is), then `build.py` (from a request to a table).
"""
