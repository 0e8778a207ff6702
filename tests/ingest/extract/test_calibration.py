"""Confidence is what readers found, and the table of readings can be what it says."""

from __future__ import annotations

import pytest

from corpus.tables import load_column, load_rows
from ingest.extract import calibration


@pytest.mark.parametrize(
    ("read", "right", "confidence"),
    [(0, 0, 0.5), (8, 8, 0.9), (98, 98, 0.99), (998, 998, 0.99), (98, 49, 0.5), (18, 0, 0.05)],
)
def test_confidence_is_the_share_of_right_facts(
    monkeypatch: pytest.MonkeyPatch, read: int, right: int, confidence: float
) -> None:
    monkeypatch.setattr(calibration, "load_rows", lambda name: (("a.rule", "0.7", str(read), str(right)),))
    calibration._shares.cache_clear()
    assert calibration.calibrated("a.rule", 0.7) == confidence
    assert calibration.calibrated("a.rule", 0.8) == 0.8
    calibration._shares.cache_clear()


def test_the_table_counts_no_more_right_than_read_of_known_rules() -> None:
    known = load_column("rule_words")
    for rule, stated, read, right in load_rows("calibration"):
        assert 0 < float(stated) <= 1 and 0 <= int(right) <= int(read) and int(read) > 0
        assert any(rule == each or rule.startswith(f"{each}.") for each in known), rule
