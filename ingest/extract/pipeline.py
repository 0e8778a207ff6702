"""The spaCy pipeline: one component a kind of fact, in the order in which they build on each other.

The text becomes one `Doc` of a blank Chinese pipeline, one token a character, made here and not by
spaCy's segmenter (four times slower for the same tokens), so that every offset is a token border. Longer
tokens would be faster and fill the vocabulary, which spaCy never empties. Each component reads the outline
from the document's context and adds its facts as an attribute.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from ingest.extract.calibration import calibrated
from ingest.extract.citations import find_citations
from ingest.extract.deadlines import find_deadlines
from ingest.extract.obligations import find_obligations
from ingest.extract.prose import find_prose_assignments
from ingest.extract.responsibilities import find_responsibilities
from ingest.extract.standing_rules import stretched
from ingest.extract.targets import find_targets
from kb.model import (
    Assignment,
    Citation,
    Clause,
    Deadline,
    Document,
    Evidence,
    Obligation,
    PositionMap,
    Target,
)

MAX_CHARACTERS = 5_000_000
"""spaCy refuses longer texts; a notice is a hundred times shorter."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the components read: the clean text (spaCy would put it together anew each time), the outline,
    the head, and where text to read stands."""

    text: str
    clauses: tuple[Clause, ...]
    document: Document
    spans: tuple[tuple[int, int], ...]
    positions: PositionMap


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the pipeline found, each kind in reading order."""

    assignments: tuple[Assignment, ...]
    obligations: tuple[Obligation, ...]
    targets: tuple[Target, ...]
    deadlines: tuple[Deadline, ...]
    citations: tuple[Citation, ...]


Fact = TypeVar("Fact", Assignment, Obligation, Target, Deadline, Citation)


def extract(context: Context) -> Facts:
    """Runs the pipeline over the clean text of one notice. Pure; the pipeline itself is loaded once."""
    characters = list(context.text)
    doc = Doc(_pipeline().vocab, words=characters, spaces=[False] * len(characters))
    doc._.context = context
    for _, component in _pipeline().pipeline:
        doc = component(doc)
    return Facts(doc._.assignments, doc._.obligations, doc._.targets, doc._.deadlines, doc._.citations)


def _keep(doc: Doc, kind: str, facts: Iterable[Fact], before: tuple[Fact, ...] = ()) -> Doc:
    """Stores the facts, behind those kept `before`, with their pages and calibrated confidence."""
    positions: PositionMap = doc._.context.positions
    doc._.set(kind, (*before, *(_finished(fact, positions) for fact in facts)))
    return doc


def _finished(fact: Fact, positions: PositionMap) -> Fact:
    read, place = fact.evidence, positions.at(fact.evidence.start)
    page = place.page if place else read.page
    confidence = calibrated(read.rule, read.confidence)
    if (page, confidence) == (read.page, read.confidence):
        return fact
    return replace(fact, evidence=Evidence(read.start, read.end, read.quote, page, read.rule, confidence))


@Language.component("responsibilities")
def _responsibilities(doc: Doc) -> Doc:
    context: Context = doc._.context
    return _keep(doc, "assignments", find_responsibilities(context.text, context.clauses, context.spans))


@Language.component("obligations")
def _obligations(doc: Doc) -> Doc:
    context: Context = doc._.context
    found = find_obligations(context.text, context.clauses, context.spans, doc._.assignments)
    return _keep(doc, "obligations", found)


@Language.component("prose_assignments")
def _prose(doc: Doc) -> Doc:
    context: Context = doc._.context
    spoken = find_prose_assignments(doc._.obligations)
    if "以下" in context.text:
        spoken = tuple(stretched(each, context.text, context.clauses, context.spans) for each in spoken)
    return _keep(doc, "assignments", spoken, before=doc._.assignments)


@Language.component("targets")
def _targets(doc: Doc) -> Doc:
    context: Context = doc._.context
    return _keep(doc, "targets", find_targets(context.text, context.clauses, context.document))


@Language.component("deadlines")
def _deadlines(doc: Doc) -> Doc:
    context: Context = doc._.context
    return _keep(
        doc, "deadlines", find_deadlines(context.text, context.clauses, context.document, doc._.targets)
    )


@Language.component("citations")
def _citations(doc: Doc) -> Doc:
    context: Context = doc._.context
    return _keep(doc, "citations", find_citations(context.text, context.clauses, context.document))


COMPONENTS = ("responsibilities", "obligations", "prose_assignments", "targets", "deadlines", "citations")


@cache
def _pipeline() -> Language:
    extensions: dict[str, Any] = {"context": None} | dict.fromkeys(Facts.__dataclass_fields__, ())
    for name, default in extensions.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
    nlp.max_length = MAX_CHARACTERS
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def component_names() -> tuple[str, ...]:
    """The names of the pipeline's components in their order."""
    return tuple(_pipeline().pipe_names)
