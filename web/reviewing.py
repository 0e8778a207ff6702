"""What the review page says about an item: its headline, why it waits, what became of it before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from markupsafe import Markup

from corpus.tables import load_rows
from kb.model import Assignment, Citation, Deadline, Document, Evidence, LinkEnd, Notice, Obligation, Target
from kb.review.fields import Fact
from kb.review.judge import Judged
from kb.review.queue import FACT_THRESHOLD, FactItem, LinkItem, NameItem, SuspectItem
from kb.store import Decision
from kb.trace.neutralise import PlaceNames
from kb.trace.words import Segment, word_changes
from web import present
from web.factforms import KIND_WORDS, shown
from web.marks import Mark
from web.original import Page, original_lines

ACTION_WORDS = {
    "confirm": "确认",
    "correct": "改正",
    "reject": "驳回",
    "postpone": "以后再说",
    "add": "补充",
    "retire": "不再成立",
    "undo": "撤销",
}
VALUE_WORDS = {
    "lead": "牵头", "responsible": "责任", "cooperating": "配合", "task": "任务", "indicator": "指标", "op": "关系",
    "value": "数值", "unit": "单位", "kind": "种类", "scope": "范围", "qualifier": "限定", "deadline": "时限",
    "per": "每个", "date": "日期", "recurrence": "周期", "duty": "事项", "ongoing": "持续", "title": "标题",
    "doc_number": "文号", "issuer_hint": "机关", "relation": "关系", "modality": "强度", "actors": "由谁",
    "measures": "举措", "canonical": "机构", "issuer": "发文机关", "level": "级别", "jurisdiction": "地区",
    "print_date": "印发日期", "status": "状态", "genre": "文种", "recipients": "主送", "cc": "抄送", "publicity": "公开",
}  # fmt: skip
LONGEST_HEADLINE = 34


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the queue."""

    subject: str
    url: str
    tag: str
    words: str
    place: str
    right: str


@dataclass(frozen=True, slots=True)
class Past:
    """A line of a history or of the record: who did what when, and what it changed."""

    decision: Decision
    action: str
    changes: tuple[str, ...]
    undone: bool


def headline(fact: Fact | None) -> str:
    """What a fact says, in one line."""
    if isinstance(fact, Target):
        return f"{fact.indicator or '指标名未读出'}，{present.target_value(fact)}"
    if isinstance(fact, Assignment):
        groups = (("牵头", fact.lead), ("责任", fact.responsible), ("配合", fact.cooperating))
        return "；".join(f"{word} {'、'.join(names)}" for word, names in groups if names)
    if isinstance(fact, Deadline):
        when = fact.recurrence or ("持续" if fact.ongoing else present.day(fact.date))
        return f"{when}　{fact.duty}"
    if isinstance(fact, Citation):
        return fact.title or fact.doc_number or "名称未读出"
    if isinstance(fact, Obligation):
        return f"{present.MODALITY_WORDS[fact.modality]}　{fact.evidence.quote}"
    return "没有读到"


def cut(words: str, longest: int = LONGEST_HEADLINE) -> str:
    """The words, cut with … where they are too long for one line."""
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def fact_row(item: FactItem, address: str) -> Row:
    """A fact's line in the queue."""
    each = item.judged
    right = "放过" if each.postponed else present.confidence(item.confidence)
    where = f"{present.place(item.document)} {present.path_words(each.anchor.clause)}"
    words = cut(headline(each.fact or each.machine), 22)
    return Row(each.subject, address, KIND_WORDS[each.kind], words, where, right)


def link_row(item: LinkItem, address: str) -> Row:
    """A link's line in the queue."""
    end = item.link.lower or item.link.upper
    words = cut((end.quote if end else None) or present.path_words(end.clause if end else None), 22)
    where = f"{present.place(item.lower)} → {present.place(item.upper)}"
    right = "放过" if item.postponed else present.confidence(item.link.score)
    return Row(item.subject, address, "承接", words, where, right)


def suspect_row(item: SuspectItem, address: str) -> Row:
    """A suspect's line in the queue."""
    kind = KIND_WORDS[item.suspect.kind]
    where = f"{present.place(item.document)} {present.path_words(item.suspect.clause_now)}"
    right = "词句已改" if item.suspect.words_now else "词句不在了"
    return Row(item.subject, address, kind, cut(item.suspect.words_then, 22), where, right)


