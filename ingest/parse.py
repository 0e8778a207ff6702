"""The whole way from a file's pages to a notice with all its facts, in one pure function."""

from __future__ import annotations

from dataclasses import replace

from ingest.extract.pipeline import Context, extract
from ingest.full_stops import with_chinese_stops
from ingest.glued import unglue
from ingest.head_and_foot import read_document
from ingest.layout import Laid, lay_out
from ingest.outline import read_outline
from ingest.pages import Pages
from ingest.paragraphs import clean_text, to_paragraphs
from ingest.restated import Restated
from ingest.tables import with_table_clauses
from ingest.units import units_of
from kb.checks import findings_of
from kb.model import Notice, Source


def parse_notice(pages: Pages, source: Source) -> Notice:
    """Reads one notice: paragraphs, head and foot, clause tree, facts, units, findings.

    Never refuses malformed text: what cannot be read stays unknown. Pure, nothing is stored.
    """
    paragraphs = with_chinese_stops(with_table_clauses(unglue(to_paragraphs(pages)), pages))
    text, positions = clean_text(paragraphs)
    restated = frozenset(n for n, paragraph in enumerate(paragraphs) if isinstance(paragraph, Restated))
    laid = lay_out(tuple(paragraph.text for paragraph in paragraphs), restated)
    document = read_document(laid, source, pages.title, pages.stated)
    clauses = read_outline(text, laid, document.attachments, positions)
    facts = extract(Context(_said_once(text, laid), clauses, document, _running_text(laid), positions))
    notice = Notice(
        document=document,
        text=text,
        positions=positions,
        clauses=clauses,
        assignments=facts.assignments,
        targets=facts.targets,
        deadlines=facts.deadlines,
        citations=facts.citations,
        obligations=facts.obligations,
        attachment_links=pages.attachment_links,
    )
    notice = replace(notice, units=units_of(notice))
    return replace(notice, findings=findings_of(notice))


def _said_once(text: str, laid: tuple[Laid, ...]) -> str:
    """The text with blanks where table rows only repeat it, so that nothing is read from them."""
    for item in laid:
        if item.kind == "restated":
            text = text[: item.offset] + " " * len(item.text) + text[item.end :]
    return text


def _running_text(laid: tuple[Laid, ...]) -> tuple[tuple[int, int], ...]:
    """Stretches of body and annex, neighbours joined."""
    stretches: list[tuple[int, int]] = []
    for item in laid:
        if item.kind not in ("body", "annex"):
            continue
        if stretches and item.offset <= stretches[-1][1] + 1:
            stretches[-1] = (stretches[-1][0], item.end)
        else:
            stretches.append((item.offset, item.end))
    return tuple(stretches)
