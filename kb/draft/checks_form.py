"""Checks of form: numbering, brackets, units named twice, references, what is still blank in the head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks import kind_name
from kb.draft.checks_setting import Looked, made
from kb.draft.model import Check, CheckState
from kb.draft.numbering import is_annex
from kb.model import Citation

_STATES: dict[str, CheckState] = {
    "numbering_gap": "must",
    "unbalanced_brackets": "must",
    "duplicate_unit": "must",
    "double_role": "must",
    "inconsistent_figures": "must",
    "past_deadline": "must",
    "undefined_same_below": "must",
    "inconsistent_unit_name": "open",
}
_ANNEX = re.compile(r"附件\s*(\d{0,2})(?![\d：:])")
_TITLE = re.compile(r"《(?:[^《》]|《[^《》]*》)+》")


def form_checks(looked: Looked) -> Iterator[Check]:
    """What a proofreader finds in the plan as it is printed."""
    for finding in looked.read.findings:
        state = _STATES.get(finding.kind)
        if state is not None:
            entry = looked.entry_at(finding.clause)
            detail = f"{kind_name(finding.kind)}：{finding.detail}"
            yield made(finding.kind, state, entry, detail, finding.quote)
    yield from _hollow(looked)
    yield from _annexes(looked)
    yield from _documents(looked)
    yield from _blanks(looked)


def _hollow(looked: Looked) -> Iterator[Check]:
    """A heading with nothing below it, because all its clauses are left out or merged."""
    printed = [entry for entry in looked.draft.entries if entry.printed]
    for entry, behind in zip(printed, [*printed[1:], None], strict=True):
        below = behind is not None and behind.depth > entry.depth
        if entry.heading and not entry.text.strip() and not below:
            yield made("empty_clause", "must", entry, "标题下面没有内容，写上，或者选“不写”", entry.heading)


def _annexes(looked: Looked) -> Iterator[Check]:
    """附件3 in the text of a plan with two annexes."""
    there = sum(is_annex(entry) and entry.printed for entry in looked.draft.entries)
    there = max(there, len(looked.read.document.attachments))
    for entry in looked.draft.entries:
        if not entry.printed or is_annex(entry):
            continue
        for match in _ANNEX.finditer(entry.text):
            if (int(match.group(1)) if match.group(1) else 1) > there:
                detail = f"正文提到“{match.group().strip()}”，但没有这个附件"
                yield made("bad_reference", "must", entry, detail, match.group().strip())


def _documents(looked: Looked) -> Iterator[Check]:
    """Documents named by a title that no upper notice bears or names: whether they exist must be looked up."""
    known = {_bare(title) for upper in looked.uppers for title in _TITLE.findall(upper.text)}
    known |= {_bare(upper.document.title or "") for upper in looked.uppers}
    known.add(_bare(looked.draft.head.title))
    numbers = {upper.document.doc_number for upper in looked.uppers}
    for citation in looked.read.citations:
        if citation.title and _unknown(citation, known) and citation.doc_number not in numbers:
            detail = f"上级文件没有提到《{citation.title}》，请核对名称和文号"
            entry = looked.entry_at(citation.clause)
            yield made("bad_reference", "open", entry, detail, f"《{citation.title}》")


def _unknown(citation: Citation, known: set[str]) -> bool:
    title = _bare(citation.title or "")
    return all(title not in other and (len(other) < 8 or other not in title) for other in known if other)


def _bare(title: str) -> str:
    return re.sub(r"[\W_]+", "", title)


def _blanks(looked: Looked) -> Iterator[Check]:
    """Number and date are filled in at signing; a title, an issuer and recipients are needed before."""
    head = looked.draft.head
    missing = [
        name
        for name, value in (("标题", head.title), ("发文机关", head.issuer), ("主送机关", head.recipients))
        if not value.strip()
    ]
    if missing:
        yield made("head_blank", "must", None, f"没有写{'、'.join(missing)}", "、".join(missing))
    later = [name for name, value in (("发文字号", head.doc_number), ("成文日期", head.date)) if not value]
    if later:
        yield made("head_blank", "open", None, f"{'、'.join(later)}签发时填写", "、".join(later))
