"""What a rule finds in a program it finds in other layouts of it, and what is right in it stays silent."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from layouts import LAYOUTS, Files
from packaging.specifiers import SpecifierSet

from mpcheck.analysis import Installed, project
from mpcheck.engine import Request, scan
from mpcheck.rules import load
from mpcheck.rules.base import Example
from mpcheck.settings import Options
from mpcheck.targets import ALL_PYTHONS

#: By example, the layouts in which it is right.
CURED: dict[str, set[str]] = {}
#: By example, the layouts in which its rule does not find the pitfall.
MISSED: dict[str, set[str]] = {
    "MP103-bad-1": {"definitions-beside", "module-beside"},
    "MP105-bad-1": {"definitions-beside", "module-beside"},
    "MP105-bad-2": {"definitions-beside", "module-beside", "in-function", "in-function-beside"},
    "MP107-bad-4": {"definitions-beside", "module-beside"},
    "MP110-bad-1": {"in-function", "in-function-beside"},
    "MP110-bad-2": {"in-function", "in-function-beside"},
    "MP115-bad-2": {"definitions-beside", "module-beside"},
    "MP115-bad-3": {"in-two-functions", "in-two-functions-beside"},
    "MP202-bad-4": {"in-two-functions-beside"},
    "MP206-bad-2": {"in-two-functions", "in-two-functions-beside"},
    "MP206-bad-3": {"definitions-beside", "module-beside", "all-beside"},
    "MP210-bad-3": {"definitions-beside", "module-beside"},
    "MP302-bad-2": {"definitions-beside", "module-beside"},
    "MP303-bad-2": {"definitions-beside", "module-beside"},
    "MP307-bad-4": {"definitions-beside", "module-beside"},
    "MP308-bad-1": {"definitions-beside", "module-beside"},
    "MP311-bad-1": {"in-two-functions", "in-two-functions-beside"},
    "MP311-bad-3": {"definitions-beside", "module-beside"},
    "MP311-bad-4": {"definitions-beside", "module-beside"},
    "MP323-bad-3": {"all-beside"},
    "MP325-bad-2": {"definitions-beside", "module-beside"},
    "MP328-bad-3": {"definitions-beside", "module-beside"},
    "MP401-bad-2": {"definitions-beside", "module-beside", "all-beside"},
    "MP405-bad-4": {
        "definitions-beside",
        "module-beside",
        "in-function-beside",
        "in-method-beside",
        "in-two-functions-beside",
    },
    "MP407-bad-2": {"definitions-beside", "module-beside"},
    "MP414-bad-1": {"in-two-functions", "in-two-functions-beside"},
    "MP414-bad-2": {"in-two-functions", "in-two-functions-beside"},
    "MP417-bad-2": {"all-beside"},
    "MP417-bad-3": {"all-beside"},
    "MP418-bad-4": {"all-beside"},
    "MP419-bad-2": {"definitions-beside", "module-beside"},
    "MP419-bad-3": {"definitions-beside", "module-beside"},
    "MP422-bad-3": {"definitions-beside", "module-beside"},
    "MP424-bad-2": {"definitions-beside", "module-beside", "in-function-beside", "all-beside"},
    "MP424-bad-4": {"definitions-beside", "module-beside", "in-method", "in-method-beside", "all-beside"},
    # Of the two files, only that which forks is about processes.
    "MP509-bad-1": {"in-method-beside"},
    "MP702-bad-2": {"definitions-beside", "module-beside"},
    "MP702-bad-3": {"definitions-beside", "module-beside"},
    "MP703-bad-2": {"definitions-beside", "module-beside"},
    "MP802-bad-3": {"definitions-beside", "module-beside"},
    "MP804-bad-1": {"definitions-beside", "module-beside"},
    "MP804-bad-2": {"definitions-beside", "module-beside"},
    "MP805-bad-2": {"definitions-beside", "module-beside", "all-beside"},
    "MP806-bad-1": {"definitions-beside", "module-beside"},
    "MP806-bad-2": {"definitions-beside", "module-beside"},
    "MP902-bad-1": {"definitions-beside", "module-beside"},
    "MP902-bad-3": {"definitions-beside", "module-beside"},
    "MP903-bad-1": {
        "definitions-beside",
        "module-beside",
        "in-function-beside",
        "in-method-beside",
        "in-two-functions-beside",
    },
    "MP903-bad-2": {"definitions-beside", "module-beside", "in-method-beside", "all-beside"},
}
#: By example, the layouts that change what a right program does, or what can be known of it.
MEANS_OTHERWISE: dict[str, set[str]] = {
    "MP102-good-1": {"definitions-beside", "module-beside", "in-function-beside", "in-method-beside"},
    "MP203-good-4": {"in-function", "in-function-beside"},
    "MP302-good-2": {"in-two-methods"},
    "MP321-good-4": {"definitions-beside", "module-beside"},
    "MP322-good-2": {"definitions-beside", "module-beside"},
    "MP427-good-1": {"definitions-beside", "module-beside"},
    # The file that ignores SIGCHLD does not show that only a worker does so.
    "MP505-good-2": {"definitions-beside", "module-beside"},
    # A file that others import chooses the start method: MP102.
    "MP601-good-2": {"in-function-beside", "in-method-beside", "in-two-functions-beside"},
    "MP804-good-3": {"in-method", "in-method-beside", "in-two-methods"},
}


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


def _codes(folder: Path, files: Files, example: Example) -> set[str]:
    """The codes of what is found in these files, hints as well, where they run on what the example is meant for."""
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    project.cache_clear()
    every = ("{}.{}".format(*python) for python in ALL_PYTHONS)
    pythons = tuple(python for python in every if SpecifierSet(example.pythons).contains(python, prereleases=True))
    options = Options(level="pedantic", platforms=example.platforms, pythons=pythons, isolated=True)
    result = scan(Request((str(folder),), options, jobs=1), Installed())
    assert not result.errors
    return {finding.code for finding in result.findings}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_program_is_reported(name: str, tmp_path: Path) -> None:
    code, example = BAD[name]
    missed = {layout for layout, files in _laid_out(example) if code not in _codes(tmp_path / layout, files, example)}
    assert missed == CURED.get(name, set()) | MISSED.get(name, set())


@pytest.mark.parametrize("name", GOOD)
def test_a_good_program_stays_silent(name: str, tmp_path: Path) -> None:
    code, example = GOOD[name]
    before = _codes(tmp_path / "before", {"program.py": example.source}, example)
    assert code not in before
    alarms = {layout for layout, files in _laid_out(example) if _codes(tmp_path / layout, files, example) - before}
    assert alarms == MEANS_OTHERWISE.get(name, set())
