"""The address of the matrix page, read into a request and written back: the URL is the state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from flask import url_for
from werkzeug.datastructures import MultiDict

from kb.matrix.table import VIEW_NAMES, Missing, Request
from kb.search import FACETS, Query

Form = Literal["json", "csv", "xlsx", "docx", "ics"]
FORMS: dict[Form, str] = {"xlsx": "Excel", "docx": "Word", "csv": "CSV", "json": "JSON", "ics": "日历"}
"""The downloads in the order of their buttons."""
MISSING: tuple[Missing, ...] = get_args(Missing)
LONGEST_TEXT = 400
NOT_FACETS = ("notice",)
"""Facets of the search that the request carries itself."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page was asked: the request, the order of the rows, the page.

    `sort` is a column's key, with `-` before it from the last to the first; empty keeps the order of
    the view. `shelf` says that no notice is named on purpose: all of the shelf is meant.
    """

    request: Request
    sort: str = ""
    page: int = 1
    shelf: bool = False

    @property
    def decided(self) -> bool:
        """True where it is known over what the table goes; otherwise notices are to be chosen first."""
        request = self.request
        return bool(request.notices or request.query or self.shelf or request.unit)

    def url(self, form: str = "html", **changes: Any) -> str:
        """The address of the same table with other parameters, as a page or in one of the forms.

        A change that is None takes the parameter away; every change but that of the page leads to
        the first page.
        """
        kept = {name: value for name, value in self.parameters().items() if name != "page" or form != "html"}
        parts = {**kept, **changes}
        return url_for("matrix.show", form=form, **{key: value for key, value in parts.items() if value})

    def tab(self, view: str) -> str:
        """The address of another view of the same rows; order and unfolding are each view's own."""
        return self.url(view=view, sort=None, expand=None)

    def parameters(self) -> dict[str, Any]:
        """The query string's parts; what is at its default is left out."""
        request = self.request
        parts: dict[str, Any] = {
            "view": request.view,
            "notice": list(request.notices),
            "shelf": "1" if self.shelf else None,
            **self.search_parameters(),
            "unit": request.unit,
            "due": request.due,
            "missing": list(request.missing),
            "principles": None if request.principles else "0",
            "annexes": None if request.annexes else "0",
            "expand": "1" if request.expand else None,
            "sort": self.sort,
            "page": self.page if self.page > 1 else None,
        }
        return {key: value for key, value in parts.items() if value}

    def search_parameters(self) -> dict[str, Any]:
        """The parts of the search that the table goes over."""
        query = self.request.query
        if query is None:
            return {}
        return {"q": query.text, **{name: list(values) for name, values in query.facets.items()}}

    def hidden(self, *but: str) -> list[tuple[str, str]]:
        """Names and values for a form that changes the parameters `but`."""
        parts = {name: value for name, value in self.parameters().items() if name not in (*but, "page")}
        return [
            (name, each)
            for name, value in parts.items()
            for each in ([value] if isinstance(value, str) else value)
        ]


def read_asked(args: MultiDict[str, str]) -> Asked:
    """The question in a query string. An unknown view, order or page falls back to its default: an
    address that somebody typed shows something rather than an error."""
    view = args.get("view", "tasks")
    request = Request(
        view=view if view in VIEW_NAMES else "tasks",  # type: ignore[arg-type]
        notices=tuple(dict.fromkeys(value for value in args.getlist("notice") if value)),
        query=_query(args),
        unit=args.get("unit", "").strip() or None,
        due=args.get("due", "").strip() or None,
        principles=args.get("principles") != "0",
        annexes=args.get("annexes") != "0",
        missing=tuple(name for name in MISSING if name in args.getlist("missing")),
        expand=args.get("expand") == "1",
    )
    page = args.get("page", 1, int)
    return Asked(request, args.get("sort", "").strip(), max(1, page), args.get("shelf") == "1")


def _query(args: MultiDict[str, str]) -> Query | None:
    """The search that the address carries, None where it carries none."""
    text = args.get("q", "").strip()[:LONGEST_TEXT]
    facets: dict[str, tuple[str, ...]] = {
        name: tuple(dict.fromkeys(value for value in args.getlist(name) if value))
        for name in FACETS
        if name not in NOT_FACETS
    }
    facets = {name: values for name, values in facets.items() if values}
    return Query(text=text, facets=facets) if text or facets else None


def with_missing(asked: Asked, name: Missing) -> Asked:
    """The same question over the rows that lack this fact alone; asked once more, over all rows again."""
    kept = () if name in asked.request.missing else (name,)
    return replace(asked, request=replace(asked.request, missing=kept), page=1)
