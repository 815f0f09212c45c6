"""What a rule finds in a program it finds in other layouts of it, and what is right in it stays silent."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from layouts import LAYOUTS, Files

from mpcheck.analysis import Installed, project
from mpcheck.engine import Request, scan
from mpcheck.rules import load
from mpcheck.rules.base import Example
from mpcheck.settings import Options

#: By example, the layouts in which it is right.
CURED: dict[str, set[str]] = {}
#: By example, the layouts in which its rule does not find the pitfall.
MISSED: dict[str, set[str]] = {}
#: By example, the layouts that change what a right program does, or what can be known of it.
MEANS_OTHERWISE: dict[str, set[str]] = {}


def _examples(kind: str) -> dict[str, tuple[str, Example]]:
    """The examples that are one file, by name, each with the code of its rule."""
    return {
        f"{rule.code}-{kind}-{number}": (rule.code, example)
        for rule in load()
        for number, example in enumerate(getattr(rule, kind), 1)
        if not example.files and example.name.endswith(".py")
    }


BAD, GOOD = _examples("bad"), _examples("good")


def _laid_out(example: Example) -> Iterator[tuple[str, Files]]:
    for name, layout in LAYOUTS.items():
        files = layout(ast.parse(example.source))
        if files is not None:
            yield name, files


def _codes(folder: Path, files: Files) -> set[str]:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    project.cache_clear()
    result = scan(Request((str(folder),), Options(isolated=True), jobs=1), Installed())
    assert not result.errors
    return {finding.code for finding in result.findings}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_program_is_reported(name: str, tmp_path: Path) -> None:
    code, example = BAD[name]
    missed = {layout for layout, files in _laid_out(example) if code not in _codes(tmp_path / layout, files)}
    assert missed == CURED.get(name, set()) | MISSED.get(name, set())


@pytest.mark.parametrize("name", GOOD)
def test_a_good_program_stays_silent(name: str, tmp_path: Path) -> None:
    code, example = GOOD[name]
    before = _codes(tmp_path / "before", {"program.py": example.source})
    assert code not in before
    alarms = {layout for layout, files in _laid_out(example) if _codes(tmp_path / layout, files) - before}
    assert alarms == MEANS_OTHERWISE.get(name, set())
