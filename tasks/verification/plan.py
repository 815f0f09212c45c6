"""Which program is to be run under which Python and start method."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.specifiers import SpecifierSet

from mpcheck.model.module import Module
from mpcheck.model.project import Project
from mpcheck.rules.base import OK, Example, Outcome, Rule
from mpcheck.targets import ALL_PYTHONS, Target, all_targets
from verification.interpreters import Interpreter

#: The default start method means nothing to a program with one of these.
_CHOOSES_METHOD = re.compile(r"set_start_method|get_context|\.fork\(")


@dataclass(frozen=True, slots=True)
class Program:
    """An example of a rule under a name of its own, such as ``bad-1``."""

    rule: str
    name: str
    example: Example

    @property
    def is_good(self) -> bool:
        return self.name.startswith("good")


#: The oldest, the last with fork as the default on Linux, the first with forkserver, the newest, Windows, and one between.
PIVOTS = ("3.8", "3.11", "3.13", "3.14", "3.15", "win-3.13")


@dataclass(frozen=True, slots=True)
class Run:
    """One program under one interpreter with one start method as the default, and what it should do.

    ``claimed_by``: the example says so itself, or the breaks-when of the rule's finding.
    """

    program: Program
    interpreter: Interpreter
    method: str
    claim: Outcome
    claimed_by: str = "example"

    @property
    def label(self) -> str:
        return f"{self.program.rule} {self.program.name} {self.interpreter.name} {self.method}"


def programs_of(rule: Rule) -> tuple[Program, ...]:
    """Every program of a rule, the good ones first: they show how long the work takes."""
    good = (Program(rule.code, f"good-{n}", example) for n, example in enumerate(rule.good, 1))
    bad = (Program(rule.code, f"bad-{n}", example) for n, example in enumerate(rule.bad, 1))
    return (*good, *bad)


def runs_of(rule: Rule, interpreters: Iterable[Interpreter]) -> tuple[Run, ...]:
    """Every claim of a rule that these interpreters can show."""
    interpreters = tuple(interpreters)
    programs = programs_of(rule)
    said = (run for program in programs for run in _runs(program, interpreters))
    implied = (run for program in programs if not program.is_good for run in _implied(rule, program, interpreters))
    return (*said, *implied)


def thinned(runs: Iterable[Run]) -> tuple[Run, ...]:
    """All runs under the pivotal Pythons and the one that runs this, and of the others what a twelfth of the programs do.

    Programs that name the versions they are about are run under all of them.  What is right under 3.11 and 3.14 is
    rarely wrong between them: under 3.13, too, a twelfth of the good programs has to do.
    """
    return tuple(run for run in runs if _is_telling(run) or _is_version_dependent(run) or _drawn(run))


def _is_telling(run: Run) -> bool:
    if run.interpreter.command == sys.executable:
        return True
    return run.interpreter.name in PIVOTS and not (run.program.is_good and run.interpreter.name == "3.13")


def _is_version_dependent(run: Run) -> bool:
    return run.program.example.pythons != Example("").pythons or run.interpreter.platform == "wasm"


def _drawn(run: Run) -> bool:
    label = f"{run.program.rule} {run.program.name} {run.interpreter.name}"
    return zlib.crc32(label.encode()) % 12 == 0


def quick_runs_of(rule: Rule, default: Interpreter, newest: Interpreter) -> tuple[Run, ...]:
    """A sample: one good and one bad program, under all methods of the default Python and the default of the newest.

    A bad program that ends by itself is preferred to one that has to be waited for.
    """
    programs = sorted(programs_of(rule), key=lambda p: p.example.outcome.kind == "hangs")
    chosen = [
        next((p for p in programs if p.is_good == good and not p.example.requires), None) for good in (True, False)
    ]
    runs = (run for p in chosen if p is not None for run in _runs(p, dict.fromkeys((default, newest))))
    return tuple(r for r in runs if r.interpreter == default or r.method == newest.default_method)


def _runs(program: Program, interpreters: Iterable[Interpreter]) -> Iterator[Run]:
    for interpreter, method in targets_of(program.example, interpreters):
        if method in program.example.methods:
            yield Run(program, interpreter, method, program.example.outcome)


def _implied(rule: Rule, program: Program, interpreters: Iterable[Interpreter]) -> Iterator[Run]:
    """A bad program under the start methods its example is silent about: the finding says where else it breaks."""
    if _CHOOSES_METHOD.search(program.example.source):
        return
    breaks = _breaks_when(rule, program.example)
    for interpreter, method in targets_of(program.example, interpreters):
        target = Target(interpreter.platform, (interpreter.version.major, interpreter.version.minor), method)
        if method not in program.example.methods and not _depends_on_micro_version(target, breaks):
            yield Run(program, interpreter, method, Outcome("any") if target in breaks else OK, "finding")


def _depends_on_micro_version(target: Target, breaks: set[Target]) -> bool:
    """Whether it matters that the server of forkserver imports the main module, which began amid the versions of 3.13."""
    others = {replace(target, python=python) in breaks for python in ((3, 12), (3, 14))}
    return target.start_method == "forkserver" and target.python == (3, 13) and len(others) > 1


def _breaks_when(rule: Rule, example: Example) -> set[Target]:
    with modules_of(example, all_targets(example.platforms, ALL_PYTHONS)) as modules:
        return {target for module in modules for finding in rule.check(module) for target in finding.breaks_when}


@contextmanager
def modules_of(example: Example, targets: frozenset[Target]) -> Iterator[list[Module]]:
    """The model of each file of a program, all of them in one folder."""
    with TemporaryDirectory() as folder:
        for name, text in ((example.name, example.source), *example.files):
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        project = Project(_parsed, lambda path: Path(path).relative_to(folder).as_posix())
        yield [
            Module(name, text, ast.parse(text), targets, project, os.path.join(folder, name))
            for name, text in example.python_files
        ]


def _parsed(path: str) -> tuple[str, ast.Module]:
    text = Path(path).read_text("utf-8")
    return text, ast.parse(text)


def targets_of(example: Example, interpreters: Iterable[Interpreter]) -> Iterator[tuple[Interpreter, str]]:
    """The interpreters that an example speaks of, each with every start method that it has."""
    if not example.platform_only:
        for interpreter in interpreters:
            if _applies(example, interpreter):
                yield from ((interpreter, method) for method in interpreter.methods)


def _applies(example: Example, interpreter: Interpreter) -> bool:
    return (
        interpreter.platform in example.platforms
        and interpreter.implementation in example.implementations
        and SpecifierSet(example.pythons).contains(interpreter.version, prereleases=True)
        and (not example.requires or _imports(interpreter, example.requires))
    )


@cache
def _imports(interpreter: Interpreter, packages: tuple[str, ...]) -> bool:
    question = f"import importlib.util, sys; sys.exit(any(importlib.util.find_spec(p) is None for p in {packages!r}))"
    answer = subprocess.run(
        [interpreter.command, "-c", question], stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=120
    )
    return answer.returncode == 0
