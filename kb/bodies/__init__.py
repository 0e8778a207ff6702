"""Bodies: from a unit's name as printed to one organisation of one place, or to an honest unknown.

Lives here: the registry of functions and their names (`registry`), a name's place (`places`), groups
and class nouns (`groups`), companies (`enterprises`), the shape of names (`shape`). May import: corpus
tables, kb.model, kb.regions. Start with `resolve_unit` in `units`.
"""

from kb.bodies.registry import Function, functions, official_name
from kb.bodies.shape import is_body_name
from kb.bodies.units import function_of, resolve_unit

__all__ = ["Function", "function_of", "functions", "is_body_name", "official_name", "resolve_unit"]
