"""What stands in the cells of a table: facts in the words of the office, never an empty text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

from kb.matrix.duties import Duty
from kb.matrix.table import NOTHING, UNWRITTEN, Event
from kb.model import Document, Target
from kb.search.entries import MODALITY_LABELS
from kb.wording import path_words, target_value

LEAST_TITLE, LONGEST_TITLE = 6, 22
LONGEST_SUMMARY = 40
NAMED_IN_EVENT = 3
ONGOING = "持续推进"
_SPACE = re.compile(r"\s+")
_PART = re.compile(r"[，。；：！？]")
_END = re.compile(r"[。；，、：\s]+$")
_BY_THEN = re.compile(
    r"^(?:到|在|力争)?(?:\d{4}年|今年|年)(?:上半年|下半年)?(?:\d{1,2}月份?)?(?:底|末|中旬|上旬|下旬)?(?:以前|之前|前)?，?"
)
_TOWNS = re.compile(r"镇[（(、]?街道[）)]?")


def plain(text: str) -> str:
    """The text without the line breaks and blanks of its original; Latin words keep theirs."""
    spaced = _SPACE.sub(" ", text).strip()
    return re.sub(r"(?<![A-Za-z0-9]) | (?![A-Za-z0-9])", "", spaced)


def joined(names: Iterable[str]) -> str:
    """Names in a row; one that holds a 、 itself (各镇、街道) stands between commas."""
    row = ""
    before = ""
    for name in dict.fromkeys(names):
        mark = "，" if "、" in name or "、" in before else "、"
        row, before = (f"{row}{mark}{name}" if row else name), name
    return row


def shortened(text: str, longest: int = LONGEST_TITLE) -> str:
    """The first words up to a comma or stop that make sense alone, cut with …… where they go on."""
    text = plain(text)
    cuts = [match.start() for match in _PART.finditer(text)]
    cut = next((at for at in cuts if at >= LEAST_TITLE), len(text))
    return text[:cut] if cut <= longest else f"{text[:longest]}……"


def title_of(duty: Duty) -> str:
    """What its clause is about: the heading, else a short form of the first words."""
    clause = duty.clause
    if clause is not None and clause.heading:
        return plain(clause.heading)
    body = clause.text[max(0, clause.body_start - clause.start) :] if clause else duty.quote
    # The day has a column of its own.
    return shortened(_BY_THEN.sub("", plain(body))) or plain(clause.label if clause else duty.quote)


def measure(duty: Duty) -> str:
    """The sentence of a duty without the brackets that name units, and without its full stop."""
    start, parts, here = duty.start, [], duty.start
    brackets = sorted(
        (a.evidence.start, a.evidence.end)
        for a in duty.notice.assignments
        if not a.in_prose and a.evidence.start < duty.end and start < a.evidence.end
    )
    for left, right in brackets:
        parts.append(duty.notice.text[here : max(here, left)])
        here = max(here, right)
    parts.append(duty.notice.text[here : max(here, duty.end)])
    return _END.sub("", plain("".join(parts))) or plain(duty.quote)


def modality(duty: Duty) -> str:
    """必须, 鼓励, 原则, 禁止."""
    return MODALITY_LABELS[duty.task.obligation.modality] if duty.directed else UNWRITTEN


def value(target: Target) -> str:
    """`≥1 处／镇街`, `＝100%`."""
    return _TOWNS.sub("镇街", target_value(target))


def target(fact: Target) -> str:
    """`县级中心 ≥1 处`."""
    return f"{plain(fact.indicator or '')} {value(fact)}".strip()


def targets(duty: Duty) -> str:
    """All figures, a line each; where they have different days, each with its own."""
    found = duty.task.targets
    stated = {fact.deadline for fact in found}
    years = {fact.deadline.year for fact in found if fact.deadline}
    lines = (
        f"{target(fact)}（{_day(fact.deadline, len(years) > 1)}）"
        if fact.deadline and len(stated) > 1
        else target(fact)
        for fact in found
    )
    return "\n".join(dict.fromkeys(lines)) or NOTHING


def _day(day: datetime.date, with_year: bool) -> str:
    """6月30日; in full where the days of a cell lie in several years."""
    return f"{f'{day.year}年' if with_year else ''}{day.month}月{day.day}日"


def units(duty: Duty) -> str:
    """`县商务局（牵头）、县财政局、县供销社（配合）`."""
    remarks = {"lead": "（牵头）", "cooperating": "（配合）"}
    return joined(f"{name}{remarks.get(role, '')}" for role, name in duty.task.units) or UNWRITTEN


def days(duty: Duty) -> tuple[datetime.date, ...]:
    """All days that are stated, the earliest first."""
    stated = [fact.date for fact in duty.task.deadlines] + [fact.deadline for fact in duty.task.targets]
    return tuple(sorted({day for day in stated if day}))


def recurrences(duty: Duty) -> tuple[str, ...]:
    """Recurring terms as written."""
    found = (fact.recurrence for fact in duty.task.deadlines if fact.date is None and not fact.ongoing)
    return tuple(dict.fromkeys(plain(words) for words in found if words))


def ongoing(duty: Duty) -> tuple[str, ...]:
    """Terms without an end as written."""
    found = (fact for fact in duty.task.deadlines if fact.date is None and fact.ongoing)
    return tuple(dict.fromkeys(plain(fact.recurrence or ONGOING) for fact in found))


def due(duty: Duty) -> str:
    """Days, recurrences and terms without an end, a line each."""
    lines = [*(day.isoformat() for day in days(duty)), *recurrences(duty), *ongoing(duty)]
    return "\n".join(lines) or UNWRITTEN


def basis(document: Document, path: str | None, several: bool) -> str:
    """The clause's path; the notice's number before it where several notices are shown."""
    words = path_words(path, "正文")
    return f"{name_of(document)}\n{words}" if several else words


def name_of(document: Document) -> str:
    """How a notice is called in a cell: its number, else its title."""
    return document.doc_number or (f"《{document.title}》" if document.title else document.id)


def events(duties: Sequence[Duty]) -> tuple[Event, ...]:
    """The days and recurrences of these duties for the calendar, each once."""
    found: dict[tuple[datetime.date | None, str | None, str], Event] = {}
    for duty in duties:
        for event in _events(duty):
            found.setdefault((event.date, event.recurrence, event.summary), event)
    return tuple(found.values())


def _events(duty: Duty) -> Iterable[Event]:
    whose = _whose(duty)
    for fact in duty.task.deadlines:
        if fact.date is not None or (fact.recurrence and not fact.ongoing):
            what = shortened(fact.duty or measure(duty), LONGEST_SUMMARY)
            recurrence = None if fact.date else plain(fact.recurrence or "")
            yield Event(fact.date, recurrence, f"{what}{whose}")
    for figure in duty.task.targets:
        if figure.deadline is not None:
            yield Event(figure.deadline, None, f"{target(figure)}{whose}")


def _whose(duty: Duty) -> str:
    """`（县商务局等 4 个单位）`: those who lead, else all."""
    names = tuple(dict.fromkeys(duty.named("lead") or (name for _, name in duty.task.units)))
    if not names:
        return ""
    more = f"等 {len(names)} 个单位" if len(names) > NAMED_IN_EVENT else ""
    return f"（{joined(names[:NAMED_IN_EVENT])}{more}）"
