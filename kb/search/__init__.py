"""The search: a query in, tasks with facets and highlights out.

Only this package imports Whoosh; it knows `kb.model` and `kb.tasks` and nothing above them.
Start reading at `index.py`; `values.py` holds question and answer, `query.py` the syntax.
"""

from kb.search.alike import Alike, places_above, places_below
from kb.search.index import Index
from kb.search.subject import subject_terms
from kb.search.values import (
    FACET_LABELS,
    FACETS,
    UNSTATED,
    FacetName,
    FacetValue,
    Hit,
    HitDeadline,
    HitTarget,
    Query,
    Results,
    Sort,
)

__all__ = [
    "FACETS",
    "FACET_LABELS",
    "UNSTATED",
    "Alike",
    "FacetName",
    "FacetValue",
    "Hit",
    "HitDeadline",
    "HitTarget",
    "Index",
    "Query",
    "Results",
    "Sort",
    "places_above",
    "places_below",
    "subject_terms",
]
