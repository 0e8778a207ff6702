"""What was just done to a draft, as the dark line with 撤销; and who asks: a script or a plain form."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from flask import request, session

from kb.draft.model import Draft
from web.context import the_base
from web.person import current_person
from web.within import local_address

_KEPT = "draft_done"


@dataclass(frozen=True, slots=True)
class Done:
    """A sentence, and the stroke that 撤销 takes back (None where nothing is to be taken back)."""

    draft_id: str
    words: str
    stroke: int | None
    entry: str | None
    back: str


def done_of(draft_id: str, words: str, entry: str | None = None, *, undoable: bool = True) -> Done:
    """This person's newest stroke under these words."""
    drafts = the_base().store.drafts
    stroke = drafts.last_stroke(draft_id, current_person()) if undoable else None
    back = local_address(request.form.get("back", "")) or ""
    return Done(draft_id, words, stroke, entry, back)


def keep(done: Done) -> None:
    """Say it on the next page."""
    session[_KEPT] = asdict(done)


def last_done(draft: Draft) -> Done | None:
    """What the step before this page did, where it did something to this draft; told once."""
    kept = session.pop(_KEPT, None)
    return Done(**kept) if kept and kept["draft_id"] == draft.id else None


def wants_json() -> bool:
    """A script asks for fragments; a form without scripts asks for a page."""
    return request.accept_mimetypes.best == "application/json"
