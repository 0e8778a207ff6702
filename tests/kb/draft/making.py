"""Upper notices of a fictional city, read from a few lines, and drafts of its counties made from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from ingest.pages import Line, Pages
from ingest.parse import parse_notice
from ingest.readers import read_file
from kb.draft.begin import begin
from kb.draft.bodies import LocalBodies
from kb.draft.localise import Localised, localise
from kb.draft.model import Draft, Entry, Genre, Question
from kb.model import Notice, Source
from kb.regions import Region, region
from kb.trace import trace

SAMPLES = Path(__file__).parents[3] / "corpus" / "samples" / "files"
HEAD = (
    "樾州市人民政府办公室",
    "关于推进乡村充电服务的实施意见",
    "樾政办发〔2030〕8号",
    "各县（区）人民政府：",
)
FOOT = ("樾州市人民政府办公室", "2030年3月1日")
DIXI = "990122"
NOW = datetime(2030, 5, 1, tzinfo=UTC)


def city(*clauses: str) -> Notice:
    """A notice of 樾州市 with these paragraphs as its text."""
    lines = (*HEAD, "现提出以下意见。", *clauses, *FOOT)
    pages = Pages(
        "test", tuple(Line(text, None, number) for number, text in enumerate(lines, 1)), wrapped=False
    )
    return parse_notice(pages, Source("yuezhou.txt", "0" * 64))


@cache
def sample(name: str) -> Notice:
    """One of the sample notices."""
    found = read_file(SAMPLES / name)
    return parse_notice(found, Source(name, "0" * 64))


def place(code: str = DIXI) -> Region:
    """A place that the tables have."""
    found = region(code)
    assert found is not None
    return found


def localised(words: str, code: str = DIXI, names: dict[str, str] | None = None) -> Localised:
    """The words of a city's clause in the words of a county."""
    upper = city("一、主要任务", f"（一）建设站点。{words}", "（二）其他。各县（区）按职责推进。")
    start = upper.text.index(words)
    return localise(words, start, upper, place(code), LocalBodies(code, names or {}))


def draft(
    *uppers: Notice,
    code: str = DIXI,
    genre: Genre = "实施方案",
    peers: Sequence[Notice] = (),
    names: dict[str, str] | None = None,
    today: date | None = None,
) -> Draft:
    """A new draft of the place from these upper notices."""
    linked = [(peer, tuple(link for upper in uppers for link in trace(peer, upper))) for peer in peers]
    head, entries = begin(uppers, place(code), genre, LocalBodies(code, names or {}), linked, today=today)
    ids = tuple(upper.document.id for upper in uppers)
    return Draft("稿", code, genre, ids, (), head, entries, NOW, NOW, "老李")


def answered(made: Draft) -> Draft:
    """The draft with every question answered: by the first suggestion, else by a figure, else left out."""
    entries = tuple(replace(e, questions=tuple(map(_answer, e.questions))) for e in made.entries)
    head = replace(made.head, doc_number="荻政办发〔2030〕9号", date=date(2030, 5, 1))
    return replace(made, entries=entries, head=head)


def _answer(question: Question) -> Question:
    other = "7" if question.kind == "figure" else "县老年服务中心" if question.kind == "unit" else ""
    return replace(question, answer=question.suggestions[0].answer if question.suggestions else other)


def entry(made: Draft, clause: str) -> Entry:
    """The entry that answers to an upper clause."""
    return next(each for each in made.entries if each.clause == clause)


def changed(made: Draft, clause: str, **fields: object) -> Draft:
    """The draft with other fields of one entry."""
    entries = tuple(
        replace(each, **fields) if each.clause == clause else each  # type: ignore[arg-type]
        for each in made.entries
    )
    return replace(made, entries=entries)
