"""The shipped examples, which the README's first command scans."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
NAMES = sorted(path.name for path in (EXAMPLES / "broken").glob("*.py"))
#: What every beginner copies, and what is wrong with it.
NO_GUARD, JOIN_BEFORE_GET = "MP101", "MP401"
TUTORIALS = {
    "greeting.py": {NO_GUARD},
    "collect.py": {NO_GUARD, JOIN_BEFORE_GET},
    "conversation.py": {NO_GUARD},
    "squares.py": {NO_GUARD},
}


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    command = [sys.executable, "-m", "mpcheck", "scan", "--isolated", "--output-format", "json", "examples"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert answer.returncode == 1, answer.stderr
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def flaws(report: dict[str, Any]) -> dict[str, set[str]]:
    """Path -> the entries of the catalogue of pitfalls that were found there."""
    by_path: dict[str, set[str]] = defaultdict(set)
    for finding in report["findings"]:
        by_path[finding["path"]].add(finding["code"])
    return by_path


def test_every_broken_program_has_its_repaired_twin() -> None:
    assert sorted(path.name for path in (EXAMPLES / "fixed").glob("*.py")) == NAMES


def test_all_of_them_were_read(report: dict[str, Any]) -> None:
    assert report["summary"]["files"] == 2 * len(NAMES)
    assert report["errors"] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_program_is_found_and_its_repair_is_silent(report: dict[str, Any], name: str) -> None:
    assert flaws(report)[f"examples/broken/{name}"]
    assert not flaws(report)[f"examples/fixed/{name}"]


@pytest.mark.parametrize(("name", "expected"), TUTORIALS.items())
def test_the_tutorial_programs_show_what_is_wrong_with_them(
    report: dict[str, Any], name: str, expected: set[str]
) -> None:
    assert flaws(report)[f"examples/broken/{name}"] == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_repaired_program_works(name: str, tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, str(EXAMPLES / "fixed" / name)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout
