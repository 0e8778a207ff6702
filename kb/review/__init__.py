"""Review: what people say of facts, links and names, and how it outlives re-reading and new versions.

Pure: `keys` (where a decision hangs), `fields` (what of a fact can be put right), `standing` (which
entry counts), `judge` (machine facts and entries → judged facts), `links`. Writing: `settle` (after an
import) and `desk` (a person decides). Reading: `queue`. May import kb.model, kb.store, kb.bodies,
kb.regions, kb.checks, kb.trace. Start with `desk`.
"""
