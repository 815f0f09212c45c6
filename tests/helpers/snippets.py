"""Programs in a few lines, in which a comment marks what a rule reports."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Callable, Iterator
from typing import TypeAlias

from mpcheck.findings import Finding
from mpcheck.model.module import Module
from mpcheck.rules import load
from mpcheck.targets import all_targets

#: Takes the code of a rule and a snippet; see `check_snippet`.
Check: TypeAlias = Callable[[str, str], list[Finding]]


def check_snippet(code: str, source: str) -> list[Finding]:
    """Check a snippet with one rule: exactly the lines that end with ``# <code>`` are to be reported."""
    text = textwrap.dedent(source)
    module = Module("program.py", text, ast.parse(text), all_targets())
    found = [finding for rule in load([code]) for finding in rule.check(module)]
    assert sorted(finding.location.line for finding in found) == list(marked(text, code))
    return found


def marked(text: str, code: str) -> Iterator[int]:
    """The lines that end with ``# <code>``."""
    for number, line in enumerate(text.split("\n"), 1):
        if re.search(rf"#.*\b{code}\b", line):
            yield number
