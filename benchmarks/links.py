"""How right are the links? The hand-made alignment where it is at hand, and the pairs of the samples.

Measured are whole clauses, sentences and their relation. The samples have no alignment of all their
sentences: there `sentences` is the share of the deviations and gaps that were planted on purpose whose
sentences are linked, or left without a link, as the manifest says.

Beside the own links stand two baselines: BM25 alone and edit similarity alone (rapidfuzz). Their pairs are
taken best first, one to one, down to the threshold that suits the baseline best on these very pairs;
brackets and clauses follow from the sentences as they do with the own links.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import log
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import yaml
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from corpus.samples import manifest
from kb.evaluate import Score
from kb.model import Link, Notice
from kb.trace import trace
from kb.trace.align import Pair as AlignedPair
from kb.trace.align import brackets
from kb.trace.clauses import align_clauses
from kb.trace.links import clause_links, sentence_links
from kb.trace.neutralise import PlaceNames, neutral
from kb.trace.score import Matrix
from kb.trace.sentences import passages

Tracer: TypeAlias = Callable[[Notice, Notice], tuple[Link, ...]]
Scorer: TypeAlias = Callable[[Sequence[str], Sequence[str]], Matrix]
Pair = tuple[str, str]
BASELINES = ("BM25", "rapidfuzz")
BASELINE_STEPS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
"""Thresholds that are tried for a baseline; the best one counts."""
_INVISIBLE = re.compile(r"[\s“”\"*]+")
_K1, _B = 1.2, 0.75


@dataclass(frozen=True)
class Case:
    """Two notices and what is true of them. `sentences` gives the relation of each pair of sentences, None
    where only parts of sentences are known (`quoted`, with "" for a sentence without a partner)."""

    lower: Notice
    upper: Notice
    clauses: frozenset[Pair]
    sentences: Mapping[Pair, str] | None = None
    quoted: tuple[Pair, ...] = ()


def load_cases(
    samples: Iterable[Notice], gold: Path | None, aligned: Iterable[Notice]
) -> dict[str, tuple[Case, ...]]:
    """The pairs of each set: `links samples` always, `links gold` where there is an alignment."""
    sets = {"links samples": sample_cases(by_stem(samples))}
    if gold is not None:
        sets["links gold"] = gold_cases(gold, by_stem(aligned))
    return {name: cases for name, cases in sets.items() if cases}


def by_stem(notices: Iterable[Notice]) -> dict[str, Notice]:
    """Notices by the stem of the file that they were read from."""
    return {Path(n.document.source.file).stem: n for n in notices if n.document.source}


def gold_cases(folder: Path, notices: Mapping[str, Notice]) -> tuple[Case, ...]:
    """The hand-made alignments `align-LOWER-UPPER.yaml`; the stems are found among the notices by their
    beginning. `notices` maps the stem of a file to its notice."""
    cases = []
    for path in sorted(folder.glob("align-*-*.yaml")):
        _, low, up = path.stem.split("-")
        lower = next((notices[stem] for stem in notices if stem.startswith(low)), None)
        upper = next((notices[stem] for stem in notices if stem.startswith(up)), None)
        if lower is None or upper is None:
            continue
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        sentences = {
            (bare(row["lower_quote"]), bare(row["upper_quote"])): str(row["relation"])
            for row in rows
            if row.get("upper_quote")
        }
        clauses = yaml.safe_load((folder / "align-clauses.yaml").read_text(encoding="utf-8"))
        cases.append(Case(lower, upper, _clauses(clauses), sentences))
    return tuple(cases)


def sample_cases(notices: Mapping[str, Notice]) -> tuple[Case, ...]:
    """The pairs of the samples' manifest."""
    return tuple(
        Case(
            notices[pair["lower"]],
            notices[pair["upper"]],
            _clauses(pair["clause_links"]),
            None,
            _quoted(pair),
        )
        for pair in manifest()["pairs"]
    )


def measure(cases: Sequence[Case], tracer: Tracer = trace) -> tuple[Score, ...]:
    """Clauses, sentences and relation over all cases, counted together."""
    counts: dict[str, Counter[str]] = {}
    for case in cases:
        links = tracer(case.lower, case.upper)
        for kind, right, given, true in _count(case, links):
            counts.setdefault(kind, Counter()).update(right=right, given=given, true=true)
    return tuple(Score(kind, c["right"], c["given"], c["true"]) for kind, c in counts.items())


def mean_f1(scores: Iterable[Score]) -> float:
    """The mean of the F1 of all kinds; 0 where nothing was measured."""
    values = [each.f1 for each in scores]
    return sum(values) / len(values) if values else 0.0


def baseline(name: str, sets: Mapping[str, Sequence[Case]]) -> tuple[float, dict[str, tuple[Score, ...]]]:
    """The one threshold that suits the baseline best over all sets, and what it reaches with it on each."""
    scorer = {"BM25": bm25, "rapidfuzz": edit_similarity}[name]
    tried = [
        (least, {key: measure(cases, partial(trace_by, scorer, least)) for key, cases in sets.items()})
        for least in BASELINE_STEPS
    ]
    return max(tried, key=lambda one: sum(mean_f1(scores) for scores in one[1].values()))


