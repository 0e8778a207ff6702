"""Small notices of a fictional place, built in a line, for the tests of store and search."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from itertools import pairwise

from kb.model import (
    Assignment,
    Citation,
    Clause,
    Deadline,
    Document,
    Evidence,
    Notice,
    Obligation,
    Source,
    Target,
    Unit,
)

CITY = Document(
    id="city",
    title="云川市人民政府办公室关于推进乡村物流的实施意见",
    doc_number="云政办发〔2030〕8号",
    issuer="云川市人民政府办公室",
    level="prefecture",
    jurisdiction="云川市",
    region_code="990100",
    date=date(2030, 3, 1),
)
COUNTY = Document(
    id="county",
    title="青禾县人民政府办公室关于推进乡村物流的实施方案",
    doc_number="青政办字〔2030〕21号",
    issuer="青禾县人民政府办公室",
    level="county",
    jurisdiction="青禾县",
    region_code="990121",
    date=date(2030, 6, 1),
)
FUNCTIONS = {"商务局": "商务", "财政局": "财政", "交通运输局": "交通运输"}


def evidence(text: str, quote: str, rule: str = "test") -> Evidence:
    """The evidence for the first place of the quote in the text."""
    start = text.index(quote)
    return Evidence(start, start + len(quote), quote, 1, rule)


def notice(document: Document, *clauses: tuple[str, str, str, str], seed: str = "") -> Notice:
    """A notice with one obligation per sentence.

    Each clause is (path, heading, sentences, responsible units parted by 、).
    """
    lines = [f"{path.split('/')[-1]}{heading}。{body}" for path, heading, body, _ in clauses]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines) + 1)]
    tree, duties, put = [], [], []
    for (path, heading, body, units), (start, after) in zip(clauses, pairwise(starts), strict=True):
        end = min(after, len(text))
        behind = text.index(body, start)
        label = path.split("/")[-1]
        tree.append(Clause(path, label, False, heading, start, end, behind, text[start:end], 1))
        at = behind
        for sentence in body.split("。")[:-1]:
            quote = sentence + "。"
            duties.append(Obligation(path, Evidence(at, at + len(quote), quote, 1, "test"), "mandatory"))
            at += len(quote)
        if units:
            proof = Evidence(behind, behind + len(body), body, 1, "test")
            put.append(Assignment(path, proof, responsible=tuple(units.split("、"))))
    names = dict.fromkeys(name for assignment in put for _, name in assignment.units())
    sha256 = hashlib.sha256((text + seed).encode()).hexdigest()
    return Notice(
        document=replace(document, source=Source(f"{document.id}.txt", sha256, "text", 1)),
        text=text,
        clauses=tuple(tree),
        assignments=tuple(put),
        obligations=tuple(duties),
        units=tuple(_unit(name, document) for name in names),
    )


def _unit(name: str, document: Document) -> Unit:
    function = next((known for ending, known in FUNCTIONS.items() if name.endswith(ending)), None)
    return Unit(name, function, document.level, "department", None)


def with_target(base: Notice, clause: str, quote: str, value: float, deadline: date | None = None) -> Notice:
    """The notice with one more target, a count of 个."""
    fact = Target(clause, evidence(base.text, quote), None, ">=", value, "个", "count", deadline=deadline)
    return replace(base, targets=(*base.targets, fact))


def with_deadline(
    base: Notice, clause: str, quote: str, day: date | None, recurrence: str | None = None
) -> Notice:
    """The notice with one more deadline."""
    fact = Deadline(clause, evidence(base.text, quote), day, recurrence, quote)
    return replace(base, deadlines=(*base.deadlines, fact))


def with_citation(base: Notice, title: str | None, doc_number: str | None = None) -> Notice:
    """The notice with one more citation as its basis."""
    fact = Citation(None, Evidence(0, 1, base.text[:1], 1, "test"), title, doc_number, None, "basis")
    return replace(base, citations=(*base.citations, fact))


def city() -> Notice:
    """A city's notice of three clauses."""
    made = notice(
        CITY,
        ("一", "建设配送体系", "各县至少建成1处县级配送中心。鼓励在镇设立配送站。", "市商务局、市交通运输局"),
        ("二", "发展冷链物流", "9月底前建成村邮站和冷链仓储设施。", "市商务局"),
        ("三", "加强资金保障", "市财政安排专项补贴资金。", "市财政局"),
    )
    made = with_target(made, "一", "至少建成1处", 1, date(2030, 6, 30))
    return with_deadline(made, "二", "9月底前", date(2030, 9, 30))


def county() -> Notice:
    """A county's notice that cites the city's."""
    made = notice(
        COUNTY,
        ("一", "建设配送体系", "全县建成1处县级配送中心。每个镇设立镇级快递公共服务中心。", "县商务局"),
        ("二", "督导检查", "按季度通报进展情况。", ""),
    )
    made = with_deadline(made, "二", "按季度", None, "按季度")
    return with_citation(made, "云川市人民政府办公室关于推进乡村物流的实施意见", "云政办发〔2030〕8号")
