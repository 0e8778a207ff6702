"""What a draft is: plain frozen data, no behaviour beyond reading it.

A draft answers upper clauses one by one: each becomes an `Entry`. Own text may hold open questions as
tokens `【待定3】`: 3 is the number of a `Question` of the same entry. An answer replaces its token when
the plan is printed; a token without an answer is printed as it stands, so that nobody can miss it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from kb.model import LinkRelation

Genre = Literal["实施方案", "实施意见", "工作方案", "通知"]
GENRES: tuple[Genre, ...] = ("实施方案", "实施意见", "工作方案", "通知")
Choice = Literal["undecided", "carry", "adapt", "merge", "leave_out"]
CHOICE_NAMES: dict[Choice, str] = {
    "undecided": "未开始",
    "carry": "照写",
    "adapt": "改写",
    "merge": "合并",
    "leave_out": "不写",
}
QuestionKind = Literal["figure", "deadline", "unit", "lead", "facility", "place"]
SwapKind = Literal["place", "level", "unit", "group", "facility"]
SourceKind = Literal["upper", "peer", "own", "written"]
CheckState = Literal["must", "open", "passed"]
Step = Literal["select", "entries", "bodies", "checks", "export"]
STEP_NAMES: dict[Step, str] = {
    "select": "选文件",
    "entries": "逐条定稿",
    "bodies": "单位对应",
    "checks": "检查",
    "export": "导出",
}
TOKEN = re.compile(r"【待定(\d+)】")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a sentence comes from: words of an upper notice, of a peer, of an own earlier notice; or
    written by hand, then all else is None."""

    kind: SourceKind
    notice: str | None = None
    clause: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the own text (white space removed, tokens kept) with its source and relation."""

    text: str
    source: Source
    relation: LinkRelation


@dataclass(frozen=True, slots=True)
class Swap:
    """Words exchanged automatically (全市 → 全县): own words stand at `start`–`end` of `Entry.text`, or, where
    the drafter put them `back`, the upper ones."""

    kind: SwapKind
    upper: str
    own: str
    start: int
    end: int
    back: bool = False

    @property
    def words(self) -> str:
        """The words that stand in the text."""
        return self.upper if self.back else self.own


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer that one click gives. `why` says where it comes from (荻溪县写法, 上级总目标)."""

    answer: str
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a person must decide: a figure, a date, the body that answers to an upper one.

    `number` is unique within the entry. `asks` is one line of office Chinese; `known` what the base
    knows of it. `upper` are the upper words at `start`–`end` of the upper clause's text (None where
    nothing above speaks of it). `answer` None is open; the empty text means: leave these words out.
    """

    number: int
    kind: QuestionKind
    asks: str
    known: str
    upper: str | None = None
    start: int | None = None
    end: int | None = None
    suggestions: tuple[Suggestion, ...] = ()
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An upper clause (`notice`, `clause`) and what becomes of it; a clause of one's own has neither.

    `key` is unique in the draft. `depth` 0 prints as 一、, 1 as （一）, 2 as 1., 3 as （1）; labels
    are counted when the plan is printed. `text` is the running text behind label and heading, its
    paragraphs joined by line feeds, brackets with responsible units included. `reason` justifies a
    clause left out; `merged_into` is the key of the entry that carries a merged one. `settled`: its
    drafter has called it done. `revision` counts savings of this entry, from 0.
    """

    key: str
    notice: str | None
    clause: str | None
    depth: int
    heading: str | None
    text: str
    choice: Choice = "undecided"
    reason: str = ""
    merged_into: str | None = None
    settled: bool = False
    sentences: tuple[Sentence, ...] = ()
    swaps: tuple[Swap, ...] = ()
    questions: tuple[Question, ...] = ()
    revision: int = 0

    @property
    def printed(self) -> bool:
        """True where the entry has words in the plan."""
        return self.choice not in ("merge", "leave_out")

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions without an answer whose token still stands in heading or text, and those
        that have no token because nothing above speaks of them."""
        asked = {int(number) for number in TOKEN.findall(f"{self.heading or ''}{self.text}")}
        return tuple(q for q in self.questions if q.answer is None and (q.number in asked or q.upper is None))


@dataclass(frozen=True, slots=True)
class Head:
    """What is printed around the clauses. `covering`: issued by a covering notice (印发…的通知) that
    is followed by the plan. `preamble` stands before the first clause, its citation of the upper
    notices included. Empty fields are printed as the blanks that an office leaves for them."""

    title: str
    issuer: str
    doc_number: str = ""
    recipients: str = ""
    preamble: str = ""
    covering: bool = True
    signed: str = ""
    date: date | None = None
    publicity: str = ""


@dataclass(frozen=True, slots=True)
class Justification:
    """Why a check that must be solved is left as it is. `check` is the check's stable key."""

    check: str
    reason: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the live checks. `key` is stable: code, entry and the words at fault.

    `must` has to be solved or justified before the plan is signed, `open` waits for an answer,
    `passed` is shown so that the drafter sees what was looked at. `quote` are the own words at
    fault, `upper` those above. `justified` holds the reason where one was given.
    """

    key: str
    code: str
    state: CheckState
    entry: str | None
    detail: str
    quote: str | None = None
    upper: str | None = None
    justified: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A local plan in the making. `region` is a region code, `uppers` and `peers` are notice ids.

    `revision` counts savings of the head; each entry counts its own, so that two people who work on
    two clauses do not get into each other's way. `step` is the step of the wizard last open.
    """

    id: str
    region: str
    genre: Genre
    uppers: tuple[str, ...]
    peers: tuple[str, ...]
    head: Head
    entries: tuple[Entry, ...]
    created: datetime
    changed: datetime
    person: str
    justifications: tuple[Justification, ...] = ()
    step: Step = "select"
    revision: int = 0

    def entry(self, key: str) -> Entry | None:
        """The entry with this key, None where there is none."""
        return next((each for each in self.entries if each.key == key), None)
