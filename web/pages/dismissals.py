"""不是偏差: one change of a link is no deviation; kept, told in the record, taken back there."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from kb.model import Change
from kb.review import queue
from kb.review.desk import Desk, NothingToDecide
from web.context import the_base
from web.pages.review import link_key
from web.person import current_person
from web.within import local_address

pages = Blueprint("dismissals", __name__)


@pages.post("/review/deviations")
def dismiss() -> ResponseReturnValue:
    """Take one change of a link out of the deviations; the form names its kind and words."""
    form = request.form
    pair = form.get("lower", ""), form.get("upper", "")
    items = queue.of_pair(the_base().store, *pair)
    link = next((each.link for each in items if link_key(each.link) == form.get("item")), None)
    change = _change(link.changes if link else (), form.get("kind", ""), form.get("below"), form.get("above"))
    if link is None or change is None:
        abort(409, str(NothingToDecide()))
    Desk(the_base(), current_person()).dismiss_change(link, pair, change, form.get("reason", "").strip())
    back = local_address(form.get("back", ""))
    return redirect(back or url_for("comparison.show", lower_id=pair[0], upper_id=pair[1]), 303)


def _change(changes: tuple[Change, ...], kind: str, below: str | None, above: str | None) -> Change | None:
    wanted = (kind, below or "", above or "")
    return next((c for c in changes if (c.kind, c.lower or "", c.upper or "") == wanted), None)
