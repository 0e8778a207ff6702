"""A draft becomes JSON and comes back the same, whatever stands in it."""

from __future__ import annotations

import json
from datetime import UTC
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.draft import model
from kb.draft.plain import draft_of_plain, plain_draft
from kb.model import LinkRelation
from tests.kb.generated import DAYS, MAYBE_TEXT, OFFSET, TEXT, TEXTS


def few(things: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(things, max_size=2).map(tuple)


def one_of(kind: object) -> st.SearchStrategy:
    return st.sampled_from(get_args(kind))


MOMENT = st.datetimes(timezones=st.just(UTC))
HEAD = st.builds(model.Head, TEXT, TEXT, TEXT, TEXT, TEXT, st.booleans(), TEXT, DAYS, TEXT)
SOURCE = st.builds(model.Source, one_of(model.SourceKind), MAYBE_TEXT, MAYBE_TEXT, MAYBE_TEXT)
SENTENCE = st.builds(model.Sentence, TEXT, SOURCE, one_of(LinkRelation))
SWAP = st.builds(model.Swap, one_of(model.SwapKind), TEXT, TEXT, OFFSET, OFFSET)
QUESTION = st.builds(
    model.Question,
    st.integers(1, 9),
    one_of(model.QuestionKind),
    TEXT,
    TEXT,
    MAYBE_TEXT,
    st.none() | OFFSET,
    st.none() | OFFSET,
    few(st.builds(model.Suggestion, TEXT, TEXT)),
    MAYBE_TEXT,
)
ENTRY = st.builds(
    model.Entry,
    TEXT,
    MAYBE_TEXT,
    MAYBE_TEXT,
    st.integers(0, 3),
    MAYBE_TEXT,
    TEXT,
    one_of(model.Choice),
    TEXT,
    MAYBE_TEXT,
    st.booleans(),
    few(SENTENCE),
    few(SWAP),
    few(QUESTION),
    OFFSET,
)
JUSTIFICATION = st.builds(model.Justification, TEXT, TEXT, TEXT, MOMENT)
DRAFTS = st.builds(
    model.Draft,
    TEXT,
    TEXT,
    one_of(model.Genre),
    TEXTS,
    TEXTS,
    HEAD,
    few(ENTRY),
    MOMENT,
    MOMENT,
    TEXT,
    few(JUSTIFICATION),
    one_of(model.Step),
    OFFSET,
)


@settings(max_examples=60, deadline=None)
@given(made=DRAFTS)
def test_what_is_written_is_read(made: model.Draft) -> None:
    assert draft_of_plain(json.loads(json.dumps(plain_draft(made), ensure_ascii=False))) == made
