"""The pickling rules on programs in many styles: what they mark is reported, what they do not mark is not.

The files in ``cases`` hold programs, each after a line ``##### title``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mpcheck.model.module import Module
from mpcheck.rules import REGISTRY, load
from mpcheck.targets import ALL_PYTHONS, all_targets

FAMILY = load(code for code, module in REGISTRY.items() if module.startswith("pickling."))
MARK = re.compile(r"#\s*(MP\d{3}(?:,\s*MP\d{3})*)\s*$")


def programs() -> Iterator[object]:
    for path in sorted((Path(__file__).parent / "cases").glob("pickling_*.txt")):
        for part in re.split(r"^##### ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title, _, source = part.partition("\n")
            yield pytest.param(source, id=f"{path.stem}: {title}")


@pytest.mark.parametrize("source", list(programs()))
def test_exactly_the_marked_lines_are_reported(source: str) -> None:
    module = Module("program.py", source, ast.parse(source), all_targets(pythons=ALL_PYTHONS))
    found = {(finding.location.line, finding.code) for rule in FAMILY for finding in rule.check(module)}
    lines = source.split("\n")
    marked = {
        (number, code)
        for number, line in enumerate(lines, 1)
        if (match := MARK.search(line))
        for code in re.findall(r"MP\d{3}", match[1])
    }
    assert found == marked
