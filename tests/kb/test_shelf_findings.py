"""A cited ground that the shelf lacks is a finding that goes when the document comes in."""

from __future__ import annotations

import pytest

from kb.checks import with_shelf_findings
from tests.kb.builders import county


@pytest.mark.parametrize(("on_shelf", "kinds"), [(None, {"absent_document"}), ("city-2024-1", set())])
def test_the_ground_of_a_notice_is_looked_for(on_shelf: str | None, kinds: set[str]) -> None:
    notice = county()
    assert any(citation.relation == "basis" for citation in notice.citations)
    found = with_shelf_findings(notice, lambda citation, document: on_shelf).findings
    assert {each.kind for each in found} - {each.kind for each in notice.findings} == kinds
