"""The address of the search page, read into a query and written back: the URL is the state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from flask import url_for
from werkzeug.datastructures import MultiDict

from kb.search import FACETS, Query, Sort

View = Literal["items", "table"]
SORT_WORDS: Mapping[Sort, str] = {
    "relevance": "相关",
    "deadline": "时限",
    "level": "级别",
    "date": "成文日期",
}
PER_PAGE = 20
MOST_PER_PAGE = 200
LONGEST_TEXT = 400


@dataclass(frozen=True, slots=True)
class Question:
    """What the search page was asked: the query and how to show it."""

    query: Query
    view: View = "items"

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """All chosen filters as (facet, value)."""
        return tuple((facet, value) for facet in FACETS for value in self.query.facets.get(facet, ()))

    def with_query(self, **changes: object) -> Question:
        """The same question with parts of the query changed, back on page 1 unless told."""
        return replace(self, query=replace(self.query, **{"page": 1, **changes}))  # type: ignore[arg-type]

    def without(self, facet: str, value: str) -> Question:
        """The same question with one filter taken off."""
        facets = {
            name: tuple(v for v in values if (name, v) != (facet, value))
            for name, values in self.query.facets.items()
        }
        return self.with_query(facets={name: values for name, values in facets.items() if values})

    def without_filters(self) -> Question:
        """The same words with no filter."""
        return self.with_query(facets={})

    def shown_as(self, view: View) -> Question:
        """The same question as a list or as a table."""
        return replace(self, view=view)

    def parameters(self) -> dict[str, Any]:
        """The query string's parts; what is at its default is left out."""
        query = self.query
        parts: dict[str, Any] = {"q": query.text or None}
        parts.update({facet: list(values) for facet, values in query.facets.items()})
        parts["sort"] = query.sort if query.sort != "relevance" else None
        parts["view"] = self.view if self.view != "items" else None
        parts["page"] = query.page if query.page > 1 else None
        return {key: value for key, value in parts.items() if value}

    def url(self, form: str = "html") -> str:
        """The address of this question as a page, or with `form` json, csv, xlsx."""
        return url_for("search.ask", form=form, **self.parameters())

    def matrix_url(self) -> str:
        """The responsibility matrix over what this question finds; without words and filters the shelf's."""
        parts = {name: value for name, value in self.parameters().items() if name in ("q", *FACETS)}
        return url_for("matrix.show", **(parts or {"shelf": "1"}))


def read_question(args: MultiDict[str, str]) -> Question:
    """The question in a query string. Whatever is out of range falls back to its default: an
    address that somebody typed shows something rather than an error."""
    facets = {
        facet: tuple(dict.fromkeys(value for value in args.getlist(facet) if value)) for facet in FACETS
    }
    sort = args.get("sort", "relevance")
    query = Query(
        text=args.get("q", "").strip()[:LONGEST_TEXT],
        facets={name: values for name, values in facets.items() if values},
        sort=sort if sort in get_args(Sort) else "relevance",  # type: ignore[arg-type]
        page=max(1, args.get("page", 1, int)),
        per_page=min(MOST_PER_PAGE, max(1, args.get("per_page", PER_PAGE, int))),
    )
    return Question(query, "table" if args.get("view") == "table" else "items")