def trace_by(scorer: Scorer, least: float, lower: Notice, upper: Notice) -> tuple[Link, ...]:
    """The links of a baseline: pairs of sentences best first, one to one; what follows is the same."""
    places = PlaceNames.of(lower.document, upper.document)
    below, above = passages(lower), passages(upper)
    low, up = ([p for p in side if p.kind in ("duty", "sentence")] for side in (below, above))
    values = scorer([neutral(p.words, places) for p in low], [neutral(p.words, places) for p in up])
    pairs = [AlignedPair(low[i], up[j], values[i, j], values[i, j]) for i, j in _best_first(values, least)]
    pairs += brackets(below, above, pairs)
    sentences = sentence_links(lower, upper, below, above, pairs, places)
    clauses = align_clauses(lower, upper, below, above, pairs, places)
    return (*clause_links(lower, upper, clauses, sentences), *sentences)


def _best_first(values: Matrix, least: float) -> list[tuple[int, int]]:
    values, found = values.copy(), []
    while values.size and values.max() >= least:
        i, j = (int(at) for at in np.unravel_index(int(values.argmax()), values.shape))
        found.append((i, j))
        values[i, :], values[:, j] = -1, -1
    return found


def edit_similarity(lower: Sequence[str], upper: Sequence[str]) -> Matrix:
    """Edit similarity of every lower sentence with every upper one, 0 to 1."""
    return np.asarray(cdist(lower, upper, scorer=fuzz.ratio, dtype=np.float64) / 100)


def bm25(lower: Sequence[str], upper: Sequence[str]) -> Matrix:
    """BM25 on pairs of characters: lower sentences ask, upper ones answer; divided by what the lower
    sentence would score against itself, so that it lies between 0 and 1."""
    one, other = ([_bigrams(text) for text in side] for side in (lower, upper))
    times = Counter(gram for found in other for gram in found)
    rarity = {gram: log(1 + (len(other) - n + 0.5) / (n + 0.5)) for gram, n in times.items()}
    unknown = log(1 + (len(other) + 0.5) / 0.5)
    mean = sum(found.total() for found in other) / max(1, len(other))

    def against(query: Counter[str], document: Counter[str]) -> float:
        length = _K1 * (1 - _B + _B * document.total() / max(1.0, mean))
        grams = [gram for gram in query if gram in document]
        return sum(rarity.get(g, unknown) * document[g] * (_K1 + 1) / (document[g] + length) for g in grams)

    rows = [
        [against(query, document) / max(1e-9, against(query, query)) for document in other] for query in one
    ]
    return np.clip(np.array(rows, dtype=np.float64).reshape(len(one), len(other)), 0, 1)


def _bigrams(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1))


def _count(case: Case, links: Sequence[Link]) -> list[tuple[str, int, int, int]]:
    ends = [(link, link.lower, link.upper) for link in links if link.lower and link.upper]
    whole = {(path(low.clause), path(up.clause)) for _, low, up in ends if low.quote is None}
    counted = [("clauses", len(whole & case.clauses), len(whole), len(case.clauses))]
    given = {
        (bare(low.quote), bare(up.quote)): link.relation for link, low, up in ends if low.quote and up.quote
    }
    if case.sentences is None:
        right = sum(_as_planted(quoted, given) for quoted in case.quoted)
        return [*counted, ("sentences", right, len(case.quoted), len(case.quoted))]
    both = given.keys() & case.sentences.keys()
    alike = sum(given[pair] == case.sentences[pair] for pair in both)
    counted.append(("sentences", len(both), len(given), len(case.sentences)))
    return [*counted, ("relation", alike, len(both), len(both))]


def _as_planted(quoted: Pair, given: Mapping[Pair, str]) -> bool:
    """Are the two sentences linked, or the one left alone?"""
    low, up = quoted
    if not low:
        return not any(up in above for _, above in given)
    return any(low in below and up in above for below, above in given)


def _quoted(pair: Mapping[str, Any]) -> tuple[Pair, ...]:
    planted = [
        (bare(row["lower_quote"]), bare(row["upper_quote"]))
        for row in pair["deviations"]
        if row["lower_quote"] and row["upper_quote"] and "：" not in row["lower_quote"] + row["upper_quote"]
    ]
    return (*planted, *(("", bare(row["quote"])) for row in pair["not_carried"]))


def _clauses(rows: Sequence[Mapping[str, Any]]) -> frozenset[Pair]:
    return frozenset((path(row["lower"]), path(row["upper"])) for row in rows if row.get("upper"))


def bare(text: str | None) -> str:
    """Words without white space, quotation marks and the closing mark, in one width."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text or "")).rstrip("。；;")


def path(clause: str | None) -> str:
    """A clause's path in one width, without the marks behind its labels."""
    return "/".join(part.rstrip(".、") for part in bare(clause).split("/"))
