"""High confidence is kept for rules that were seen right on real code."""

from __future__ import annotations

import json
from pathlib import Path

from mpcheck.findings import Confidence
from mpcheck.rules import load

ECOSYSTEM = Path(__file__).parents[2] / "ecosystem"
SEEN = json.loads((ECOSYSTEM / "seen.json").read_text("utf-8"))


def test_a_rule_of_high_confidence_was_seen_right_on_real_code() -> None:
    findings = json.loads((ECOSYSTEM / "findings.json").read_text("utf-8"))
    right = {row["code"] for row in findings if row["verdict"] and row["confidence"] == "high"}
    right |= {row["code"] for row in SEEN}
    assert [rule.code for rule in load() if rule.confidence is Confidence.HIGH and rule.code not in right] == []


def test_what_was_seen_is_told() -> None:
    rules = {rule.code: rule for rule in load()}
    for row in SEEN:
        assert row.keys() == {"code", "repository", "path", "commit", "line", "note"}
        assert rules[row["code"]].confidence is Confidence.HIGH
        assert row["line"] > 0
        assert row["note"].endswith(".")
