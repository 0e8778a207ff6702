"""What was just done to a draft, as the dark line with 撤销; and who asks: a script or a plain form."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import get_flashed_messages, request

from kb.draft.model import Draft
from web.context import the_base
from web.person import current_person


@dataclass(frozen=True, slots=True)
class Done:
    """A sentence, and the stroke that 撤销 takes back (None where nothing is to be taken back)."""

    draft_id: str
    words: str
    stroke: int | None
    entry: str | None
    back: str

    def plain(self) -> dict[str, Any]:
        """For the next page."""
        return asdict(self)


def done_of(draft_id: str, words: str, entry: str | None = None, *, undoable: bool = True) -> Done:
    """This person's newest stroke under these words."""
    drafts = the_base().store.drafts
    stroke = drafts.last_stroke(draft_id, current_person()) if undoable else None
    back = local(request.form.get("back", "")) or ""
    return Done(draft_id, words, stroke, entry, back)


def last_done(draft: Draft) -> Done | None:
    """What the step before this page did, where it did something to this draft."""
    found = [each for each in get_flashed_messages() if isinstance(each, dict)]
    mine = [Done(**each) for each in found if each.get("draft_id") == draft.id]
    return mine[-1] if mine else None


def wants_json() -> bool:
    """A script asks for fragments; a form without scripts asks for a page."""
    return request.accept_mimetypes.best == "application/json"


def local(address: str) -> str | None:
    """An address within these pages; None for any other, so that no form leads elsewhere."""
    parts = urlsplit(address)
    good = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc
    return address if good else None
