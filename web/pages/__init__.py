"""The pages: one module and one blueprint for each family."""

from web.pages import clauses, comparison, decisions, deviations, home, imports, notices, review, search

BLUEPRINTS = (home.pages, search.pages, notices.pages, clauses.pages, comparison.pages, deviations.pages, imports.pages, review.pages, decisions.pages)