def reasons(
    item: FactItem, notice: Notice, siblings: int, undecided: Iterable[NameItem]
) -> list[tuple[str, str]]:
    """Why a fact is shown: short heads, each with a sentence."""
    each, fact = item.judged, item.judged.fact or item.judged.machine
    found: list[tuple[str, str]] = []
    if each.fact is None:
        return [("已驳回", "有人驳回了这一条，检索和对照里都没有它。可以撤销或改正。")]
    if item.confidence < FACT_THRESHOLD:
        found.append(
            (
                "把握不足",
                f"这种写法读对的把握是 {present.confidence(item.confidence)}，低于 {FACT_THRESHOLD}，请人看过。",
            )
        )
    if isinstance(fact, Target):
        found += [("指标名", "没有读出是什么指标。")] * (fact.indicator is None)
        found += [("没有时限", "本句没有写。")] * (fact.deadline is None)
        found += [("同句多项", f"这句话里读到 {siblings + 1} 项指标，各自的范围、时限请看清。")] * (
            siblings > 0
        )
    if isinstance(fact, Assignment):
        prose = fact.evidence.rule.startswith("responsibility.prose")
        found += [("行文指派", "单位是从行文里读出的，不是写在责任单位的括号或栏目里。")] * prose
        names = {row.name for row in undecided} & {name for _, name in fact.units()}
        found += [
            ("机构未定", f"{'、'.join(sorted(names))} 还不知道指哪个机构，在“机构”里定一次即可。")
        ] * bool(names)
    if isinstance(fact, Citation) and not fact.doc_number:
        found.append(("没有文号", "只写了名称，可能不止一件文件叫这个名字。"))
    if isinstance(fact, Obligation) and fact.clause is None:
        found.append(("条款以外", "这句话不在任何编号条款里。"))
    pages = _pages(notice, fact.evidence) if fact else ()
    if len(pages) > 1:
        found.append(("跨页", f"由第 {'、'.join(map(str, pages))} 页两处拼成。"))
    if each.postponed:
        found.append(("放过一次", "上次选了以后再说。"))
    return found or [("可以改正", "这一条把握足够，没有列入待核；看出不对可以改正。")]


def _pages(notice: Notice, evidence: Evidence) -> tuple[int, ...]:
    places = (notice.positions.at(evidence.start), notice.positions.at(max(evidence.start, evidence.end - 1)))
    return tuple(dict.fromkeys(place.page for place in places if place and place.page))


def rule_words(rule: str) -> str:
    """What a rule goes by, in words; the id itself where the table does not know it."""
    rows = sorted(load_rows("rule_words"), key=lambda row: -len(row[0]))
    return next((row[1] for row in rows if rule == row[0] or rule.startswith(f"{row[0]}.")), rule)


def fact_lines(notice: Notice, judged: Judged) -> tuple[Page, ...]:
    """The original's lines of the fact's sentence, its own words and its scope marked."""
    fact = judged.fact or judged.machine
    if fact is None:
        return ()
    evidence = fact.evidence
    start = notice.text.rfind(judged.anchor.words, 0, evidence.start + len(judged.anchor.words))
    start = start if 0 <= start <= evidence.start else evidence.start
    end = max(start + len(judged.anchor.words), evidence.end)
    marks = [Mark(evidence.start, evidence.end, "m-hit", element="mark")]
    scope = fact.scope if isinstance(fact, Target) else None
    at = notice.text.find(scope, start, end) if scope else -1
    if scope and at >= 0 and not evidence.start <= at < evidence.end:
        marks.append(Mark(at, at + len(scope), "m-scope"))
    return original_lines(notice, start, end, marks)


def sentence_lines(notice: Notice, words: str, clause: str | None) -> tuple[Page, ...]:
    """The original's lines of a sentence."""
    own = notice.clause(clause) if clause else None
    start = notice.text.find(words, own.start if own else 0)
    if start < 0:
        return ()
    return original_lines(
        notice, start, start + len(words), [Mark(start, start + len(words), "m-hit", element="mark")]
    )


def changed_words(
    new: str, old: str, documents: tuple[Document, Document] | None = None
) -> tuple[Markup, Markup]:
    """Two sentences (lower or new, upper or old) with the changed words marked on both sides."""
    segments = word_changes(new, old, PlaceNames.of(*documents)) if documents else word_changes(new, old)
    return (
        Markup("").join(_segment(each, each.lower) for each in segments),
        Markup("").join(_segment(each, each.upper) for each in segments),
    )


def _segment(segment: Segment, words: str) -> Markup:
    if not words:
        return Markup("")
    element = {"dropped": "del", "inserted": "ins"}.get(segment.kind, "span")
    if segment.kind == "same":
        return Markup("{}").format(words)
    return Markup("<{0} class='c-{1}'>{2}</{0}>").format(Markup(element), segment.kind, words)


def past(decisions: Iterable[Decision]) -> list[Past]:
    """The lines of a history, newest first."""
    listed = list(decisions)
    undone = {d.entry.undoes for d in listed if d.entry.action == "undo"}
    return [
        Past(d, ACTION_WORDS[d.entry.action], changes_of(d), d.id in undone)
        for d in sorted(listed, key=lambda d: -d.id)
    ]


def changes_of(decision: Decision) -> tuple[str, ...]:
    """What a correction changed: `数值 50 → 60`."""
    entry = decision.entry
    if entry.action not in ("correct", "add") or not entry.value:
        return ()
    before = entry.machine or {}
    return tuple(
        f"{VALUE_WORDS.get(name, name)} {shown(before.get(name)) or present.UNWRITTEN} → {shown(value) or present.UNWRITTEN}"
        for name, value in entry.value.items()
        if shown(before.get(name)) != shown(value)
    )


def end_words(end: LinkEnd | None) -> str:
    """The words of a link's end, or its clause."""
    return (end.quote or present.path_words(end.clause)) if end else ""


def clause_address(notice_id: str, clause: str | None) -> str:
    """The page of the clause; of the notice where there is none."""
    if clause is None:
        return url_for("notices.show", notice_id=notice_id)
    return url_for("clauses.show", notice_id=notice_id, path=clause)


def when(moment: datetime) -> str:
    """The clock today, the date before."""
    return present.moment(moment)
