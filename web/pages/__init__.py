"""The pages: one module and one blueprint for each family."""

from web.pages.clauses import pages as clauses
from web.pages.comparison import pages as comparison
from web.pages.home import pages as home
from web.pages.imports import pages as imports
from web.pages.notices import pages as notices
from web.pages.search import pages as search

BLUEPRINTS = (home, search, notices, clauses, comparison, imports)
