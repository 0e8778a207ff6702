"""How right the facts are: a base's notices against facts made by hand, in precision, recall and F1.

The gold is a folder per notice with one YAML file per list of the interchange format
(docs/interchange.md). What counts as the same fact:

- clauses: the path; headings: path and heading
- responsibilities: clause, role and unit, each unit by itself; units: the same without the role
- targets: clause, operator, value, unit and deadline; target_values: clause, value and unit
- deadlines: clause and date, or clause and that it recurs
- citations: the number, else the title; obligations: the words of the sentence
- document: each field of the head; modality: over the sentences that both sides have
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import Any, Literal, TypeAlias

import yaml

from kb.export.interchange import export_notice
from kb.model import Notice
from kb.paths import path_key

Row: TypeAlias = Mapping[str, Any]
Side: TypeAlias = Literal["right", "missed", "extra"]
ROLES = ("lead", "responsible", "cooperating")
DOCUMENT_FIELDS = (
    "title",
    "doc_number",
    "issuer",
    "level",
    "jurisdiction",
    "date",
    "print_date",
    "status",
)
_IGNORED = str.maketrans("", "", "\"'“”‘’*")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one kind: right of `given` by the program, right of `true` by hand."""

    kind: str
    right: int
    given: int
    true: int

    @property
    def precision(self) -> float:
        """The share of what the program gives that is right; 1 where it gives nothing."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """The share of the true facts that the program gives; 1 where there are none."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Compared:
    """One fact: `missed` by the program, `extra` (only the program has it), or `right`."""

    notice: str
    kind: str
    side: Side
    fact: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores per kind over all notices, per notice and per form (the reader: pdf, docx, html, text);
    every fact compared; gold without a notice."""

    total: tuple[Score, ...]
    by_notice: Mapping[str, tuple[Score, ...]]
    by_form: Mapping[str, tuple[Score, ...]]
    facts: tuple[Compared, ...]
    absent: tuple[str, ...]

    @property
    def differences(self) -> tuple[Compared, ...]:
        """The facts that only one side has."""
        return tuple(each for each in self.facts if each.side != "right")


def _plain(value: object) -> str:
    """Text as it is compared: one width, no white space, no quotation marks or emphasis."""
    folded = unicodedata.normalize("NFKC", "" if value is None else str(value))
    return "".join(folded.split()).translate(_IGNORED)


def _clause(row: Row) -> str:
    return path_key(row.get("clause") or row.get("path") or "")


def _number(value: object) -> float | None:
    return round(float(value), 4) if isinstance(value, int | float | str) and value != "" else None


def _sentence(row: Row) -> str:
    return _plain(row["quote"]).rstrip("。;")


def _clauses(row: Row) -> Iterator[Hashable]:
    yield _clause(row)


def _headings(row: Row) -> Iterator[Hashable]:
    if row.get("heading"):
        yield _clause(row), _plain(row["heading"]).rstrip("。:.")


def _responsibilities(row: Row) -> Iterator[Hashable]:
    for role in ROLES:
        yield from ((_clause(row), role, _plain(unit)) for unit in row.get(role) or ())


def _units(row: Row) -> Iterator[Hashable]:
    for role in ROLES:
        yield from ((_clause(row), _plain(unit)) for unit in row.get(role) or ())


def _targets(row: Row) -> Iterator[Hashable]:
    value, unit = _number(row.get("value")), _plain(row.get("unit"))
    yield _clause(row), row.get("op"), value, unit, _plain(row.get("deadline"))


def _target_values(row: Row) -> Iterator[Hashable]:
    yield _clause(row), _number(row.get("value")), _plain(row.get("unit"))


def _deadlines(row: Row) -> Iterator[Hashable]:
    yield _clause(row), _plain(row.get("date")) or ("recurring" if row.get("recurrence") else "")


def _citations(row: Row) -> Iterator[Hashable]:
    yield _plain(row.get("doc_number")) or _plain(row.get("title"))


def _obligations(row: Row) -> Iterator[Hashable]:
    yield _sentence(row)


KINDS: Mapping[str, tuple[str, Callable[[Row], Iterator[Hashable]]]] = {
    "clauses": ("clauses", _clauses),
    "headings": ("clauses", _headings),
    "responsibilities": ("responsibilities", _responsibilities),
    "units": ("responsibilities", _units),
    "targets": ("targets", _targets),
    "target_values": ("targets", _target_values),
    "deadlines": ("deadlines", _deadlines),
    "citations": ("citations", _citations),
    "obligations": ("obligations", _obligations),
}
"""Each kind: the list of the interchange format that it is read from, and its facts to compare."""


def evaluate(notices: Iterable[Notice], gold: Path) -> Evaluation:
    """Score the notices against the folders in `gold`, found by the stem of the file they came from.

    A gold folder without a notice counts as all missed. Raises FileNotFoundError where `gold` holds
    no folder with a `document.yaml`.
    """
    given = {
        PurePath(notice.document.source.file).stem: export_notice(notice)
        for notice in notices
        if notice.document.source
    }
    folders = sorted(path.parent for path in gold.glob("*/document.yaml"))
    if not folders:
        raise FileNotFoundError(gold)
    scores, facts = {}, []
    for folder in folders:
        scores[folder.name], found = _of_notice(folder, given.get(folder.name, {}))
        facts += found
    return Evaluation(
        total=_summed(score for listed in scores.values() for score in listed),
        by_notice=scores,
        by_form=_by_form(scores, given),
        facts=tuple(facts),
        absent=tuple(folder.name for folder in folders if folder.name not in given),
    )


def _by_form(
    scores: Mapping[str, tuple[Score, ...]], given: Mapping[str, Row]
) -> dict[str, tuple[Score, ...]]:
    forms: dict[str, list[Score]] = {}
    for name, listed in scores.items():
        if name in given:
            form = given[name]["document"]["source"]["reader"] or "unknown"
            forms.setdefault(form, []).extend(listed)
    return {form: _summed(listed) for form, listed in sorted(forms.items())}


def _of_notice(folder: Path, given: Row) -> tuple[tuple[Score, ...], list[Compared]]:
    scores, compared = [], []
    for kind, (name, facts) in KINDS.items():
        if not (folder / f"{name}.yaml").exists():
            continue
        true = Counter(fact for row in gold_rows(folder, name) for fact in facts(row))
        got = Counter(fact for row in given.get(name, ()) for fact in facts(row))
        scores.append(Score(kind, (true & got).total(), got.total(), true.total()))
        sides: tuple[tuple[Side, Counter[Hashable]], ...] = (
            ("right", true & got),
            ("missed", true - got),
            ("extra", got - true),
        )
        compared += [
            Compared(folder.name, kind, side, str(fact)) for side, found in sides for fact in found.elements()
        ]
    fields, wrong = _document(folder, given)
    modality, misread = _modality(folder, given)
    return (*scores, fields, *modality), [*compared, *wrong, *misread]


def _document(folder: Path, given: Row) -> tuple[Score, list[Compared]]:
    """How many fields of the head are exact; unknown is right where the gold says unknown."""
    true, got = _load_head(folder), given.get("document", {})
    wrong = [
        Compared(folder.name, "document", "missed", f"{field}: {true.get(field)!r} / {got.get(field)!r}")
        for field in DOCUMENT_FIELDS
        if _field(true.get(field)) != _field(got.get(field)) or not got
    ]
    size = len(DOCUMENT_FIELDS)
    return Score("document", size - len(wrong), size, size), wrong


def _field(value: object) -> str:
    return _plain("、".join(map(str, value)) if isinstance(value, list) else value)


def _modality(folder: Path, given: Row) -> tuple[list[Score], list[Compared]]:
    true = {_sentence(row): row["modality"] for row in gold_rows(folder, "obligations")}
    got = {_sentence(row): row["modality"] for row in given.get("obligations", ())}
    shared = true.keys() & got.keys()
    wrong = [
        Compared(folder.name, "modality", "missed", f"{true[each]} / {got[each]}: {each}")
        for each in sorted(shared)
        if true[each] != got[each]
    ]
    score = Score("modality", len(shared) - len(wrong), len(shared), len(shared))
    return ([score] if shared else []), wrong


def gold_rows(folder: Path, name: str) -> list[Row]:
    """One list of a notice's gold; empty where there is none."""
    path = folder / f"{name}.yaml"
    return (yaml.safe_load(path.read_text(encoding="utf-8")) or []) if path.exists() else []


def _load_head(folder: Path) -> Row:
    head: dict[str, Any] = yaml.safe_load((folder / "document.yaml").read_text(encoding="utf-8"))
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in head.items()}


def _summed(scores: Iterable[Score]) -> tuple[Score, ...]:
    sums: dict[str, list[int]] = {}
    for score in scores:
        total = sums.setdefault(score.kind, [0, 0, 0])
        for place, number in enumerate((score.right, score.given, score.true)):
            total[place] += number
    order = [*KINDS, "document", "modality"]
    return tuple(Score(kind, *sums[kind]) for kind in order if kind in sums)
