"""A draft as files: the notice in Word with its 责任分工表, the comparison with the upper notices, JSON.

The one way from a draft to what is handed out, for pages and command line alike: the plan is printed,
read as any notice is read, its tasks become the annexed table, and all is printed once more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO, Literal, get_args

from ingest.drafted import read_draft
from kb.base import KnowledgeBase
from kb.draft.bodies import LocalBodies
from kb.draft.checks import check
from kb.draft.compose import printed
from kb.draft.desk import DraftDesk
from kb.draft.model import Check, Draft
from kb.draft.plain import plain_draft
from kb.draft.printed import Printed
from kb.draft.upper_changes import changed_above
from kb.export.official_docx import write_official
from kb.export.table_files import write_table
from kb.matrix.filters import Sieve
from kb.matrix.table import UNWRITTEN, Request, Table
from kb.matrix.tasks import tasks_table
from kb.matrix.trace import trace_table
from kb.model import Link, Notice
from kb.trace import trace

DraftForm = Literal["docx", "table", "json"]
DRAFT_FORMS: tuple[DraftForm, ...] = get_args(DraftForm)
ENDINGS: dict[DraftForm, str] = {"docx": "docx", "table": "xlsx", "json": "json"}
OUR_READING = frozenset(("modality",))
"""Columns of a 任务分工表 that an office's own table does not have."""
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
NOBODY = ""
"""Reading a draft is nobody's stroke."""


def write_draft(
    base: KnowledgeBase, draft: Draft, form: DraftForm, out: BinaryIO, *, remarks: bool = True
) -> None:
    """Write the draft to `out`, which stays open. `remarks`: the Word file tells in comments where each
    sentence comes from."""
    if form == "docx":
        write_official(whole_plan(base, draft), out, remarks)
    elif form == "table":
        write_table(comparison(base, draft), "xlsx", out)
    else:
        out.write(json.dumps(plain_draft(draft), ensure_ascii=False, indent=1).encode() + b"\n")


def whole_plan(base: KnowledgeBase, draft: Draft) -> Printed:
    """The plan as it will be printed, with its 责任分工表 as the last annex."""
    notices = DraftDesk(base, NOBODY).notices(draft)
    names = {each: notice.document.doc_number or each for each, notice in notices.items()}
    read = read_plan(draft)
    annex = annexed_table(draft, read) if read.obligations else None
    return printed(draft, annex, names)


def annexed_table(draft: Draft, read: Notice) -> Table:
    """The 责任分工表 of the plan: its tasks, without what it only believes in and without its annexes'.

    Printed as an office prints it: no column for our reading of the wording, days in words, blanks for
    what the plan does not say.
    """
    table = tasks_table([read], Sieve(Request("tasks", principles=False, annexes=False)))
    kept = [at for at, column in enumerate(table.columns) if column.key not in OUR_READING]
    rows = tuple(replace(row, cells=tuple(_as_office(row.cells[at]) for at in kept)) for row in table.rows)
    columns = tuple(table.columns[at] for at in kept)
    return replace(table, title=f"{draft.head.title}任务分工表", columns=columns, rows=rows, notes=())


def _as_office(cell: str) -> str:
    if cell == UNWRITTEN:
        return ""
    return _DAY.sub(lambda day: f"{day[1]}年{int(day[2])}月{int(day[3])}日", cell)


def comparison(base: KnowledgeBase, draft: Draft) -> Table:
    """The plan beside the upper notices: relation and deviations, sentence by sentence."""
    read = read_plan(draft)
    notices = DraftDesk(base, NOBODY).notices(draft)
    uppers = tuple(notices[each] for each in draft.uppers if each in notices)

    def pairs() -> Iterator[tuple[Notice, Notice, Sequence[Link]]]:
        for upper in uppers:
            yield read, upper, trace(read, upper)

    sources = (read.document, *(upper.document for upper in uppers))
    table = trace_table(pairs, Sieve(Request("trace")), sources, len(uppers) > 1)
    return replace(table, title=f"{draft.head.title}与上级文件对照表")


def checks_of(base: KnowledgeBase, draft: Draft) -> tuple[Check, ...]:
    """What must be solved, what is open and what was looked at, newer versions of the upper notices included."""
    desk = DraftDesk(base, NOBODY)
    notices = desk.notices(draft)
    uppers = [notices[each] for each in draft.uppers if each in notices]
    read = read_plan(draft)
    links = [link for upper in uppers for link in trace(read, upper)]
    bodies = LocalBodies(draft.region, base.store.drafts.local_bodies(draft.region))
    reasons = {each.check: each.reason for each in draft.justifications}
    changed = changed_above(draft, desk.notices_then(draft), notices)
    newer = tuple(replace(each, justified=reasons.get(each.key)) for each in changed)
    return (*newer, *check(draft, read, uppers, links, bodies))


def read_plan(draft: Draft) -> Notice:
    """What a reader will find in the plan: its clauses, bodies, targets and days."""
    return read_draft(printed(draft), draft.id)
