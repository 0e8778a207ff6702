"""The pages: one module and one blueprint for each family."""

from web.pages import (
    additions,
    chain,
    clauses,
    comparison,
    coverage,
    decisions,
    deviations,
    dismissals,
    heads,
    home,
    imports,
    matrix,
    notices,
    review,
    search,
)

BLUEPRINTS = (
    home.pages,
    search.pages,
    notices.pages,
    clauses.pages,
    chain.pages,
    comparison.pages,
    coverage.pages,
    matrix.pages,
    deviations.pages,
    imports.pages,
    review.pages,
    decisions.pages,
    dismissals.pages,
    heads.pages,
    additions.pages,
)
