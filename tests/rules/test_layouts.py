"""What a rule finds in a program it finds in other layouts of it, and what is right in it stays silent."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from layouts import LAYOUTS, Files
from packaging.specifiers import SpecifierSet

from mpcheck.analysis import Installed, project
from mpcheck.engine import Request, scan
from mpcheck.rules import load
from mpcheck.rules.base import OK, Example
from mpcheck.settings import Options
from mpcheck.targets import ALL_PYTHONS
from verification import execute, interpreters
from verification.plan import Program, Run, targets_of

#: The Python under which the layouts are run.
RUNS_UNDER = "{}.{}".format(*sys.version_info)

#: By example, the layouts in which it is right.
CURED: dict[str, set[str]] = {
    # Workers find what stands in a file of its own.
    "MP105-bad-1": {"definitions-beside", "module-beside"},
}
#: By example, those in which other rules speak of what is wrong: what was defined under the guard is local then.
OTHERWISE_WRONG: dict[str, set[str]] = {
    "MP105-bad-2": {"in-function", "in-function-beside"},
    "MP110-bad-1": {"in-function", "in-function-beside"},
    "MP110-bad-2": {"in-function", "in-function-beside"},
}
#: By example, those in which it does not show: what stands for a machine with one processor comes too late for the file beside.
NOT_SHOWN: dict[str, set[str]] = {"MP802-bad-2": {"definitions-beside", "module-beside"}}
#: By example, the layouts in which its rule does not find the pitfall.
MISSED: dict[str, set[str]] = {
    # That one worker comes after the other shows in the loop of one file, from what each has its copy in the other.
    "MP307-bad-4": {"definitions-beside", "module-beside"},
    # What is passed to be filled is followed under the name of one variable.
    "MP311-bad-6": {
        *("in-method", "in-method-beside", "in-two-methods"),
        *("in-two-functions", "in-two-functions-beside"),
    },
    # Which of two processes has which end shows in the function that makes the pipe and forks.
    "MP407-bad-3": {"in-two-functions", "in-two-methods", "in-two-functions-beside"},
    # Of the two files, only that which forks is about processes.
    "MP509-bad-1": {"in-method-beside"},
    # That the parent goes on without end shows in the function that forks, and that none waits in a whole program.
    "MP509-bad-3": {"in-method-beside", "in-two-methods", "in-two-functions", "in-two-functions-beside"},
}
#: By example, the layouts that change what a right program does, or what can be known of it.
MEANS_OTHERWISE: dict[str, set[str]] = {
    # Nothing in the file tells what runs the function that chooses the start method.
    "MP102-good-1": {"definitions-beside", "module-beside", "in-function-beside", "in-method-beside"},
    "MP103-good-2": {"in-two-functions-beside"},
    # The name is that of the local function, before it is defined.
    "MP203-good-4": {"in-function", "in-function-beside"},
    # The attribute is given an executor of threads as well as one of processes.
    "MP313-good-3": {"in-two-methods"},
    # A file that only attaches to blocks does not tell who uses it: no more than a hint.
    "MP321-good-4": {"definitions-beside", "module-beside"},
    "MP322-good-2": {"definitions-beside", "module-beside"},
    # That file does not show that a worker alone ignores SIGCHLD.
    "MP505-good-2": {"definitions-beside", "module-beside"},
    # A file that others import chooses the start method: MP102.
    "MP601-good-2": {"in-function-beside", "in-method-beside", "in-two-functions-beside"},
    # The attribute is given two pools, of which one has several workers.
    "MP804-good-3": {"in-two-methods"},
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
    found = {layout: _codes(tmp_path / layout, files, example) for layout, files in _laid_out(example)}
    otherwise = OTHERWISE_WRONG.get(name, set())
    assert {layout for layout, codes in found.items() if code not in codes} == (
        CURED.get(name, set()) | otherwise | MISSED.get(name, set())
    )
    assert all(found[layout] for layout in otherwise)


@pytest.mark.parametrize("name", GOOD)
def test_a_good_program_stays_silent(name: str, tmp_path: Path) -> None:
    code, example = GOOD[name]
    before = _codes(tmp_path / "before", {"program.py": example.source}, example)
    assert code not in before
    alarms = {layout for layout, files in _laid_out(example) if _codes(tmp_path / layout, files, example) - before}
    assert alarms == MEANS_OTHERWISE.get(name, set())


@pytest.mark.platforms
@pytest.mark.parametrize("name", BAD)
def test_a_bad_program_misbehaves(name: str) -> None:
    _, example = BAD[name]
    found = interpreters.find(frozenset([RUNS_UNDER]))
    if example.requires or not any(method in example.methods for _, method in targets_of(example, found)):
        pytest.skip("nothing is claimed here")
    laid_out = list(_laid_out(example))
    for layout, files in laid_out[:1] if example.outcome.kind == "hangs" else laid_out:  # each of those takes its time
        beside = tuple((file, text) for file, text in files.items() if file != "program.py")
        program = replace(example, source=files["program.py"], files=beside)
        python, method = next(one for one in reversed([*targets_of(program, found)]) if one[1] in program.methods)
        claim = OK if layout in CURED.get(name, ()) else program.outcome
        result = execute.verify(Run(Program("-", name, program), python, method, claim))
        is_other = layout in {*OTHERWISE_WRONG.get(name, ()), *NOT_SHOWN.get(name, ())}
        assert bool(result.objection) <= is_other, (layout, method, result.objection)
