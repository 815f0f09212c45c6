"""Every way in which programs hand on a callable, a pool or a queue: exactly the marked lines are reported.

The files in ``ways`` hold programs, each after a line ``##### title``; all rules look at each.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mpcheck.model.module import Module
from mpcheck.rules import REGISTRY, load
from mpcheck.targets import all_targets

MARK = re.compile(r"#\s*(MP\d{3}(?:,\s*MP\d{3})*)\s*$")


def programs() -> Iterator[object]:
    for path in sorted((Path(__file__).parent / "ways").glob("*.txt")):
        for part in re.split(r"^##### ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title, _, source = part.partition("\n")
            yield pytest.param(source, id=title)


@pytest.mark.parametrize("source", list(programs()))
def test_exactly_the_marked_lines_are_reported(source: str) -> None:
    module = Module("program.py", source, ast.parse(source), all_targets())
    found = {(finding.location.line, finding.code) for rule in load(REGISTRY) for finding in rule.check(module)}
    marked = {
        (number, code)
        for number, line in enumerate(source.split("\n"), 1)
        if (match := MARK.search(line))
        for code in re.findall(r"MP\d{3}", match[1])
    }
    assert found == marked
