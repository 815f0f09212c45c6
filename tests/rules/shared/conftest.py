"""Small programs with the lines to be reported marked, and what is found in them."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Callable

import pytest

from mpcheck.findings import Confidence, Finding
from mpcheck.model.module import Module
from mpcheck.rules import load
from mpcheck.targets import usual_targets

Scan = Callable[..., list[Finding]]


def scan_source(source: str, *codes: str) -> list[Finding]:
    """The findings of the given rules (default: the whole family) that the usual level shows."""
    rules = load(codes or ["MP301", "MP302", "MP303", "MP304", "MP305", "MP306"])
    source = textwrap.dedent(source)
    module = Module("program.py", source, ast.parse(source), usual_targets())
    found = [finding for rule in rules for finding in rule.check(module)]
    return [finding for finding in found if finding.confidence is not Confidence.LOW]


@pytest.fixture
def scan() -> Scan:
    return scan_source


@pytest.fixture
def judge() -> Callable[[str], None]:
    """Asserts that a program is reported exactly on the lines that it marks with ``# MPnnn``."""

    def check(source: str) -> None:
        lines = textwrap.dedent(source).split("\n")
        marked = {(n, code) for n, line in enumerate(lines, 1) for code in re.findall(r"# (MP\d{3})", line)}
        assert {(f.location.line, f.code) for f in scan_source(source)} == marked

    return check
