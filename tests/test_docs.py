"""The documents say what the code does: commands, targets, findings, examples and links are held to it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import click
import pytest

from corpus.samples import sample_files
from corpus.tables import load_column
from ingest.parse import parse_notice
from ingest.readers import read_bytes, read_file
from kb.checks import with_shelf_findings
from kb.model import Evidence, Notice, Source
from kb.search.query import FIELDS
from web.cli import main

ROOT = Path(__file__).parents[1]
DOCS = (
    *(ROOT / name for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
)
ADRS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
MAX_PICTURE_BYTES = 250_000
FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
NOT_OURS = (
    (r"(?<![\w.])/(?:work|root|home|tmp|Users|mnt)/", "a path of somebody's machine"),
    (r"pypi\.|pythonhosted|index-url|extra-index|--proxy|mirrors?\.", "a package registry or a way to one"),
    (r"\b(?!127\.0\.0\.1\b)\d{1,3}(?:\.\d{1,3}){3}\b", "an address of a machine"),
)
EXAMPLE_NOTICE = Source("example.txt", "0" * 64)

each_doc = pytest.mark.parametrize("doc", DOCS, ids=lambda doc: str(doc.relative_to(ROOT)))


def _blocks(doc: Path) -> dict[str, str]:
    """The fenced blocks of a document by the words behind their fence."""
    return {match["info"]: match["body"] for match in FENCE.finditer(doc.read_text(encoding="utf-8"))}


def _commands(text: str) -> list[list[str]]:
    """The calls of the command line in a document, as words: in code spans and in blocks, never in prose."""
    code = [match["body"] for match in FENCE.finditer(text)] + CODE.findall(FENCE.sub("", text))
    lines = [line for each in code for line in each.splitlines()]
    found = (re.search(r"(?:^|[\s\\/&(])tiaokuai ([^|&#]*)", line) for line in lines)
    return [match[1].split() for match in found if match]


def _misused(words: list[str]) -> str | None:
    """What the command line does not know in a call, None where it knows all of it."""
    command: click.Command = main
    known = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
    for word in words:
        if word.startswith("-") and word not in known | {"--help", "--version"}:
            return word
        if isinstance(command, click.Group) and not word.startswith("-"):
            if word not in command.commands:
                # The value of an option that stands before the command (--home DIR).
                if known and words[0].startswith("-") and words.index(word) == 1:
                    continue
                return word
            command = command.commands[word]
            known = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
    return None


@each_doc
def test_every_command_and_option_named_exists(doc: Path) -> None:
    calls = _commands(doc.read_text(encoding="utf-8"))
    assert [words for words in calls if _misused(words)] == []


def test_the_check_of_commands_would_notice() -> None:
    assert _misused(["fly"]) == "fly"
    assert _misused(["search", "冷链", "--fast"]) == "--fast"
    assert _misused(["--home", "DIR", "ingest", "FOLDER"]) is None


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_command_is_named_in_both_readmes(name: str) -> None:
    named = {word for words in _commands((ROOT / name).read_text(encoding="utf-8")) for word in words}
    assert set(main.commands) - named == set()


@each_doc
def test_every_make_target_named_exists(doc: Path) -> None:
    targets = set(
        re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    text = doc.read_text(encoding="utf-8")
    code = [match["body"] for match in FENCE.finditer(text)] + CODE.findall(FENCE.sub("", text))
    named = {name for each in code for name in re.findall(r"^make ([a-z]+)", each, re.MULTILINE)}
    assert named - targets == set()


@each_doc
def test_every_relative_link_resolves(doc: Path) -> None:
    for match in LINK.finditer(FENCE.sub("", doc.read_text(encoding="utf-8"))):
        path, _, anchor = match["target"].partition("#")
        if "://" in path:
            continue
        target = (doc.parent / path).resolve() if path else doc
        assert target.exists(), f"{doc.name}: {match['target']}"
        assert target.is_relative_to(ROOT), f"{doc.name}: {match['target']} leaves the project"
        if anchor:
            assert anchor in _anchors(target), f"{doc.name}: no heading for {match['target']}"


def _anchors(doc: Path) -> set[str]:
    """The anchors of a document's headings, formed as code hosts form them."""
    headings = re.findall(r"^#+ (.+)$", doc.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each_doc
@pytest.mark.parametrize(("pattern", "what"), NOT_OURS, ids=lambda value: value if " " in value else "")
def test_no_machine_is_named(doc: Path, pattern: str, what: str) -> None:
    found = re.findall(pattern, doc.read_text(encoding="utf-8"))
    assert not found, f"{doc.name} names {what}: {found}"


def test_pictures_are_light_and_shown() -> None:
    texts = "".join(doc.read_text(encoding="utf-8") for doc in DOCS)
    for picture in sorted((ROOT / "docs" / "pictures").glob("*.png")):
        assert picture.stat().st_size < MAX_PICTURE_BYTES, f"{picture.name} is too heavy for a README"
        assert picture.name in texts, f"{picture.name} is shown nowhere"


@pytest.mark.parametrize("doc", ADRS, ids=lambda doc: doc.stem)
def test_decisions_are_complete_and_listed(doc: Path) -> None:
    text = doc.read_text(encoding="utf-8")
    assert re.search(r"^Status: (?:proposed|accepted|superseded by \d{4})$", text, re.MULTILINE)
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences"]
    assert doc.name in (doc.parent / "README.md").read_text(encoding="utf-8")


def test_every_finding_kind_is_explained() -> None:
    headings = re.findall(
        r"^### (\w+)$", (ROOT / "docs/findings.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(headings) == sorted(load_column("finding_kinds"))


@pytest.mark.parametrize("kind", load_column("finding_kinds"))
def test_every_finding_is_made_of_its_example(kind: str) -> None:
    blocks = _blocks(ROOT / "docs/findings.md")
    notice = _parsed(blocks["text head"] + blocks[f"text {kind}"])
    found = with_shelf_findings(notice, lambda citation, document: None).findings
    assert kind in {finding.kind for finding in found}


def test_the_example_of_facts_is_read_as_told() -> None:
    doc = ROOT / "docs/facts.md"
    notice = _parsed(_blocks(doc)["text example"])
    rows = re.findall(r"^\| (\w+) \| (\S+) \| (\S+) \| .+ \|$", doc.read_text(encoding="utf-8"), re.MULTILINE)
    told = [(kind, clause, words) for kind, clause, words in rows if kind in _facts(notice)]
    assert len(told) >= 12
    for kind, clause, words in told:
        facts = _facts(notice)[kind]
        assert any(path == clause and words in evidence.quote for path, evidence in facts), (
            kind,
            clause,
            words,
        )
    for silent in ("8处", "2000人", "2027年底"):
        spoken = [
            e.quote for kind in ("target", "deadline") for _, e in _facts(notice)[kind] if silent in e.quote
        ]
        assert spoken == []


def test_every_rule_met_in_the_samples_is_explained() -> None:
    text = (ROOT / "docs/facts.md").read_text(encoding="utf-8")
    met = {
        evidence.rule
        for path in sample_files()
        for facts in _facts(_sample(path)).values()
        for _, evidence in facts
    }
    assert {rule for rule in met if f"`{rule}`" not in text} == set()


def test_search_fields_in_the_guide_exist() -> None:
    text = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    named = {
        match
        for code in CODE.findall(text)
        for match in re.findall(r"(?:^|[-\s])([\u4e00-\u9fff]{2,4}):", code)
    }
    assert named
    assert named - set(FIELDS) == set()


def _parsed(text: str) -> Notice:
    return parse_notice(read_bytes(text.encode(), EXAMPLE_NOTICE.file), EXAMPLE_NOTICE)


@cache
def _sample(path: Path) -> Notice:
    return parse_notice(read_file(path), Source(path.name, "0" * 64))


def _facts(notice: Notice) -> dict[str, list[tuple[str | None, Evidence]]]:
    """Clause and evidence of every fact, by kind."""
    return {
        "obligation": [(fact.clause, fact.evidence) for fact in notice.obligations],
        "assignment": [(fact.clause, fact.evidence) for fact in notice.assignments],
        "target": [(fact.clause, fact.evidence) for fact in notice.targets],
        "deadline": [(fact.clause, fact.evidence) for fact in notice.deadlines],
        "citation": [(fact.clause, fact.evidence) for fact in notice.citations],
    }
