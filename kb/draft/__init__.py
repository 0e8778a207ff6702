"""Drafting: from upper notices to a local plan whose every sentence knows where it comes from.

Pure: `model` (what a draft is), `plain` (as JSON), `begin` (upper clauses → entries), `localise`, `sentences`
(where each comes from), `checks`, `compose` and `printed` (the plan as it will be printed). Writing: `desk` (create,
save, choose, answer, undo). May import kb.model, kb.store, kb.search,
kb.bodies, kb.regions, kb.trace, kb.matrix. Start with `model`, then `desk`.
"""
