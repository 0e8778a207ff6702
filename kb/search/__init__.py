"""The search: a query in, tasks with facets and highlights out.

Only this package imports Whoosh; it knows `kb.model` and `kb.tasks` and nothing above them.
Start reading at `index.py`; `values.py` holds question and answer, `query.py` the syntax.
"""

from kb.search.index import Index
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
    "FacetName",
    "FacetValue",
    "Hit",
    "HitDeadline",
    "HitTarget",
    "Index",
    "Query",
    "Results",
    "Sort",
]
