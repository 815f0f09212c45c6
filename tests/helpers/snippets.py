"""Programs in a few lines, in which a comment marks what a rule reports."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from mpcheck.analysis import Installed
from mpcheck.engine import Request, scan
from mpcheck.findings import Finding
from mpcheck.model.module import Module
from mpcheck.rules import load
from mpcheck.settings import Options
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


def check_files(folder: Path, files: Mapping[str, str], *codes: str, level: str = "default") -> list[Finding]:
    """Check a project of several files with some rules, or all: exactly the lines that end with ``# <code>`` are to be reported."""
    expected = set()
    for name, source in files.items():
        path, text = folder / name, textwrap.dedent(source)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        named = codes or set(re.findall(r"MP\d{3}", text))
        expected |= {(str(path), line, code) for code in named for line in marked(text, code)}
    options = Options(isolated=True, select=codes or None, level=level)
    result = scan(Request((str(folder),), options, jobs=1), Installed())
    assert not result.errors
    found = {(str(Path(one.location.path).resolve()), one.location.line, one.code) for one in result.findings}
    assert found == expected
    return list(result.findings)
