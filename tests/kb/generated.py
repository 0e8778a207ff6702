"""Notices at random, for properties that must hold whatever the facts are."""

from __future__ import annotations

from hypothesis import strategies as st

from kb import model

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
MAYBE_TEXT = st.none() | TEXT
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
OFFSET = st.integers(0, 10_000)
PAGE = st.none() | st.integers(1, 99)
DAYS = st.none() | st.dates()
NUMBER = st.floats(allow_nan=False, allow_infinity=False, width=64)
LEVEL = st.none() | st.sampled_from(model.LEVELS)
EVIDENCE = st.builds(model.Evidence, OFFSET, OFFSET, TEXT, PAGE, TEXT, st.floats(0, 1))


def choice(*values: str) -> st.SearchStrategy:
    return st.sampled_from(values)


SOURCE = st.builds(
    model.Source, TEXT, st.text("0123456789abcdef", min_size=64, max_size=64), MAYBE_TEXT, PAGE
)
DOCUMENT = st.builds(
    model.Document,
    id=TEXT,
    title=MAYBE_TEXT,
    doc_number=MAYBE_TEXT,
    issuer=MAYBE_TEXT,
    level=LEVEL,
    jurisdiction=MAYBE_TEXT,
    region_code=MAYBE_TEXT,
    date=DAYS,
    print_date=DAYS,
    status=choice("issued", "draft", "repealed"),
    genre=MAYBE_TEXT,
    recipients=TEXTS,
    cc=TEXTS,
    publicity=MAYBE_TEXT,
    sponsor=MAYBE_TEXT,
    supervisor=MAYBE_TEXT,
    attachments=TEXTS,
    inferred=TEXTS,
    source=st.none() | SOURCE,
)
CLAUSE = st.builds(model.Clause, TEXT, TEXT, st.booleans(), MAYBE_TEXT, OFFSET, OFFSET, OFFSET, TEXT, PAGE)
ASSIGNMENT = st.builds(
    model.Assignment,
    MAYBE_TEXT,
    EVIDENCE,
    TEXTS,
    TEXTS,
    TEXTS,
    st.lists(st.tuples(TEXT, TEXTS), max_size=2).map(tuple),
    MAYBE_TEXT,
    st.none() | st.tuples(OFFSET, OFFSET),
)
TARGET = st.builds(
    model.Target,
    clause=MAYBE_TEXT,
    evidence=EVIDENCE,
    indicator=MAYBE_TEXT,
    op=choice(">=", "<=", "=", "~"),
    value=NUMBER,
    unit=MAYBE_TEXT,
    kind=choice("count", "ratio", "coverage", "standard", "reduction", "limit", "money"),
    scope=MAYBE_TEXT,
    qualifier=MAYBE_TEXT,
    deadline=DAYS,
    per=MAYBE_TEXT,
)
DEADLINE = st.builds(model.Deadline, MAYBE_TEXT, EVIDENCE, DAYS, MAYBE_TEXT, TEXT, st.booleans())
CITATION = st.builds(
    model.Citation,
    MAYBE_TEXT,
    EVIDENCE,
    MAYBE_TEXT,
    MAYBE_TEXT,
    MAYBE_TEXT,
    choice("basis", "implements", "forwards", "mentions"),
)
OBLIGATION = st.builds(
    model.Obligation,
    MAYBE_TEXT,
    EVIDENCE,
    choice("mandatory", "encouraged", "forbidden", "principle"),
    TEXTS,
    TEXTS,
)
UNIT = st.builds(
    model.Unit,
    TEXT,
    MAYBE_TEXT,
    LEVEL,
    choice("department", "government", "township_group", "enterprise", "leading_group", "other"),
    MAYBE_TEXT,
    TEXTS,
)
FINDING = st.builds(model.Finding, MAYBE_TEXT, TEXT, choice("severe", "warning", "note"), TEXT, TEXT)
PLACES = st.lists(st.builds(model.Place, OFFSET, PAGE, st.integers(0, 999)), max_size=3)


def _few(facts: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(facts, max_size=3).map(tuple)


def notices() -> st.SearchStrategy[model.Notice]:
    """Any notice, sensible or not."""
    return st.builds(
        model.Notice,
        document=DOCUMENT,
        text=TEXT,
        positions=PLACES.map(tuple).map(model.PositionMap),
        clauses=_few(CLAUSE),
        assignments=_few(ASSIGNMENT),
        targets=_few(TARGET),
        deadlines=_few(DEADLINE),
        citations=_few(CITATION),
        obligations=_few(OBLIGATION),
        units=_few(UNIT),
        findings=_few(FINDING),
        attachment_links=_few(st.tuples(TEXT, TEXT)),
    )
