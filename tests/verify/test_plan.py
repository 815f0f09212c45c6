"""Which programs run where."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from packaging.version import Version

from mpcheck.findings import Confidence, Finding, Location, Severity
from mpcheck.model.module import Module
from mpcheck.rules.base import OK, Example, Outcome, Rule
from verification.interpreters import Interpreter
from verification.plan import programs_of, quick_runs_of, runs_of

MakeRule = Callable[..., Rule]
POSIX = ("fork", "spawn", "forkserver")
OLD = Interpreter("3.11", "python3.11", Version("3.11.7"), "linux", "cpython", POSIX, "fork")
NEW = Interpreter("3.15", "python3.15", Version("3.15.0rc1"), "linux", "cpython", POSIX, "forkserver")
WINDOWS = Interpreter("win-3.13", "python", Version("3.13.2"), "windows", "cpython", ("spawn",), "spawn")
WASM = Interpreter("wasm-3.14", "pyodide", Version("3.14.2"), "wasm", "cpython", ("forkserver",), "forkserver")
ALL = (OLD, NEW, WINDOWS, WASM)


def labels(rule: Rule) -> list[str]:
    return [f"{run.interpreter.name} {run.method}" for run in runs_of(rule, ALL)]


def test_good_programs_come_first(tiny_rule: MakeRule) -> None:
    rule = tiny_rule(bad=(Example("a"), Example("b")), good=(Example("c"),))
    assert [program.name for program in programs_of(rule)] == ["good-1", "bad-1", "bad-2"]


def test_every_method_of_every_platform_that_is_named(tiny_rule: MakeRule) -> None:
    assert labels(tiny_rule(good=(Example("x"),))) == [
        *(f"3.11 {method}" for method in POSIX),
        *(f"3.15 {method}" for method in POSIX),
        "win-3.13 spawn",
    ]


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        (Example("x", methods=("fork",)), ["3.11 fork", "3.15 fork"]),
        (Example("x", methods=("spawn",), platforms=("windows",)), ["win-3.13 spawn"]),
        (Example("x", platforms=("wasm",)), ["wasm-3.14 forkserver"]),
        (Example("x", methods=("spawn",), pythons="<3.12"), ["3.11 spawn"]),
        (Example("x", methods=("spawn",), pythons=">=3.14"), ["3.15 spawn"]),
        (Example("x", platform_only="the documentation of macOS"), []),
    ],
)
def test_an_example_narrows_what_applies(tiny_rule: MakeRule, example: Example, expected: list[str]) -> None:
    assert labels(tiny_rule(good=(example,))) == expected


def test_a_program_runs_only_where_its_packages_are(tiny_rule: MakeRule, own_python: Interpreter) -> None:
    here = tiny_rule(good=(Example("x", requires=("pytest",), platforms=(own_python.platform,)),))
    nowhere = tiny_rule(good=(Example("x", requires=("no_such_package",), platforms=(own_python.platform,)),))
    assert runs_of(here, [own_python])
    assert not runs_of(nowhere, [own_python])


def test_quick_is_one_good_and_one_bad_that_ends(tiny_rule: MakeRule) -> None:
    bad = (Example("a", Outcome("hangs")), Example("b", Outcome("raises")), Example("c", Outcome("raises")))
    runs = quick_runs_of(tiny_rule(bad=bad, good=(Example("d"), Example("e"))), OLD, NEW)
    assert [f"{run.program.name} {run.interpreter.name} {run.method}" for run in runs] == [
        f"{program} {target}"
        for program in ("good-1", "bad-2")
        for target in ("3.11 fork", "3.11 spawn", "3.11 forkserver", "3.15 forkserver")
    ]


def test_quick_runs_nothing_twice_where_the_newest_is_the_default(tiny_rule: MakeRule) -> None:
    assert len(quick_runs_of(tiny_rule(good=(Example("x"),)), NEW, NEW)) == len(POSIX)


def breaks_under_spawn(module: Module) -> Iterator[Finding]:
    breaks = frozenset(target for target in module.targets if target.start_method == "spawn")
    yield Finding("MP999", "tiny-rule", "", Severity.ERROR, Confidence.HIGH, Location("", 1, 1, 1, 2), "", (), breaks)


def test_where_a_bad_program_is_silent_its_finding_says_what_has_to_happen(tiny_rule: MakeRule) -> None:
    fails = Outcome("raises")
    bad = Example("print('ok')", fails, methods=("forkserver",))
    runs = runs_of(tiny_rule(bad=(bad,), check=breaks_under_spawn), [OLD, WINDOWS])
    assert [(run.interpreter.name, run.method, run.claim, run.claimed_by) for run in runs] == [
        ("3.11", "forkserver", fails, "example"),
        ("3.11", "fork", OK, "finding"),
        ("3.11", "spawn", Outcome("any"), "finding"),
        ("win-3.13", "spawn", Outcome("any"), "finding"),
    ]


def test_nothing_is_implied_for_a_program_that_chooses_its_start_method(tiny_rule: MakeRule) -> None:
    bad = Example("import multiprocessing as mp\nmp.set_start_method('fork')", Outcome("raises"), methods=("fork",))
    runs = runs_of(tiny_rule(bad=(bad,), check=breaks_under_spawn), [OLD])
    assert [run.method for run in runs] == ["fork"]
