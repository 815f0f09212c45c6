"""MP131: a worker runs what a module of tests defines, and pytest has loaded that where no child finds it."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.crossings import BY_NAME, Crossing
from mpcheck.model.module import Module
from mpcheck.model.scopes import ClassInfo, FunctionInfo
from mpcheck.model.values import BoundMethod, ClassRef, Function, Instance, Value, in_order, without_partials
from mpcheck.rules.base import OK, Example, Outcome, Rule
from mpcheck.rules.entry.pytest_modules import LoadedByPath, loaded_by_path


def check(module: Module) -> Iterator[Finding]:
    """Report callables for workers that only the process of pytest can import."""
    if not _is_for_pytest(module) or "sys.path" in module.text:
        return
    sent = {
        crossing.node: (crossing, info) for crossing in module.crossings if (info := _defined_here(module, crossing))
    }
    loaded = loaded_by_path(module.found.file) if sent else None
    if loaded is not None:
        for crossing, info in sent.values():
            yield from _report(module, crossing, info, loaded)


def _is_for_pytest(module: Module) -> bool:
    """Whether a module has tests that pytest alone runs; those of unittest may be meant for a runner of theirs."""
    tests = (one for one in module.found.functions if one.name.startswith("test")) if "def test" in module.text else ()
    return "pytest" in module.text or any(one.outer.is_module for one in tests)


def _defined_here(module: Module, crossing: Crossing) -> FunctionInfo | ClassInfo | None:
    """The function or class of this file, at its top level, by whose name a callable for a worker is sent."""
    if crossing.role not in ("callable", "initializer") or crossing.serializer not in BY_NAME:
        return None
    found = (_named_by(one) for one in in_order(crossing.event.evaluate(crossing.node)))
    return next((info for info in found if info and info.outer.is_module and module.is_here(info.node)), None)


def _named_by(value: Value) -> FunctionInfo | ClassInfo | None:
    one = without_partials(value)
    while isinstance(one, BoundMethod):
        one = one.receiver
    if isinstance(one, (ClassRef, Instance)):
        return one.info
    return one.info if isinstance(one, Function) and not one.info.is_lambda else None


def _report(
    module: Module, crossing: Crossing, info: FunctionInfo | ClassInfo, loaded: LoadedByPath
) -> Iterator[Finding]:
    message = (
        f"pytest loads this module as `{loaded.name}` for its own process alone (--import-mode=importlib): "
        f"a worker that is sent `{info.name}` cannot import it"
    )
    is_here = module.is_here(crossing.node)
    related = [(info.node, "defined here")] if is_here else [(crossing.node, "sent to a worker here")]
    breaks = {target for target in module.targets_of(crossing.event) if target.start_method != "fork"}
    confidence = Confidence.LOW if loaded.may_be_installed else Confidence.MEDIUM
    where = crossing.node if is_here else info.node
    yield from RULE.at(module, where, message, breaks=breaks, related=related, confidence=confidence)


_RUN = """
import pathlib

import pytest

TESTS = pathlib.Path(__file__).parent / "FOLDER"

if __name__ == "__main__":
    status = pytest.main(["-c", str(TESTS / "pytest.ini"), str(TESTS)])
    print("ok" if status == 0 else "the test has failed")
"""
_IMPORTLIB = "[pytest]\naddopts = --import-mode=importlib -p no:cacheprovider\n"

_OWN = """
from concurrent.futures import ProcessPoolExecutor


def double(number):
    return number * 2


def test_double():
    with ProcessPoolExecutor(1) as executor:
        assert list(executor.map(double, [1, 2])) == [2, 4]  # MP131
"""

_HANDED = """
import pytest
from texts import each


def first(text):  # MP131
    return text[0]


@pytest.mark.parametrize("function, expected", [(first, ["a", "b"]), (len, [2, 2])])
def test_each(function, expected):
    assert each(function, ["ab", "bc"]) == expected
"""
_EACH = """
from concurrent.futures import ProcessPoolExecutor


def each(function, texts):
    with ProcessPoolExecutor(1) as executor:
        return list(executor.map(function, texts))
"""

_HELPER = """
from texts import each
from words import last


def first(text):
    return text[0]


def test_each():
    assert each(last, ["ab", "bc"]) == ["b", "c"]
    assert list(map(first, ["ab"])) == ["a"]
"""


def _example(folder: str, test: str, settings: str = _IMPORTLIB, outcome: Outcome = OK) -> Example:
    """A program that has pytest run the tests in a folder beside it."""
    words = "def last(text):\n    return text[-1]\n"
    files = ((f"{folder}/pytest.ini", settings), (f"{folder}/test_texts.py", test))
    methods = ("fork", "spawn", "forkserver") if outcome is OK else ("spawn", "forkserver")
    return Example(
        _RUN.replace("FOLDER", folder),
        outcome,
        methods,
        requires=("pytest",),
        files=(*files, ("texts.py", _EACH), ("words.py", words)),
    )


_FAILED = Outcome("wrong", "the test has failed")

RULE = Rule(
    code="MP131",
    name="worker-in-unimportable-test-module",
    summary="A worker runs a function of a test module that pytest loads in the import mode importlib.",
    why=(
        "With --import-mode=importlib pytest loads a test module from its path and leaves sys.path alone. A function goes to "
        "a worker as the name of its module and its own. A process that is not forked imports that module by its name, and "
        "finds none: a task breaks the executor, workers of a Pool die one after the other while map() waits for ever, a "
        "Process ends with exit code 1. Under fork it works, which was the default on Linux before Python 3.14, and so it "
        "does when `python -m pytest` is started in the folder of the settings, which is on sys.path then."
    ),
    cure="Move what workers run into a module that can be imported, or put the folder of the settings on the path: pythonpath = .",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.pytest.org/en/stable/explanation/pythonpath.html#import-modes",
        "https://github.com/pytest-dev/pytest/issues/12178",
    ),
    catalogue=("A15",),
    bad=(_example("checks", _OWN, outcome=_FAILED), _example("suite", _HANDED, outcome=_FAILED)),
    good=(
        _example("cases", _HELPER),
        _example("trials", _OWN.replace("  # MP131", ""), f"{_IMPORTLIB}pythonpath = .\n"),
        _example("specs", _HANDED.replace("  # MP131", ""), _IMPORTLIB.replace("--import-mode=importlib ", "")),
    ),
    check=check,
)
